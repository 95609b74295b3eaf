"""The way from the programme to the plan of the joint stand, which the room below has."""

from __future__ import annotations

from flask import url_for


def stand_plan(number: str) -> str:
    """Where the plan shows the area of that number; nothing where a place lies on none."""
    return url_for("stand_public.plan", _anchor=number) if number else ""
