"""What stands next to a session."""

from __future__ import annotations

from eventapp.programme.neighbours import neighbours
from eventapp.programme.value import Session
from tests.factories import value_programme, value_session

HERE = value_session("HERE00", starts="11:00", ends="12:00", place="nord", theme="energie", series="s")


def near(*others: Session):
    return neighbours(value_programme(*others, HERE), HERE)


def test_the_sessions_before_and_after_in_the_same_place_are_the_nearest_ones():
    found = near(
        value_session("EARLY0", starts="09:00", ends="10:00", place="nord"),
        value_session("BEFORE", starts="10:00", ends="11:00", place="nord"),
        value_session("AFTER0", starts="12:00", ends="13:00", place="nord"),
    )

    assert (found.before.session.code, found.after.session.code) == ("BEFORE", "AFTER0")


def test_what_runs_elsewhere_at_the_same_time_is_an_alternative():
    found = near(value_session("OTHER0", starts="11:30", ends="12:30", place="sued"))

    assert [row.session.code for row in found.elsewhere] == ["OTHER0"]


def test_breaks_and_cancelled_sessions_are_no_neighbours():
    found = near(
        value_session("PAUSE0", starts="12:00", ends="13:00", place="nord", kind="break"),
        value_session("OFF000", starts="11:00", ends="12:00", place="sued", is_cancelled=True),
    )

    assert (found.after, found.elsewhere) == (None, ())


def test_of_the_theme_the_coming_ones_are_chosen_first():
    earlier = [value_session(f"EARLY{n}", starts=f"0{n}:00", ends=f"0{n}:30", theme="energie") for n in range(5, 9)]
    later = [value_session(f"LATER{n}", starts=f"1{n}:00", ends=f"1{n}:30", theme="energie") for n in range(3, 6)]

    chosen = [row.session.code for row in near(*earlier, *later).of_theme]

    assert chosen == ["EARLY8", "LATER3", "LATER4", "LATER5"]


def test_repetitions_are_told_apart_from_the_rest():
    found = near(value_session("AGAIN0", starts="15:00", ends="16:00", series="s"))

    assert [row.session.code for row in found.repeats] == ["AGAIN0"]
