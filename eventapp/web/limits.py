"""How much may be sent to an address: little everywhere (``MAX_CONTENT_LENGTH``), more where a view takes files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

MEGABYTE = 1024 * 1024
PICTURES, PROGRAMMES = 6 * MEGABYTE, 21 * MEGABYTE
"""A file of five or twenty megabytes, and the form around it."""
NAMED = MEGABYTE // 2
"""A form that names every one of some thousand things."""


def takes(most_bytes: int) -> Callable[[View], View]:
    """Marks a view that takes files: ``@takes(PICTURES)``. Stands with the access mark below the route."""

    def mark(view: View) -> View:
        view.__dict__["most_bytes"] = most_bytes
        return view

    return mark


def init_app(app: Flask) -> None:
    """To be joined before anything that looks into a form: the token against forged requests stands in one."""
    app.before_request(_raise_limit)


def _raise_limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    most_bytes = getattr(view, "most_bytes", None)
    if most_bytes is not None:
        request.max_content_length = most_bytes
