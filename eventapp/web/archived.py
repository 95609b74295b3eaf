"""An archived fair is looked at and not changed: what would change something of it in the signed-in areas is refused in
one place, before its view.

``web`` knows no fairs: whether a request is about an archived one is told by :func:`init_app`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.web.sessions import is_private
from eventapp.web.transaction import READING

View = TypeVar("View", bound=Callable[..., Any])
Ask = Callable[[Mapping[str, Any]], bool]
"""Whether these values of an address belong to an archived fair."""


class Archived(DomainError):
    """Nothing of this fair is changed any more."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "Diese Messe ist archiviert: Ihre Seiten bleiben, geändert wird nichts mehr. Das Büro kann sie unter "
                "„Messeauftritte“ aus dem Archiv holen."
            )
        )


def even_archived(view: View) -> View:
    """Marks a view that also works for an archived fair: bringing it back, taking a list, what the law asks for."""
    view.__dict__["even_archived"] = True
    return view


def init_app(app: Flask, *, asked: Sequence[Ask]) -> None:
    """Before ``access``, so that strangers are not told of it."""
    dispatch = app.dispatch_request

    def dispatch_unless_archived() -> ResponseReturnValue:
        values = request.view_args or {}
        if _would_change_something() and any(ask(values) for ask in asked):
            raise Archived
        return dispatch()

    app.dispatch_request = dispatch_unless_archived  # type: ignore[method-assign]  # -- the one place around views


def _would_change_something() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    is_unsafe = request.method not in READING and request.url_rule is not None
    return is_unsafe and is_private(request.path) and not getattr(view, "even_archived", False)
