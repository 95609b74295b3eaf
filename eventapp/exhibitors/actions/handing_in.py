"""Handing in: what is complete goes to the office as it stands, and a mail says everything that was handed in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors import states
from eventapp.exhibitors.actions.drafts import begin
from eventapp.exhibitors.actions.locks import get_fair_of, locked_entry, locked_exhibitor
from eventapp.exhibitors.actions.mailing import write
from eventapp.exhibitors.actions.recording import differences, id_of, record_entry, record_what_changed
from eventapp.exhibitors.answers import Options, Problem, shown
from eventapp.exhibitors.asking import AskedField, asked_fields
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.progress import options_of, states_of_exhibitor
from eventapp.exhibitors.queries import passes_of, rules_of_fair
from eventapp.exhibitors.rules import Rules
from eventapp.exhibitors.states import Act
from eventapp.exhibitors.tasks import EntryState, TaskState, snapshot, title_of
from eventapp.i18n import _, mark


class NothingToHandIn(DomainError):
    """Nothing is complete, or nothing is new. ``missing`` names by task what is missing."""

    def __init__(self, message: str, missing: dict[str, tuple[Problem, ...]]) -> None:
        super().__init__(message)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class HandedIn:
    """``left`` are tasks that still wait for something."""

    entries: tuple[Entry, ...]
    left: tuple[TaskState, ...]


def hand_in(exhibitor: Exhibitor, *, by: Person, at: datetime, only: Collection[int] | None = None) -> HandedIn:
    """Everything that is complete and in time (or, of it, the entries ``only``)."""
    exhibitor = locked_exhibitor(exhibitor)
    rules = rules_of_fair(get_fair_of(exhibitor))
    options = options_of(exhibitor.fair_id, besides=exhibitor.id)
    tasks = states_of_exhibitor(exhibitor, at=at, rules=rules, options=options)
    ready = [one for task in tasks if not task.is_over for one in task.entries if _is_meant(one, only)]
    if exhibitor.state not in ("invited", "taking_part") or not ready:
        raise _nothing(tasks)
    for one in ready:
        hand_in_entry(locked_entry(one.entry), rules=rules, by=by, at=at, options=options)
    begin(exhibitor, at=at)
    db.session.flush()
    entries = tuple(one.entry for one in ready)
    _confirm(exhibitor, entries, rules, by=by, at=at)
    left = states_of_exhibitor(exhibitor, at=at, rules=rules, options=options)
    return HandedIn(entries, tuple(task for task in left if task.is_open))


def hand_in_entry(
    entry: Entry, *, rules: Rules, by: Person, at: datetime, options: Options, act: Act = Act.HAND_IN
) -> None:
    """The draft as it stands becomes what lies with the office. The caller has seen that it is complete."""
    state = states.after(act, entry.state)
    record_what_changed(entry, by=entry.changed_by, at=at, options=options)
    before = entry.handed_in or {}
    entry.state = state
    entry.handed_in = snapshot(asked_fields(rules, entry.kind), entry.draft)
    entry.handed_in_by, entry.handed_in_at = id_of(by), at
    entry.submission += 1
    told = differences(entry.kind, before, entry.handed_in, options)
    record_entry(entry, "handed_in", by=id_of(by), at=at, differences=told)


def _is_meant(one: EntryState, only: Collection[int] | None) -> bool:
    return one.is_ready and (only is None or one.entry.id in only)


def _nothing(tasks: tuple[TaskState, ...]) -> NothingToHandIn:
    missing = {
        task.task.key: tuple(problem for one in task.entries for problem in one.problems)
        for task in tasks
        if task.is_open and any(one.problems for one in task.entries)
    }
    if missing:
        return NothingToHandIn(mark("Noch ist nichts vollständig. Was fehlt, steht bei jeder Aufgabe."), missing)
    return NothingToHandIn(mark("Es gibt nichts Neues, das Sie jetzt einreichen könnten."), missing)


def _confirm(exhibitor: Exhibitor, entries: tuple[Entry, ...], rules: Rules, *, by: Person, at: datetime) -> None:
    """To the person who did it, in their language."""
    named = ":".join(f"{entry.id}.{entry.submission}" for entry in entries[:12])
    key = f"handed-in:{named}:{len(entries)}"
    write(
        exhibitor,
        "handed_in",
        key=key,
        at=at,
        to=by,
        values=lambda: {"entries": told_entries(exhibitor, entries, rules)},
    )


def told_entries(exhibitor: Exhibitor, entries: tuple[Entry, ...], rules: Rules) -> list[dict[str, Any]]:
    """What was handed in, as a mail or a page tells it, in the language being spoken."""
    options = options_of(exhibitor.fair_id, besides=exhibitor.id)
    told = []
    for entry in entries:
        rows = _rows(asked_fields(rules, entry.kind), entry, options)
        if entry.kind == "staff":
            people = [f"{one.first_name} {one.last_name}".strip() for one in passes_of(exhibitor.id)]
            rows.append({"label": _("Ausweise"), "value": ", ".join(people)})
        told.append({"task": _(get_task(entry.kind).noun), "title": title_of(entry), "rows": rows})
    return told


def _rows(asked: tuple[AskedField, ...], entry: Entry, options: Options) -> list[dict[str, str]]:
    said = entry.handed_in or {}
    answered = (one.field for one in asked if one.field.key in said)
    return [{"label": _(field.label), "value": shown(field, said[field.key], options)} for field in answered]
