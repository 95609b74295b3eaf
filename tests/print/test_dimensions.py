"""Dimension lines: along two sides of a rectangle and each edge of anything else, where nothing is in the way."""

from __future__ import annotations

from math import isclose

import pytest

from eventapp.i18n import Words
from eventapp.print.dimensions import Dimension, choices_for, edges_of, overall, placed
from eventapp.print.sheet import Shape, Text
from eventapp.print.stand_drawing import PlanOnPaper, scale_for, texts_in
from eventapp.stand.geometry import Box, Points, overlap
from eventapp.stand.value import Area, Mark, StandPlan

OUTLINE = Box(0, 0, 1_200, 800).points
FIELD = Box(0, 0, 40_000, 24_000)
L_SHAPE: Points = ((0, 0), (6_000, 0), (6_000, 3_000), (3_000, 3_000), (3_000, 6_000), (0, 6_000))


def lines_of(drawn: Dimension) -> tuple[int, list[str]]:
    parts = list(drawn.drawn())
    return sum(isinstance(one, Shape) for one in parts), [one.text for one in parts if isinstance(one, Text)]


def plan(*areas: Area, marks: tuple[Mark, ...] = ()) -> StandPlan:
    return StandPlan("messe-2027", Words("Stand"), OUTLINE, areas=areas, marks=marks)


def texts(drawn: StandPlan) -> list[str]:
    paper = PlanOnPaper(drawn, scale_for(drawn, FIELD, margins=(2_300, 1_100)), {})
    return [one.text for one in paper.drawn() if isinstance(one, Text)]


def test_a_dimension_has_two_extension_lines_a_line_an_end_mark_on_either_side_and_its_number():
    assert lines_of(Dimension((0, 0), (1_000, 0), 500, "2,50")) == (5, ["2,50"])


def test_outside_is_left_whichever_way_a_polygon_was_drawn():
    there, back = edges_of(Box(0, 0, 10, 10).points), edges_of(Box(0, 0, 10, 10).points[::-1])

    assert set(there) == set(back)


@pytest.mark.parametrize(("b", "turn"), [((1_000, 0), 0), ((-1_000, 0), 0), ((0, 1_000), -90), ((0, -1_000), -90)])
def test_numbers_are_read_from_below_or_from_the_right(b: tuple[int, int], turn: float):
    assert isclose(Dimension((0, 0), b, 500, "1").turn, turn, abs_tol=0.01)


def test_a_rectangle_is_measured_along_two_sides_and_an_l_along_six():
    rectangle, other = Box(0, 0, 6_000, 3_000).points, L_SHAPE

    assert len(choices_for(rectangle, ["1"] * 4, (0, 0))) == 2
    assert len(choices_for(other, ["1"] * 6, (0, 0))) == 6


def test_a_dimension_goes_to_the_side_where_it_has_room():
    box, above = Box(0, 2_000, 4_000, 2_000), Box(0, 0, 4_000, 2_000)
    (width, _depth) = placed(choices_for(box.points, ["4"] * 4, (2_000, 9_000)), [box.points, above.points])

    assert not overlap(width.strip, above.points)
    assert width.text_at[1] > box.y + box.depth


def test_between_neighbours_it_is_drawn_inside():
    box = Box(2_000, 2_000, 3_000, 3_000)
    around = [Box(2_000, 0, 3_000, 2_000), Box(2_000, 5_000, 3_000, 2_000), Box(0, 2_000, 2_000, 3_000)]
    taken = [box.points, *(one.points for one in around), Box(5_000, 2_000, 2_000, 3_000).points]

    for one in placed(choices_for(box.points, ["3"] * 4, (0, 0)), taken):
        assert overlap(one.strip, box.points)


def test_the_whole_is_measured_outside_of_every_other_dimension():
    box = Box(0, 0, 6_000, 4_000)
    chain = Dimension((0, 0), (6_000, 0), 500, "6")

    assert overall(box, ("6", "4"), [chain.strip])[0].away > chain.away


def test_each_area_and_the_whole_stand_are_measured_to_the_centimetre():
    drawn = plan(Area("A1", Box(0, 0, 250, 105).points))

    assert {"2,50", "1,05", "12,00", "8,00"} <= set(texts(drawn))


def test_every_edge_of_a_polygon_has_its_length():
    points = ((0, 0), (300, 0), (300, 100), (200, 200), (0, 200))

    assert {"3,00", "1,00", "1,41", "2,00"} <= set(texts(plan(Area("A1", points))))


def test_the_largest_usual_scale_is_taken_that_lets_everything_fit():
    assert scale_for(plan(), FIELD, margins=(2_300, 1_100)).n == 50
    assert scale_for(plan(), Box(0, 0, 20_000, 12_000), margins=(2_300, 1_100)).n == 100


def test_what_is_longer_than_the_room_is_cut_and_what_has_none_is_counted():
    names = ["Gesellschaft für angewandte Beispielforschung mbH", "Zweite", "Dritte", "Vierte"]
    shown = [one.text for one in texts_in(Box(0, 0, 4_000, 1_800).points, "A1", names, ())]

    assert (shown[0], shown[-1]) == ("A1", "+ 2")
    assert any(text.endswith("…") for text in shown)


def test_nothing_is_written_over_a_sign():
    sign = Box(1_800, 400, 400, 400).points
    written = texts_in(Box(0, 0, 4_000, 2_000).points, "A1", ["Muster GmbH"], [sign])

    assert [one.text for one in written if overlap(one.box.points, sign)] == []
