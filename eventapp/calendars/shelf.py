"""Feeds ready to be sent, and the last good ones for when the database is away. Bounded by bytes, one per process.

A calendar program that is answered with an error may switch the calendar off (Thunderbird until its restart). So a feed
that cannot be made anew is served as it last was, unless somebody was erased or took their name back since it was known
to be right: it might name them.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from flask import current_app
from werkzeug.exceptions import HTTPException

from eventapp.errors import DomainError
from eventapp.web.kept import Kept

MOST_BYTES = 7 * 1024 * 1024
LARGEST_SQUEEZED = 512 * 1024
"""Bytes up to which a feed is kept packed only. The few programs that take no gzip wait two milliseconds for a day or a
theme of a thousand sessions; the whole programme, which most subscribe to, lies ready for them, too."""
Key = tuple[str, str, str]
_log = logging.getLogger(__name__)


class Shelf:
    """One feed each per fair, language and name: its standing version replaces the one before."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._feeds: OrderedDict[Key, tuple[int, Kept]] = OrderedDict()
        self._right: dict[Key, Hashable] = {}
        self._lock = Lock()
        self._making = Lock()

    def find(self, key: Key, version: int | None = None) -> Kept | None:
        """The feed in that version of the fair's public face; without a version, the last one that was good."""
        with self._lock:
            known, feed = self._feeds.get(key, (None, None))
            return feed if version is None or known == version else None

    def get(self, key: Key, version: int, make: Callable[[], Kept]) -> Kept:
        """The feed in that version; made once, however many wait for it."""
        known = self.find(key, version)
        if known is not None:
            return known
        with self._making:
            return self.find(key, version) or self.put(key, version, make())

    def put(self, key: Key, version: int, feed: Kept) -> Kept:
        feed.squeeze(LARGEST_SQUEEZED, into="gzip")
        with self._lock:
            self._feeds[key] = (version, feed)
            self._feeds.move_to_end(key)
            while len(self._feeds) > 1 and sum(kept.weight for _, kept in self._feeds.values()) > self.most_bytes:
                dropped, _ = self._feeds.popitem(last=False)
                self._right.pop(dropped, None)
        return feed

    def good(self, key: Key, make: Callable[[], Kept], *, erased: Hashable) -> Kept:
        """What ``make`` makes. If it fails, the last good feed; a refusal (404) stays one. ``erased`` was looked at
        before and is another one as soon as anybody is erased: what was right under an earlier one is given no more."""
        try:
            made = make()
        except (HTTPException, DomainError):
            raise
        except Exception:  # whatever is wrong with us, subscribers must not lose their calendar
            last_good = self.find(key)
            if last_good is None or self._right.get(key) != erased:
                raise
            _log.exception("serving the last good state of %s", "/".join(key))
            return last_good
        with self._lock:
            if key in self._feeds:
                self._right[key] = erased
        return made


def shelf() -> Shelf:
    """This process' shelf."""
    known: Shelf = current_app.extensions.setdefault("eventapp.calendars.shelf", Shelf())
    return known
