"""How things on a stand look on paper: fills of areas, signs of points, and what a legend says of them. Pure.

Whatever a colour says, a word, a sign or a dash says too: plans are printed in black and white.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventapp.print.sheet import FAINT, INK, PAPER, Drawn, Look, Shape, Text, around, circle, line, rectangle
from eventapp.stand.geometry import Box
from eventapp.stand.names import area_kind_name, mark_kind_name
from eventapp.stand.value import AREA_KINDS, MARK_KINDS, Mark, StandPlan

FLOOR = Look(PAPER, INK, 50)
AISLE = Look("#f1f3f5", FAINT, 10)
WAY = Look(stroke="#0b4f9e", width=70, dashes=(250, 130))
RADIUS = 190
"""Of a sign."""
_EDGE = 25
AREAS = {
    "counter": Look("#dde9f6", INK, _EDGE),
    "island": Look("#fdf1c9", INK, _EDGE),
    "stage": Look("#e9dcf4", INK, _EDGE),
    "storage": Look("#dfe3e7", INK, _EDGE),
    "meeting": Look("#d8efdf", INK, _EDGE),
}
_OUTLINED, _FILLED = Look(PAPER, INK, 25), Look(INK)
_BOLT = ((20, -130), (-75, 25), (-10, 25), (-25, 130), (75, -30), (10, -30))
_ARROW = ((0, 190), (-170, -130), (170, -130))
"""Points down; turned to where it leads."""
_LETTERS = {"network": "LAN", "info": "i", "quiet": "Z", "toilet": "WC"}


def sign(kind: str, x: int, y: int, turn: float = 0.0) -> Iterator[Drawn]:
    """Of a point. ``turn``: where an arrow leads, 0 is to the front."""
    match kind:
        case "power":
            yield circle(x, y, RADIUS, Look("#ffcd1c", INK, 25))
            yield around(x, y, _BOLT, 0, _FILLED)
        case "entrance":
            yield around(x, y, _ARROW, turn, _FILLED)
        case "exit":
            yield around(x, y, _ARROW, turn, _OUTLINED)
        case "network" | "toilet":
            yield rectangle(Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS), _OUTLINED)
            yield Text(x, y, _LETTERS[kind], 150, is_bold=True)
        case _:
            yield circle(x, y, RADIUS, _FILLED)
            yield Text(x, y, _LETTERS[kind], 240, is_bold=True, ink=PAPER)


def words_beside(one: Mark, language: str) -> str:
    """What is written beside a sign: how strong a connection is, what an entrance is called."""
    label = one.label.in_language(language)
    return f"{one.kw} kW" if one.kind == "power" and one.kw else label


def legend(plan: StandPlan, kinds_shown: set[str]) -> list[tuple[str, str]]:
    """Kinds that are drawn with their names, areas before what lies between them."""
    kinds = {area.kind for area in plan.areas} | {one.kind for one in plan.marks if one.kind in kinds_shown}
    found = [(kind, area_kind_name(kind)) for kind in AREA_KINDS if kind in kinds]
    return found + [(kind, mark_kind_name(kind)) for kind in MARK_KINDS if kind in kinds]


def sample(kind: str, x: int, y: int) -> Iterator[Drawn]:
    """What the legend shows of a kind, around that point."""
    box = Box(x - 300, y - 170, 600, 340)
    if kind in AREAS:
        yield rectangle(box, AREAS[kind])
        yield from hatching(kind, box)
    elif kind == "aisle":
        yield rectangle(box, AISLE)
    elif kind == "step_free":
        yield line((x - 330, y), (x + 330, y), WAY)
    else:
        yield from sign(kind, x, y)


def hatching(kind: str, box: Box) -> Iterator[Shape]:
    """Slanting lines over storage, as on every drawing of a building: nobody stands there."""
    if kind != "storage":
        return
    step, right, front = 300, box.x + box.width, box.y + box.depth
    for start in range(box.x - box.depth + step, right, step):
        a = (max(start, box.x), front - max(0, box.x - start))
        run = min(right - a[0], a[1] - box.y)
        yield line(a, (a[0] + run, a[1] - run), Look(stroke=FAINT, width=10))
