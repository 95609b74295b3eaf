"""What holds for everything that is drawn, by mouse, by keyboard or in a table: refusals name their field."""

from __future__ import annotations

import re

from eventapp.errors import DomainError, Stale
from eventapp.i18n import mark
from eventapp.stand.geometry import Points, box_around, is_simple
from eventapp.stand.models import Stand, StandArea, StandMark
from eventapp.stand.value import LINE_KINDS, MARK_KINDS, POINT_KINDS

FARTHEST = 20_000
"""Centimetres from the corner of the plan in both directions: halls are smaller."""
SMALLEST = 10
"""Centimetres that a surface is wide at least."""
MOST_POINTS, MOST_AREAS, MOST_MARKS = 60, 300, 500
NUMBER = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,6}[A-Z0-9])?")
_LEAST_POINTS = dict.fromkeys(POINT_KINDS, 1) | dict.fromkeys(LINE_KINDS, 2)


def check_version(row: Stand | StandArea | StandMark, version: int) -> None:
    if row.version != version:
        raise Stale


def area_number(text: str) -> str:
    """As it is painted: capitals and digits, like A12 or B-07."""
    number = text.strip().upper()
    if not NUMBER.fullmatch(number):
        raise DomainError(
            mark("Geben Sie eine Nummer aus höchstens acht Buchstaben und Ziffern ein, zum Beispiel A12."),
            field="number",
        )
    return number


def surface(points: Points) -> list[list[int]]:
    """A polygon that has an area and does not cross itself."""
    _check_reach(points)
    around = box_around(points) if points else None
    if around is None or not is_simple(points) or min(around.width, around.depth) < SMALLEST:
        raise DomainError(
            mark("Das ist keine Fläche: Nötig sind mindestens drei Ecken, deren Kanten sich nicht kreuzen."),
            field="points",
        )
    return [list(point) for point in points]


def mark_points(kind: str, points: Points) -> list[list[int]]:
    """As many points as a mark of that kind has: one, a line of some, or a surface."""
    if kind not in MARK_KINDS:
        raise DomainError(mark("Wählen Sie einen Eintrag aus der Liste."), field="kind")
    least = _LEAST_POINTS.get(kind)
    if least is None:
        return surface(points)
    _check_reach(points)
    if len(points) < least or (least == 1 and len(points) > 1):
        raise DomainError(
            mark("Ein Punkt hat eine Stelle, ein Weg mindestens zwei."),
            field="points",
        )
    return [list(point) for point in points]


def _check_reach(points: Points) -> None:
    if len(points) > MOST_POINTS:
        raise DomainError(mark("Höchstens {most} Ecken."), field="points", most=MOST_POINTS)
    if any(not 0 <= value <= FARTHEST for point in points for value in point):
        raise DomainError(
            mark("Die Maße liegen zwischen 0 und {most} Metern ab der linken hinteren Ecke."),
            field="points",
            most=FARTHEST // 100,
        )
