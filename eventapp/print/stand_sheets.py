"""The sheets of a stand: the plan with dimensions on A3 for whoever builds it, and one A4 for visitors. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventapp.i18n import _, language, ngettext
from eventapp.print.sheet import INK, PAPER, SOFT, Drawn, Look, Sheet, Text, fitted, line, rectangle
from eventapp.print.signs import legend, sample
from eventapp.print.stand_drawing import MARGINS, MARGINS_MEASURED, PlanOnPaper, scale_for
from eventapp.stand.geometry import Box
from eventapp.stand.names import metres
from eventapp.stand.value import Area, StandPlan

A3, A4 = (42_000, 29_700), (29_700, 21_000)
EDGE, STRIP = 900, 4_000
"""Of the frame from the paper's edge; the height of what stands below the drawing."""
_TITLE_WIDTH, _BAR_WIDTH = 12_600, 7_600
_FRAME, _RULE = Look(stroke=INK, width=50), Look(stroke=INK, width=13)
_BAR_STEPS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
_LEGEND_ROW, _LEGEND_COLUMN = 620, 4_600


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a sheet says of itself. ``state``: which plan it shows; ``when``: as of when."""

    fair: str
    state: str
    when: str


def builders_sheet(plan: StandPlan, names: Mapping[str, Sequence[str]], imprint: Imprint) -> Sheet:
    """The drawing at a usual scale; below it legend, scale bar and title block."""
    width, depth = A3
    field = Box(EDGE, EDGE, width - 2 * EDGE, depth - 2 * EDGE - STRIP)
    scale = scale_for(plan, field, margins=MARGINS_MEASURED)
    paper = PlanOnPaper(plan, scale, names)
    top, left, right = field.y + field.depth, EDGE, width - EDGE
    drawn = (
        *paper.drawn(),
        rectangle(Box(EDGE, EDGE, width - 2 * EDGE, depth - 2 * EDGE), _FRAME),
        line((left, top), (right, top), _FRAME),
        *legend_in(Box(left, top, right - left - _TITLE_WIDTH - _BAR_WIDTH, STRIP), legend(plan, paper.kinds_shown)),
        *scale_bar(right - _TITLE_WIDTH - _BAR_WIDTH + 400, top + 2_600, scale.n),
        *title_block(Box(right - _TITLE_WIDTH, top, _TITLE_WIDTH, STRIP), plan, imprint, scale.n),
    )
    title = _("{stand}: Plan mit Maßen", stand=plan.name.in_language(language()))
    return Sheet(width, depth, title, _alt(plan, scale.n), drawn)


def visitors_drawing(plan: StandPlan, width: int, depth: int) -> Sheet:
    """The plan with numbers, and names where an area has one of its own; the rest of the page is set around it."""
    scale = scale_for(plan, Box(0, 0, width, depth), margins=MARGINS, any_scale=True)
    names = {area.number: [area.name.in_language(language())] for area in plan.areas if area.name}
    paper = PlanOnPaper(plan, scale, names, is_measured=False)
    name = plan.name.in_language(language())
    alt = _("Lageplan von {stand}. Dieselben Flächen stehen daneben als Liste.", stand=name)
    return Sheet(width, depth, name, alt, tuple(paper.drawn()))


def legend_in(box: Box, items: Sequence[tuple[str, str]]) -> Iterator[Drawn]:
    """In columns from the top, each with its sign."""
    yield Text(box.x + 400, box.y + 420, _("Legende"), 230, anchor="start", ink=SOFT)
    rows = (box.depth - 700) // _LEGEND_ROW
    for number, (kind, name) in enumerate(items):
        column, row = divmod(number, rows)
        x, y = box.x + 700 + column * _LEGEND_COLUMN, box.y + 1_000 + row * _LEGEND_ROW
        yield from sample(kind, x, y)
        yield Text(x + 500, y, fitted(name, _LEGEND_COLUMN - 900, 260), 260, anchor="start")


def scale_bar(x: int, y: int, n: int) -> Iterator[Drawn]:
    """Black and white by turns, at least a centimetre each, with metres above."""
    step = next((one for one in _BAR_STEPS if one * 1_000 // n >= 1_000), _BAR_STEPS[-1])
    length = step * 1_000 // n
    number = max(2, min(5, (_BAR_WIDTH - 1_400) // length))
    yield Text(x, y - 1_300, _("Maßstab 1:{scale}", scale=n), 260, anchor="start", is_bold=True)
    for part in range(number):
        look = Look(INK if part % 2 == 0 else PAPER, INK, 18)
        yield rectangle(Box(x + part * length, y, length, 160), look)
    for part in range(number + 1):
        told = metres(part * step) + (" m" if part == number else "")
        yield Text(x + part * length, y - 320, told, 220)


def title_block(box: Box, plan: StandPlan, imprint: Imprint, n: int) -> Iterator[Drawn]:
    """Whose plan of what, in which state, at what scale."""
    spoken = language()
    yield line((box.x, box.y), (box.x, box.y + box.depth), _FRAME)
    half, first, second = box.x + box.width // 2, box.y + 1_700, box.y + 2_850
    for y in (first, second):
        yield line((box.x, y), (box.x + box.width, y), _RULE)
    yield line((half, first), (half, box.y + box.depth), _RULE)
    room = box.width - 700
    yield Text(box.x + 350, box.y + 620, fitted(plan.name.in_language(spoken), room, 460), 460, 0, "start", True)
    yield Text(box.x + 350, box.y + 1_280, fitted(plan.where.in_language(spoken), room, 260), 260, 0, "start")
    cells = (
        (box.x, first, _("Messe"), imprint.fair),
        (half, first, _("Zustand"), imprint.state),
        (box.x, second, _("Maßstab"), _("1:{scale} auf A3, Maße in Metern", scale=n)),
        (half, second, _("Stand vom"), imprint.when),
    )
    for x, y, label, value in cells:
        yield Text(x + 350, y + 320, label, 190, anchor="start", ink=SOFT)
        yield Text(x + 350, y + 760, fitted(value, box.width // 2 - 600, 260), 260, anchor="start")


def size_of(area: Area) -> str:
    """2,5 × 1 m; of another shape only that it is as large."""
    told = _("{number} m²", number=metres(area.square_metres * 100))
    return f"{metres(area.box.width)} × {metres(area.box.depth)} m" if area.is_rectangle else told


def _alt(plan: StandPlan, n: int) -> str:
    count = ngettext("1 Fläche", "{number} Flächen", len(plan.areas))
    size = f"{metres(plan.box.width)} × {metres(plan.box.depth)} m"
    return _(
        "Plan von {stand}, {size}, 1:{scale}, mit {areas}. Alle Flächen stehen auf der nächsten Seite als Tabelle.",
        stand=plan.name.in_language(language()),
        size=size,
        scale=n,
        areas=count,
    )
