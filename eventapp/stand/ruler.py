"""Metres along two edges of the drawing. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.stand.geometry import Box

METRE = 100
MOST_TICKS = 40
STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Tick:
    """``at`` in centimetres, ``text`` in metres; empty where only a stroke is drawn."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Ruler:
    """Along the top and the left edge: ticks at full metres, every so many of them with its number."""

    top: tuple[Tick, ...]
    left: tuple[Tick, ...]
    x: int
    y: int


def ruler_of(view: Box, margin: int) -> Ruler:
    """For what is shown; ``margin`` is how much of it lies outside of everything drawn."""
    longest = max(view.width, view.depth) // METRE
    step = next((one for one in STEPS if longest / one <= MOST_TICKS), STEPS[-1])
    top = _ticks(view.x + margin, view.x + view.width - margin, step)
    left = _ticks(view.y + margin, view.y + view.depth - margin, step)
    return Ruler(top, left, view.x, view.y)


def _ticks(begins: int, ends: int, step: int) -> tuple[Tick, ...]:
    metres = range(-(-begins // METRE), ends // METRE + 1)
    return tuple(Tick(metre * METRE, str(metre)) for metre in metres if metre % step == 0)
