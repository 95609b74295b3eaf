"""What goes into the journal about entries and exhibitors: field by field, nothing personal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from eventapp.accounts.models import Person
from eventapp.exhibitors.answers import NOTHING_SAID, Answer, Options, shown
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.tasks import called
from eventapp.i18n import mark, speaking
from eventapp.journal.actions import Difference, record

KEPT_OUT = mark("(nicht aufgezeichnet)")
"""Stands for a personal answer: the journal outlives it."""
ABSENT: list[Answer] = []


def id_of(person: Person | None) -> int | None:
    return person.id if person else None


def name_of(entry: Entry) -> str:
    """ "Exponat „Wärmenetz“ – SIBA GmbH" """
    with speaking("de"):
        return f"{called(entry)} – {entry.exhibitor.member.name}"


def record_entry(
    entry: Entry, kind: str, *, by: int | None, at: datetime, differences: Iterable[Difference] = ()
) -> None:
    """``kind`` says what was done: "handed_in" becomes ``entry.handed_in``."""
    told = f"entry.{kind}"
    subject = f"entry:{entry.id}"
    record(by, told, subject=subject, name=name_of(entry), at=at, fair_id=entry.fair_id, differences=differences)


def record_exhibitor(
    exhibitor: Exhibitor, kind: str, *, by: Person | None, at: datetime, differences: Iterable[Difference] = ()
) -> None:
    record(
        id_of(by),
        f"exhibitor.{kind}",
        subject=f"exhibitor:{exhibitor.id}",
        name=exhibitor.member.name,
        at=at,
        fair_id=exhibitor.fair_id,
        differences=differences,
    )


def differences(
    task: str, old: Mapping[str, Any], new: Mapping[str, Any], options: Options | None = None
) -> list[Difference]:
    """The fields that say something else, in the order of the form, by their German labels."""
    found = []
    for field in get_task(task).fields:
        before, after = old.get(field.key, ""), new.get(field.key, "")
        if before == after or (before in NOTHING_SAID and after in NOTHING_SAID):
            continue
        if field.is_personal:
            found.append(Difference(field.label, KEPT_OUT, KEPT_OUT))
        else:
            known = options or {}
            found.append(Difference(field.label, shown(field, before, known), shown(field, after, known)))
    return found


def remember(entry: Entry, before: Mapping[str, list[Answer]]) -> None:
    """Keep what fields said before the first change that is not in the journal yet: ``[]`` nothing, ``[answer]``."""
    entry.unrecorded = {**before, **entry.unrecorded}


def record_what_changed(entry: Entry, *, by: int | None, at: datetime, options: Options | None = None) -> None:
    """One line for all that was typed since the last one: nobody wants a line for every five seconds."""
    if not entry.unrecorded:
        return
    old = {key: kept[0] for key, kept in entry.unrecorded.items() if kept}
    new = {key: entry.draft[key] for key in entry.unrecorded if key in entry.draft}
    entry.unrecorded = {}
    told = differences(entry.kind, old, new, options)
    if told:
        record_entry(entry, "changed", by=by, at=at, differences=told)
