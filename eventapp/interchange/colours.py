"""Colours as files have them: ``#rrggbb`` or nothing."""

from __future__ import annotations

import re

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def colour_in(text: str) -> str:
    """``#rrggbb`` in small letters; empty for anything else."""
    colour = text.strip().lower()
    return colour if _COLOUR.fullmatch(colour) else ""
