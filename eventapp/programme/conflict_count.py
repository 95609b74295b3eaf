"""How many conflicts are open, for the menu of the programme's desk: the number worked out last, as long as the
journal of the fair says nothing new. Finding them takes long with many sessions; whether the number is still true is
one query."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from flask import current_app
from sqlalchemy import func, select

from eventapp.clock import now
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.journal.models import JournalEntry
from eventapp.programme.planning import Conflict

LASTS = timedelta(minutes=1)
"""Sign-ups and the shell change conflicts without a line in the journal."""
FAIRS_AT_HAND = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """``entry`` was the last of the journal when the draft began to be read."""

    entry: int
    number: int
    until: datetime


class Counts:
    """What this process counted last, by the fair's id."""

    def __init__(self) -> None:
        self._values: OrderedDict[int, Counted] = OrderedDict()
        self._lock = Lock()

    def find(self, fair_id: int, entry: int) -> int | None:
        with self._lock:
            known = self._values.get(fair_id)
        return known.number if known and known.entry == entry and now() < known.until else None

    def keep(self, fair_id: int, counted: Counted) -> None:
        with self._lock:
            self._values[fair_id] = counted
            self._values.move_to_end(fair_id)
            while len(self._values) > FAIRS_AT_HAND:
                self._values.popitem(last=False)


def last_entry(fair_id: int) -> int:
    """To be asked before the draft is read: what is noted meanwhile makes the number old at once."""
    return db.session.scalar(select(func.max(JournalEntry.id)).where(JournalEntry.fair_id == fair_id)) or 0


def keep_count(fair_id: int, entry: int, conflicts: Iterable[Conflict]) -> None:
    """Of whoever has all conflicts of the draft at hand."""
    _counts().keep(fair_id, Counted(entry, number_open(conflicts), now() + LASTS))


def number_open(conflicts: Iterable[Conflict]) -> int:
    """What a release accepted is not open."""
    return sum(conflict.severity != "accepted" for conflict in conflicts)


def known_count(slug: str) -> int | None:
    """None where nobody has counted since the last change."""
    entry = select(func.max(JournalEntry.id)).where(JournalEntry.fair_id == Fair.id).scalar_subquery()
    found = db.session.execute(select(Fair.id, entry).where(Fair.slug == slug)).one_or_none()
    return _counts().find(found[0], found[1] or 0) if found else None


def _counts() -> Counts:
    counts: Counts = current_app.extensions.setdefault("eventapp.conflict_counts", Counts())
    return counts
