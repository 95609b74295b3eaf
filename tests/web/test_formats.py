"""How times and days read, on the hall's clock and in the language of the page."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from eventapp.i18n import Words, speaking
from eventapp.web import formats
from tests.factories import at

FEBRUARY = date(2027, 2, 10)


def test_a_time_is_the_hall_s():
    assert [formats.wall_time(at(wall)) for wall in ("01:59", "03:00", "23:05")] == ["01:59", "03:00", "23:05"]


@pytest.mark.parametrize(
    ("show", "german", "english"),
    [
        (formats.wall_day, "Mittwoch, 10. Februar", "Wednesday, 10 February"),
        (formats.wall_day_short, "Mi., 10.02.", "Wed 10 Feb"),
        (formats.wall_date, "10. Februar 2027", "10 February 2027"),
    ],
)
def test_a_day_reads_as_people_write_it(show, german: str, english: str):
    with speaking("en"):
        in_english = show(FEBRUARY)

    assert (show(FEBRUARY), in_english) == (german, english)


def test_a_moment_s_day_is_the_day_in_the_hall():
    assert formats.wall_day(at("23:30", FEBRUARY)) == formats.wall_day(FEBRUARY)
    assert formats.wall_day(at("00:30", FEBRUARY)) == formats.wall_day(FEBRUARY)


def test_when_says_day_start_and_end():
    assert formats.wall_when(at("10:00", FEBRUARY), at("10:45", FEBRUARY)) == "Mi., 10. Februar, 10:00–10:45 Uhr"


def test_machines_read_the_offset():
    assert formats.iso(at("10:00", FEBRUARY)) == "2027-02-10T10:00:00+01:00"
    assert formats.iso(at("10:00")) == "2027-03-28T10:00:00+02:00"
    assert formats.iso(FEBRUARY) == "2027-02-10"


def test_words_are_shown_in_the_page_s_language_and_say_which():
    title = Words("Wärme")
    with speaking("en"):
        shown = (formats.words(title), formats.lang_of(title))

    assert shown == ("Wärme", "de")


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="no zone"):
        formats.wall_time(datetime(2027, 2, 10, 10, 0))  # noqa: DTZ001 -- what must be refused
