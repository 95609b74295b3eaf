"""Lists of exhibitors as files, of those that the page shows. Posted, because who took what is noted."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g, request
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.exhibitors import queries
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.overview import Stage, asked_for
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.interchange.actions.listing import take_list, take_logos
from eventapp.interchange.exhibitor_lists import SORTS, List
from eventapp.web.access import freshly, organisers
from eventapp.web.archived import even_archived
from eventapp.web.aside import made_aside

blueprint = Blueprint("exhibitors_lists", __name__, url_prefix="/desk/<fair:slug>/aussteller/listen")
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@blueprint.post("/logos")
@organisers
@freshly
@even_archived
def logos(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    return download(take_logos(fair, _shown(fair), by=g.person, at=now()), "application/zip", f"{slug}-logos.zip")


@blueprint.post("/<name>")
@organisers
@freshly
@even_archived
def take(slug: str, name: str) -> ResponseReturnValue:
    """Also the lists without people in them ask who it is: they are one click beside those with."""
    ending = request.form.get("format", "xlsx")
    if name not in SORTS or ending not in MEDIA_TYPES:
        abort(404)
    fair, at = get_fair(slug), now()
    told = take_list(fair, name, _shown(fair), by=g.person, at=at)
    as_of = _("{fair}, Stand {when} Uhr", fair=fair.title_de, when=f"{at_the_fair(at):%d.%m.%Y, %H:%M}")
    return download_list(told, as_of, f"{slug}-{name}", ending)


def _shown(fair: Fair) -> list[Exhibitor]:
    """Those that the page showed, in its order; who has withdrawn only if the page showed just those."""
    asked = asked_for(request.form)
    lines = queries.lines_asked_for(fair, asked, at=now())
    return [line.exhibitor for line in lines if line.stage != Stage.WITHDRAWN or asked.stage == Stage.WITHDRAWN]


def download_list(told: List, as_of: str, name: str, ending: str) -> Response:
    """As a file of the kind that ``ending`` names, made aside."""
    # Here, because no other page needs the library that writes workbooks.
    from eventapp.interchange import list_writing  # noqa: PLC0415 -- see above

    write = list_writing.as_csv if ending == "csv" else list_writing.as_xlsx
    return download(made_aside(lambda: write(told, as_of)), MEDIA_TYPES[ending], f"{name}.{ending}")


def download(octets: bytes, media_type: str, name: str) -> Response:
    response = Response(octets, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
