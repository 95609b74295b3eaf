"""Writing into the journal, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from eventapp.database import db
from eventapp.journal.models import JournalEntry
from eventapp.privacy.retention import JOURNAL

LONGEST = 2_000
"""Characters of an old or new value that are kept: enough to see what it was and to take it back by hand."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as text for reading."""

    field: str
    old: str
    new: str


def record(
    by: int | None,
    kind: str,
    *,
    subject: str,
    name: str,
    at: datetime,
    fair_id: int | None = None,
    differences: Iterable[Difference] = (),
    role: str = "",
) -> None:
    """Note who (a person's id, None for the shell and for jobs) did what (``session.changed``) with which thing."""
    told = [asdict(Difference(one.field, _cut(one.old), _cut(one.new))) for one in differences]
    row = JournalEntry(
        at=at, fair_id=fair_id, by=by, role=role, kind=kind, subject=subject, name=_cut(name, 300), differences=told
    )
    db.session.add(row)
    db.session.flush()


def erase_old(at: datetime, *, is_trial: bool = False) -> int:
    """How many entries are (or would be) older than a journal may be."""
    over = JournalEntry.at < JOURNAL.is_over_since(at)
    if is_trial:
        return db.session.scalar(select(func.count()).select_from(JournalEntry).where(over)) or 0
    return len(db.session.scalars(delete(JournalEntry).where(over).returning(JournalEntry.id)).all())


def forget_person(person_id: int, *, role: str) -> None:
    """Of somebody who is gone the journal keeps what they were; what was written down about them goes."""
    db.session.execute(update(JournalEntry).where(JournalEntry.by == person_id).values(role=role, by=None))
    about = update(JournalEntry).where(JournalEntry.subject == f"person:{person_id}")
    db.session.execute(about.values(name="", differences=[], subject="person"))


def differences_between(before: Mapping[str, object], after: Mapping[str, object]) -> list[Difference]:
    """The fields of two snapshots that differ, in the order of the second; a missing one is empty."""
    fields = dict.fromkeys([*after, *before])
    pairs = ((name, _text(before.get(name)), _text(after.get(name))) for name in fields)
    return [Difference(name, old, new) for name, old, new in pairs if old != new]


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_text(one) for one in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _cut(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
