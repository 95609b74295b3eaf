"""Figures: what is counted, and that few people are never told apart."""

from __future__ import annotations

from datetime import date

import pytest

from eventapp.calendars.queries import Reading
from eventapp.exhibitors.overview import OVERDUE, Stage
from eventapp.numbers.figure import Figure, few, percent, put_in_a_row, put_together
from eventapp.numbers.figures import Fill, calendar_readers, exhibitors_by_stage, over_time
from tests.factories import at


def joined(some):
    return "+".join(name for name, _number in some), sum(number for _name, number in some)


def people(one):
    return one[1]


@pytest.mark.parametrize(
    ("some", "told"),
    [
        ([], []),
        ([("a", 7), ("b", 9)], [("a", 7), ("b", 9)]),
        ([("a", 7), ("b", 2), ("c", 4)], [("a", 7), ("b+c", 6)]),
        ([("a", 7), ("b", 2), ("c", 30)], [("c", 30), ("b+a", 9)]),
        ([("a", 0), ("b", 9)], [("a", 0), ("b", 9)]),
        ([("a", 2), ("b", 1)], []),
    ],
)
def test_what_is_too_few_is_put_together_until_it_is_enough(some, told):
    assert put_together(some, people, joined) == told


@pytest.mark.parametrize(
    ("some", "told"),
    [
        ([], []),
        ([("1.", 5), ("2.", 2), ("3.", 3)], [("1.", 5), ("2.+3.", 5)]),
        ([("1.", 6), ("2.", 1)], [("1.+2.", 7)]),
        ([("1.", 1), ("2.", 2)], []),
    ],
)
def test_days_with_too_few_go_with_their_neighbours(some, told):
    assert put_in_a_row(some, people, joined) == told


def test_a_small_number_by_itself_is_not_told():
    assert [few(number) for number in (0, 1, 4, 5)] == [0, "unter 5", "unter 5", 5]


def test_there_are_no_percents_of_nothing():
    assert (percent(0, 0), percent(1, 3), percent(5, 4)) == (None, 33, 125)


def test_wishes_add_up_from_day_to_day():
    figure = over_time({date(2027, 1, 4): 6, date(2027, 1, 5): 2, date(2027, 1, 8): 9})

    assert figure.rows == (("Mo., 04.01.", 6, 6), ("Di., 05.01. – Fr., 08.01.", 11, 17))
    assert figure.lead == "17 bestätigte Wünsche nach einem Platz."


def test_nobody_wishing_yet_is_an_empty_figure():
    assert over_time({}).is_empty


def test_one_bar_is_no_chart():
    assert not Figure("a", "A", ("x", "y"), (("x", 1),)).has_chart


def test_exhibitors_are_counted_however_few():
    figure = exhibitors_by_stage({Stage.DONE.value: 3, Stage.LISTED.value: 0, OVERDUE: 1})

    assert figure.rows == (("freigegeben", 3),)
    assert figure.lead == "3 Aussteller, davon 1 mit etwas überfällig."


def test_readers_stand_by_release_and_make_of_program():
    read = at("10:00")
    figure = calendar_readers(
        [Reading(8, "apple", 3, 1, read), Reading(8, "google", 2, 0, read), Reading(7, "apple", 9, 9, read)]
    )

    assert figure.heads == ("Während", "Apple-Kalender", "Google Kalender", "Alle")
    assert figure.rows == (("Version 7", 9, 0, 9), ("Version 8", 3, 2, 5))


def test_nobody_stays_away_twice():
    assert Fill("x", 10, 8, 0, expected=8, came=9).no_show == 0
