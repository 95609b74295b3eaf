"""An import in the journal: one line for the file, one for each session that it changed, cancelled or took out."""

from __future__ import annotations

from datetime import datetime

from eventapp.i18n import _, mark
from eventapp.interchange.actions.writing import WORDED
from eventapp.interchange.report import Entry, Report
from eventapp.journal.actions import Difference, record
from eventapp.programme.snapshots import FIELD_NAMES, YES

KINDS = {"changed": "session.changed", "cancelled": "session.cancelled", "removed": "session.deleted"}
COUNTED = {
    "new": mark("Neu"),
    "changed": mark("Geändert"),
    "cancelled": mark("Abgesagt"),
    "removed": mark("Gelöscht"),
    "unreadable": mark("Nicht lesbar"),
}


def note_import(fair_id: int, report: Report, *, name: str, by: int | None, at: datetime) -> None:
    counts = report.counts
    told = [Difference(word, "", str(counts[key])) for key, word in COUNTED.items() if counts[key]]
    record(by, "import.applied", fair_id=fair_id, subject="import:programme", name=name, at=at, differences=told)
    for entry in report.entries:
        if entry.state in KINDS:
            subject = f"session:{entry.code}"
            record(
                by,
                KINDS[entry.state],
                fair_id=fair_id,
                subject=subject,
                name=entry.title,
                at=at,
                differences=_differences(entry),
            )


def _differences(entry: Entry) -> list[Difference]:
    if entry.state == "cancelled":
        return [Difference(FIELD_NAMES["is_cancelled"], "", YES)]
    return [Difference(field_name(one.field), one.old, one.new) for one in entry.differences]


def field_value(difference: dict[str, str], side: str) -> str:
    """``old`` or ``new`` of a field of a report, in the language of who reads it."""
    said = difference[side]
    return _(said) if said and difference["field"] in WORDED else said


def field_name(field: str) -> str:
    """A field of a report by its German name; of a speaker's the speaker."""
    return FIELD_NAMES.get(field, FIELD_NAMES["speakers"] if field.startswith("speaker_") else field)
