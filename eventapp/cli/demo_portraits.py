"""Portraits of the demo's teams: figures without faces, drawn here, so that nobody real is shown. The same words give
the same picture. Loads Pillow, so nothing imports this before a picture is wanted."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from PIL import Image, ImageColor, ImageDraw

Colour: TypeAlias = tuple[int, int, int]
EDGE, FINER = 480, 2
"""Pixels of a picture, and how much larger it is drawn, so that its edges are smooth."""
WHITE, YELLOW = (255, 255, 255), (242, 183, 5)
SKINS: Sequence[Colour] = ((247, 214, 189), (230, 184, 146), (199, 144, 103), (148, 98, 66), (99, 65, 46))
HAIRS: Sequence[Colour] = ((46, 36, 33), (97, 64, 42), (168, 116, 62), (201, 197, 190), (128, 52, 32))
STANDING = {
    1: ((0.5, 1.0),),
    2: ((0.33, 0.78), (0.67, 0.78)),
    3: ((0.21, 0.66), (0.79, 0.66), (0.5, 0.8)),
}
"""How far from the left edge each figure stands and how large it is, those behind first."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a head is, as large as ``size`` of the whole, and what it is painted with."""

    draw: ImageDraw.ImageDraw
    x: float
    size: float
    hair: Colour

    @property
    def y(self) -> float:
        return EDGE * FINER * (0.95 - 0.56 * self.size)

    def at(self, dx: float, dy: float, width: float, height: float) -> tuple[float, float, float, float]:
        """A box around a point beside the head, all in widths of the head."""
        unit = EDGE * FINER * 0.3 * self.size
        x, y = self.x + dx * unit, self.y + dy * unit
        return x - width * unit / 2, y - height * unit / 2, x + width * unit / 2, y + height * unit / 2


def drawn(words: str, *, figures: int, colour: str) -> bytes:
    """A PNG of that many people before a ground of that colour (``#rrggbb``); what they look like, ``words`` decide."""
    chance = Random(words)  # noqa: S311 -- the same picture every time, no secret
    ground = _colour(colour)
    whole = EDGE * FINER
    image = Image.new("RGB", (whole, whole), _mixed(ground, WHITE, 0.8))
    draw = ImageDraw.Draw(image)
    draw.ellipse((whole * 0.1, whole * 0.14, whole * 0.9, whole * 0.94), fill=_mixed(ground, WHITE, 0.55))
    skins, hairs = chance.sample(SKINS, len(SKINS)), chance.sample(HAIRS, len(HAIRS))
    styles = chance.sample(STYLES, len(STYLES))
    for number, (x, size) in enumerate(STANDING[figures]):
        figure = Figure(draw, x * whole, size, hairs[number])
        dress = _mixed(ground, WHITE if number % 2 else (0, 0, 0), 0.25)
        _person(figure, skins[number], dress, *styles[number])
    written = io.BytesIO()
    image.resize((EDGE, EDGE), Image.Resampling.LANCZOS).save(written, "PNG")
    return written.getvalue()


Style: TypeAlias = Callable[[Figure], None]


def _person(figure: Figure, skin: Colour, dress: Colour, behind: Style, before: Style) -> None:
    draw = figure.draw
    behind(figure)
    draw.ellipse(figure.at(0, 2.1, 2.3, 2.7), fill=dress)
    for neck in (figure.at(0, 0.8, 0.58, 0.5), figure.at(0, 0.6, 0.42, 0.6)):
        draw.ellipse(neck, fill=_mixed(skin, (0, 0, 0), 0.14))
    draw.ellipse(figure.at(0, 0, 1, 1.24), fill=skin)
    before(figure)


def _nothing(figure: Figure) -> None:
    """Nothing is behind the head, or before it."""


def _short(figure: Figure) -> None:
    figure.draw.chord(figure.at(0, -0.12, 1.08, 1.1), 190, 350, fill=figure.hair)


def _long(figure: Figure) -> None:
    figure.draw.rounded_rectangle(figure.at(0, 0.22, 1.3, 1.75), 150 * figure.size, fill=figure.hair)


def _fringe(figure: Figure) -> None:
    figure.draw.chord(figure.at(0.06, -0.14, 1.14, 1.1), 180, 325, fill=figure.hair)


def _bun(figure: Figure) -> None:
    figure.draw.ellipse(figure.at(0, -0.86, 0.5, 0.46), fill=figure.hair)


def _curls(figure: Figure) -> None:
    for dx, dy in ((0, -0.64), (0.24, -0.56), (0.42, -0.34), (0.5, -0.08)):
        for side in (-dx, dx):
            figure.draw.ellipse(figure.at(side, dy, 0.42, 0.42), fill=figure.hair)


def _helmet(figure: Figure) -> None:
    figure.draw.chord(figure.at(0, -0.2, 1.16, 1.16), 180, 360, fill=YELLOW)
    figure.draw.rounded_rectangle(figure.at(0, -0.2, 1.36, 0.14), 16, fill=_mixed(YELLOW, (0, 0, 0), 0.15))


STYLES: Sequence[tuple[Style, Style]] = (
    (_nothing, _short),
    (_long, _fringe),
    (_bun, _short),
    (_curls, _short),
    (_nothing, _helmet),
)
"""What is seen behind a head, and before it."""


def _colour(written: str) -> Colour:
    red, green, blue = ImageColor.getrgb(written)[:3]
    return red, green, blue


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` of the other one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
