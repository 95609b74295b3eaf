"""A stand's plan brought onto paper at a scale: the floor, the areas with who is met there, dimensions, signs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, ceil, degrees, hypot
from textwrap import wrap

from eventapp.i18n import language
from eventapp.print.dimensions import Choices, Dimension, choices_for, edges_of, meet, near, overall, placed
from eventapp.print.sheet import SOFT, WIDTH_OF_A_LETTER, Drawn, Look, Shape, Text, fitted, rectangle, width_of
from eventapp.print.signs import AISLE, AREAS, FLOOR, RADIUS, WAY, hatching, sign, words_beside
from eventapp.stand.geometry import Box, Point, Points, box_around, box_of, holds, label_point, overlap
from eventapp.stand.value import FOR_BUILDERS, LINE_KINDS, MARK_KINDS, POINT_KINDS, SURFACE_KINDS, Area, Mark, StandPlan

SCALES = (10, 20, 25, 50, 75, 100, 125, 200, 250, 500, 1_000)
"""Those that rulers have."""
MARGINS_MEASURED, MARGINS = (2_300, 1_100), (400, 400)
"""Paper around the stand for dimensions and for entrances in its edge: above and left, then below and right."""
NUMBER, NAME = 420, 250
"""Sizes of type in an area."""
_LINE, _PADDING, _LABEL = 330, 150, 220
_ROOM_OF_A_DIMENSION = 900
_LEAST_LETTERS = 6
"""On a line, or there is no use in beginning it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """1:``n``; the plan's ``origin`` (centimetres) comes to lie at ``corner`` of the paper."""

    n: int
    origin: Point
    corner: Point

    def point(self, point: Point) -> Point:
        (x, y), (ox, oy) = point, self.origin
        return self.corner[0] + self.length(x - ox), self.corner[1] + self.length(y - oy)

    def points(self, points: Points) -> Points:
        return tuple(self.point(one) for one in points)

    def length(self, centimetres: float) -> int:
        """On paper."""
        return round(centimetres * 1_000 / self.n)


