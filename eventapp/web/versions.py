"""What each fair's ``public_version`` was when it was last asked for: once a second and process is enough."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

PUBLISHED = "eventapp.published"
"""Marks a database session in which a ``public_version`` rose: this process forgets when it is committed."""


class Versions:
    """Known for ``seconds`` after they were asked for. While one thread asks anew, the others go on with the old one.

    A database that does not answer is no answer: the error goes to who asked, and the next one asks again. Only fairs
    that exist are remembered, so made-up names take no room.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._known: dict[str, tuple[int, float]] = {}
        self._asking: set[str] = set()
        self._forgotten = 0
        self._lock = Lock()

    def known(self, slug: str) -> int | None:
        """The version, if it is fresh, or was a moment ago and is being asked for just now."""
        version, asked_at = self._known.get(slug, (None, 0.0))
        age = self._clock() - asked_at
        is_fresh = age < self.seconds or (age < 2 * self.seconds and slug in self._asking)
        return version if is_fresh else None

    def find(self, slug: str, ask: Callable[[], int | None]) -> int | None:
        """The version; where it is not known, what ``ask`` answers (None: there is no such fair)."""
        with self._lock:
            known = self.known(slug)
            if known is not None:
                return known
            self._asking.add(slug)
            asked_at, forgotten = self._clock(), self._forgotten
        version = None
        try:
            version = ask()
        finally:
            with self._lock:
                self._asking.discard(slug)
                if version is None:
                    self._known.pop(slug, None)
                elif forgotten == self._forgotten:
                    self._known[slug] = (version, asked_at)
        return version

    def forget(self) -> None:
        """After a publication in this process its next reader asks."""
        with self._lock:
            self._known.clear()
            self._forgotten += 1
