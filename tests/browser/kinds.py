"""Every kind of page a visitor can meet, each under a name, with the address of one example."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.conftest import Site
from tests.browser.fairs import BIG, DEMO, FULL, PAST, TODAY
from tests.browser.places import FREE, LATER, PLACES
from tests.browser.places import FULL as FULL_UP

DURING = "um=2027-02-10T10:20"
NOT_FOUND = "not found"
LONG_TITLE = "Niederspannungsnetzanschlussprüfung"
MOVED = "Älter werden mit Technik"
CANCELLED = "Platz frei?"
UNTRANSLATED = "Von der Anfrage bis zur Abnahme"
LONG_NAME = "forschungsgemeinschaft-fuer-vorausschauende-instandhaltung-u"
USUAL = "Laterne, Ladesäule, Tiefgarage"


def _of(title: str) -> Callable[[Site], str]:
    return lambda site: f"/{DEMO}/programm/{site.session(title).code}"


def _at(path: str) -> Callable[[Site], str]:
    return lambda site: path


def _behind(link: str) -> Callable[[Site], str]:
    return lambda site: site.links[link]


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
    "speaker with a portrait": _at(f"/{DEMO}/vortragende/projektteam-puls"),
    "theme": _at(f"/{DEMO}/themen/energie"),
    "place": lambda site: f"/{DEMO}/orte/{site.demo.places[0].slug}",
    "stand plan": _at(f"/{DEMO}/stand?{DURING}"),
    "stand plan filtered": _at(f"/{DEMO}/stand?q=waerme"),
    "stand without a plan": _at(f"/{PAST}/stand"),
    "changes": _at(f"/{DEMO}/version/1"),
    "no changes": lambda site: f"/{DEMO}/version/{site.demo.number}",
    "subscribe": _at(f"/{DEMO}/kalender"),
    "subscribe to a theme": _at(f"/{DEMO}/kalender?feed=thema-energie"),
    "files": _at(f"/{DEMO}/programm/dateien"),
    "files of a fair without programme": _at(f"/{PAST}/programm/dateien"),
    "exhibitors": _at(f"/{DEMO}/aussteller"),
    "exhibitors filtered": _at(f"/{DEMO}/aussteller?thema=energie&q=musterstadt"),
    "exhibitors with no hit": _at(f"/{DEMO}/aussteller?thema=energie&q=gibtesnicht"),
    "no exhibitors": _at(f"/{PAST}/aussteller"),
    "exhibitor": _at(f"/{DEMO}/aussteller/hochschule-musterstadt"),
    "exhibitor with a very long name": _at(f"/{DEMO}/aussteller/{LONG_NAME}"),
    "exhibitor without English text": _at(f"/{DEMO}/aussteller/elektro-beispiel-e-k"),
    "exhibits": _at(f"/{DEMO}/exponate"),
    "exhibit": _at(f"/{DEMO}/exponate/das-bad-das-bescheid-weiss"),
    "search": _at(f"/{DEMO}/suche"),
    "search with hits": _at(f"/{DEMO}/suche?q=laterne&{DURING}"),
    "search without a hit": _at(f"/{DEMO}/suche?q=laterne+gibtesnicht"),
    "my programme": _at(f"/{DEMO}/mein"),
    "without network": _at(f"/{DEMO}/ohne-netz"),
    "keeping my programme": _at(f"/{DEMO}/mein/behalten"),
    "lost link of my programme": _at(f"/{DEMO}/mein/link"),
    "my programme erased": _at(f"/{DEMO}/mein/geloescht"),
    "private programme": _behind("private"),
    "changing my address": _behind("another address"),
    "subscribe to my programme": _behind("subscribes"),
    "programme with places left": _at(f"/{PLACES}/programm?plaetze=frei"),
    "imprint": _at(f"/{DEMO}/impressum"),
    "privacy": _at(f"/{DEMO}/datenschutz"),
    "accessibility": _at(f"/{DEMO}/barrierefreiheit"),
    "programme with places": _at(f"/{PLACES}/programm"),
    "session with places": _at(f"/{PLACES}/programm/{FREE}"),
    "asking for a place": _at(f"/{PLACES}/programm/{FREE}/anmelden"),
    "asking for the waiting list": _at(f"/{PLACES}/programm/{FULL_UP}/anmelden"),
    "asking too early": _at(f"/{PLACES}/programm/{LATER}/anmelden"),
    "having asked for a place": _at(f"/{PLACES}/programm/{FREE}/anmelden/gesendet"),
    "confirming a place": _behind("confirm"),
    "having a place": _behind("has a place"),
    "waiting for a place": _behind("waits"),
    "being offered a place": _behind("is offered one"),
    "having given a place back": _behind("gave back"),
    "giving a place back": _behind("gives back"),
    "signing up with one press": _behind("signs up"),
    NOT_FOUND: _at(f"/{DEMO}/gibt-es-nicht"),
}
BIG_KINDS: dict[str, Callable[[Site], str]] = {
    "big home": _at(f"/{BIG}/?um=2027-05-04T10:20"),
    "big programme, a day a page": _at(f"/{BIG}/programm"),
    "big programme searched": _at(f"/{BIG}/programm?q=wende"),
    "big programme as a grid": _at(f"/{BIG}/programm?ansicht=raster"),
    "big session": _at(f"/{BIG}/programm/G00003"),
    "big speakers": _at(f"/{BIG}/vortragende"),
    "big exhibitors": _at(f"/{BIG}/aussteller"),
    "big exhibits": _at(f"/{BIG}/exponate"),
    "big search": _at(f"/{BIG}/suche?q=versuch"),
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
