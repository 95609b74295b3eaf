"""The texts by which sessions and speakers are found (:mod:`eventapp.matching`). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventapp.matching import kept_texts, search_text
from eventapp.programme.value import Programme, Session, Speaker


def session_text(programme: Programme, session: Session) -> str:
    """Every word by which a session can be found, in both languages."""
    names = [named.name for named in (programme.place(session.place), programme.theme(session.theme)) if named]
    texts = (session.title, session.subtitle, session.abstract, session.description, *names)
    people = [text for speaker in programme.speakers_of(session) for text in (speaker.name, speaker.organisation)]
    exhibitors = [exhibitor.name for exhibitor in programme.exhibitors_of(session)]
    return search_text(*texts, session.organisation, session.code, *people, *exhibitors)


def search_texts(programme: Programme) -> Iterator[tuple[Session, str]]:
    """All sessions with their search texts."""
    made = (session_text(programme, session) for session in programme.sessions)
    return zip(programme.sessions, kept_texts(programme.packed_for_search, "sessions", made), strict=True)


def speaker_texts(programme: Programme) -> Iterator[tuple[Speaker, str]]:
    """All speakers with theirs."""
    made = map(_speaker_text, programme.speakers)
    return zip(programme.speakers, kept_texts(programme.packed_for_search, "speakers", made), strict=True)


def search_index(programme: Programme) -> dict[str, str]:
    """The search texts of all sessions by code, for searching on the visitor's device."""
    return {session.code: text for session, text in search_texts(programme)}


def _speaker_text(speaker: Speaker) -> str:
    return search_text(speaker.name, speaker.organisation, speaker.biography)