def scale_for(plan: StandPlan, field: Box, *, margins: tuple[int, int], any_scale: bool = False) -> Scale:
    """The largest usual scale at which everything fits into the field, in its middle. ``any_scale``: as large as fits,
    at its top, for a plan that nobody measures on."""
    shapes = (plan.outline, *(area.points for area in plan.areas), *(one.points for one in plan.marks))
    around = box_around(point for points in shapes for point in points)
    width, depth = field.width - sum(margins), field.depth - sum(margins)
    least = max(around.width * 1_000 / width, around.depth * 1_000 / depth)
    n = max(SCALES[0], ceil(least)) if any_scale else next((one for one in SCALES if one >= least), SCALES[-1])
    left, above = (width - around.width * 1_000 // n) // 2, (depth - around.depth * 1_000 // n) // 2
    corner = (field.x + margins[0] + left, field.y + margins[0] + (0 if any_scale else above))
    return Scale(n, (around.x, around.y), corner)


def for_visitors(plan: StandPlan) -> list[Area]:
    """Areas that somebody looks for: not a store room."""
    return [area for area in plan.areas if area.kind != "storage" or area.placed or area.places]


@dataclass(frozen=True, slots=True)
class PlanOnPaper:
    """``names`` are lines in each area, by number. ``is_measured``: with dimensions, connections and names."""

    plan: StandPlan
    scale: Scale
    names: Mapping[str, Sequence[str]]
    is_measured: bool = True

    @property
    def kinds_shown(self) -> set[str]:
        return set(MARK_KINDS) if self.is_measured else set(MARK_KINDS) - set(FOR_BUILDERS)

    @property
    def marks(self) -> list[Mark]:
        return [one for one in self.plan.marks if one.kind in self.kinds_shown]

    def drawn(self) -> Iterator[Drawn]:
        """From the floor upwards."""
        areas = {area.number: self.scale.points(area.points) for area in self.plan.areas}
        dimensions = self._dimensions(areas) if self.is_measured else []
        in_the_way = [*(one.strip for one in dimensions), *self._signs()]
        yield Shape(self.scale.points(self.plan.outline), FLOOR)
        yield from self._aisles()
        for area in self.plan.areas:
            yield from self._area(area, areas[area.number])
        for one in self.marks:
            if one.kind in LINE_KINDS:
                yield Shape(self.scale.points(one.points), WAY, is_closed=False)
        yield from self._aisle_labels([*areas.values(), *in_the_way, *self._ways()])
        for dimension in dimensions:
            yield from dimension.drawn()
        for area in self.plan.areas if self.is_measured else for_visitors(self.plan):
            yield from texts_in(areas[area.number], area.number, self.names.get(area.number, ()), in_the_way)
        for one in self.marks:
            yield from self._point(one)

    def _dimensions(self, areas: Mapping[str, Points]) -> list[Dimension]:
        outline = self.scale.points(self.plan.outline)
        middle = box_around(outline).middle
        in_the_way = [*areas.values(), *self._signs()]
        wanted: list[Choices] = []
        for area in self.plan.areas:
            wanted += choices_for(areas[area.number], _lengths(area.points), middle)
        if box_of(self.plan.outline) is None:
            wanted += choices_for(outline, _lengths(self.plan.outline), middle)
        found = placed(wanted, in_the_way)
        box = self.plan.box
        texts = _metres(box.width), _metres(box.depth)
        return [*found, *overall(box_around(outline), texts, [*in_the_way, *(one.strip for one in found)])]

    def _aisles(self) -> Iterator[Drawn]:
        for one in self.marks:
            if one.kind in SURFACE_KINDS:
                yield Shape(self.scale.points(one.points), AISLE)

    def _area(self, area: Area, points: Points) -> Iterator[Drawn]:
        look = AREAS[area.kind]
        yield Shape(points, look)
        if area.is_rectangle:
            yield from hatching(area.kind, box_around(points))
            yield Shape(points, replace(look, fill=""))

    def _aisle_labels(self, in_the_way: Sequence[Points]) -> Iterator[Drawn]:
        """On a piece of the aisle's colour, so that no line runs through them."""
        for one in self.marks:
            label = one.label.in_language(language())
            if one.kind in SURFACE_KINDS and label:
                yield from _label_on(self.scale.points(one.points), label, in_the_way)

    def _point(self, one: Mark) -> Iterator[Drawn]:
        if _is_a_point(one):
            x, y = self.scale.point(one.points[0])
            yield from sign(one.kind, x, y, self._turn(one))
            yield from self._words(one)

    def _words(self, one: Mark) -> list[Text]:
        """Beside its sign; of an entrance inside of the edge that it lies in."""
        said = words_beside(one, language())
        if not said:
            return []
        (x, y), (dx, dy) = self.scale.point(one.points[0]), self._inwards(one)
        away = RADIUS + 80
        at = (x + away, y + round(dy * (away + 30))) if abs(dy) >= abs(dx) else (x + round(dx * away), y)
        anchor = "end" if dx < -abs(dy) else "start"
        return [Text(*at, said, _LABEL, anchor=anchor, is_bold=one.kind == "power")]

    def _signs(self) -> list[Points]:
        """The paper that signs and their words cover."""
        found = []
        for one in filter(_is_a_point, self.marks):
            x, y = self.scale.point(one.points[0])
            found.append(Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS).points)
            found += [words.box.points for words in self._words(one)]
        return found

    def _ways(self) -> list[Points]:
        """The paper that lines cover, each stretch for itself."""
        lines = [self.scale.points(one.points) for one in self.marks if one.kind in LINE_KINDS]
        stretches = (box_around(pair) for line in lines for pair in pairwise(line))
        wide = WAY.width * 2
        return [Box(b.x - wide, b.y - wide, b.width + 2 * wide, b.depth + 2 * wide).points for b in stretches]

    def _turn(self, one: Mark) -> float:
        """Where its arrow leads: of an entrance into the stand, of an exit out of it."""
        dx, dy = self._inwards(one)
        turn = degrees(atan2(-dx, dy)) if dx or dy else 0.0
        return turn + 180 if one.kind == "exit" else turn

    def _inwards(self, one: Mark) -> tuple[float, float]:
        """From the nearest edge of the stand into it; nowhere for what has no direction."""
        if one.kind not in ("entrance", "exit"):
            return 0.0, 0.0
        (ax, ay), (bx, by) = min(edges_of(self.plan.outline), key=lambda edge: _from_edge(one.points[0], *edge))
        length = hypot(bx - ax, by - ay)
        return (ay - by) / length, (bx - ax) / length


