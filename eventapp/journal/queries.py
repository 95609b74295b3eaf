"""What can be asked of the journal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from eventapp.database import db
from eventapp.journal.models import JournalEntry

PAGE = 100


def entries(fair_id: int, *, kinds: Sequence[str] = (), after: int = 0, most: int = PAGE) -> list[JournalEntry]:
    """The last changes first, so many of them left out; ``kinds`` are beginnings (``session``)."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id)
    if kinds:
        wanted = wanted.where(or_(*(JournalEntry.kind.startswith(f"{kind}.", autoescape=True) for kind in kinds)))
    latest = wanted.order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
    return list(db.session.scalars(latest.offset(after).limit(most)))


def entries_about(fair_id: int | None, subject: str, *, most: int = 20) -> list[JournalEntry]:
    """What happened to one thing, the last change first."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id, JournalEntry.subject == subject)
    return list(db.session.scalars(wanted.order_by(JournalEntry.id.desc()).limit(most)))


def entries_about_any(fair_id: int, subjects: Sequence[str], *, most: int = 200) -> list[JournalEntry]:
    """What happened to several things, the last change first."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id, JournalEntry.subject.in_(subjects))
    return list(db.session.scalars(wanted.order_by(JournalEntry.id.desc()).limit(most)))
