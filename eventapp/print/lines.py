"""Sessions as lines on paper, each with everything that is said of it in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from eventapp.i18n import _, language
from eventapp.i18n.days import long_day
from eventapp.print.paper import breakable, has_long_words, shortened
from eventapp.programme.board import by_time
from eventapp.programme.names import kind_name
from eventapp.programme.value import Programme, Session
from eventapp.web.formats import wall_time, wall_when

LONGEST_TITLE, LONGEST_PEOPLE = 160, 200
"""Characters in a leaflet and at a door; the list has room for all of it."""


def days_of(programme: Programme, sessions: Iterable[Session]) -> list[dict[str, Any]]:
    """The sessions by day, in the order in which a visitor walks."""
    ordered = by_time(programme, sessions)
    days = sorted({session.day for session in ordered})
    return [_day(programme, day, [one for one in ordered if one.day == day]) for day in days]


def _day(programme: Programme, day: date, sessions: list[Session]) -> dict[str, Any]:
    return {"name": long_day(day, language()), "lines": [line_of(programme, one) for one in sessions]}


def line_of(programme: Programme, session: Session) -> dict[str, Any]:
    place, theme = programme.place(session.place), programme.theme(session.theme)
    title = session.title.in_language(language())
    return {
        "starts": wall_time(session.starts_at),
        "ends": wall_time(session.ends_at),
        "until": _("bis {time}", time=wall_time(session.ends_at)),
        "title": breakable(title),
        "short": breakable(shortened(title, LONGEST_TITLE)),
        "subtitle": breakable(session.subtitle.in_language(language())),
        "may_hyphenate": has_long_words(title),
        "spoken": session.text_language(language()),
        "people": breakable(_people(programme, session)),
        "few": breakable(shortened(_people(programme, session, has_room=False), LONGEST_PEOPLE)),
        "place": breakable(place.name.in_language(language())) if place else "",
        "theme": {"name": theme.name.in_language(language()), "colour": theme.colour} if theme else None,
        "notes": _notes(session),
        "is_cancelled": session.is_cancelled,
        "is_break": session.is_break,
        "state": _state(session),
        "before": _before(session),
    }


def _people(programme: Programme, session: Session, *, has_room: bool = True) -> str:
    """Who speaks, with whom they belong to if there is room; else who stands behind it."""
    speakers = programme.speakers_of(session)
    if speakers:
        belonging = {one.slug: f" ({one.organisation})" for one in speakers if one.organisation and has_room}
        return ", ".join(f"{one.name}{belonging.get(one.slug, '')}" for one in speakers)
    firms = [one.name for one in programme.exhibitors_of(session)]
    if session.organisation and session.organisation not in firms:
        firms.insert(0, session.organisation)
    return ", ".join(firms)


def _notes(session: Session) -> list[str]:
    """What somebody has to know before they go; how one gets in is told as it was released."""
    if session.is_break:
        return []
    told = [kind_name(session.kind)] if session.kind != "other" else []
    if session.language and session.language != language():
        spoken = {"de": _("auf Deutsch"), "en": _("auf Englisch")}
        told.append(spoken.get(session.language, session.language))
    if session.admission == "sign_up" and not session.is_cancelled:
        told.append(_("mit Anmeldung"))
    elif session.admission == "closed":
        told.append(_("geladene Gäste"))
    return told


def _state(session: Session) -> str:
    """A word with its sign, for whatever is not as it was announced."""
    if session.is_cancelled:
        return f"× {_('Abgesagt')}"
    if session.delay:
        return f"→ {_('Verspätet um {minutes} min', minutes=session.delay)}"
    return f"→ {_('Verlegt')}" if session.moved else ""


def _before(session: Session) -> str:
    move = session.moved
    if move is None or session.is_cancelled or session.delay:
        return ""
    told = [wall_when(move.starts_at, move.ends_at), move.place.in_language(language())]
    return _("vorher {when}", when=", ".join(filter(None, told)))
