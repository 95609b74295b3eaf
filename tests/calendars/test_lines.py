"""Content lines: escaped, folded, and the same octets as icalendar writes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event
from icalendar.parser import Contentline

from eventapp.calendars.lines import line, text, utc, wall
from eventapp.text import clean_text

any_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400)


@given(any_text)
@example("ä" * 80)
@example("x" * 66 + "\\" * 20)
@example("x" * 67 + "^" * 3 + "ß" * 40)
@example("🎪" * 50)
def test_a_line_is_folded_as_icalendar_folds_it(value: str):
    assert line("SUMMARY", value) == Contentline(f"SUMMARY:{value}").to_ical() + b"\r\n"


@given(any_text)
def test_no_line_is_longer_than_allowed_and_none_ends_inside_a_character(value: str):
    lines = text("DESCRIPTION", value).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(part.decode() is not None for part in lines)


@given(st.text(max_size=300).map(clean_text))
@example("a\\Nb\\nc\nd;e,f:g\\\\")
def test_what_is_written_is_read(value: str):
    read = Event.from_ical(b"BEGIN:VEVENT\r\n" + text("SUMMARY", value) + b"END:VEVENT\r\n")

    assert str(read["SUMMARY"]) == value


def test_an_escape_is_never_parted():
    for length in range(60, 80):
        for part in text("SUMMARY", "x" * length + "\n,;" * 5).split(b"\r\n "):
            assert not re.search(rb"(?<!\\)(?:\\\\)*\\$", part.removesuffix(b"\r\n"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (utc("DTSTAMP", datetime(2027, 2, 3, 4, 5, 6, tzinfo=UTC)), b"DTSTAMP:20270203T040506Z\r\n"),
        (wall("DTSTART", datetime(987, 2, 3, 4, 5, 6)), b"DTSTART;TZID=Europe/Berlin:09870203T040506\r\n"),  # noqa: DTZ001 -- a wall clock reading
    ],
)
def test_a_moment_is_written_to_the_second(written: bytes, expected: bytes):
    assert written == expected
