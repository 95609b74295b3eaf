"""iCalendar files (RFC 5545): what others subscribe to becomes a programme; also our own feeds."""

from __future__ import annotations

from collections.abc import Callable

from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import SourceProgramme

Progress = Callable[[int, int], None]


def read(data: bytes, *, default_minutes: int, progress: Progress | None, remarks: Remarks) -> SourceProgramme:
    """All events that can be used; a remark for each that cannot."""
    raise NotImplementedError
