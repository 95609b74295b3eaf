"""The public programme: overview, sessions, speakers, themes, places, changes. All of it from the released value."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from eventapp.clock import day_at_the_fair
from eventapp.i18n import language
from eventapp.programme.account import renames, told
from eventapp.programme.admission import way_in
from eventapp.programme.board import rows
from eventapp.programme.diff import changes_between
from eventapp.programme.filters import Filter
from eventapp.programme.forms import FilterForm
from eventapp.programme.names import kind_name, language_name
from eventapp.programme.neighbours import neighbours
from eventapp.programme.offers import codes_with_places
from eventapp.programme.overview import overview_of
from eventapp.programme.queries import Published, find_release_of, published
from eventapp.programme.release_queries import comments_since
from eventapp.programme.search import search_index
from eventapp.programme.stand_plan import stand_plan
from eventapp.programme.structured import session_described
from eventapp.programme.timetable import listing
from eventapp.programme.value import Programme, Session
from eventapp.web.access import everyone
from eventapp.web.addresses import public_url
from eventapp.web.moment import shown_moment
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("programme", __name__)
blueprint.add_app_template_filter(kind_name)
blueprint.add_app_template_filter(language_name)
blueprint.add_app_template_global(stand_plan)


@blueprint.in_both_languages("/<fair:slug>/programm")
@everyone
@kept(query=(*Filter.PARAMETERS, *Filter.ALONG), live=("plaetze",), by_the_clock=True)
def overview(slug: str) -> ResponseReturnValue:
    shown = published(slug)
    if shown.programme is None or not shown.programme.sessions:
        is_over = day_at_the_fair(shown_moment()) > shown.fair.ends_on
        return render_template("programme/empty.html", fair=shown.fair, programme=shown.programme, is_over=is_over)
    form = FilterForm(request.args)
    form.offer(shown.programme)
    chosen = Filter.from_query({**form.wanted(), "ansicht": request.args.get("ansicht")})
    page = overview_of(shown.programme, chosen, shown_moment(), with_places=_with_places(slug, shown, chosen))
    return render_template(
        "programme/overview.html", fair=shown.fair, programme=shown.programme, form=form, page=page, chosen=chosen
    )


def _with_places(slug: str, shown: Published, chosen: Filter) -> frozenset[str] | None:
    """Looked up only where it is asked for: pages that are kept cannot know."""
    if not chosen.plaetze:
        return None
    return codes_with_places(slug, shown.standing.public_version, shown.or_empty, shown_moment())


@blueprint.in_both_languages("/<fair:slug>/programm/suche.json")
@everyone
@kept(mimetype="application/json", packed=True)
def search_texts(slug: str) -> ResponseReturnValue:
    """What the search of the programme page compares with, fetched when somebody begins to type."""
    return jsonify(search_index(_programme_of(slug)))


@blueprint.in_both_languages("/<fair:slug>/programm/<code>")
@everyone
@kept(by_the_clock=True)
def session(slug: str, code: str) -> ResponseReturnValue:
    shown = published(slug)
    programme = _programme_of(slug)
    found = programme.session(code) or abort(404)
    return render_template(
        "programme/session.html",
        fair=shown.fair,
        programme=programme,
        row=rows(programme, [found], shown_moment())[0],
        near=neighbours(programme, found),
        way_in=way_in(programme, found, shown_moment()),
        described=session_described(shown.fair, programme, found, language=language(), address_of=public_url),
    )


@blueprint.in_both_languages("/<fair:slug>/vortragende")
@everyone
@kept()
def speakers(slug: str) -> ResponseReturnValue:
    shown = published(slug)
    everybody = shown.programme.speakers if shown.programme else ()
    by_name = sorted(everybody, key=lambda speaker: speaker.name.casefold())
    return render_template("programme/speakers.html", fair=shown.fair, programme=shown.programme, speakers=by_name)


@blueprint.in_both_languages("/<fair:slug>/vortragende/<speaker>")
@everyone
@kept()
def speaker(slug: str, speaker: str) -> ResponseReturnValue:
    programme = _programme_of(slug)
    found = programme.speaker(speaker) or abort(404)
    theirs = [s for s in programme.sessions if found.slug in s.speakers]
    return _page_about("speaker", slug, theirs, speaker=found)


@blueprint.in_both_languages("/<fair:slug>/themen/<theme>")
@everyone
@kept()
def theme(slug: str, theme: str) -> ResponseReturnValue:
    programme = _programme_of(slug)
    found = programme.theme(theme) or abort(404)
    return _page_about("theme", slug, [s for s in programme.sessions if s.theme == found.slug], theme=found)


@blueprint.in_both_languages("/<fair:slug>/orte/<place>")
@everyone
@kept()
def place(slug: str, place: str) -> ResponseReturnValue:
    programme = _programme_of(slug)
    found = programme.place(place) or abort(404)
    return _page_about("place", slug, [s for s in programme.sessions if s.place == found.slug], place=found)


@blueprint.in_both_languages("/<fair:slug>/version/<int:number>")
@everyone
@kept()
def changes(slug: str, number: int) -> ResponseReturnValue:
    """What is different today from the release that somebody has on paper."""
    shown = published(slug)
    programme = _programme_of(slug)
    if not 0 < number <= programme.number:
        abort(404)
    old = find_release_of(slug, number, like=programme) or abort(404)
    changes = changes_between(old, programme)
    return render_template(
        "programme/changes.html",
        fair=shown.fair,
        programme=programme,
        old=old,
        told=told(changes, programme),
        renames=renames(changes),
        supplemented=changes.supplemented,
        notes=comments_since(slug, number),
    )


def _programme_of(slug: str) -> Programme:
    return published(slug).programme or abort(404)


def _page_about(subject: str, slug: str, sessions: list[Session], **values: Any) -> str:
    shown = published(slug)
    days = listing(shown.programme, sessions) if shown.programme else ()
    return render_template(f"programme/{subject}.html", fair=shown.fair, programme=shown.programme, days=days, **values)
