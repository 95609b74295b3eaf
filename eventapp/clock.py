"""One clock: aware in memory, UTC in the database, the hall's wall clock at the edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FAIR_ZONE = ZoneInfo("Europe/Berlin")
DAY_ENDS_AT = time(4, 0)
"""Sessions that start before this hour belong to the evening before (a party, not a breakfast)."""


class NaiveDatetime(ValueError):
    """A datetime without a zone reached a place where a guess would show a wrong time."""


def now() -> datetime:
    """The present moment in UTC, whole seconds (calendars know no smaller unit)."""
    return datetime.now(UTC).replace(microsecond=0)


def aware(moment: datetime) -> datetime:
    """The same moment in UTC. Naive datetimes are refused, never guessed."""
    if moment.tzinfo is None:
        raise NaiveDatetime(f"{moment!r} has no zone")
    return moment.astimezone(UTC)


def at_the_fair(moment: datetime) -> datetime:
    """The same moment as the clock on the hall's wall shows it."""
    return aware(moment).astimezone(FAIR_ZONE)


def from_the_wall(day: date, wall: time) -> datetime:
    """A wall clock reading in the hall, in UTC. In the repeated hour of autumn the first one is meant."""
    return datetime.combine(day, wall, FAIR_ZONE).astimezone(UTC)


def is_in_the_gap(day: date, wall: time) -> bool:
    """Whether that reading is skipped when the clocks go forward in spring."""
    return at_the_fair(from_the_wall(day, wall)).time() != wall


def day_at_the_fair(moment: datetime) -> date:
    """The programme day a moment belongs to: 00:15 is still the evening before."""
    wall = at_the_fair(moment)
    return wall.date() - timedelta(days=1) if wall.time() < DAY_ENDS_AT else wall.date()
