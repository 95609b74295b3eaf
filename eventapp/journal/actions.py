"""Writing into the journal, in the transaction of the change."""

from __future__ import annotations

import json
import re
import weakref
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, delete, func, or_, select, update

from eventapp.database import db
from eventapp.journal.models import JournalEntry
from eventapp.privacy.retention import JOURNAL

ACT = "eventapp.act"
"""Where the session keeps which act its transaction is."""
STRUCK = "[…]"
BEGINNING = 60
"""Characters by which a long text is known again: what the journal keeps may be cut."""
LONGEST = 2_000
"""Characters of an old or new value that are kept: enough to see what it was and to take it back by hand."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as text for reading."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """What takes a change back: what stood before and what stands since, by names of columns and as JSON holds it.
    None: the thing was not there, or is not any more."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @classmethod
    def between(cls, before: Mapping[str, Any], after: Mapping[str, Any]) -> Reversal:
        """Of two states of one thing only what differs."""
        changed = [name for name in after if before.get(name) != after[name]]
        return cls({name: before.get(name) for name in changed}, {name: after[name] for name in changed})


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
    reversal: Reversal | None = None,
) -> JournalEntry:
    """Note who (a person's id, None for the shell and for jobs) did what (``session.changed``) with which thing, and
    how that person could take it back."""
    told = [asdict(Difference(one.field, _cut(one.old), _cut(one.new))) for one in differences]
    row = JournalEntry(
        at=at, fair_id=fair_id, by=by, role=role, kind=kind, subject=subject, name=_cut(name, 300), differences=told
    )
    db.session.add(row)
    db.session.flush()
    if by is not None and reversal is not None:
        row.reversal, row.act = asdict(reversal), _act_with(row)
        db.session.flush()
    return row


def running_act() -> int | None:
    """The act of the transaction that runs, if something in it can be taken back."""
    running = db.session().get_transaction()
    known = db.session().info.get(ACT)
    return known[1] if known and running is not None and known[0]() is running else None


def _act_with(first: JournalEntry) -> int:
    act = running_act()
    if act is None:
        act = first.id
        db.session().info[ACT] = weakref.ref(db.session().get_transaction()), act
    return act


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
    db.session.execute(about.values(name="", differences=[], reversal=None, subject="person"))


def forget_about(fair_id: int | None, subject: str) -> int:
    """What was written down about one thing goes, and with it the way back; that it changed, when and by whom stays.
    Gives how many entries that were."""
    about = update(JournalEntry).where(JournalEntry.fair_id == fair_id, JournalEntry.subject == subject)
    forgotten = about.values(name="", differences=[], reversal=None).returning(JournalEntry.id)
    return len(db.session.scalars(forgotten).all())


def forget_field(fair_ids: Collection[int], noun: str, field: str) -> None:
    """What was noted of one field of all things of a kind (``speaker``) goes, and with it the way back."""
    told = [cast(JournalEntry.differences, Text).contains(form, autoescape=True) for form in _written(field)]
    wanted = select(JournalEntry).where(JournalEntry.fair_id.in_(fair_ids), or_(*told))
    for entry in db.session.scalars(wanted.where(JournalEntry.subject.startswith(f"{noun}:", autoescape=True))):
        kept = [one for one in entry.differences if one["field"] != field]
        if kept != entry.differences:
            entry.differences, entry.reversal = kept, None
    db.session.flush()


def forget_named(fair_id: int, names: Collection[str], texts: Collection[str] = ()) -> int:
    """Somebody wants to be named no more: their ``names`` are struck out of all that was noted, and values that hold
    one of the longer ``texts`` go. There is no way back to either. Gives how many entries that were."""
    said = [text for text in (*names, *(text[:BEGINNING] for text in texts)) if text]
    columns = (JournalEntry.name, cast(JournalEntry.differences, Text), cast(JournalEntry.reversal, Text))
    told = [column.contains(form, autoescape=True) for text in said for form in _written(text) for column in columns]
    found = list(db.session.scalars(select(JournalEntry).where(JournalEntry.fair_id == fair_id, or_(*told))))
    for entry in found:
        entry.reversal, entry.name = None, _struck(entry.name, names, ())
        entry.differences = [
            {**one, "old": _struck(one["old"], names, texts), "new": _struck(one["new"], names, texts)}
            for one in entry.differences
        ]
    db.session.flush()
    return len(found)


def _written(text: str) -> tuple[str, ...]:
    """As it stands in a column of text, and in one of JSON with its escapes or without."""
    return tuple(dict.fromkeys((text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1])))


def _struck(value: str, names: Collection[str], texts: Collection[str]) -> str:
    if any(text and text[:BEGINNING] in value for text in texts):
        return STRUCK
    for name in sorted(filter(None, names), key=len, reverse=True):
        value = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", STRUCK, value)
    return value


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
