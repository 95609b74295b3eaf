"""Counting how calendars read feeds, so that the office sees how they catch up with a release: by day, standing release
and make of program. No address, no token, nothing that tells two readers apart.

Counted in memory beside the application, for most feeds are answered without Flask and none may wait for a write; put
into the table by the next read after half a minute, and when the process ends. What a killed process had in hand is
lost, and in the half minute around a release a read may count for its neighbour.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from eventapp.calendars.families import FAMILIES, family_of
from eventapp.calendars.models import FeedReading
from eventapp.calendars.queries import readings_of
from eventapp.clock import at_the_fair, now
from eventapp.database import db, in_transaction, insert_new
from eventapp.fair.models import Fair
from eventapp.programme.offers import Reader, feed_readers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FEED = re.compile(r"(?:/en)?/(?P<slug>[a-z0-9][a-z0-9-]*)/kalender/(?:mein/[^/]+/)?[^/]+\.ics")
EVERY_SECONDS = 30.0
MOST_HELD = 500
"""Different counts in memory; there are some ten a fair and day."""
EXTENSION = "eventapp.readers"
Counted = tuple[str, str, date]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What one make of program read, of one fair, on one day."""

    reads: int
    unchanged: int
    last_at: datetime


@dataclass(slots=True)
class Readers:
    """The counts of this process. ``every`` is after how many seconds a read puts them away (0: nothing does)."""

    app: Flask
    every: float
    held: dict[Counted, Tally] = field(default_factory=dict)
    put_at: float = 0.0
    lock: Any = field(default_factory=Lock)

    def count(self, slug: str, user_agent: str, *, is_unchanged: bool) -> None:
        at = now()
        key = slug, family_of(user_agent), at_the_fair(at).date()
        with self.lock:
            tally = self.held.get(key)
            if tally is None and len(self.held) >= MOST_HELD:
                return
            tally = self.held.setdefault(key, Tally(0, 0, at))
            tally.reads += 1
            tally.unchanged += is_unchanged
            tally.last_at = at
            is_due = self.every and time.monotonic() - self.put_at >= self.every
            if is_due:
                self.put_at = time.monotonic()
        if is_due:
            Thread(target=self.put_away, name="feed readers", daemon=True).start()

    def put_away(self) -> None:
        """Into the table. A database that does not take them gets them next time."""
        with self.lock:
            taken, self.held = self.held, {}
        if not taken:
            return
        try:
            with self.app.app_context():
                in_transaction(lambda: add_readings(taken))
        except DBAPIError as error:
            log.warning("readers of feeds are counted later: %s", type(error).__name__)
            with self.lock:
                for key, tally in taken.items():
                    later = self.held.setdefault(key, Tally(0, 0, tally.last_at))
                    later.reads, later.unchanged = later.reads + tally.reads, later.unchanged + tally.unchanged


def init_app(app: Flask) -> None:
    """Joined last, so that answers given without Flask are counted too."""
    every = EVERY_SECONDS if app.config["PUBLIC_VERSION_SECONDS"] else 0.0
    readers = app.extensions[EXTENSION] = Readers(app, every)
    if readers_of_release not in feed_readers:
        feed_readers.append(readers_of_release)
    app.wsgi_app = CountedAnswers(app.wsgi_app, readers)  # type: ignore[method-assign]  # -- as Flask's guide does


def readers_of_release(fair_id: int, number: int) -> list[Reader]:
    """For the page of a release."""
    found = readings_of(fair_id, number)
    return [Reader(FAMILIES[one.family], one.reads, one.changed, one.last_at) for one in found]


def put_away() -> None:
    """What this process has counted, at once."""
    readers: Readers = current_app.extensions[EXTENSION]
    readers.put_away()


class CountedAnswers:
    """The application, with an eye on what feeds answer. Refusals are nobody's reading."""

    def __init__(self, application: WSGIApplication, readers: Readers) -> None:
        self._application = application
        self._readers = readers

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.endswith(".ics") or environ["REQUEST_METHOD"] != "GET":
            return self._application(environ, start_response)
        found = FEED.fullmatch(path)
        if found is None:
            return self._application(environ, start_response)

        def noted(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            if status[:3] in ("200", "304") and not error:
                agent = environ.get("HTTP_USER_AGENT", "")
                self._readers.count(found["slug"], agent, is_unchanged=status[:3] == "304")
            return start_response(status, headers, *error)

        return self._application(environ, noted)


def add_readings(taken: dict[Counted, Tally]) -> None:
    """Adds the counts to the rows of the release that stands, in the caller's transaction."""
    slugs = {slug for slug, _family, _day in taken}
    rows = db.session.execute(select(Fair.slug, Fair.id, Fair.released).where(Fair.slug.in_(slugs)))
    fairs = {row.slug: row for row in rows}
    for (slug, family, day), tally in sorted(taken.items(), key=lambda one: one[0]):
        if slug not in fairs:
            continue
        key = {"fair_id": fairs[slug].id, "release": fairs[slug].released, "family": family, "day": day}
        new = {**key, "reads": 0, "unchanged": 0, "last_at": tally.last_at}
        insert_new(FeedReading, new, given="family", unless=("fair_id", "release", "family", "day"))
        adding = update(FeedReading).where(*(getattr(FeedReading, name) == value for name, value in key.items()))
        added = {"reads": FeedReading.reads + tally.reads, "unchanged": FeedReading.unchanged + tally.unchanged}
        db.session.execute(adding.values(last_at=tally.last_at, **added).execution_options(synchronize_session=False))
