"""The office's page of numbers: each figure drawn, as a table and as a file."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.fair.queries import get_fair
from eventapp.interchange.exhibitor_lists import List
from eventapp.interchange.list_files import MEDIA_TYPES, as_of, download_list
from eventapp.numbers.figures import figures_of
from eventapp.numbers.queries import counts_for
from eventapp.web.access import organisers

blueprint = Blueprint("numbers_desk", __name__, url_prefix="/desk/<fair:slug>/zahlen")


@blueprint.get("")
@organisers
def numbers(slug: str) -> ResponseReturnValue:
    fair, at = get_fair(slug), now()
    return render_template(
        "numbers/desk/numbers.html", fair=fair, at=at, figures=figures_of(counts_for(fair, at=at), at=at)
    )


@blueprint.get("/<name>.<ending>")
@organisers
def take(slug: str, name: str, ending: str) -> ResponseReturnValue:
    """The table as the page shows it: nobody is named in it, so nobody has to prove anything anew."""
    if ending not in MEDIA_TYPES:
        abort(404)
    fair, at = get_fair(slug), now()
    figure = next((one for one in figures_of(counts_for(fair, at=at), at=at) if one.name == name), None)
    if figure is None or figure.is_empty:
        abort(404)
    told = List(figure.title, figure.heads, figure.rows)
    return download_list(told, as_of(fair, at), f"{slug}-{name}", ending)
