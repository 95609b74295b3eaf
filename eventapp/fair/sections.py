"""The parts in which the office edits a fair's data: fields, their names, where visitors see them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.i18n import _, mark
from eventapp.text import LONGEST

SHORT = 300
"""Characters of a text that stands in one breath."""


@dataclass(frozen=True, slots=True)
class Section:
    """``address`` is its word in the address; ``seen`` says where visitors meet it; ``page``, ``anchor`` lead there."""

    key: str
    address: str
    title: str
    fields: tuple[str, ...]
    seen: str = ""
    page: str = "pages.home"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class TextSection(Section):
    """One text in both languages. ``top`` is the level of its highest heading where visitors see it."""

    most: int = LONGEST
    is_markdown: bool = True
    top: int = 3
    is_law: bool = False


def _text(key: str, address: str, title: str, seen: str, **more: object) -> TextSection:
    fields = (f"texts.{key}.de", f"texts.{key}.en")
    return TextSection(f"texts.{key}", address, title, fields, seen, **more)  # type: ignore[arg-type]  # -- passed on


NAME = Section(
    "name",
    "name",
    mark("Name und Tage"),
    ("title.de", "title.en", "starts_on", "ends_on", "date_note.de", "date_note.en"),
    mark("Kopf jeder Seite und Startseite"),
)
VENUE = Section(
    "venue",
    "ort",
    mark("Ort und Halle"),
    (
        *("venue.name", "venue.street", "venue.postal_code", "venue.city", "venue.point"),
        *("venue.hall.de", "venue.hall.en", "venue.stand"),
    ),
    mark("Startseite: „Unser Stand“ und „Anfahrt“; Kalendereinträge"),
    anchor="anfahrt",
)
HOURS = Section(
    "hours",
    "oeffnungszeiten",
    mark("Öffnungszeiten"),
    ("hours",),
    mark("Startseite: „Unser Stand“"),
    anchor="stand",
)
CONTACT = Section(
    "contact",
    "kontakt",
    mark("Kontakt und Tickets"),
    ("contact.name", "contact.email", "contact.phone", "tickets_url"),
    mark("Startseite: „Tickets der Messe“; der Name bei Suchmaschinen"),
    anchor="anfahrt",
)
TEXT_SECTIONS = (
    _text(
        "tagline",
        "leitsatz",
        mark("Leitsatz"),
        mark("Startseite unter dem Titel, vor und nach der Messe; Beschreibung bei Suchmaschinen"),
        most=SHORT,
        is_markdown=False,
    ),
    _text(
        "before", "vorher", mark("Vor der Messe"), mark("Startseite bis zum ersten Tag"), most=SHORT, is_markdown=False
    ),
    _text(
        "after",
        "nachher",
        mark("Nach der Messe"),
        mark("Startseite nach dem letzten Tag"),
        most=SHORT,
        is_markdown=False,
    ),
    _text("stand", "stand", mark("Unser Stand"), mark("Startseite: „Unser Stand“"), anchor="stand"),
    _text("getting_there", "anfahrt", mark("Anfahrt"), mark("Startseite: „Anfahrt“"), anchor="anfahrt"),
    _text("tickets", "tickets", mark("Tickets der Messe"), mark("Startseite: „Tickets der Messe“"), anchor="anfahrt"),
    _text("about", "ueber-uns", mark("Über uns"), mark("Startseite: „Über uns“")),
    _text(
        "imprint", "impressum", mark("Impressum"), mark("Seite „Impressum“"), page="pages.imprint", top=2, is_law=True
    ),
    _text(
        "privacy",
        "datenschutz",
        mark("Datenschutz"),
        mark("Seite „Datenschutz“, über dem Verzeichnis der gespeicherten Angaben"),
        page="pages.privacy",
        top=2,
        is_law=True,
    ),
    _text(
        "accessibility",
        "barrierefreiheit",
        mark("Barrierefreiheit"),
        mark("Seite „Barrierefreiheit“"),
        page="pages.accessibility",
        top=2,
        is_law=True,
    ),
)
SECTIONS: tuple[Section, ...] = (NAME, VENUE, HOURS, CONTACT, *TEXT_SECTIONS)
_BY_ADDRESS = {section.address: section for section in SECTIONS}
_BY_FIELD = {field: section for section in SECTIONS for field in section.fields}

NAMES = {
    "title.de": mark("Titel auf Deutsch"),
    "title.en": mark("Titel auf Englisch"),
    "starts_on": mark("Erster Messetag"),
    "ends_on": mark("Letzter Messetag"),
    "date_note.de": mark("Hinweis zum Termin auf Deutsch"),
    "date_note.en": mark("Hinweis zum Termin auf Englisch"),
    "venue.name": mark("Messegelände"),
    "venue.street": mark("Straße und Hausnummer"),
    "venue.postal_code": mark("Postleitzahl"),
    "venue.city": mark("Ort"),
    "venue.point": mark("Koordinaten"),
    "venue.hall.de": mark("Halle auf Deutsch"),
    "venue.hall.en": mark("Halle auf Englisch"),
    "venue.stand": mark("Standnummer"),
    "hours": mark("Öffnungszeiten"),
    "contact.name": mark("Name der Geschäftsstelle"),
    "contact.email": mark("E-Mail-Adresse"),
    "contact.phone": mark("Telefon"),
    "tickets_url": mark("Adresse des Ticketverkaufs"),
}


def find_section(address: str) -> Section | None:
    return _BY_ADDRESS.get(address)


def section_of(field: str) -> Section:
    return _BY_FIELD[field]


def field_name(field: str) -> str:
    """What the office calls a field, in the language of the page."""
    if field in NAMES:
        return _(NAMES[field])
    if field not in _BY_FIELD:
        return field
    title = _(_BY_FIELD[field].title)
    return _("{text} auf Englisch", text=title) if field.endswith(".en") else _("{text} auf Deutsch", text=title)
