"""The office's page of numbers: each figure drawn, as a table and as a file."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.interchange.exhibitor_lists import List
from eventapp.numbers.figures import figures_of
from eventapp.numbers.queries import counts_for
from eventapp.web.access import organisers
from eventapp.web.aside import made_aside

blueprint = Blueprint("numbers_desk", __name__, url_prefix="/desk/<fair:slug>/zahlen")
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


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
    # Here, because no other page needs the library that writes workbooks.
    from eventapp.interchange import list_writing  # noqa: PLC0415 -- see above

    fair, at = get_fair(slug), now()
    figure = next((one for one in figures_of(counts_for(fair, at=at), at=at) if one.name == name), None)
    if figure is None or figure.is_empty or ending not in MEDIA_TYPES:
        abort(404)
    told = List(figure.title, figure.heads, figure.rows)
    as_of = _("{fair}, Stand {when} Uhr", fair=fair.title_de, when=f"{at_the_fair(at):%d.%m.%Y, %H:%M}")
    write = list_writing.as_csv if ending == "csv" else list_writing.as_xlsx
    response = Response(made_aside(lambda: write(told, as_of)), content_type=MEDIA_TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{name}.{ending}"'
    return response
