"""The departure board at every kind of moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from eventapp.i18n import Words
from eventapp.programme.board import MOST_ROWS, Board, Row, board_at, rows
from eventapp.programme.value import Place, Programme, Session
from tests.factories import DAY, at, value_programme, value_session

NEXT_DAY = DAY + timedelta(days=1)
PLACES = tuple(Place(slug, Words(slug)) for slug in ("a", "b", "c", "d", "e", "f"))


def board(programme: Programme | None, moment: datetime) -> Board:
    return board_at(programme, moment, starts_on=DAY, ends_on=NEXT_DAY)


def codes(lines: tuple[Row, ...]) -> list[str]:
    return [row.session.code for row in lines]


def on_the_next_day(session: Session) -> Session:
    day = timedelta(days=1)
    return replace(session, starts_at=session.starts_at + day, ends_at=session.ends_at + day)


def two_days() -> Programme:
    """10:00–10:45 and 11:00–12:00 on the first day, 9:30 on the second."""
    tomorrow = on_the_next_day(value_session("DDDDDD", starts="09:30", ends="10:00"))
    return value_programme(value_session("AAAAAA"), value_session("BBBBBB", starts="11:00", ends="12:00"), tomorrow)


def test_without_a_release_the_fair_says_so():
    assert board(None, at("10:00")) == Board("nothing_released")


def test_a_past_fair_without_a_programme_is_over_not_coming():
    assert board(None, at("10:00", NEXT_DAY + timedelta(days=1))) == Board("after")


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at("12:00", DAY - timedelta(days=9)), "before"),
        (at("09:00"), "between"),
        (at("10:00"), "running"),
        (at("10:44"), "running"),
        (at("10:45"), "between"),
        (at("11:30"), "running"),
        (at("12:00"), "evening"),
        (at("23:30"), "evening"),
        (at("09:45", NEXT_DAY), "running"),
        (at("10:00", NEXT_DAY), "after"),
    ],
)
def test_every_moment_of_a_fair_has_its_state(moment, state):
    assert board(two_days(), moment).state == state


def test_what_runs_stands_before_what_comes_next():
    shown = board(two_days(), at("10:20"))

    assert (codes(shown.now), codes(shown.next)) == (["AAAAAA"], ["BBBBBB"])


def test_in_the_evening_the_next_morning_is_shown():
    shown = board(two_days(), at("18:00"))

    assert (codes(shown.now), codes(shown.next)) == ([], ["DDDDDD"])


def test_the_first_morning_has_not_begun_yet():
    assert [board(two_days(), at(wall)).has_begun for wall in ("09:00", "10:50")] == [False, True]


def test_a_break_alone_is_no_running_programme_but_is_shown():
    pause = value_session("PAUSE0", starts="12:00", ends="13:00", kind="break")
    after = value_session("AFTER0", starts="13:00", ends="14:00")

    shown = board(value_programme(pause, after), at("12:30"))

    assert (shown.state, codes(shown.now)) == ("between", ["PAUSE0"])


def test_a_cancelled_session_stays_on_the_board_behind_those_that_take_place():
    off = value_session("OFF000", place="a", is_cancelled=True)
    on = value_session("ON0000", place="b")

    shown = board(value_programme(off, on, places=PLACES), at("10:20"))

    assert (shown.state, codes(shown.now)) == ("running", ["ON0000", "OFF000"])


def test_a_cancelled_session_alone_keeps_nothing_running():
    programme = value_programme(value_session("OFF000", is_cancelled=True), value_session("BBBBBB", starts="11:00"))

    assert board(programme, at("10:20")).state == "between"


def test_what_runs_all_day_stands_behind_the_talks():
    all_day = value_session("ALLDAY", starts="09:00", ends="17:00", place="a")
    talk = value_session("TALK00", place="b")

    assert codes(board(value_programme(all_day, talk, places=PLACES), at("10:20")).now) == ["TALK00", "ALLDAY"]


def test_many_parallel_sessions_leave_room_for_two_that_come_next():
    running = [value_session(f"NOW00{n}", place=place.slug) for n, place in enumerate(PLACES)]
    coming = [value_session(f"NEXT0{n}", starts="11:00", ends="11:30") for n in range(3)]

    shown = board(value_programme(*running, *coming, places=PLACES), at("10:20"))

    assert (len(shown.now), len(shown.next), shown.more_now) == (MOST_ROWS - 2, 2, 2)


def test_a_session_after_midnight_belongs_to_the_evening_before():
    party = value_session("PARTY0", starts="22:00", ends="23:00")
    late = on_the_next_day(value_session("LATE00", starts="00:15", ends="01:00"))

    shown = board(value_programme(party, late), at("23:30"))

    assert (shown.state, codes(shown.next)) == ("between", ["LATE00"])


def test_rows_know_their_phase():
    programme = two_days()

    assert [row.phase for row in rows(programme, programme.sessions, at("10:20"))] == ["running", "next", "later"]


def test_after_the_fair_nothing_is_greyed_out():
    programme = two_days()

    assert {row.phase for row in rows(programme, programme.sessions, at("12:00", NEXT_DAY))} == {""}
