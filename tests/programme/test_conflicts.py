"""Clashes of a place or a person."""

from __future__ import annotations

from dataclasses import replace

from eventapp.programme.conflicts import clashes_in
from tests.factories import value_programme, value_session


def clashes(*sessions):
    return [(clash.kind, clash.first.code, clash.second.code) for clash in clashes_in(value_programme(*sessions))]


def session(code: str, starts: str, ends: str, **values):
    return value_session(code, starts=starts, ends=ends, number=ord(code[0]), **{"place": "a"} | values)


def test_one_after_the_other_is_no_clash():
    assert clashes(session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:45", "11:00")) == []


def test_an_overlap_in_one_place_is_one():
    assert clashes(session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:30", "11:00")) == [
        ("place", "AAAAAA", "BBBBBB")
    ]


def test_a_long_session_clashes_with_each_short_one_inside():
    several = [
        session("AAAAAA", "10:00", "12:00"),
        session("BBBBBB", "10:30", "11:00"),
        session("CCCCCC", "11:00", "11:30"),
    ]

    assert clashes(*several) == [("place", "AAAAAA", "BBBBBB"), ("place", "AAAAAA", "CCCCCC")]


def test_one_person_in_two_places_at_once_is_one():
    one = session("AAAAAA", "10:00", "10:45", speakers=("ada",))
    other = session("BBBBBB", "10:30", "11:00", speakers=("ada",), place="b")

    assert clashes(one, other) == [("speaker", "AAAAAA", "BBBBBB")]


def test_breaks_and_cancelled_sessions_take_no_room():
    several = [
        session("AAAAAA", "10:00", "10:45"),
        session("BBBBBB", "10:30", "11:00", kind="break"),
        replace(session("CCCCCC", "10:15", "11:00"), is_cancelled=True),
    ]

    assert clashes(*several) == []


def test_sessions_without_a_place_do_not_clash_over_it():
    assert clashes(session("AAAAAA", "10:00", "10:45", place=""), session("BBBBBB", "10:30", "11:00", place="")) == []


def test_three_at_once_are_three_clashes():
    several = [
        session("AAAAAA", "10:00", "12:00"),
        session("BBBBBB", "10:30", "11:30"),
        session("CCCCCC", "11:00", "11:20"),
    ]

    pairs = {(first, second) for _kind, first, second in clashes(*several)}

    assert pairs == {("AAAAAA", "BBBBBB"), ("AAAAAA", "CCCCCC"), ("BBBBBB", "CCCCCC")}
