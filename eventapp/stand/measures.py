"""Lengths as people type them, in metres with comma or point, and as the plan keeps them, in whole centimetres."""

from __future__ import annotations

import re

from eventapp.errors import DomainError
from eventapp.i18n import language, mark
from eventapp.stand.geometry import Point, Points

LENGTH = re.compile(r"[-−]?\d{1,4}(?:[.,]\d{1,2})?")
"""Metres, to the centimetre."""


def centimetres(text: str) -> int | None:
    """``2,5``, ``2.50`` or ``2,5 m`` → 250; None if it is no length."""
    told = text.strip().removesuffix("m").strip()
    if not LENGTH.fullmatch(told):
        return None
    return round(float(told.replace("−", "-").replace(",", ".")) * 100)


def typed(length: int) -> str:
    """As it stands in a form: ``2,50``, in English ``2.50``."""
    text = f"{length / 100:.2f}"
    return text if language() == "en" else text.replace(".", ",")


def points_from(text: str) -> Points:
    """One corner a line, ``x; y`` in metres."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return tuple(_point(line, number) for number, line in lines)


def points_typed(points: Points) -> str:
    return "\n".join(f"{typed(x)}; {typed(y)}" for x, y in points)


def _point(line: str, number: int) -> Point:
    told = [centimetres(part.rstrip(",")) for part in re.split(r"[;/\s]+", line.strip()) if part]
    match told:
        case [int(x), int(y)]:
            return x, y
    raise DomainError(
        mark("Zeile {number}: Geben Sie zwei Längen in Metern ein, zum Beispiel 2,5; 1,2."),
        field="points",
        number=number,
    )
