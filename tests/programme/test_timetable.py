"""The programme as a list and as a table."""

from __future__ import annotations

from eventapp.i18n import Words
from eventapp.programme.timetable import Grid, grids, listing
from eventapp.programme.value import Place, Programme, Session
from tests.factories import at, value_programme, value_session

PLACES = (Place("nord", Words("Bühne Nord")), Place("sued", Words("Bühne Süd")))


def programme(*sessions: Session) -> Programme:
    return value_programme(*sessions, places=PLACES)


def table(grid: Grid) -> list[list[tuple[int, list[str]]]]:
    return [[(cell.span, [row.session.code for row in cell.rows]) for cell in line.cells] for line in grid.lines]


def test_sessions_of_one_time_stand_together_in_the_order_of_places():
    shown = programme(value_session("BBBBBB", place="sued"), value_session("AAAAAA", place="nord"))

    [day] = listing(shown, shown.sessions)

    assert [[row.session.code for row in slot.rows] for slot in day.slots] == [["AAAAAA", "BBBBBB"]]


def test_the_slot_to_jump_to_is_what_began_last_and_still_runs():
    all_day = value_session("ALLDAY", starts="09:00", ends="17:00")
    shown = programme(all_day, value_session("AAAAAA"), value_session("LATER0", starts="11:00", ends="12:00"))

    [day] = listing(shown, shown.sessions, at("10:20"))

    assert [slot.is_now for slot in day.slots] == [False, True, False]


def test_between_sessions_the_next_slot_is_the_one_to_jump_to():
    shown = programme(value_session("AAAAAA"), value_session("LATER0", starts="11:00", ends="12:00"))

    [day] = listing(shown, shown.sessions, at("10:50"))

    assert [slot.is_now for slot in day.slots] == [False, True]


def test_a_long_session_spans_the_lines_that_begin_during_it():
    long = value_session("LONG00", ends="12:00", place="nord")
    shown = programme(
        long, value_session("AAAAAA", place="sued"), value_session("BBBBBB", starts="11:00", place="sued")
    )

    [grid] = grids(shown, shown.sessions)

    assert table(grid) == [[(2, ["LONG00"]), (1, ["AAAAAA"])], [(1, ["BBBBBB"])]]


def test_overlapping_sessions_of_a_place_share_a_cell():
    off = value_session("OFF000", ends="11:00", place="nord", is_cancelled=True)
    instead = value_session("NEW000", starts="10:30", ends="11:30", place="nord")
    shown = programme(off, instead)

    [grid] = grids(shown, shown.sessions)

    assert table(grid) == [[(2, ["OFF000", "NEW000"])], []]


def test_a_place_without_sessions_gets_no_column_and_sessions_without_place_get_one():
    shown = programme(value_session("AAAAAA", place="sued"), value_session("BBBBBB", starts="11:00", ends="12:00"))

    [grid] = grids(shown, shown.sessions)

    assert [place.slug if place else None for place in grid.places] == ["sued", None]
    assert table(grid) == [[(1, ["AAAAAA"]), (1, [])], [(1, []), (1, ["BBBBBB"])]]
