"""``programm.xlsx``: the programme as a table to read, sort and work with, and to import again."""

from __future__ import annotations

from eventapp.programme.value import Programme


def write(programme: Programme, language: str) -> bytes:
    """A workbook without a formula or a link that acts; headers in ``language``, texts in both."""
    raise NotImplementedError
