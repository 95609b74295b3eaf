"""``schedule.json`` (c3voc, version 1), with what only we know under ``x-eventapp``."""

from __future__ import annotations

from eventapp.programme.value import Programme


def write(programme: Programme, language: str, *, base_url: str) -> bytes:
    """The programme as told in one language, and everything it leaves out beside it."""
    raise NotImplementedError
