"""Time zones of a calendar file: by their names, where those are known, else by the rules the file gives for them.

icalendar works such rules out by writing down every change of the clock there ever was, so a hostile rule would keep
it busy for hours; and it remembers zones from one file to the next. Here one wall clock is asked for at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from eventapp.interchange.ics_lines import Component

MOST_CHANGES = 400
"""Single dates (RDATE) of one half of a zone; two centuries of them."""
_KEY = re.compile(r"[A-Za-z0-9_+\-]{1,40}(?:/[A-Za-z0-9_+\-]{1,40}){0,2}")
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_UNDERSTOOD = {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "WKST", "INTERVAL"}
_A_YEAR, _A_LEAP_YEAR = 2027, 2028
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Yearly:
    """On which day of each year the clocks change: the ``nth`` such weekday of the month (-1: the last), or the first
    one on or after ``from_day``; without a weekday on ``from_day`` itself."""

    month: int
    weekday: int | None
    nth: int
    from_day: int

    def day_in(self, year: int) -> date:
        if self.weekday is None or not self.nth:
            start = date(year, self.month, self.from_day)
            return start if self.weekday is None else start + _DAY * ((self.weekday - start.weekday()) % 7)
        if self.nth > 0:
            first = date(year, self.month, 1)
            return first + _DAY * ((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        last = date(year + self.month // 12, self.month % 12 + 1, 1) - _DAY
        return last - _DAY * ((last.weekday() - self.weekday) % 7 - 7 * (self.nth + 1))


@dataclass(frozen=True, slots=True)
class Observance:
    """Standard or summer time (RFC 5545 § 3.6.5): since when, in wall clock, and how far from UTC, before and then."""

    starts: datetime
    offset_before: timedelta
    offset: timedelta
    yearly: Yearly | None
    until: date | None
    dates: tuple[datetime, ...]

    def onset(self, wall: datetime) -> datetime | None:
        """The last time it began before the clock showed that."""
        return max((begin for begin in self._onsets(wall) if begin <= wall), default=None)

    def _onsets(self, wall: datetime) -> Iterator[datetime]:
        yield self.starts
        yield from self.dates
        if self.yearly is not None:
            for year in (wall.year - 1, wall.year):
                day = self.yearly.day_in(year)
                if day >= self.starts.date() and (self.until is None or day <= self.until):
                    yield datetime.combine(day, self.starts.time())


Rules = tuple[Observance, ...]


class Zones:
    """The zones of one file. ``find`` knows a zone by its TZID; rules win over a name that is no place's (``GMT`` with
    British summer time), a place's name over the rules, which are often cut short or out of date."""

    def __init__(self, components: Iterable[Component]) -> None:
        self._components: dict[str, Component] = {}
        for component in components:
            self._components.setdefault(component.first("TZID").text, component)
        self._found: dict[str, tzinfo | Rules | None] = {}

    def utc(self, tzid: str, wall: datetime) -> datetime | None:
        """The moment at which clocks there show ``wall`` (of a possible year); None where the zone is unknown."""
        if tzid not in self._found:
            self._found[tzid] = self._find(tzid)
        zone = self._found[tzid]
        if zone is None:
            return None
        if not isinstance(zone, tzinfo):
            zone = timezone(_offset_at(zone, wall))
        return wall.replace(tzinfo=zone).astimezone(UTC)

    def _find(self, tzid: str) -> tzinfo | Rules | None:
        component = self._components.get(tzid)
        rules = _rules(component) if component else None
        is_place = "/" in tzid
        if rules and not is_place:
            return rules
        names = [*_names(tzid), *([component.first("X-LIC-LOCATION").text] if component else [])]
        return next((zone for name in names if (zone := _named(name))), None) or rules


def _names(tzid: str) -> Iterator[str]:
    """``/freeassociation.sourceforge.net/Europe/Berlin`` → that, ``Europe/Berlin``, ``Berlin``; Windows' names."""
    parts = tzid.strip().strip("/").split("/")[-4:]
    for start in range(len(parts)):
        name = "/".join(parts[start:])
        yield WINDOWS_TO_OLSON.get(name, name)


def _named(name: str) -> ZoneInfo | None:
    if not _KEY.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def _rules(component: Component) -> Rules | None:
    """None where any of it is not understood: half a rule is worse than none."""
    try:
        found = tuple(_observance(part) for part in component.parts[:20])
    except (ValueError, OverflowError):
        return None
    return found or None


def _observance(part: Component) -> Observance:
    rule = part.first("RRULE").value
    starts = _wall(part.first("DTSTART").value)
    yearly, until = _yearly(rule, starts) if rule else (None, None)
    dates = [_wall(said) for one in part.every("RDATE") for said in one.value.split(",")[:MOST_CHANGES]]
    before, then = _offset(part.first("TZOFFSETFROM").value), _offset(part.first("TZOFFSETTO").value)
    return Observance(starts, before, then, yearly, until, tuple(dates[:MOST_CHANGES]))


def _wall(text: str) -> datetime:
    return datetime.fromisoformat(text.strip()[:15]).replace(tzinfo=None)


def _offset(text: str) -> timedelta:
    match = _OFFSET.fullmatch(text.strip())
    if match is None or int(match[2]) > 23:
        raise ValueError(text)
    distance = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -distance if match[1] == "-" else distance


def _yearly(rule: str, starts: datetime) -> tuple[Yearly, date | None]:
    """The rules that time zones have: once a year, in one month, on a weekday or a date."""
    said = dict(part.split("=", 1) for part in rule.upper().strip(";").split(";") if "=" in part)
    if said.get("FREQ") != "YEARLY" or set(said) - _UNDERSTOOD or said.get("INTERVAL", "1") != "1":
        raise ValueError(rule)
    until = _wall(said["UNTIL"]).date() if "UNTIL" in said else None
    month_days = [int(day) for day in said.get("BYMONTHDAY", str(starts.day)).split(",")]
    nth, weekday = 0, None
    if "BYDAY" in said:
        match = _BYDAY.fullmatch(said["BYDAY"])
        if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 5) or ("BYMONTHDAY" in said) == bool(match[1]):
            raise ValueError(rule)
        nth, weekday = int(match[1] or 0), _WEEKDAYS.index(match[2])
    yearly = Yearly(int(said.get("BYMONTH", starts.month)), weekday, nth, min(month_days))
    for year in (_A_YEAR, _A_LEAP_YEAR):
        yearly.day_in(year)
    return yearly, until


def _offset_at(rules: Rules, wall: datetime) -> timedelta:
    """Whose last onset was the latest counts; before the first of all what was before it."""
    begun = [(onset, one.offset) for one in rules if (onset := one.onset(wall))]
    return max(begun)[1] if begun else min(rules, key=lambda one: one.starts).offset_before
