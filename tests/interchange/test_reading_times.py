"""Dates, times and durations as people write them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from eventapp.interchange.moments import Wall, day_in, duration_in, times_in, weekday_contradicts

TEN, QUARTER_TO = Wall(time(10, 0)), Wall(time(10, 45))


@pytest.mark.parametrize(
    "text",
    [
        "10.02.2027", "10.2.27", "2027-02-10", "Mi 10.02.2027", "Mittwoch, 10. Februar 2027", "10 Feb 2027",
        "13/02/2027",
        "February 10, 2027", "Feb 10 2027", "10. Feber 2027",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text):
    found = {"13/02/2027": date(2027, 2, 13), "10. Feber 2027": None}.get(text, date(2027, 2, 10))

    assert day_in(text) == found


@pytest.mark.parametrize("text", ["", "morgen", "31.02.2027", "2027", "10.13.2027", "00.00.2027", "10.2."])
def test_what_is_no_whole_date_is_none(text):
    assert day_in(text) is None


def test_a_date_without_year_takes_the_given_one():
    assert day_in("Mi 10.2.", year=2027) == date(2027, 2, 10)


def test_maerz_is_a_month():
    assert {day_in(text) for text in ("1. März 2027", "1. Maerz 2027", "1 Mrz 2027")} == {date(2027, 3, 1)}


@pytest.mark.parametrize("text", ["10:00", "10.00 Uhr", "10 Uhr", "10h", "10:00:00", "ab 10 Uhr", "10 am", "10"])
def test_a_time_is_read_however_it_is_written(text):
    assert times_in(text) == (TEN, None)


@pytest.mark.parametrize("text", ["10:00–10:45", "10:00 - 10:45 Uhr", "von 10 bis 10.45 Uhr", "10.00-10.45"])
def test_start_and_end_may_share_a_cell(text):
    assert times_in(text) == (TEN, QUARTER_TO)


def test_midnight_may_be_called_24():
    assert times_in("24:00") == (Wall(time(0, 0), days=1), None)


@pytest.mark.parametrize("text", ["", "bald", "25:00", "10:60", "10.02.2027", "13 pm", "10:00 und 12:00"])
def test_what_is_no_time_is_none(text):
    assert times_in(text) is None


@pytest.mark.parametrize("text", ["1:30", "90", "90 min", "90 Minuten", "1,5 Std.", "1.5 h", "1 h 30 min", "01:30:00"])
def test_a_duration_is_read_however_it_is_written(text):
    assert duration_in(text) == timedelta(minutes=90)


@pytest.mark.parametrize("text", ["", "0", "0:00", "lang", "ca. 1"])
def test_no_duration_is_none(text):
    assert duration_in(text) is None


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [("Mi 10.02.", False), ("Wed", False), ("Do 10.02.", True), ("Tag 1", False), ("Mon", True), ("Sonntag", True)],
)
def test_a_weekday_is_compared_with_its_date(text, contradicts):
    assert weekday_contradicts(text, date(2027, 2, 10)) is contradicts
