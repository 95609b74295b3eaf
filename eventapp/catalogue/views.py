"""The public pages of exhibitors and exhibits: made of what the office accepted, and of nothing else."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from eventapp.catalogue.filters import Filter
from eventapp.catalogue.forms import CatalogueForm
from eventapp.catalogue.names import organisation_kind_name
from eventapp.catalogue.queries import catalogue_of
from eventapp.catalogue.search import exhibit_texts, exhibitor_texts
from eventapp.catalogue.structured import exhibit_described, exhibitor_described
from eventapp.i18n import language
from eventapp.programme.board import by_time, rows
from eventapp.programme.lenses import find_lens
from eventapp.programme.queries import published
from eventapp.web.access import everyone
from eventapp.web.addresses import public_url
from eventapp.web.moment import shown_moment
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("catalogue", __name__)
blueprint.add_app_template_filter(organisation_kind_name)


@blueprint.in_both_languages("/<fair:slug>/aussteller")
@everyone
@kept(query=Filter.PARAMETERS)
def exhibitors(slug: str) -> ResponseReturnValue:
    """All exhibitors, by letter."""
    told = _told(slug)
    by_letter = groupby(told["catalogue"].exhibitors, lambda one: one.sort_letter)
    hits = {one.slug for one in told["chosen"].exhibitors(told["catalogue"])}
    return render_template(
        "catalogue/exhibitors.html", **told, by_letter=[(letter, list(some)) for letter, some in by_letter], hits=hits
    )


@blueprint.in_both_languages("/<fair:slug>/exponate")
@everyone
@kept(query=Filter.PARAMETERS)
def exhibits(slug: str) -> ResponseReturnValue:
    """All exhibits, by title."""
    told = _told(slug)
    hits = {one.slug for one in told["chosen"].exhibits(told["catalogue"])}
    return render_template("catalogue/exhibits.html", **told, hits=hits)


@blueprint.in_both_languages("/<fair:slug>/aussteller/suche.json")
@everyone
@kept(mimetype="application/json", packed=True)
def exhibitor_index(slug: str) -> ResponseReturnValue:
    """What the search of the list compares with, fetched when somebody begins to type."""
    return jsonify({one.slug: text for one, text in exhibitor_texts(catalogue_of(slug))})


@blueprint.in_both_languages("/<fair:slug>/exponate/suche.json")
@everyone
@kept(mimetype="application/json", packed=True)
def exhibit_index(slug: str) -> ResponseReturnValue:
    """The same for exhibits."""
    return jsonify({one.slug: text for one, text in exhibit_texts(catalogue_of(slug))})


@blueprint.in_both_languages("/<fair:slug>/aussteller/<name>")
@everyone
@kept(by_the_clock=True)
def exhibitor(slug: str, name: str) -> ResponseReturnValue:
    """One exhibitor with what it shows and gives, alone or with partners."""
    shown, catalogue = published(slug), catalogue_of(slug)
    found = catalogue.exhibitor(name) or abort(404)
    programme, lens = shown.or_empty, find_lens(shown.or_empty, f"aussteller-{found.slug}")
    return render_template(
        "catalogue/exhibitor.html",
        fair=shown.fair,
        programme=shown.programme,
        catalogue=catalogue,
        exhibitor=found,
        sessions=rows(programme, by_time(programme, programme.sessions_of_exhibitor(found.slug)), shown_moment()),
        feed=lens.name if lens else "",
        described=exhibitor_described(shown.fair, found, language=language(), address_of=public_url),
    )


@blueprint.in_both_languages("/<fair:slug>/exponate/<name>")
@everyone
@kept()
def exhibit(slug: str, name: str) -> ResponseReturnValue:
    """One exhibit, who shows it, and what else they show."""
    shown, catalogue = published(slug), catalogue_of(slug)
    found = catalogue.exhibit(name) or abort(404)
    return render_template(
        "catalogue/exhibit.html",
        fair=shown.fair,
        programme=shown.programme,
        catalogue=catalogue,
        exhibit=found,
        described=exhibit_described(shown.fair, catalogue, found, language=language(), address_of=public_url),
    )


def _told(slug: str) -> dict[str, Any]:
    """What both lists show: the catalogue, and what somebody chose of it."""
    shown, catalogue = published(slug), catalogue_of(slug)
    form = CatalogueForm(request.args)
    form.offer(catalogue)
    return {
        "fair": shown.fair,
        "programme": shown.programme,
        "catalogue": catalogue,
        "form": form,
        "chosen": Filter.from_query(form.wanted()),
    }
