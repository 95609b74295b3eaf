"""Which pictures something published shows: the rooms say so, and are believed for a minute or until a commit."""

from __future__ import annotations

import time
from collections.abc import Callable

from flask import Flask, current_app

from eventapp.database import AFTER_COMMIT
from eventapp.uploads import hooks

BELIEVED = 60
"""Seconds. What another process withdrew is gone from here after them."""
MOST = 2_000
EXTENSION, PORTRAITS = "eventapp.uploads.shown", "eventapp.uploads.portraits"


class Shown:
    """Only the pictures that are public are remembered: made-up ones take no room."""

    def __init__(self, asked: Callable[[str], bool] = hooks.anybody_may_see) -> None:
        self._asked = asked
        self._until: dict[str, float] = {}

    def is_public(self, digest: str) -> bool:
        if self._until.get(digest, 0.0) > time.monotonic():
            return True
        if not self._asked(digest):
            return False
        if len(self._until) >= MOST:
            self._until.clear()
        self._until[digest] = time.monotonic() + BELIEVED
        return True

    def forget(self) -> None:
        self._until.clear()


def init_app(app: Flask) -> None:
    app.extensions[EXTENSION] = shown = Shown()
    app.extensions[PORTRAITS] = portraits = Shown(hooks.anybody_may_see_portrait)
    app.extensions.setdefault(AFTER_COMMIT, []).extend((shown.forget, portraits.forget))


def is_public(digest: str) -> bool:
    shown: Shown = current_app.extensions[EXTENSION]
    return shown.is_public(digest)


def is_public_portrait(digest: str) -> bool:
    portraits: Shown = current_app.extensions[PORTRAITS]
    return portraits.is_public(digest)
