"""Lists sent as files, whichever room makes them."""

from __future__ import annotations

from flask import Response

from eventapp.interchange.exhibitor_lists import List
from eventapp.web.aside import made_aside

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


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
