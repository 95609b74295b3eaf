"""Write a released programme in other people's formats: a value in, bytes out. Pure.

Whatever is written here can be read again by ``reading.read_programme`` without changing anything.
"""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.utils import import_string

from eventapp.calendars.feed import feed_octets
from eventapp.interchange import schedule_json, schedule_xml
from eventapp.programme.lenses import WHOLE
from eventapp.programme.value import Programme

MEDIA_TYPES = {
    "frab-xml": "application/vnd.c3voc.schedule+xml; charset=utf-8",
    "frab-json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
_WRITERS: dict[str, Callable[[Programme, str, str], bytes]] = {
    "frab-xml": lambda programme, language, base_url: schedule_xml.write(programme, language, base_url=base_url),
    "frab-json": lambda programme, language, base_url: schedule_json.write(programme, language, base_url=base_url),
    "xlsx": lambda programme, language, base_url: _workbook(programme, language),
    "ics": lambda programme, language, base_url: feed_octets(programme, WHOLE, language, base_url=base_url),
}


def _workbook(programme: Programme, language: str) -> bytes:
    """Its libraries take twelve megabytes: they are loaded when somebody asks for the first workbook."""
    octets: bytes = import_string("eventapp.interchange.workbook:write")(programme, language)
    return octets


def write_programme(programme: Programme, format: str, language: str, *, base_url: str) -> bytes:  # noqa: A002 -- the word of the command line
    """The programme in one of :data:`MEDIA_TYPES`; the same bytes every time. ``number`` 0 is a draft."""
    return _WRITERS[format](programme, language, base_url)
