"""The public pages of exhibitors: made of what the office accepted, and of nothing else."""

from __future__ import annotations

from itertools import groupby

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from eventapp.exhibitors.fields.company import ORGANISATION_KINDS
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.exhibitors.value import PublicExhibitors
from eventapp.fair.queries import get_fair
from eventapp.programme.queries import published
from eventapp.uploads.queries import pictures_of
from eventapp.web.access import everyone
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("catalogue", __name__)
KIND_NAMES = {choice.key: choice.label for choice in ORGANISATION_KINDS}


@blueprint.in_both_languages("/<fair:slug>/aussteller")
@everyone
@kept()
def exhibitors(slug: str) -> ResponseReturnValue:
    """All exhibitors, by letter."""
    shown = published(slug)
    catalogue = _catalogue_of(slug)
    by_letter = [(letter, list(some)) for letter, some in groupby(catalogue.exhibitors, lambda one: one.sort_letter)]
    return render_template(
        "catalogue/exhibitors.html",
        fair=shown.fair,
        programme=shown.programme,
        by_letter=by_letter,
        pictures=pictures_of(one.logo.digest for one in catalogue.exhibitors if one.logo),
        number=len(catalogue.exhibitors),
    )


@blueprint.in_both_languages("/<fair:slug>/aussteller/<name>")
@everyone
@kept()
def exhibitor(slug: str, name: str) -> ResponseReturnValue:
    """One exhibitor with what it shows, alone or with partners."""
    shown = published(slug)
    catalogue = _catalogue_of(slug)
    found = catalogue.find(name) or abort(404)
    exhibits = [one for one in map(catalogue.find_exhibit, found.exhibits) if one is not None]
    names = {one.slug: one.name for one in catalogue.exhibitors}
    return render_template(
        "catalogue/exhibitor.html",
        fair=shown.fair,
        programme=shown.programme,
        exhibitor=found,
        pictures=pictures_of([found.logo.digest] if found.logo else []),
        kind=KIND_NAMES.get(found.organisation_kind, ""),
        exhibits=[(one, [(slug, names[slug]) for slug in one.exhibitors if slug != name]) for one in exhibits],
    )


def _catalogue_of(slug: str) -> PublicExhibitors:
    return public_exhibitors_of(get_fair(slug).id)
