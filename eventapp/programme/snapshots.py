"""A row of the draft as the journal tells it: fields by their German names, values as text. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from eventapp.clock import at_the_fair
from eventapp.i18n import mark
from eventapp.programme.models import Availability, Blocker, ConferenceSession, Place, Speaker, Theme
from eventapp.programme.names import ADMISSION_NAMES, CONSENT_NAMES, KIND_NAMES, LANGUAGE_NAMES, PLACE_KIND_NAMES
from eventapp.programme.planning import Window

YES = mark("ja")
HIDDEN = "•••"
"""What the journal need not know: it is kept for longer than this may be."""
SESSION_TEXTS = {
    "title_de": mark("Titel (deutsch)"),
    "title_en": mark("Titel (englisch)"),
    "subtitle_de": mark("Untertitel (deutsch)"),
    "subtitle_en": mark("Untertitel (englisch)"),
    "abstract_de": mark("Kurztext (deutsch)"),
    "abstract_en": mark("Kurztext (englisch)"),
    "description_de": mark("Beschreibung (deutsch)"),
    "description_en": mark("Beschreibung (englisch)"),
    "organisation": mark("Organisation"),
    "series": mark("Reihe"),
}
FIELD_NAMES = {
    **SESSION_TEXTS,
    "starts_at": mark("Beginn"),
    "ends_at": mark("Ende"),
    "place": mark("Ort"),
    "theme": mark("Themenfeld"),
    "kind": mark("Art"),
    "language": mark("Sprache"),
    "speakers": mark("Vortragende"),
    "exhibitors": mark("Aussteller"),
    "links": mark("Links"),
    "is_scheduled": mark("Ohne Zeit"),
    "is_cancelled": mark("Abgesagt"),
    "admission": mark("Einlass"),
    "capacity": mark("Plätze"),
    "sign_up_opens_at": mark("Anmeldung ab"),
    "sign_up_closes_at": mark("Anmeldung bis"),
    "question_de": mark("Frage (deutsch)"),
    "question_en": mark("Frage (englisch)"),
}
"""What the fields of a session are called: in the journal, in reports and in marks of what a hand changed."""


def nameable(row: Speaker) -> str:
    """How the journal calls somebody: not at all, where they do not want to be named."""
    return "" if row.consent == "withdrawn" else row.name


def session_snapshot(row: ConferenceSession) -> dict[str, str]:
    texts = {name: getattr(row, column) for column, name in SESSION_TEXTS.items()}
    return {
        **texts,
        FIELD_NAMES["starts_at"]: wall(row.starts_at),
        FIELD_NAMES["ends_at"]: wall(row.ends_at),
        FIELD_NAMES["is_scheduled"]: "" if row.is_scheduled else YES,
        FIELD_NAMES["place"]: row.place.name_de if row.place else "",
        FIELD_NAMES["theme"]: row.theme.name_de if row.theme else "",
        FIELD_NAMES["kind"]: KIND_NAMES.get(row.kind, row.kind),
        FIELD_NAMES["language"]: LANGUAGE_NAMES.get(row.language, row.language),
        FIELD_NAMES["speakers"]: "; ".join(nameable(speaking.speaker) or HIDDEN for speaking in row.speaking),
        FIELD_NAMES["exhibitors"]: "; ".join(giving.exhibitor.member.name for giving in row.exhibiting),
        FIELD_NAMES["links"]: "\n".join(f"{link.get('title', '')} {link['url']}".strip() for link in row.links),
        FIELD_NAMES["is_cancelled"]: YES if row.is_cancelled else "",
        **_admission(row),
        mark("Verspätung"): f"{row.delay_minutes} min" if row.delay_minutes else "",
    }


def _admission(row: ConferenceSession) -> dict[str, str]:
    opens_at, closes_at = row.sign_up_opens_at, row.sign_up_closes_at
    return {
        FIELD_NAMES["admission"]: ADMISSION_NAMES.get(row.admission, row.admission),
        FIELD_NAMES["capacity"]: str(row.capacity or ""),
        FIELD_NAMES["sign_up_opens_at"]: wall(opens_at) if opens_at else "",
        FIELD_NAMES["sign_up_closes_at"]: wall(closes_at) if closes_at else "",
        FIELD_NAMES["question_de"]: row.question_de,
        FIELD_NAMES["question_en"]: row.question_en,
    }


def place_snapshot(row: Place) -> dict[str, str]:
    return {
        **_names(row),
        mark("Wo (deutsch)"): row.where_de,
        mark("Wo (englisch)"): row.where_en,
        mark("Art"): PLACE_KIND_NAMES.get(row.kind, row.kind),
        mark("Personen"): str(row.capacity or ""),
        mark("Umbauzeit"): f"{row.changeover_minutes} min" if row.changeover_minutes else "",
    }


def blocker_snapshot(row: Blocker) -> dict[str, str]:
    return {
        mark("Wofür"): row.title,
        FIELD_NAMES["place"]: row.place.name_de if row.place else "",
        FIELD_NAMES["starts_at"]: wall(row.starts_at),
        FIELD_NAMES["ends_at"]: wall(row.ends_at),
    }


def windows_told(windows: Iterable[Window | Availability]) -> str:
    return "\n".join(f"{wall(one.starts_at)} – {wall(one.ends_at)}" for one in windows)


def theme_snapshot(row: Theme) -> dict[str, str]:
    return {**_names(row), mark("Farbe"): row.colour, mark("Farbe auf Dunkel"): row.colour_dark}


def _names(row: Place | Theme) -> dict[str, str]:
    return {
        mark("Name (deutsch)"): row.name_de,
        mark("Name (englisch)"): row.name_en,
        mark("Ausgeblendet"): YES if row.is_hidden else "",
    }


def speaker_snapshot(row: Speaker) -> dict[str, str]:
    return {
        mark("Name"): row.name,
        mark("Organisation"): row.organisation,
        mark("Über die Person (deutsch)"): row.biography_de,
        mark("Über die Person (englisch)"): row.biography_en,
        mark("Einverständnis"): CONSENT_NAMES[row.consent],
        mark("Einverständnis seit"): _day(row.consent_on),
        mark("E-Mail-Adresse"): HIDDEN if row.email else "",
        mark("Sprache der E-Mails"): LANGUAGE_NAMES.get(row.language, row.language),
        mark("Bild"): HIDDEN if row.portrait else "",
        mark("Einverständnis mit dem Bild"): CONSENT_NAMES[row.portrait_consent],
    }


def wall(moment: datetime) -> str:
    return at_the_fair(moment).strftime("%d.%m.%Y %H:%M")


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""
