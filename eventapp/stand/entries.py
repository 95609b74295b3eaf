"""What a hand enters about the stand, shaped but not yet judged. Lengths are whole centimetres. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.i18n import Words
from eventapp.stand.geometry import Points


@dataclass(frozen=True, slots=True)
class StandEntry:
    name: Words
    outline: Points
    where: Words = Words()


@dataclass(frozen=True, slots=True)
class BackgroundEntry:
    """``digest`` of an upload; empty: none."""

    digest: str
    x: int = 0
    y: int = 0
    width: int = 1_000


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """``supply_kw`` None: what the power points in it give."""

    number: str
    points: Points
    name: Words = Words()
    kind: str = "counter"
    supply_kw: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkEntry:
    kind: str
    points: Points
    label: Words = Words()
    kw: int = 0
