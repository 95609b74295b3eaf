"""What a format can tell of a programme: what a file in it has to bring to a fair that knows nothing yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from eventapp.i18n import Words
from eventapp.interchange.reading import read_programme
from eventapp.programme.value import Programme, SignUpRules

BOTH = ("frab-json", "xlsx")
"""The formats that tell everything in both languages."""


def told_of(programme: Programme, kind: str, language: str) -> dict[str, dict[str, Any]]:
    """By code, what a file in that format has to bring to a fair that knows nothing yet."""
    return {session.code: _told(programme, session, kind, language) for session in programme.sessions}


def _told(programme: Programme, session: Any, kind: str, language: str) -> dict[str, Any]:
    def said(words: Words) -> Any:
        return words if kind in BOTH else words.in_language(language)

    place, theme = programme.place(session.place), programme.theme(session.theme)
    speakers = programme.speakers_of(session)
    told = {
        "title": said(session.title),
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "is_cancelled": session.is_cancelled,
        "is_break": session.is_break,
        "theme": said(theme.name) if theme else None,
    }
    if kind == "ics":
        return told
    told |= {name: said(getattr(session, name)) for name in ("subtitle", "abstract", "description")}
    told |= {
        "place": said(place.name) if place else None,
        "kind": session.kind,
        "language": session.language,
        "links": session.links,
        "guid": session.guid,
        "number": session.number,
        "exhibitors": session.exhibitors,
        "admission": session.admission,
        "sign_up": _rules_told(session.sign_up, kind, language),
    }
    if kind not in BOTH:
        return told | {"speakers": [speaker.name for speaker in speakers]}
    return told | {
        "organisation": session.organisation,
        "series": session.series,
        "speakers": [(one.name, one.organisation, one.biography) for one in speakers],
        "where": (place.where, place.kind, place.capacity) if place else None,
        "colours": (theme.colour, theme.colour_dark) if theme else None,
    }


def _rules_told(rules: SignUpRules | None, kind: str, language: str) -> Any:
    if rules is None or kind in BOTH:
        return rules
    return rules.capacity, rules.opens_at, rules.closes_at, rules.question.in_language(language)


def sessions_told(data: bytes) -> list[Any]:
    """The sessions of a file, wherever in it they stand."""
    return sorted((replace(one, where="") for one in read_programme(data).sessions), key=lambda one: one.keys["code"])
