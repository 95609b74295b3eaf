"""Personal answers sent without Flask, which takes several times as long as the room that makes them.

A room says which addresses those are and makes what is to be sent (:func:`init_app`), each time anew: nothing of it is
remembered here. What is remembered are the headers that Flask gave such an answer under the same scheme, host and
address but for the token, so that ours are the same, header for header. Everything else goes to Flask: the first answer
of each kind, other methods, parameters, whatever the room has no answer for, and every refusal.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask

from eventapp.web.kept import Kept

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_HELD = 200
"""Sets of headers, some two kilobytes each."""
LONGEST_ADDRESS = 500
"""Characters of host and path; blown-up ones would take room."""
READING = ("GET", "HEAD")
STATUSES = ("200", "304")
Headers = list[tuple[str, str]]
Kind = tuple[str, str, str]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """``pattern`` matches whole paths of these answers, with a group ``token``; ``make`` gets all its named groups, and
    answers None for what it leaves to Flask."""

    pattern: re.Pattern[str]
    make: Callable[..., Kept | None]


def init_app(app: Flask, way: Way) -> None:
    app.wsgi_app = DirectAnswers(app.wsgi_app, way)  # type: ignore[method-assign]  # -- as Flask's guide does


class DirectAnswers:
    """The application, with a short way beside it."""

    def __init__(self, application: WSGIApplication, way: Way) -> None:
        self._application = application
        self._way = way
        self._held: dict[tuple[Kind, str, str], Headers] = {}
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = self._way.pattern.fullmatch(environ["PATH_INFO"])
        kind = _kind(environ, found) if found else None
        if found is None or kind is None:
            return self._application(environ, start_response)
        answer = self._answer(environ, kind, found)
        if answer is None:
            return self._application(environ, self._noting(kind, start_response))
        status, headers, body = answer
        start_response(status, headers)
        return body

    def _answer(
        self, environ: WSGIEnvironment, kind: Kind, found: re.Match[str]
    ) -> tuple[str, Headers, list[bytes]] | None:
        try:
            made = self._way.make(**found.groupdict())
        except Exception as error:  # whatever is wrong, Flask asks anew and knows what to say
            _log.warning("left to Flask after %s", type(error).__name__)
            return None
        if made is None:
            return None
        if made.is_known_to(environ):
            held = self._held.get((kind, "304", ""))
            return ("304 NOT MODIFIED", _own(held, made.told(None)), []) if held else None
        encoding = made.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        held = self._held.get((kind, "200", encoding))
        if held is None:
            return None
        octets = made.in_encoding(encoding)
        return "200 OK", _own(held, made.told(octets)), [octets] if environ["REQUEST_METHOD"] == "GET" else []

    def _noting(self, kind: Kind, start_response: StartResponse) -> StartResponse:
        def noted(status: str, headers: Headers, *error: Any) -> Any:
            named = dict(headers)
            if status[:3] in STATUSES and not error and "Set-Cookie" not in named:
                encoding = named.get("Content-Encoding", "identity") if status[:3] == "200" else ""
                self._hold((kind, status[:3], encoding), headers.copy())
            return start_response(status, headers, *error)

        return noted

    def _hold(self, key: tuple[Kind, str, str], headers: Headers) -> None:
        with self._lock:
            self._held[key] = headers
            while len(self._held) > MOST_HELD:
                del self._held[next(iter(self._held))]


def _kind(environ: WSGIEnvironment, found: re.Match[str]) -> Kind | None:
    """Scheme, host, and the path without what is somebody's own. None for what is Flask's alone."""
    host, path = environ.get("HTTP_HOST"), found.string
    is_odd = environ["REQUEST_METHOD"] not in READING or environ.get("QUERY_STRING") or environ.get("SCRIPT_NAME")
    if not host or is_odd or len(host) + len(path) > LONGEST_ADDRESS:
        return None
    begins, ends = found.span("token")
    return environ["wsgi.url_scheme"], host, path[:begins] + path[ends:]


def _own(held: Headers, told: dict[str, str]) -> Headers:
    return [(name, told.get(name, value)) for name, value in held]
