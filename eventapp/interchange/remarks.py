"""What a reader has to say about the file, gathered while it reads."""

from __future__ import annotations

from eventapp.interchange.source import Remark

WHOLE_FILE = "ganze Datei"


class BadEntry(Exception):
    """One entry cannot be used; the others can. ``field`` names the column at fault, if one is."""

    def __init__(self, reason: str, advice: str = "", *, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        self.field = field


class Remarks:
    """The remarks so far, in the order of the file."""

    def __init__(self) -> None:
        self._all: list[Remark] = []
        self._said: set[str] = set()

    def assumed(self, where: str, reason: str, advice: str = "") -> None:
        self._all.append(Remark("assumed", where, reason, advice))

    def unreadable(self, where: str, reason: str, advice: str = "") -> None:
        self._all.append(Remark("unreadable", where, reason, advice))

    def note(self, where: str, reason: str, advice: str = "") -> None:
        self._all.append(Remark("note", where, reason, advice))

    def once(self, kind: str, reason: str, advice: str = "", *, where: str = WHOLE_FILE) -> None:
        """Say what holds for many entries a single time."""
        if reason not in self._said:
            self._said.add(reason)
            self._all.append(Remark(kind, where, reason, advice))

    def told(self) -> tuple[Remark, ...]:
        return tuple(self._all)
