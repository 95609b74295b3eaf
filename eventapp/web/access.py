"""Access marks: every route wears exactly one, it is enforced in one place, and a test reads them all.

``web`` knows no accounts: who asks and what they may is told by :func:`init_app`. The look at the person happens around
the view, inside the transaction of a request that may change something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

from eventapp.web.sessions import SIGN_IN, is_private

View = TypeVar("View", bound=Callable[..., Any])

MARKS = ("everyone", "signed_in", "organisers", "members")
ENTRANCE = "accounts.sign_in"
"""The endpoint that strangers are led to."""
LONGEST_TARGET = 500
_OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*", re.ASCII)
"""Printable ASCII without blank and backslash: browsers skip tabs and line ends, and read ``/\\`` as ``//``."""


class Somebody(Protocol):
    """What is known here of a person."""

    @property
    def id(self) -> int: ...


def everyone(view: View) -> View:
    """Anybody may look; outside the signed-in areas the answer is the same for all and knows nobody."""
    return _marked(view, "everyone")


def signed_in(view: View) -> View:
    """Whoever has signed in."""
    return _marked(view, "signed_in")


def organisers(view: View) -> View:
    """The office."""
    return _marked(view, "organisers")


def members(view: View) -> View:
    """People of an organisation that exhibits. What is theirs is found by queries that take the person."""
    return _marked(view, "members")


def freshly(view: View) -> View:
    """Besides its mark: who signed in a while ago proves once more who they are (exports, rights, passkeys)."""
    view.__dict__["needs_fresh"] = True
    return view


def _marked(view: View, mark: str) -> View:
    view.__dict__["access"] = mark
    return view


def init_app(
    app: Flask,
    *,
    person_of: Callable[[], Somebody | None],
    is_fresh: Callable[[], bool],
    rights: Mapping[str, Callable[[Any], bool]],
) -> None:
    """``person_of`` finds who asks, ``is_fresh`` whether they proved it lately, ``rights`` says by mark who may."""
    app.extensions["eventapp.access"] = (person_of, is_fresh, {"signed_in": lambda person: True, **rights})
    app.before_request(_lead_strangers_to_the_entrance)
    dispatch = app.dispatch_request

    def dispatch_if_allowed() -> ResponseReturnValue:
        return _refusal() or dispatch()

    app.dispatch_request = dispatch_if_allowed  # type: ignore[method-assign]  # -- the one place around views


def _lead_strangers_to_the_entrance() -> Response | None:
    """Before the form's token is looked at: whose session has ended is asked to sign in, not told of a bad request."""
    return _to_the_entrance() if _mark() != "everyone" and SIGN_IN not in session else None


def _refusal() -> Response | None:
    mark = _mark()
    if mark == "everyone":
        return None
    person_of, is_fresh, rights = current_app.extensions["eventapp.access"]
    g.person = person_of()
    if g.person is None:
        return _to_the_entrance()
    if not rights[mark](g.person):
        abort(404)
    needs_fresh = getattr(current_app.view_functions[request.endpoint or ""], "needs_fresh", False)
    return _to_the_entrance() if needs_fresh and not is_fresh() else None


def _mark() -> str:
    """The mark of the view that was asked for; what leads to no view of ours is everybody's."""
    rule = request.url_rule
    only_asks_for_methods = request.method == "OPTIONS" and getattr(rule, "provide_automatic_options", False)
    if request.routing_exception or rule is None or only_asks_for_methods:
        return "everyone"
    mark = getattr(current_app.view_functions[rule.endpoint], "access", None)
    if mark not in MARKS:
        raise RuntimeError(f"{rule.endpoint} wears no access mark")
    return str(mark)


def _to_the_entrance() -> Response:
    """What was posted is not kept: afterwards the page is shown that it came from."""
    reads = request.method in ("GET", "HEAD")
    came_from = urlsplit(request.referrer or "")
    back = iri_to_uri(request.full_path).rstrip("?") if reads else came_from.path
    return redirect(url_for(ENTRANCE, weiter=safe_next(back) if is_private(back) else None), 303)


def safe_next(target: str | None) -> str | None:
    """The target if it is a path of ours: nothing that a browser could take for another site."""
    if not target or len(target) > LONGEST_TARGET or not _OWN_PATH.fullmatch(target):
        return None
    return target
