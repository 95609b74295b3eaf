"""One request, one transaction: what may change something runs whole or not at all, its view and all it loads included.

A refusal (status 400 and above) is rolled back. A lock that another one holds makes the view run again, three times at
most. A GET never writes: nothing commits it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError

from eventapp.database import is_locked, transaction

View = TypeVar("View", bound=Callable[..., Any])

READING = ("GET", "HEAD", "OPTIONS")
TRIES = 3


class _Refused(Exception):
    """The view said no: its answer goes out, its writes do not go in."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def begins_itself(view: View) -> View:
    """Marks a view that works for long before it writes (reading a large file): the lock would stop everybody. It opens
    ``database.transaction()`` around its writing by itself, once, or leaves that to :func:`in_one_transaction`."""
    view.__dict__["begins_itself"] = True
    return view


def in_one_transaction(view: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """For a view that begins itself: its writing part, with everything that other views have around them."""
    return _in_one_transaction(current_app, view)


def init_app(app: Flask) -> None:
    dispatch = app.dispatch_request

    def dispatch_in_one_transaction() -> ResponseReturnValue:
        view = app.view_functions.get(request.endpoint or "")
        only_reads = request.method in READING or request.url_rule is None or getattr(view, "begins_itself", False)
        return dispatch() if only_reads else _in_one_transaction(app, dispatch)

    app.dispatch_request = dispatch_in_one_transaction  # type: ignore[method-assign]  # -- the one place around views


def keep_despite_refusal() -> None:
    """What this request wrote stays though its answer is a refusal: a wrong code must count as a try."""
    g.keeps_despite_refusal = True


def _in_one_transaction(app: Flask, dispatch: Callable[[], ResponseReturnValue]) -> Response:
    remembered = dict(session)
    for tries_left in reversed(range(TRIES)):
        try:
            with transaction():
                response = app.make_response(dispatch())
                if response.status_code >= 400 and not g.get("keeps_despite_refusal"):
                    raise _Refused(response)
            return response
        except _Refused as refused:
            return refused.response
        except DBAPIError as error:
            if not (tries_left and is_locked(error)):
                raise
        _begin_anew(remembered)
    raise AssertionError("the last try answers or raises")


def _begin_anew(remembered: dict[str, Any]) -> None:
    """As if the view had not run: session, files and what was found out on the way."""
    g.pop("keeps_despite_refusal", None)
    if dict(session) != remembered:
        session.clear()
        session.update(remembered)
    for file in request.files.values():
        file.stream.seek(0)
    time.sleep(random.uniform(0.02, 0.1))  # noqa: S311 -- no secret, only so that two do not meet again
