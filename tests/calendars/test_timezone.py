"""The zone that every calendar carries, held against the zone data of this machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from eventapp.calendars.timezone import VTIMEZONE, ZONE_NAME

BERLIN = ZoneInfo(ZONE_NAME)
OFTEN = timedelta(hours=6)


def last_sunday(year: int, month: int) -> datetime:
    """The last Sunday of a month with 31 days, at the hour the clocks change: 01:00 UTC (Directive 2000/84/EC)."""
    end = datetime(year, month, 31, 1, tzinfo=UTC)
    return end - timedelta(days=(end.weekday() + 1) % 7)


@pytest.mark.parametrize("year", range(1997, 2038))
def test_its_rules_say_what_the_zone_data_say(year: int):
    summer, winter = last_sunday(year, 3), last_sunday(year, 10)
    moments = [datetime(year, 1, 1, tzinfo=UTC) + number * OFTEN for number in range(365 * 4)]
    moments += [change + step for change in (summer, winter) for step in (timedelta(0), timedelta(seconds=-1))]

    by_the_rules = [timedelta(hours=2 if summer <= moment < winter else 1) for moment in moments]

    assert by_the_rules == [moment.astimezone(BERLIN).utcoffset() for moment in moments]


def test_its_text_holds_these_two_rules_and_nothing_generated():
    zone = Timezone.from_ical(VTIMEZONE)

    parts: list[Any] = zone.subcomponents
    rules = [(part.name, part["RRULE"].to_ical(), part.TZOFFSETFROM, part.TZOFFSETTO) for part in parts]

    hour = timedelta(hours=1)
    assert rules == [
        ("DAYLIGHT", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", hour, 2 * hour),
        ("STANDARD", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", 2 * hour, hour),
    ]
    assert b"RDATE" not in VTIMEZONE


def test_its_first_onsets_are_real_changes_of_the_clock():
    zone = Timezone.from_ical(VTIMEZONE)

    parts: list[Any] = zone.subcomponents
    onsets = [part.DTSTART for part in parts]

    assert [onset.isoformat() for onset in onsets] == ["1981-03-29T02:00:00", "1996-10-27T03:00:00"]
    for onset in onsets:
        before, after = (onset + timedelta(hours=hours) for hours in (-2, 2))
        assert before.replace(tzinfo=BERLIN).utcoffset() != after.replace(tzinfo=BERLIN).utcoffset()
