"""Answers sent without Flask, which needs longer to find a view than a socket to take a page.

A view that gives everybody the same kept bytes says so (:func:`offer`). The next one who asks for that address in that
encoding under that host is given the same answer, byte for byte and header for header, as long as the fair's
``public_version`` is known to be the same and the page's moment has not passed. Everything else goes to Flask: other
methods, unknown parameters, hosts that nobody asked under, every refusal, and at most once a second somebody for whom
Flask asks which version stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import ReferenceType, ref

from flask import Flask, request
from werkzeug.http import remove_entity_headers

from eventapp.clock import now
from eventapp.web.kept import Kept, best_encoding
from eventapp.web.versions import Versions

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FRESH_SECONDS = 60
MOST_HELD = 1_500
"""Addresses by host and encoding, some two kilobytes each. Their bytes belong to memo and shelf, and go with them."""
LONGEST_ADDRESS = 500
"""Characters of host, path and query. No page of ours has a longer one; many blown-up ones would take room."""
OFFERED = "eventapp.offered"
READING = ("GET", "HEAD")
Key = tuple[str, str, str, str, str]
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when (aware; the end not included) a page that says "now" stays as it is."""

    begins: datetime
    ends: datetime

    def max_age(self, moment: datetime) -> int:
        """Seconds that others may keep it."""
        return max(1, min(FRESH_SECONDS, int((self.ends - moment).total_seconds())))


@dataclass(frozen=True, slots=True)
class Offer:
    """A kept answer that is the same for everybody while the fair's public face is that one, and within the span."""

    kept: Kept
    slug: str
    public_version: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """How an offer was answered: with its bytes (unknown until somebody needed them) and without them."""

    kept: ReferenceType[Kept]
    encoding: str
    slug: str
    public_version: int
    span: Span | None
    full: Headers | None
    unchanged: Headers


def offer(kept: Kept, slug: str, public_version: int, span: Span | None = None) -> None:
    """The view's word that this answer may be given to anybody who asks for the same address."""
    request.environ[OFFERED] = Offer(kept, slug, public_version, span)


def init_app(app: Flask, versions: Versions) -> None:
    """Without a second in which a version is believed there is nothing to hold."""
    if versions.seconds:
        app.wsgi_app = ReadyAnswers(app.wsgi_app, versions)  # type: ignore[method-assign]  # -- as Flask's guide does


class ReadyAnswers:
    """The application, with the last answers at hand. What is asked with parameters pushes out no plain address."""

    def __init__(self, application: WSGIApplication, versions: Versions, *, most: int = MOST_HELD) -> None:
        self.most = most
        self._application = application
        self._versions = versions
        self._plain: dict[Key, Held] = {}
        self._asked: dict[Key, Held] = {}
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        held = self._among(key).get(key) if key else None
        if held is not None and (answer := self._answer(held, environ)):
            status, headers, body = answer
            start_response(status, headers)
            return body
        return self._application(environ, self._noting(key, environ, start_response) if key else start_response)

    def _among(self, key: Key) -> dict[Key, Held]:
        return self._asked if key[3] else self._plain

    def _answer(self, held: Held, environ: WSGIEnvironment) -> tuple[str, Headers, list[bytes]] | None:
        kept = held.kept()
        if kept is None or self._versions.known(held.slug) != held.public_version:
            return None
        moment = now() if held.span else None
        if held.span and moment and not held.span.begins <= moment < held.span.ends:
            return None
        if kept.is_known_to(environ):
            return "304 NOT MODIFIED", _aged(held.unchanged, held.span, moment), []
        if held.full is None:
            return None
        body = [kept.in_encoding(held.encoding)] if environ["REQUEST_METHOD"] == "GET" else []
        return "200 OK", _aged(held.full, held.span, moment), body

    def _noting(self, key: Key, environ: WSGIEnvironment, start_response: StartResponse) -> StartResponse:
        def noted(status: str, headers: Headers, *error: Any) -> Any:
            offered = environ.get(OFFERED)
            if offered is not None and not error:
                self._hold(key, offered, status, headers)
            return start_response(status, headers, *error)

        return noted

    def _hold(self, key: Key, offered: Offer, status: str, headers: Headers) -> None:
        names = {name.lower() for name, _ in headers}
        if status[:3] not in ("200", "304") or "set-cookie" in names:
            return
        headers = [_shared(header) for header in headers]
        unchanged = headers.copy()
        remove_entity_headers(unchanged)
        full = headers if status[:3] == "200" else None
        encoding = dict(headers).get("Content-Encoding", "identity")
        kept = ref(offered.kept)
        held = Held(kept, encoding, offered.slug, offered.public_version, offered.span, full, unchanged)
        among = self._among(key)
        with self._lock:
            before = among.pop(key, None)
            among[key] = before if full is None and before and before.kept() is offered.kept else held
            while len(among) > self.most:
                del among[next(iter(among))]


def _key(environ: WSGIEnvironment) -> Key | None:
    """None for what is Flask's alone."""
    host = environ.get("HTTP_HOST")
    if environ["REQUEST_METHOD"] not in READING or not host or environ.get("SCRIPT_NAME") or "HTTP_RANGE" in environ:
        return None
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    is_padded = path.startswith("//") or (query and "" in query.split("&"))
    if is_padded or len(host) + len(path) + len(query) > LONGEST_ADDRESS:
        return None
    encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return environ["wsgi.url_scheme"], host, path, query, encoding


@lru_cache(maxsize=100)
def _shared(header: tuple[str, str]) -> tuple[str, str]:
    """Most headers are the same on every answer; once in memory is enough."""
    return header


def _aged(headers: Headers, span: Span | None, moment: datetime | None) -> Headers:
    """The headers as a list of the answer's own; the seconds until the page turns counted anew."""
    if span is None or moment is None:
        return headers.copy()
    age = f"public, max-age={span.max_age(moment)}"
    return [(name, age if name == "Cache-Control" else value) for name, value in headers]
