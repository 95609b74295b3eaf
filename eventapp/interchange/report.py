"""What an import did, for the person at the terminal and, as JSON, for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from eventapp.interchange.source import Remark
from eventapp.programme.crowding import Crowded

STATES = ("new", "changed", "unchanged", "cancelled", "removed")
SHOWN = 120
"""Characters of a changed text that the report shows."""


def shown(text: str) -> str:
    """A text as the report shows it, shortened."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field's old and new value, as text for reading."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One session: its ``state`` (one of :data:`STATES`), and ``why`` it was taken for the one we knew. ``kept`` is
    what the file says otherwise of fields that a hand has changed: they stay as they are."""

    state: str
    code: str
    title: str
    where: str = ""
    why: str = ""
    differences: tuple[FieldDifference, ...] = ()
    kept: tuple[FieldDifference, ...] = ()


@dataclass(slots=True)
class Report:
    """Everything an import has to say. ``notes`` are about the file as a whole."""

    format: str
    label: str
    is_dry_run: bool = False
    entries: list[Entry] = field(default_factory=list)
    remarks: tuple[Remark, ...] = ()
    notes: list[str] = field(default_factory=list)
    crowded: tuple[Crowded, ...] = ()
    """Sessions that the file leaves fewer places than people who have one."""

    def in_state(self, state: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.state == state]

    def of_kind(self, kind: str) -> list[Remark]:
        return [remark for remark in self.remarks if remark.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        counts = {state: len(self.in_state(state)) for state in STATES}
        counts["gone"] = counts["cancelled"] + counts["removed"]
        return counts | {kind: len(self.of_kind(kind)) for kind in ("assumed", "unreadable", "note")}

    def as_json(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "version_label": self.label,
            "dry_run": self.is_dry_run,
            "counts": self.counts,
            "sessions": [asdict(entry) for entry in self.entries],
            "remarks": [asdict(remark) for remark in self.remarks],
            "notes": self.notes,
            "crowded": [{**asdict(one), "too_many": one.too_many} for one in self.crowded],
        }
