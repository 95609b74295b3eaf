"""A conflict as a sentence, with minutes and people, in the language being spoken. Pure."""

from __future__ import annotations

from eventapp.i18n import _, language, ngettext
from eventapp.programme.planning import Conflict
from eventapp.programme.value import Programme
from eventapp.web.formats import wall_when

FEW = 5
"""Below so many people none are counted."""


def conflict_words(conflict: Conflict, programme: Programme) -> str:
    """For whoever plans: what is wrong, of what, by how much."""
    first, second = (*(_title(programme, code) for code in conflict.codes), "")[:2]
    said = {"first": first, "second": second, "name": _name(programme, conflict)}
    return _SENTENCES[conflict.kind](conflict, said)


def conflict_time(conflict: Conflict) -> str:
    """When it is."""
    return wall_when(conflict.starts_at, conflict.ends_at) if conflict.starts_at and conflict.ends_at else ""


def _title(programme: Programme, code: str) -> str:
    session = programme.session(code)
    return session.title.in_language(language()) if session else code


def _name(programme: Programme, conflict: Conflict) -> str:
    """Of the person or the place; a place's in the language that is read, as beside the sentence."""
    name = conflict.names[0] if conflict.names else ""
    places = {place.name.de: place.name.in_language(language()) for place in programme.places}
    return places.get(name, name)


def _place(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "„{first}“ und „{second}“ stehen eine Minute lang zugleich auf „{name}“.",
        "„{first}“ und „{second}“ stehen {number} Minuten lang zugleich auf „{name}“.",
        found.minutes,
        **said,
    )


def _speaker(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "{name} steht eine Minute lang zugleich bei „{first}“ und „{second}“.",
        "{name} steht {number} Minuten lang zugleich bei „{first}“ und „{second}“.",
        found.minutes,
        **said,
    )


def _changeover(found: Conflict, said: dict[str, str]) -> str:
    if not found.minutes:
        return _(
            "Zwischen „{first}“ und „{second}“ bleibt auf „{name}“ keine Zeit zum Umbauen, gebraucht werden {needed} "
            "Minuten.",
            needed=found.number,
            **said,
        )
    return ngettext(
        "Zwischen „{first}“ und „{second}“ bleibt auf „{name}“ eine Minute zum Umbauen, gebraucht werden {needed}.",
        "Zwischen „{first}“ und „{second}“ bleiben auf „{name}“ {number} Minuten zum Umbauen, gebraucht werden "
        "{needed}.",
        found.minutes,
        needed=found.number,
        **said,
    )


def _blocked(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "„{first}“ liegt eine Minute lang in der Sperrzeit „{name}“.",
        "„{first}“ liegt {number} Minuten lang in der Sperrzeit „{name}“.",
        found.minutes,
        **said,
    )


def _place_away(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "„{name}“ ist während „{first}“ eine Minute lang nicht verfügbar.",
        "„{name}“ ist während „{first}“ {number} Minuten lang nicht verfügbar.",
        found.minutes,
        **said,
    )


def _speaker_away(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "{name} kann während „{first}“ eine Minute lang nicht da sein.",
        "{name} kann während „{first}“ {number} Minuten lang nicht da sein.",
        found.minutes,
        **said,
    )


def _hours(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "„{first}“ liegt eine Minute außerhalb der Öffnungszeit.",
        "„{first}“ liegt {number} Minuten außerhalb der Öffnungszeit.",
        found.minutes,
        **said,
    )


def _day(_found: Conflict, said: dict[str, str]) -> str:
    return _("„{first}“ liegt an keinem Messetag.", **said)


def _seats(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "Eine Person hat einen Platz in „{first}“, auf „{name}“ haben {room} Platz.",
        "{number} Menschen haben einen Platz in „{first}“, auf „{name}“ haben {room} Platz.",
        found.number,
        room=found.room,
        **said,
    )


def _capacity(found: Conflict, said: dict[str, str]) -> str:
    return ngettext(
        "„{first}“ vergibt einen Platz, auf „{name}“ haben {room} Menschen Platz.",
        "„{first}“ vergibt {number} Plätze, auf „{name}“ haben {room} Menschen Platz.",
        found.number,
        room=found.room,
        **said,
    )


def _crowd(found: Conflict, said: dict[str, str]) -> str:
    if found.number < FEW:
        return _("Einige Menschen haben in „{first}“ und „{second}“ einen Platz.", **said)
    return _("{number} Menschen haben in „{first}“ und „{second}“ einen Platz.", number=found.number, **said)


_SENTENCES = {
    "place": _place,
    "speaker": _speaker,
    "changeover": _changeover,
    "blocked": _blocked,
    "place_away": _place_away,
    "speaker_away": _speaker_away,
    "hours": _hours,
    "day": _day,
    "seats": _seats,
    "capacity": _capacity,
    "crowd": _crowd,
}
