"""What is drawn on a sheet of paper: shapes and texts, in the order in which they lie on each other. Pure.

Lengths are whole hundredths of a millimetre from the sheet's corner at the top left, so that a drawing is the same in
every format that is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from eventapp.stand.geometry import Box, Point, Points

INK, SOFT, FAINT, PAPER = "#10161d", "#4a5560", "#9aa5af", "#ffffff"
WIDTH_OF_A_LETTER = 0.55
"""Of the size of the type, on average in our typeface; a little more than it is."""
_CORNERS_OF_A_CIRCLE = 24


@dataclass(frozen=True, slots=True)
class Look:
    """``fill`` and ``stroke`` are colours, empty for none; ``dashes`` are lengths of stroke and gap in turn."""

    fill: str = ""
    stroke: str = ""
    width: int = 18
    dashes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    points: Points
    look: Look
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """One line, its capitals' middle at ``y``. ``anchor``: whether it starts, is centred or ends at ``x``. ``turn``
    goes clockwise around that point, in degrees."""

    x: int
    y: int
    text: str
    size: int = 250
    turn: float = 0.0
    anchor: str = "middle"
    is_bold: bool = False
    ink: str = INK

    @property
    def width(self) -> int:
        """About."""
        return width_of(self.text, self.size)

    @property
    def box(self) -> Box:
        """Of an upright one, or of one turned by a right angle."""
        left = {"start": 0, "middle": self.width // 2, "end": self.width}[self.anchor]
        if self.turn:
            return Box(self.x - self.size // 2, self.y - self.width // 2, self.size, self.width)
        return Box(self.x - left, self.y - self.size // 2, self.width, self.size)


Drawn = Shape | Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """``alt`` says what is to be seen for those who do not see it."""

    width: int
    depth: int
    title: str
    alt: str
    drawn: tuple[Drawn, ...]


def width_of(text: str, size: int) -> int:
    return round(len(text) * size * WIDTH_OF_A_LETTER)


def fitted(text: str, width: int, size: int) -> str:
    """The text, cut where it would be wider."""
    letters = max(1, int(width / (size * WIDTH_OF_A_LETTER)))
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def rectangle(box: Box, look: Look) -> Shape:
    return Shape(box.points, look)


def line(a: Point, b: Point, look: Look) -> Shape:
    return Shape((a, b), look, is_closed=False)


def circle(x: int, y: int, radius: int, look: Look) -> Shape:
    turns = (2 * pi * number / _CORNERS_OF_A_CIRCLE for number in range(_CORNERS_OF_A_CIRCLE))
    return Shape(tuple((round(x + radius * cos(turn)), round(y + radius * sin(turn))) for turn in turns), look)


def around(x: int, y: int, points: Sequence[Point], turn: float, look: Look) -> Shape:
    """A small shape drawn around a point, turned clockwise by so many degrees."""
    c, s = cos(turn * pi / 180), sin(turn * pi / 180)
    return Shape(tuple((round(x + px * c - py * s), round(y + px * s + py * c)) for px, py in points), look)
