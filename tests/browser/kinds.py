"""Every kind of page a visitor can meet, each under a name, with the address of one example."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.conftest import Site
from tests.browser.fairs import BIG, DEMO, FULL, PAST, TODAY

DURING = "um=2027-02-10T10:20"
NOT_FOUND = "not found"
LONG_TITLE = "Niederspannungsnetzanschlussprüfung"
MOVED = "Älter werden mit Technik"
CANCELLED = "Platz frei?"
UNTRANSLATED = "Von der Anfrage bis zur Abnahme"
USUAL = "Laterne, Ladesäule, Tiefgarage"


def _of(title: str) -> Callable[[Site], str]:
    return lambda site: f"/{DEMO}/programm/{site.session(title).code}"


def _at(path: str) -> Callable[[Site], str]:
    return lambda site: path


STATES = {
    "home before the fair": f"/{DEMO}/?um=2027-01-20T12:00",
    "home on the first morning": f"/{DEMO}/?um=2027-02-10T09:05",
    "home while sessions run": f"/{DEMO}/?{DURING}",
    "home between sessions": f"/{DEMO}/?um=2027-02-11T12:10",
    "home in the evening": f"/{DEMO}/?um=2027-02-10T19:30",
    "home after the fair": f"/{DEMO}/?um=2027-02-20T12:00",
    "home with nothing released": f"/{PAST}/?um=2019-01-10T12:00",
    "home of a fair without programme": f"/{PAST}/",
}
USUAL_KINDS: dict[str, Callable[[Site], str]] = {
    **{name: _at(path) for name, path in STATES.items()},
    "programme": _at(f"/{DEMO}/programm?{DURING}"),
    "programme filtered": _at(f"/{DEMO}/programm?thema=energie&q=laden"),
    "programme with no hit": _at(f"/{DEMO}/programm?thema=energie&q=gibtesnicht"),
    "programme of one day": _at(f"/{DEMO}/programm?tag=2027-02-11"),
    "programme as a grid": _at(f"/{DEMO}/programm?ansicht=raster"),
    "programme not released": _at(f"/{PAST}/programm"),
    "session": _of(USUAL),
    "session cancelled": _of(CANCELLED),
    "session moved": _of(MOVED),
    "session with a very long title": _of(LONG_TITLE),
    "session without English text": _of(UNTRANSLATED),
    "speakers": _at(f"/{DEMO}/vortragende"),
    "speaker": lambda site: f"/{DEMO}/vortragende/{site.demo.speakers[0].slug}",
    "theme": _at(f"/{DEMO}/themen/energie"),
    "place": lambda site: f"/{DEMO}/orte/{site.demo.places[0].slug}",
    "changes": _at(f"/{DEMO}/version/1"),
    "no changes": _at(f"/{DEMO}/version/3"),
    "subscribe": _at(f"/{DEMO}/kalender"),
    "subscribe to a theme": _at(f"/{DEMO}/kalender?feed=thema-energie"),
    "files": _at(f"/{DEMO}/programm/dateien"),
    "files of a fair without programme": _at(f"/{PAST}/programm/dateien"),
    "imprint": _at(f"/{DEMO}/impressum"),
    "privacy": _at(f"/{DEMO}/datenschutz"),
    "accessibility": _at(f"/{DEMO}/barrierefreiheit"),
    NOT_FOUND: _at(f"/{DEMO}/gibt-es-nicht"),
}
BIG_KINDS: dict[str, Callable[[Site], str]] = {
    "big home": _at(f"/{BIG}/?um=2027-05-04T10:20"),
    "big programme, a day a page": _at(f"/{BIG}/programm"),
    "big programme searched": _at(f"/{BIG}/programm?q=wende"),
    "big programme as a grid": _at(f"/{BIG}/programm?ansicht=raster"),
    "big session": _at(f"/{BIG}/programm/G00003"),
    "big speakers": _at(f"/{BIG}/vortragende"),
    "big theme": _at(f"/{BIG}/themen/thema-3"),
    "big subscribe": _at(f"/{BIG}/kalender"),
    "fullest single page": _at(f"/{FULL}/programm"),
    "fullest single page as a grid": _at(f"/{FULL}/programm?ansicht=raster"),
    "home of today": _at(f"/{TODAY}/"),
}
KINDS = USUAL_KINDS | BIG_KINDS


def address(kind: str, site: Site) -> str:
    return KINDS[kind](site)


def tolerated(kind: str) -> tuple[str, ...]:
    """Chromium logs the answer 404 of a page itself as an error."""
    return ("404",) if kind == NOT_FOUND else ()
