"""Shapes on the floor, in whole centimetres."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.stand.geometry import (
    Box,
    box_of,
    holds,
    is_simple,
    is_within,
    label_point,
    overlap,
    square_metres,
    turned,
)

L_SHAPE = ((0, 0), (600, 0), (600, 200), (200, 200), (200, 600), (0, 600))
boxes = st.builds(Box, st.integers(0, 5_000), st.integers(0, 5_000), st.integers(10, 2_000), st.integers(10, 2_000))


def test_a_stand_of_twelve_by_eight_metres_has_ninety_six_square_metres():
    assert square_metres(Box(0, 0, 1_200, 800).points) == 96


def test_a_corner_cut_out_counts_for_nothing():
    assert square_metres(L_SHAPE) == 20


@given(boxes)
def test_turning_four_times_brings_a_rectangle_back(box: Box):
    points = box.points
    for _ in range(4):
        points = turned(points)
    back = box_of(points)

    assert back is not None
    assert abs(back.x - box.x) <= 2
    assert abs(back.y - box.y) <= 2
    assert (back.width, back.depth) == (box.width, box.depth)


@given(boxes)
def test_turning_once_swaps_width_and_depth(box: Box):
    after = box_of(turned(box.points))

    assert after is not None
    assert (after.width, after.depth) == (box.depth, box.width)


def test_neighbours_that_share_a_wall_do_not_overlap():
    assert not overlap(Box(0, 0, 300, 200).points, Box(300, 0, 300, 200).points)


@pytest.mark.parametrize(
    "other", [Box(290, 0, 300, 200), Box(50, 50, 20, 20), Box(0, 0, 300, 200), Box(100, -50, 20, 400)]
)
def test_areas_that_cover_the_same_floor_overlap(other: Box):
    one = Box(0, 0, 300, 200).points

    assert overlap(one, other.points)
    assert overlap(other.points, one)


def test_what_stands_in_the_corner_that_is_cut_out_does_not_overlap():
    assert not overlap(L_SHAPE, Box(250, 250, 100, 100).points)


def test_an_area_along_the_edge_is_within_the_stand():
    assert is_within(Box(0, 0, 300, 200).points, Box(0, 0, 1_200, 800).points)


@pytest.mark.parametrize("box", [Box(1_000, 0, 300, 200), Box(1_300, 0, 100, 100), Box(0, 700, 100, 200)])
def test_an_area_that_sticks_out_is_not_within_the_stand(box: Box):
    assert not is_within(box.points, Box(0, 0, 1_200, 800).points)


def test_an_area_across_the_cut_out_corner_is_not_within():
    assert not is_within(Box(100, 100, 300, 300).points, L_SHAPE)


@pytest.mark.parametrize(
    ("points", "is_one"),
    [
        (L_SHAPE, True),
        (((0, 0), (100, 100), (100, 0), (0, 100)), False),
        (((0, 0), (100, 0)), False),
        (((0, 0), (100, 0), (200, 0)), False),
        (((0, 0), (100, 0), (100, 0), (0, 100)), False),
    ],
)
def test_a_surface_has_edges_that_do_not_cross(points: tuple[tuple[int, int], ...], is_one: bool):
    assert is_simple(points) is is_one


def test_the_number_of_an_area_round_a_corner_stands_inside_of_it():
    u_shape = ((0, 0), (600, 0), (600, 600), (500, 600), (500, 100), (100, 100), (100, 600), (0, 600))

    assert holds(u_shape, label_point(u_shape))
    assert holds(L_SHAPE, label_point(L_SHAPE))
