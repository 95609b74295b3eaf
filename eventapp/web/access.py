"""Access marks: every route wears exactly one, and a test reads them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

MARKS = ("everyone",)


def everyone(view: View) -> View:
    """Anybody may look; the answer is the same for all and knows nobody."""
    view.__dict__["access"] = "everyone"
    return view
