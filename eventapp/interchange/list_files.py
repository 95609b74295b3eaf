"""Lists sent as files, whichever room makes them."""

from __future__ import annotations

from datetime import datetime

from flask import Response, abort, request

from eventapp.clock import at_the_fair
from eventapp.fair.models import Fair
from eventapp.i18n import _, mark
from eventapp.interchange.exhibitor_lists import List
from eventapp.web.aside import made_aside

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


AS_OF = mark("{fair}, Stand {when} Uhr")


def asked_ending() -> str:
    """The kind of file that the form asks for, a workbook if it says nothing; what we do not write is not found."""
    ending = request.form.get("format", "xlsx")
    if ending not in MEDIA_TYPES:
        abort(404)
    return ending


def as_of(fair: Fair, at: datetime, told: str = AS_OF) -> str:
    """What stands below a list: whose it is, and of when."""
    return _(told, fair=fair.title_de, when=f"{at_the_fair(at):%d.%m.%Y, %H:%M}")


def download_list(told: List, below: str, name: str, ending: str) -> Response:
    """As a file of the kind that ``ending`` names, made aside."""
    # Here, because no other page needs the library that writes workbooks.
    from eventapp.interchange import list_writing  # noqa: PLC0415 -- see above

    write = list_writing.as_csv if ending == "csv" else list_writing.as_xlsx
    return download(made_aside(lambda: write(told, below)), MEDIA_TYPES[ending], f"{name}.{ending}")


def download(octets: bytes, media_type: str, name: str) -> Response:
    response = Response(octets, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
