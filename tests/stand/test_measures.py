"""Lengths and corners as people type them, and the number that the next area gets."""

from __future__ import annotations

import pytest

from eventapp.errors import DomainError
from eventapp.stand.geometry import Box
from eventapp.stand.measures import centimetres, points_from, points_typed
from eventapp.stand.numbering import next_number
from eventapp.stand.ruler import ruler_of


@pytest.mark.parametrize(
    ("text", "length"), [("2,5", 250), ("2.50", 250), ("12", 1_200), (" 0,05 m ", 5), ("-1,2", -120), ("−1", -100)]
)
def test_metres_are_taken_with_comma_and_point(text: str, length: int):
    assert centimetres(text) == length


@pytest.mark.parametrize("text", ["", "zwei", "2,555", "1.000,5", "12345", "2;5", "NaN", "1e3"])
def test_what_is_no_length_is_none(text: str):
    assert centimetres(text) is None


def test_corners_are_one_a_line_and_come_back_as_they_were():
    points = points_from("0; 0\n2,5; 0\n\n2.5 / 1,2\n0 1.2\n")

    assert points == ((0, 0), (250, 0), (250, 120), (0, 120))
    assert points_from(points_typed(points)) == points


def test_a_wrong_corner_is_named_by_its_line():
    with pytest.raises(DomainError, match="Zeile 2"):
        points_from("0; 0\n2,5\n2; 2")


@pytest.mark.parametrize(
    ("last", "given", "following"),
    [
        ("", (), "A1"),
        ("A7", ("A7",), "A8"),
        ("B-07", ("B-07",), "B-08"),
        ("A9", ("A9", "A10"), "A11"),
        ("BAR", ("BAR",), "A1"),
        ("BAR", ("A1", "BAR"), "A2"),
    ],
)
def test_the_next_number_follows_the_last_and_was_never_given(last: str, given: tuple[str, ...], following: str):
    assert next_number(last, given) == following


def test_the_ruler_has_a_tick_at_every_metre_of_the_stand():
    ruler = ruler_of(Box(-60, -60, 1_320, 920), 60)

    assert [tick.text for tick in ruler.top] == [str(metre) for metre in range(13)]
    assert [tick.at for tick in ruler.left] == [metre * 100 for metre in range(9)]
