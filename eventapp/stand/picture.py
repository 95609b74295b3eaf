"""The plan as it is drawn: shapes in the units of the drawing (one centimetre each), labels that fit. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventapp.i18n import language
from eventapp.stand.geometry import Box, Points, box_around
from eventapp.stand.names import area_kind_name, mark_kind_name
from eventapp.stand.value import FOR_BUILDERS, LINE_KINDS, SURFACE_KINDS, Area, Mark, StandPlan

MARGIN = 60
"""Centimetres around the outline, for entrances in its edge and lines that have a width."""
WIDTH_OF_A_LETTER = 0.54
"""Of the size of the type, on average in our typeface."""
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class AreaShape:
    """``lines`` are names that have room inside, each with its distance below the middle; ``label`` says everything."""

    number: str
    kind: str
    points: str
    box: Box
    x: int
    y: int
    number_y: int
    lines: tuple[tuple[str, int], ...]
    label: str


@dataclass(frozen=True, slots=True)
class MarkShape:
    kind: str
    points: str
    x: int
    y: int
    label: str
    kw: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """``number_size`` and ``name_size`` are sizes of type in centimetres of the plan."""

    view: Box
    outline: str
    areas: tuple[AreaShape, ...]
    aisles: tuple[MarkShape, ...]
    ways: tuple[MarkShape, ...]
    marks: tuple[MarkShape, ...]
    number_size: int
    name_size: int

    @property
    def view_box(self) -> str:
        return f"{self.view.x} {self.view.y} {self.view.width} {self.view.depth}"


def picture_of(plan: StandPlan, names: Mapping[str, str], *, for_builders: bool = False) -> Picture:
    """``names`` of exhibitors by slug, as they are written into the areas."""
    around = box_around([*plan.outline, *(point for area in plan.areas for point in area.points)])
    view = Box(around.x - MARGIN, around.y - MARGIN, around.width + 2 * MARGIN, around.depth + 2 * MARGIN)
    number_size = max(28, round(view.width / 30))
    name_size = max(14, round(view.width / 56))
    shown = [one for one in plan.marks if for_builders or one.kind not in FOR_BUILDERS]
    return Picture(
        view=view,
        outline=_points(plan.outline),
        areas=tuple(_area(area, names, number_size, name_size) for area in plan.areas),
        aisles=tuple(_mark(one) for one in shown if one.kind in SURFACE_KINDS),
        ways=tuple(_mark(one) for one in shown if one.kind in LINE_KINDS),
        marks=tuple(_mark(one) for one in shown if one.kind not in (*LINE_KINDS, *SURFACE_KINDS)),
        number_size=number_size,
        name_size=name_size,
    )


def spoken(area: Area, names: Mapping[str, str]) -> str:
    """What a screen reader says of an area: number, name or kind, who stands there."""
    what = area.name.in_language(language()) or area_kind_name(area.kind)
    told = ", ".join(names[slug] for slug in area.exhibitors if slug in names)
    return f"{area.number}: {what}" + (f" – {told}" if told else "")


def _area(area: Area, names: Mapping[str, str], number_size: int, name_size: int) -> AreaShape:
    x, y = area.label_point
    lines = _fitting([names[slug] for slug in area.exhibitors if slug in names], area, number_size, name_size)
    height = number_size + len(lines) * round(name_size * 1.2)
    first = y - height // 2 + round(number_size * 0.8)
    below = [(line, first + (n + 1) * round(name_size * 1.2)) for n, line in enumerate(lines)]
    return AreaShape(
        area.number, area.kind, _points(area.points), area.box, x, y, first, tuple(below), spoken(area, names)
    )


def _fitting(names: Sequence[str], area: Area, number_size: int, name_size: int) -> list[str]:
    """As many names as have room below the number, long ones cut."""
    letters = int((area.box.width - name_size) / (name_size * WIDTH_OF_A_LETTER))
    room = int((area.box.depth - number_size - name_size) / (name_size * 1.2))
    if letters < 6 or room < 1:
        return []
    most = min(room, MOST_LINES)
    shown = [_cut(name, letters) for name in names[:most]]
    if len(names) > most:
        shown[-1] = _cut(f"+ {len(names) - most + 1}", letters)
    return shown


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def _mark(one: Mark) -> MarkShape:
    x, y = one.points[len(one.points) // 2] if len(one.points) > 1 else one.points[0]
    label = one.label.in_language(language()) or mark_kind_name(one.kind)
    return MarkShape(one.kind, _points(one.points), x, y, label, one.kw)


def _points(points: Points) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