def texts_in(points: Points, number: str, names: Sequence[str], in_the_way: Sequence[Points]) -> list[Text]:
    """An area's number and below it as many names as have room, turned where the area is narrow and deep. What finds no
    room among dimensions and signs becomes smaller, at last without names."""
    box = box_around(points)
    others = near(box, in_the_way)
    for one in _tries(box, names):
        along, across = (box.depth, box.width) if one.is_turned else (box.width, box.depth)
        room = min(across - one.size - 2 * _PADDING, one.most * _LINE)
        shown = _fitting(one.names, along - 2 * _PADDING - one.less, room)
        if one.names and not shown:
            continue
        width = max(width_of(number, one.size), *(width_of(name, NAME) for name in shown), 0)
        height = one.size + len(shown) * _LINE
        spot = _free_spot(points, (height, width) if one.is_turned else (width, height), others)
        if spot:
            return _block(spot, one.is_turned, (number, one.size), shown)
    return _block(label_point(points), False, (number, _size(box) // 2), ())


@dataclass(frozen=True, slots=True)
class _Try:
    """``size`` is the number's, ``less`` how much narrower than the area the names are, ``most`` on how many lines."""

    size: int
    names: Sequence[str] = ()
    is_turned: bool = False
    less: int = 0
    most: int = 99


def _tries(box: Box, names: Sequence[str]) -> Iterator[_Try]:
    """The best first."""
    full = _size(box)
    is_turned = box.depth > 1.4 * box.width and any(width_of(name, NAME) > box.width - 2 * _PADDING for name in names)
    for most in (99, 2) if names else ():
        for size in (full, full * 2 // 3):
            for turn in dict.fromkeys((is_turned, False)):
                yield _Try(size, names, turn, 0, most)
                yield _Try(size, names, turn, _ROOM_OF_A_DIMENSION, most)
    yield from (_Try(size) for size in (full, full * 2 // 3, full // 2))


def _size(box: Box) -> int:
    return min(NUMBER, round(0.6 * min(box.width, box.depth)))


def _block(middle: Point, is_turned: bool, number: tuple[str, int], names: Sequence[str]) -> list[Text]:
    """Lines below each other, around their middle."""
    size = number[1]
    top = -(size + len(names) * _LINE) // 2
    below = [top + size // 2, *(top + size + round((n + 0.55) * _LINE) for n in range(len(names)))]
    (x, y), turn = middle, -90.0 if is_turned else 0.0
    spots = [(x + down, y) if is_turned else (x, y + down) for down in below]
    head = Text(*spots[0], *number, turn, is_bold=True)
    return [head, *(Text(*spot, name, NAME, turn) for spot, name in zip(spots[1:], names, strict=True))]


def _fitting(names: Sequence[str], width: int, room: int) -> list[str]:
    """Each name on as many lines as it needs, if all fit; else each on one line, cut; the rest as a number."""
    most = max(0, room // _LINE)
    letters = int(width / (NAME * WIDTH_OF_A_LETTER))
    if letters < _LEAST_LETTERS or not names or most < min(2, len(names)):
        return []
    whole = [line for name in names for line in wrap(name, letters, break_long_words=False)]
    if len(whole) <= most:
        return [fitted(line, width, NAME) for line in whole]
    if len(names) == 1:
        return [*(fitted(line, width, NAME) for line in whole[: most - 1]), fitted(f"{whole[most - 1]} …", width, NAME)]
    if len(names) <= most:
        return [fitted(name, width, NAME) for name in names]
    return [*(fitted(name, width, NAME) for name in names[: most - 1]), f"+ {len(names) - most + 1}"]


def _free_spot(
    points: Points, size: tuple[int, int], in_the_way: Sequence[Points], *, steps_each_way: int = 6
) -> Point | None:
    """A place inside for something of that size with nothing below it, as near to the middle as there is one."""
    (x, y), box = label_point(points), box_around(points)
    reach = range(1 - steps_each_way, steps_each_way)
    steps = [(n * box.width // steps_each_way // 2, m * box.depth // steps_each_way // 2) for n in reach for m in reach]
    spots = sorted(((x + dx, y + dy) for dx, dy in steps), key=lambda at: hypot(at[0] - x, at[1] - y))
    others = [(box_around(one), one) for one in in_the_way]
    return next((spot for spot in spots if _is_free(points, spot, size, others)), None)


def _is_free(points: Points, at: Point, size: tuple[int, int], others: Sequence[tuple[Box, Points]]) -> bool:
    covered = Box(at[0] - size[0] // 2, at[1] - size[1] // 2, *size)
    corners = covered.points
    close = (one for box, one in others if meet(covered, box))
    return all(holds(points, corner) for corner in corners) and not any(overlap(corners, one) for one in close)


def _label_on(points: Points, label: str, in_the_way: Sequence[Points]) -> Iterator[Drawn]:
    """Along the aisle or across, wherever there is room in it; else in its middle."""
    box = box_around(points)
    is_deep = box.depth > box.width
    text = fitted(label, max(box.width, box.depth) - 2 * _PADDING, _LABEL + 30)
    width, others = width_of(text, _LABEL + 30), near(box, in_the_way)
    sizes = {True: (_LINE, width), False: (width, _LINE)}
    spots = ((turn, _free_spot(points, sizes[turn], others, steps_each_way=14)) for turn in (is_deep, not is_deep))
    is_turned, spot = next((found for found in spots if found[1]), (is_deep, None))
    (x, y), size = spot or label_point(points), sizes[is_turned]
    yield rectangle(Box(x - size[0] // 2, y - size[1] // 2, *size), Look(AISLE.fill))
    yield Text(x, y, text, _LABEL + 30, -90.0 if is_turned else 0.0, ink=SOFT)


def _lengths(points: Points) -> list[str]:
    """Of each edge in metres, as they are walked."""
    return [_metres(hypot(b[0] - a[0], b[1] - a[1])) for a, b in edges_of(points)]


def _from_edge(point: Point, a: Point, b: Point) -> float:
    """How far a point is from an edge."""
    (px, py), (ax, ay), (bx, by) = point, a, b
    squared = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / squared)) if squared else 0.0
    return hypot(px - ax - share * (bx - ax), py - ay - share * (by - ay))


def _metres(centimetres: float) -> str:
    """To the centimetre, as on every drawing: 2,50."""
    text = f"{centimetres / 100:.2f}"
    return text if language() == "en" else text.replace(".", ",")


def _is_a_point(one: Mark) -> bool:
    return one.kind in POINT_KINDS
