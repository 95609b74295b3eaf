"""The programme in brief, for the visitor's device: what a line about a starred session shows, and no more. Pure."""

from __future__ import annotations

from typing import Any

from eventapp.programme.value import Programme, Session
from eventapp.web.formats import iso, wall_day, wall_time


def brief(programme: Programme, language: str) -> dict[str, Any]:
    """``{"days": {"2027-02-10": "Mittwoch, 10. Februar"}, "sessions": {"4TK9QW": {…}}}``, in the page's language;
    times also as the hall's clock shows them, so that script has no zone to know."""
    return {
        "days": {day.isoformat(): wall_day(day) for day in programme.days},
        "sessions": {session.code: _told(programme, session, language) for session in programme.sessions},
    }


def _told(programme: Programme, session: Session, language: str) -> dict[str, str]:
    place, theme = programme.place(session.place), programme.theme(session.theme)
    spoken = session.text_language(language)
    told = {
        "title": session.title.in_language(language),
        "lang": spoken if spoken != language else "",
        "day": session.day.isoformat(),
        "start": iso(session.starts_at),
        "end": iso(session.ends_at),
        "from": wall_time(session.starts_at),
        "to": wall_time(session.ends_at),
        "place": place.name.in_language(language) if place else "",
        "theme": session.theme if theme else "",
        "theme_name": theme.name.in_language(language) if theme else "",
        "state": _state(session),
        "sign_up": "1" if session.sign_up and not session.is_cancelled else "",
    }
    return {name: text for name, text in told.items() if text}


def _state(session: Session) -> str:
    if session.is_cancelled:
        return "cancelled"
    return "moved" if session.moved or session.delay else ""
