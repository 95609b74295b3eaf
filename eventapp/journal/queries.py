"""What can be asked of the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from eventapp.database import db
from eventapp.journal.models import JournalEntry

PAGE = 100
UNDOABLE = 20
"""Acts of one person that can be taken back, and as many that were taken back and can be done again."""
UNDONE = ".undone"
"""How the kind of an entry ends that tells of taking something back."""


def entries(fair_id: int, *, kinds: Sequence[str] = (), after: int = 0, most: int = PAGE) -> list[JournalEntry]:
    """The last changes first, so many of them left out; ``kinds`` are beginnings (``session``)."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id)
    if kinds:
        wanted = wanted.where(or_(*(JournalEntry.kind.startswith(f"{kind}.", autoescape=True) for kind in kinds)))
    latest = wanted.order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
    return list(db.session.scalars(latest.offset(after).limit(most)))


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a fair's history is wanted; what is left empty narrows nothing. ``kinds`` are beginnings (``session``),
    ``kind`` is a whole one. ``role`` is what people were who are gone; ``by_nobody`` what no hand did."""

    by: int = 0
    role: str = ""
    by_nobody: bool = False
    kinds: tuple[str, ...] = ()
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    name: str = ""
    acts: frozenset[int] | None = None

    @property
    def conditions(self) -> Iterator[ColumnElement[bool]]:
        if self.by:
            yield JournalEntry.by == self.by
        if self.role or self.by_nobody:
            yield and_(JournalEntry.by.is_(None), JournalEntry.role == self.role)
        if self.kinds:
            yield or_(*(JournalEntry.kind.startswith(f"{kind}.", autoescape=True) for kind in self.kinds))
        if self.kind:
            yield JournalEntry.kind == self.kind
        if self.since:
            yield JournalEntry.at >= self.since
        if self.until:
            yield JournalEntry.at < self.until
        if self.name:
            # SQLite knows no other letters than ASCII's as large and small.
            spelt = {self.name, self.name.lower(), self.name.upper(), self.name[:1].upper() + self.name[1:].lower()}
            yield or_(*(JournalEntry.name.icontains(one, autoescape=True) for one in sorted(spelt)))
        if self.acts is not None:
            yield JournalEntry.act.in_(self.acts)


def found(fair_id: int, sought: Sought, *, after: int = 0, most: int = PAGE) -> list[JournalEntry]:
    """The last changes first, so many of them left out."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id, *sought.conditions)
    latest = wanted.order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
    return list(db.session.scalars(latest.offset(after).limit(most)))


def number_found(fair_id: int, sought: Sought) -> int:
    wanted = select(func.count()).select_from(JournalEntry).where(JournalEntry.fair_id == fair_id, *sought.conditions)
    return db.session.scalar(wanted) or 0


def hands_and_kinds(fair_id: int) -> list[tuple[int | None, str, str]]:
    """Who (their number, or None and what they were) has done which kinds of things at a fair."""
    wanted = select(JournalEntry.by, JournalEntry.role, JournalEntry.kind).where(JournalEntry.fair_id == fair_id)
    return [(row.by, row.role, row.kind) for row in db.session.execute(wanted.distinct())]


def entries_about(fair_id: int | None, subject: str, *, most: int = 20) -> list[JournalEntry]:
    """What happened to one thing, the last change first."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id, JournalEntry.subject == subject)
    return list(db.session.scalars(wanted.order_by(JournalEntry.id.desc()).limit(most)))


def entries_about_any(fair_id: int, subjects: Sequence[str], *, most: int = 200) -> list[JournalEntry]:
    """What happened to several things, the last change first."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id, JournalEntry.subject.in_(subjects))
    return list(db.session.scalars(wanted.order_by(JournalEntry.id.desc()).limit(most)))


def find_entry(fair_id: int, entry_id: int, *, locked: bool = False) -> JournalEntry | None:
    """``locked`` inside a writing transaction: nobody else takes it back meanwhile."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id, JournalEntry.id == entry_id)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def undoable_acts(fair_id: int, by: int) -> frozenset[int]:
    """What this person can take back of what they did at this fair, and do again of what they took back."""
    standing = select(JournalEntry.act).where(
        JournalEntry.fair_id == fair_id,
        JournalEntry.by == by,
        JournalEntry.act.is_not(None),
        JournalEntry.reversal.is_not(None),
        JournalEntry.undone_by.is_(None),
    )
    is_undoing = JournalEntry.kind.endswith(UNDONE, autoescape=True)
    found: set[int] = set()
    for some in (standing.where(~is_undoing), standing.where(is_undoing)):
        last = some.group_by(JournalEntry.act).order_by(JournalEntry.act.desc()).limit(UNDOABLE)
        found.update(act for act in db.session.scalars(last) if act is not None)
    return frozenset(found)


def last_act(fair_id: int, by: int) -> int | None:
    """What this person would take back next: their last act that still stands and takes nothing back itself."""
    wanted = select(func.max(JournalEntry.act)).where(
        JournalEntry.fair_id == fair_id,
        JournalEntry.by == by,
        JournalEntry.reversal.is_not(None),
        JournalEntry.undone_by.is_(None),
        ~JournalEntry.kind.endswith(UNDONE, autoescape=True),
    )
    return db.session.scalar(wanted)


def entries_of_act(act: int, by: int) -> list[JournalEntry]:
    """What of an act still stands and can be taken back, the last change first."""
    wanted = select(JournalEntry).where(JournalEntry.act == act, JournalEntry.by == by)
    wanted = wanted.where(JournalEntry.reversal.is_not(None), JournalEntry.undone_by.is_(None))
    return list(db.session.scalars(wanted.order_by(JournalEntry.id.desc())))


def latest_about(fair_id: int | None, subject: str, *, since: int) -> JournalEntry | None:
    """The last change of a thing after the entry with this number."""
    wanted = select(JournalEntry).where(JournalEntry.fair_id == fair_id, JournalEntry.subject == subject)
    return db.session.scalar(wanted.where(JournalEntry.id > since).order_by(JournalEntry.id.desc()).limit(1))
