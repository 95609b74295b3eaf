"""One field for everything: the page with what was found."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from eventapp.catalogue.queries import catalogue_of
from eventapp.i18n import mark
from eventapp.programme.queries import published
from eventapp.searching.found import find
from eventapp.web.access import everyone
from eventapp.web.moment import shown_moment
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("searching", __name__)
NAMES = {
    "programm": mark("Programm"),
    "aussteller": mark("Aussteller"),
    "exponate": mark("Exponate"),
    "vortragende": mark("Vortragende"),
    "orte": mark("Orte und Themen"),
    "flaechen": mark("Flächen am Stand"),
}
LISTS = {
    "programm": "programme.overview",
    "aussteller": "catalogue.exhibitors",
    "exponate": "catalogue.exhibits",
}
"""Groups whose own list can be asked the same question; of the others this page shows all with ``?nur=``."""


@blueprint.in_both_languages("/<fair:slug>/suche")
@everyone
@kept(query=("q", "nur"), by_the_clock=True)
def search(slug: str) -> ResponseReturnValue:
    """What was found, in groups; one group in full."""
    shown = published(slug)
    found = find(shown.programme, catalogue_of(slug), request.args.get("q", ""), shown_moment())
    return render_template(
        "searching/search.html",
        fair=shown.fair,
        programme=shown.programme,
        found=found,
        only=found.group(request.args.get("nur", "")),
        catalogue=catalogue_of(slug),
        names=NAMES,
        lists=LISTS,
    )
