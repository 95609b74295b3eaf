"""How far an exhibitor is: the state of each task, derived from what lies in the tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from eventapp.exhibitors.answers import Answer, Answers, Options, Problem, is_answered, is_called_for, problems
from eventapp.exhibitors.asking import AskedField, asked_fields, asked_tasks, is_compulsory
from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.rules import Rules
from eventapp.exhibitors.states import State
from eventapp.i18n import _, mark

UNTOUCHED = 1
"""The version of an entry that nobody has written on yet."""


class Status(StrEnum):
    OPEN = "open"
    IN_WORK = "in_work"
    QUESTION = "question"
    SUBMITTED = "submitted"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    NOT_WANTED = "not_wanted"


STATUS_NAMES = {
    Status.OPEN: mark("offen"),
    Status.IN_WORK: mark("in Arbeit"),
    Status.QUESTION: mark("Rückfrage"),
    Status.SUBMITTED: mark("eingereicht"),
    Status.DECLINED: mark("abgelehnt"),
    Status.ACCEPTED: mark("freigegeben"),
    Status.NOT_WANTED: mark("nicht gewünscht"),
}
WAITS_FOR_THE_MEMBER = (Status.QUESTION, Status.IN_WORK, Status.OPEN)
_OF_STATE = {
    State.SUBMITTED: Status.SUBMITTED,
    State.QUESTION: Status.QUESTION,
    State.ANSWERED: Status.SUBMITTED,
    State.ACCEPTED: Status.ACCEPTED,
    State.DECLINED: Status.DECLINED,
}
_FIRST = (Status.QUESTION, Status.IN_WORK, Status.OPEN, Status.SUBMITTED, Status.ACCEPTED, Status.DECLINED)
"""Of several entries the one that needs most attention speaks for the task."""
NO_PASSES = Problem(
    "passes", mark("Ausweise"), mark("Tragen Sie mindestens eine Person ein, die am Stand arbeitet."), is_missing=True
)
TO_REVIEW = Problem(
    "",
    mark("Übernommene Angaben"),
    mark("Sehen Sie durch, was von der letzten Messe übernommen wurde."),
    is_missing=True,
)


@dataclass(frozen=True, slots=True)
class EntryState:
    """``has_changes``: written on since it was handed in. ``problems`` stand in the way of handing it in (again)."""

    entry: Entry
    status: Status
    problems: tuple[Problem, ...]
    has_changes: bool

    @property
    def is_ready(self) -> bool:
        """Whether handing in would do something, and may."""
        is_new = self.status in (Status.OPEN, Status.IN_WORK) or self.has_changes
        return is_new and not self.problems and self.status is not Status.QUESTION


@dataclass(frozen=True, slots=True)
class TaskState:
    """``due_at`` is the fair's deadline or the later one that the office gave this exhibitor."""

    task: Task
    status: Status
    entries: tuple[EntryState, ...]
    due_at: datetime
    is_over: bool
    is_reopened: bool
    is_compulsory: bool
    passes: int = 0

    @property
    def is_open(self) -> bool:
        """The member has to do something."""
        return self.status in WAITS_FOR_THE_MEMBER

    @property
    def is_overdue(self) -> bool:
        """Optional tasks that nobody began are not: they are simply over."""
        begun = self.is_compulsory or self.status is not Status.OPEN
        return self.is_over and self.is_open and begun

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of what is missing or wrong, each once."""
        return tuple(dict.fromkeys(problem.label for one in self.entries for problem in one.problems))

    @property
    def is_ready(self) -> bool:
        return any(one.is_ready for one in self.entries)


@dataclass(frozen=True, slots=True)
class Part:
    """Everything of one exhibitor that its tasks are derived from."""

    entries: Sequence[Entry]
    passes: int
    not_wanted: Sequence[str]
    reopened: Mapping[str, datetime]


def states_of(part: Part, rules: Rules, *, options: Options, at: datetime) -> tuple[TaskState, ...]:
    """The tasks that the fair asks, in their order."""
    return tuple(_state(task, part, rules, options, at) for task in asked_tasks(rules))


def due_at(task: str, rules: Rules, reopened: Mapping[str, datetime]) -> datetime:
    due = rules.task(task).due_at
    return max(due, reopened[task]) if task in reopened else due


def title_of(entry: Entry) -> str:
    """What an exhibit or a proposal is called so far; "" where it has no name yet."""
    return str(entry.draft.get("title_de") or "")


def snapshot(asked: Sequence[AskedField], draft: Answers) -> dict[str, Answer]:
    """What is handed in of a draft: the answers to what is asked, and called for by the other answers."""
    keys = (one.field.key for one in asked if is_called_for(one.field, draft))
    return {key: draft[key] for key in keys if is_answered(draft, key)}


def called(entry: Entry) -> str:
    """ "Exponat „Wärmenetz“", in the language being spoken."""
    title, noun = title_of(entry), _(get_task(entry.kind).noun)
    return _("{noun} „{title}“", noun=noun, title=title) if title else noun


def entry_state(entry: Entry, asked: Sequence[AskedField], *, options: Options, passes: int = 1) -> EntryState:
    found = problems(asked, entry.draft, options)
    if entry.kind == "staff" and not passes:
        found.append(NO_PASSES)
    if entry.is_to_review:
        found.append(TO_REVIEW)
    has_changes = entry.handed_in is not None and snapshot(asked, entry.draft) != snapshot(asked, entry.handed_in)
    return EntryState(entry, status_of(entry.state, entry.version), tuple(found), has_changes)


def status_of(state: str, version: int) -> Status:
    """What an entry in that state comes to for its task."""
    if state in _OF_STATE:
        return _OF_STATE[State(state)]
    return Status.OPEN if version == UNTOUCHED else Status.IN_WORK


def _state(task: Task, part: Part, rules: Rules, options: Options, at: datetime) -> TaskState:
    asked = asked_fields(rules, task.key)
    standing = (entry for entry in part.entries if entry.kind == task.key and entry.state != State.WITHDRAWN)
    entries = tuple(entry_state(entry, asked, options=options, passes=part.passes) for entry in standing)
    due = due_at(task.key, rules, part.reopened)
    is_not_wanted = task.key in part.not_wanted and not is_compulsory(task, rules)
    return TaskState(
        task=task,
        status=Status.NOT_WANTED if is_not_wanted else foremost(one.status for one in entries),
        entries=() if is_not_wanted else entries,
        due_at=due,
        is_over=at >= due,
        is_reopened=due != rules.task(task.key).due_at,
        is_compulsory=is_compulsory(task, rules),
        passes=part.passes if task.key == "staff" else 0,
    )


def foremost(statuses: Iterable[Status]) -> Status:
    """Of several the one that needs most attention; of none: open."""
    return min(statuses, key=_FIRST.index, default=Status.OPEN)
