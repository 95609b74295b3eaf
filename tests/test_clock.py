"""One clock: aware in memory, UTC in the database, the hall's wall clock at the edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from eventapp.clock import (
    NaiveDatetime,
    at_the_fair,
    aware,
    day_at_the_fair,
    from_the_wall,
    is_in_the_gap,
    now,
)

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def test_now_is_whole_seconds_in_utc():
    with time_machine.travel(datetime(2027, 2, 10, 9, 20, 5, 999_999, tzinfo=UTC), tick=False):
        assert now() == datetime(2027, 2, 10, 9, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize("ask", [aware, at_the_fair, day_at_the_fair])
def test_a_moment_without_zone_is_refused(ask):
    with pytest.raises(NaiveDatetime):
        ask(datetime(2027, 2, 10, 9, 0))  # noqa: DTZ001 -- what must be refused


def test_a_foreign_zone_is_the_same_moment():
    in_the_east = datetime(2027, 2, 10, 9, 0, tzinfo=timezone(timedelta(hours=14)))

    assert aware(in_the_east) == in_the_east
    assert aware(in_the_east).tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "wall", "utc"),
    [
        (date(2027, 2, 10), "10:00", "2027-02-10T09:00"),
        (SPRING, "01:59", "2027-03-28T00:59"),
        (SPRING, "03:00", "2027-03-28T01:00"),
        (AUTUMN, "02:30", "2027-10-31T00:30"),
        (AUTUMN, "03:00", "2027-10-31T02:00"),
    ],
)
def test_the_wall_clock_is_read_in_the_hall(day: date, wall: str, utc: str):
    assert from_the_wall(day, time.fromisoformat(wall)) == datetime.fromisoformat(f"{utc}+00:00")


def test_the_skipped_hour_is_known():
    assert [is_in_the_gap(SPRING, time(hour, 30)) for hour in (1, 2, 3)] == [False, True, False]


def test_the_repeated_hour_is_no_gap():
    assert not is_in_the_gap(AUTUMN, time(2, 30))


def test_a_night_over_the_change_lasts_an_hour_less():
    evening, morning = from_the_wall(SPRING - timedelta(days=1), time(22)), from_the_wall(SPRING, time(6))

    assert morning - evening == timedelta(hours=7)


@pytest.mark.parametrize(("wall", "day"), [("00:15", 9), ("03:59", 9), ("04:00", 10), ("23:59", 10)])
def test_a_night_belongs_to_the_evening_before(wall: str, day: int):
    moment = from_the_wall(date(2027, 2, 10), time.fromisoformat(wall))

    assert day_at_the_fair(moment) == date(2027, 2, day)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Adak"])
def test_the_machine_s_own_zone_does_not_count(monkeypatch: pytest.MonkeyPatch, zone: str):
    moment = datetime(2027, 2, 10, 9, 0, tzinfo=UTC)
    monkeypatch.setenv("TZ", zone)

    with time_machine.travel(moment, tick=False):
        assert (now(), at_the_fair(now()).hour) == (moment, 10)


@given(st.datetimes(datetime(2019, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 -- bounds
def test_to_the_hall_and_back_is_the_same_moment(moment: datetime):
    assert aware(at_the_fair(moment)) == moment
