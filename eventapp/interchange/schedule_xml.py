"""``schedule.xml`` as frab, pentabarf and pretalx write it, for the apps that read it."""

from __future__ import annotations

from eventapp.programme.value import Programme


def write(programme: Programme, language: str, *, base_url: str) -> bytes:
    """The programme as told in one language."""
    raise NotImplementedError
