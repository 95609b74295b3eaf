"""Dimension lines: where they have room, and how they are drawn. Pure; lengths in hundredths of a millimetre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, pi, sin

from eventapp.print.sheet import INK, SOFT, Drawn, Look, Text, line, width_of
from eventapp.stand.geometry import Box, Point, Points, box_around, box_of, overlap

TYPE = 230
AWAY = 500
"""How far from its edge a dimension line lies."""
_GAP, _BEYOND, _TICK, _TEXT_ABOVE = 80, 120, 110, 165
_CLOSER, _STEP, _STEPS = 360, 250, 16
_THIN, _END = Look(stroke=SOFT, width=13), Look(stroke=INK, width=30)


@dataclass(frozen=True, slots=True)
class Dimension:
    """The length from ``a`` to ``b`` as a line beside it: to the left as one walks, ``away`` from it (negative: to the
    right). Edges are walked so that left is outside."""

    a: Point
    b: Point
    away: int
    text: str

    @property
    def _along(self) -> tuple[float, float]:
        dx, dy = self.b[0] - self.a[0], self.b[1] - self.a[1]
        length = hypot(dx, dy) or 1.0
        return dx / length, dy / length

    @property
    def turn(self) -> float:
        """So that the number is read from below or from the right."""
        ux, uy = self._along
        angle = degrees(atan2(uy, ux))
        return (angle + 90) % 180 - 90

    def beside(self, point: Point, by: float, along: float = 0.0) -> Point:
        """That far to the left of a point, and that far on."""
        ux, uy = self._along
        return round(point[0] + uy * by + ux * along), round(point[1] - ux * by + uy * along)

    @property
    def text_at(self) -> Point:
        middle = ((self.a[0] + self.b[0]) // 2, (self.a[1] + self.b[1]) // 2)
        return self.beside(middle, self.away + self._text_side * _TEXT_ABOVE)

    @property
    def _text_side(self) -> int:
        """Whether above the number's line is left (1) or right of the way walked."""
        ux, uy = self._along
        up = (sin(self.turn * pi / 180), -cos(self.turn * pi / 180))
        return 1 if up[0] * uy - up[1] * ux > 0 else -1

    @property
    def strip(self) -> Points:
        """The paper that it covers; far out only that of the line: what its extension lines pass through may stay."""
        text = self.away + self._text_side * (_TEXT_ABOVE + TYPE // 2)
        sign = 1 if self.away > 0 else -1
        start = sign * _GAP if abs(self.away) <= AWAY else self.away - sign * _BEYOND
        low, high = min(start, self.away, text), max(start, self.away, text)
        length = hypot(self.b[0] - self.a[0], self.b[1] - self.a[1])
        over = max(0.0, (width_of(self.text, TYPE) - length) / 2)
        return (
            self.beside(self.a, high, -over),
            self.beside(self.b, high, over),
            self.beside(self.b, low, over),
            self.beside(self.a, low, -over),
        )

    def drawn(self) -> Iterator[Drawn]:
        """Extension lines, the line itself, a slanting mark at either end, the number."""
        sign = 1 if self.away > 0 else -1
        a, b = self.beside(self.a, self.away), self.beside(self.b, self.away)
        for edge in (self.a, self.b):
            yield line(self.beside(edge, sign * _GAP), self.beside(edge, self.away + sign * _BEYOND), _THIN)
        yield line(a, b, _THIN)
        for end in (a, b):
            yield line(self.beside(end, -_TICK, -_TICK), self.beside(end, _TICK, _TICK), _END)
        yield Text(*self.text_at, self.text, TYPE, self.turn)


@dataclass(frozen=True, slots=True)
class Choices:
    """The same length in several places, the best first; the last one is taken where something is in the way of all.
    What they measure is never in the way."""

    places: Sequence[Dimension]
    measured: Points = ()

    @property
    def reach(self) -> Box:
        return box_around(point for place in self.places for point in place.strip)


def edges_of(points: Points) -> list[tuple[Point, Point]]:
    """Walked so that outside is to the left."""
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, (*points[1:], points[0]), strict=True))
    walked = points if doubled > 0 else tuple(reversed(points))
    return list(zip(walked, (*walked[1:], walked[0]), strict=True))


def choices_for(points: Points, texts: Sequence[str], middle: Point) -> list[Choices]:
    """Of a rectangle along the walls its width and its depth, of any other polygon each edge. ``texts`` are lengths of
    the edges as :func:`edges_of` walks them; ``middle`` is that of the stand: away from it there is more room."""
    edges = list(zip(edges_of(points), texts, strict=True))
    if box_of(points) is None:
        return [Choices(_outside_or_inside(a, b, text), points) for (a, b), text in edges]
    pairs = (edges[0], edges[2]), (edges[1], edges[3])
    ordered = (sorted(pair, key=lambda edge: -_distance(edge[0], middle)) for pair in pairs)
    return [Choices(_of_a_pair(pair), points) for pair in ordered]


def _of_a_pair(pair: Sequence[tuple[tuple[Point, Point], str]]) -> list[Dimension]:
    outside = [Dimension(a, b, AWAY, text) for (a, b), text in pair]
    inside = [Dimension(a, b, -_CLOSER, text) for (a, b), text in pair]
    return [*outside, *reversed(inside)]


def _outside_or_inside(a: Point, b: Point, text: str) -> list[Dimension]:
    return [Dimension(a, b, AWAY, text), Dimension(a, b, -_CLOSER, text)]


def _distance(edge: tuple[Point, Point], middle: Point) -> float:
    (ax, ay), (bx, by) = edge
    return hypot((ax + bx) / 2 - middle[0], (ay + by) / 2 - middle[1])


def placed(wanted: Iterable[Choices], in_the_way: Sequence[Points]) -> list[Dimension]:
    """One of each, none through anything that lies there already or through another, as far as there is room."""
    taken = list(in_the_way)
    found = []
    for choices in wanted:
        others = [one for one in near(choices.reach, taken) if one is not choices.measured]
        best = next((one for one in choices.places if _is_free(one, others)), choices.places[-1])
        taken.append(best.strip)
        found.append(best)
    return found


def near(box: Box, shapes: Iterable[Points]) -> list[Points]:
    """Those that may touch something in that rectangle: the others need no closer look."""
    return [shape for shape in shapes if meet(box, box_around(shape))]


def meet(a: Box, b: Box) -> bool:
    """Whether two rectangles along the walls touch."""
    return a.x <= b.x + b.width and b.x <= a.x + a.width and a.y <= b.y + b.depth and b.y <= a.y + a.depth


def _is_free(one: Dimension, others: Sequence[Points]) -> bool:
    strip = one.strip
    return not any(overlap(strip, other) for other in others)


def overall(box: Box, texts: tuple[str, str], in_the_way: Sequence[Points]) -> list[Dimension]:
    """The whole width above and the whole depth on the left, outside of everything else."""
    left_top, right_top, _right_front, left_front = box.points
    return placed(
        [_further_out(left_top, right_top, texts[0]), _further_out(left_front, left_top, texts[1])], in_the_way
    )


def _further_out(a: Point, b: Point, text: str) -> Choices:
    return Choices([Dimension(a, b, AWAY + _STEP * number, text) for number in range(1, _STEPS)])
