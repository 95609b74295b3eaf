"""What a reader has to say about the file, gathered while it reads."""

from __future__ import annotations

from eventapp.i18n import _, mark
from eventapp.interchange.source import Remark

WHOLE_FILE = mark("ganze Datei")


class BadEntry(Exception):
    """One entry cannot be used; the others can. ``field`` names the column at fault, if one is."""

    def __init__(self, reason: str, advice: str = "", *, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        self.field = field


class Remarks:
    """The remarks so far, in the order of the file, in the language being spoken: what a sentence is filled with is
    known where it is said, and a report is read by the one who sent the file."""

    def __init__(self) -> None:
        self._all: list[Remark] = []
        self._said: set[str] = set()

    def assumed(self, where: str, reason: str, advice: str = "") -> None:
        self._all.append(_remark("assumed", where, reason, advice))

    def unreadable(self, where: str, reason: str, advice: str = "") -> None:
        self._all.append(_remark("unreadable", where, reason, advice))

    def note(self, where: str, reason: str, advice: str = "") -> None:
        self._all.append(_remark("note", where, reason, advice))

    def once(self, kind: str, reason: str, advice: str = "", *, where: str = WHOLE_FILE) -> None:
        """Say what holds for many entries a single time."""
        if reason not in self._said:
            self._said.add(reason)
            self._all.append(_remark(kind, where, reason, advice))

    def told(self) -> tuple[Remark, ...]:
        return tuple(self._all)


def _remark(kind: str, *sentences: str) -> Remark:
    """Sentences that were only marked are said now."""
    return Remark(kind, *(_(one) if one else "" for one in sentences))
