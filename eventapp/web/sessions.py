"""Sessions exist in the signed-in areas alone: everywhere else nothing is read from a cookie and none is ever set.

There a session is a signed cookie. It ends an hour after the last request and twelve hours after it began, whatever
it holds; what has to be ended by hand is a row of the accounts' own.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NoReturn

from flask import Flask, Request, Response, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from eventapp.clock import now
from eventapp.web.discreet import keep_to_reader

PRIVATE = ("konto", "desk", "mein-stand")
"""The first words of the addresses that know who is asking."""
IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
SIGN_IN = "sign_in"
"""The key of the sign-in, where somebody is signed in."""
LANGUAGE = "language"
"""The key of the language that signed-in areas speak."""
_BEGAN, _SEEN = "_began", "_seen"
_SEEN_EVERY = 60
"""Seconds between two notes that the session is still in use: not every answer has to set the cookie anew."""


class NoSession(SecureCookieSession):
    """What public answers see: empty, and loud when somebody wants to remember something there."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise RuntimeError("public answers remember nobody: sessions exist below /konto, /desk and /mein-stand only")

    __setitem__ = __delitem__ = clear = pop = popitem = update = setdefault = _refuse


class PrivateSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, below the private addresses only."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if not is_private(request.path):
            return NoSession()
        opened = super().open_session(app, request)
        if opened and _is_over(opened):
            opened.clear()
        return opened

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if isinstance(session, NoSession):
            return
        if session:
            _note_use(session)
        super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    app.session_interface = PrivateSessions()
    app.permanent_session_lifetime = LONGEST
    app.after_request(_keep_to_oneself)


def is_private(path: str) -> bool:
    """Whether an address lies in a signed-in area."""
    return path.split("/", 2)[1:2] in [[word] for word in PRIVATE]


def start_anew(**remembered: Any) -> None:
    """A new session in this browser: nothing of the one before goes along, its form tokens included."""
    session.clear()
    session.update(remembered)


def _is_over(opened: SecureCookieSession) -> bool:
    moment = now().timestamp()
    idle, age = moment - float(opened.get(_SEEN, 0)), moment - float(opened.get(_BEGAN, 0))
    return idle >= IDLE.total_seconds() or age >= LONGEST.total_seconds()


def _note_use(used: SessionMixin) -> None:
    moment = int(now().timestamp())
    used.setdefault(_BEGAN, moment)
    if used.modified or moment - used.get(_SEEN, 0) >= _SEEN_EVERY:
        used[_SEEN] = moment


def _keep_to_oneself(response: Response) -> Response:
    """Answers of signed-in areas stay with whom they were given to."""
    return keep_to_reader(response) if is_private(request.path) else response
