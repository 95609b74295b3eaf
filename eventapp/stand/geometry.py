"""Shapes on the floor of a hall: polygons of whole centimetres, x to the right, y to the front. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Point = tuple[int, int]
Points = tuple[Point, ...]
"""Centimetres. A polygon's last point is joined to its first by itself."""
TOUCHING = 1
"""Centimetres by which two shapes may run into each other: partition walls have a thickness, nobody measures better."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle along the hall's walls: its corner at the top left, its width and depth in centimetres."""

    x: int
    y: int
    width: int
    depth: int

    @property
    def points(self) -> Points:
        right, front = self.x + self.width, self.y + self.depth
        return (self.x, self.y), (right, self.y), (right, front), (self.x, front)

    @property
    def middle(self) -> Point:
        return self.x + self.width // 2, self.y + self.depth // 2

    def turned(self) -> Box:
        """The same by 90° around its middle, to the full centimetre."""
        shift = (self.width - self.depth) // 2
        return Box(self.x + shift, self.y - shift, self.depth, self.width)


def box_around(points: Iterable[Point]) -> Box:
    """The smallest rectangle along the walls that holds them all."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def box_of(points: Points) -> Box | None:
    """The rectangle that these points are; None if they are another polygon."""
    around = box_around(points)
    return around if len(points) == 4 and set(points) == set(around.points) else None


def square_metres(points: Points) -> float:
    """The polygon's area (the shoelace formula)."""
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in _edges(points))
    return abs(doubled) / 20_000


def moved(points: Points, by: Point) -> Points:
    return tuple((x + by[0], y + by[1]) for x, y in points)


def turned(points: Points) -> Points:
    """The polygon by 90° clockwise around the middle of the box around it."""
    around = box_around(points)
    after = around.turned()
    return tuple((after.x + around.y + around.depth - y, after.y + x - around.x) for x, y in points)


def label_point(points: Points) -> Point:
    """A place for a number: the middle where it lies inside, else the middle of the first cut through it that does."""
    middle = box_around(points).middle
    if holds(points, middle):
        return middle
    crossings = sorted(_crossings(points, middle[1]))
    spans = [(right - left, (left + right) / 2) for left, right in zip(crossings[::2], crossings[1::2], strict=False)]
    return (round(max(spans)[1]), middle[1]) if spans else points[0]


def holds(points: Points, point: Point) -> bool:
    """Whether the point lies within the polygon; on its edge counts as within."""
    if any(_lies_on(point, a, b) for a, b in _edges(points)):
        return True
    return sum(1 for x in _crossings(points, point[1]) if x > point[0]) % 2 == 1


def is_within(inner: Points, outer: Points) -> bool:
    """Whether one polygon lies in another, as far as anybody measures: corners and middles of edges, drawn in."""
    frame = box_of(outer)
    if frame is not None:
        return _is_in_box(box_around(inner), frame)
    small = _shrunk(inner, TOUCHING)
    told = [*small, *(_middle(a, b) for a, b in _edges(small))]
    return all(holds(outer, point) for point in told) and not _cross(small, outer)


def overlap(one: Points, other: Points) -> bool:
    """Whether two polygons cover some of the same floor; sharing a wall is no overlap."""
    if not boxes_meet(box_around(one), box_around(other)):
        return False
    small = _shrunk(one, TOUCHING)
    if _cross(small, other):
        return True
    return holds(other, small[0]) or holds(small, label_point(other))


def boxes_meet(a: Box, b: Box) -> bool:
    """Whether two rectangles cover some of the same floor."""
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.depth and b.y < a.y + a.depth


def is_simple(points: Points) -> bool:
    """Whether it has an area and no edge crosses another."""
    if len(points) < 3 or len(set(points)) < len(points) or square_metres(points) == 0:
        return False
    edges = list(_edges(points))
    apart = ((a, b) for n, a in enumerate(edges) for b in edges[n + 2 :] if not (n == 0 and b == edges[-1]))
    return not any(_meet(a, b) for a, b in apart)


def _edges(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(points, (*points[1:], points[0]), strict=True)


def _crossings(points: Points, y: float) -> list[float]:
    """Where a horizontal line just below y cuts the polygon's edges."""
    level = y + 0.5
    return [
        a[0] + (level - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in _edges(points)
        if (a[1] > level) != (b[1] > level)
    ]


def _shrunk(points: Points, by: int) -> Points:
    """Every corner drawn towards the middle by that much in both directions, where there is room for it."""
    around = box_around(points)
    mx, my = around.middle
    return tuple((x + _towards(x, mx, by), y + _towards(y, my, by)) for x, y in points)


def _towards(at: int, goal: int, by: int) -> int:
    return max(-by, min(by, goal - at))


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2


def _is_in_box(box: Box, frame: Box) -> bool:
    right, front = frame.x + frame.width, frame.y + frame.depth
    is_right = box.x >= frame.x - TOUCHING and box.x + box.width <= right + TOUCHING
    return is_right and box.y >= frame.y - TOUCHING and box.y + box.depth <= front + TOUCHING


def _cross(one: Points, other: Points) -> bool:
    return any(_cut(a, b) for a in _edges(one) for b in _edges(other))


def _cut(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two edges go through each other, not only touch."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _cut(one, other) or any(_lies_on(p, *edge) for p, edge in ((a, other), (b, other), (c, one), (d, one)))


def _side(a: Point, b: Point, point: Point) -> int:
    turn = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
    return (turn > 0) - (turn < 0)


def _lies_on(point: Point, a: Point, b: Point) -> bool:
    if _side(a, b, point) != 0:
        return False
    return min(a[0], b[0]) <= point[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
