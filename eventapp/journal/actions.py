"""Writing into the journal, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from eventapp.database import db
from eventapp.journal.models import JournalEntry

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
