"""Where a released text names somebody by name. Pure."""

from __future__ import annotations

from eventapp.programme.value import Programme, Session
from eventapp.text import folded


def sessions_naming(programme: Programme | None, name: str) -> tuple[Session, ...]:
    """The sessions whose title, texts or organisation hold the name as it is written."""
    wanted = folded(name)
    sessions = programme.sessions if programme and wanted else ()
    return tuple(session for session in sessions if wanted in folded(_said(session)))


def _said(session: Session) -> str:
    told = (session.title, session.subtitle, session.abstract, session.description)
    return " ".join([*(text for words in told for text in (words.de, words.en)), session.organisation])
