"""What can be asked about the readers of feeds: counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from eventapp.calendars.families import FAMILIES
from eventapp.calendars.models import FeedReading
from eventapp.database import db


@dataclass(frozen=True, slots=True)
class Reading:
    """What one make of program read while one release stood; ``changed`` of the ``reads`` brought something new."""

    release: int
    family: str
    reads: int
    unchanged: int
    last_at: datetime

    @property
    def changed(self) -> int:
        return self.reads - self.unchanged


def readings_of(fair_id: int, release: int | None = None) -> list[Reading]:
    """By release, the last one first, and make of program in the order of :data:`FAMILIES`; one query."""
    sums = func.sum(FeedReading.reads), func.sum(FeedReading.unchanged), func.max(FeedReading.last_at)
    wanted = select(FeedReading.release, FeedReading.family, *sums).where(FeedReading.fair_id == fair_id)
    if release is not None:
        wanted = wanted.where(FeedReading.release == release)
    found = db.session.execute(wanted.group_by(FeedReading.release, FeedReading.family))
    readings = (Reading(number, family, int(reads), int(same), at) for number, family, reads, same, at in found)
    return in_order(readings)


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    order = list(FAMILIES)
    return sorted(readings, key=lambda one: (-one.release, order.index(one.family) if one.family in order else 99))
