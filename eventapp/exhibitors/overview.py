"""All exhibitors of a fair at a glance: how far each is with each task, told from states alone. Pure.

What exactly is missing in an entry is worked out where it is opened; a list of two thousand must not read them all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from eventapp.exhibitors.asking import asked_tasks, is_compulsory
from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.rules import Rules
from eventapp.exhibitors.states import WITH_THE_OFFICE, State
from eventapp.exhibitors.tasks import UNTOUCHED, Status, due_at, foremost, status_of
from eventapp.i18n import mark


class EntryMark(NamedTuple):
    """What a list needs of an entry. ``is_public``: something of it was accepted."""

    exhibitor_id: int
    kind: str
    state: str
    version: int
    is_public: bool


class EntrySign(NamedTuple):
    """The same of an entry that is only counted: nobody asks whose it is."""

    kind: str
    state: str
    version: int


class Stage(StrEnum):
    """Where an exhibitor stands as a whole; who has to act next."""

    LISTED = "listed"
    INVITED = "invited"
    IN_WORK = "in_work"
    WAITING = "waiting"
    QUESTION = "question"
    DONE = "done"
    WITHDRAWN = "withdrawn"


STAGE_NAMES = {
    Stage.LISTED: mark("nicht eingeladen"),
    Stage.INVITED: mark("eingeladen"),
    Stage.IN_WORK: mark("in Arbeit"),
    Stage.WAITING: mark("wartet auf Sie"),
    Stage.QUESTION: mark("Rückfrage offen"),
    Stage.DONE: mark("freigegeben"),
    Stage.WITHDRAWN: mark("zurückgezogen"),
}
LONGEST_QUERY = 100
PAGE = 250
"""Rows on one page of the list."""
OVERDUE = "overdue"
"""A filter beside the stages: an exhibitor in work can be late or not."""


@dataclass(frozen=True, slots=True)
class TaskMark:
    """One cell of the list."""

    task: Task
    status: Status
    number: int
    is_overdue: bool
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list."""

    exhibitor: Exhibitor
    stage: Stage
    tasks: tuple[TaskMark, ...]
    passes: int

    @property
    def number(self) -> int:
        return 1

    @property
    def is_overdue(self) -> bool:
        return any(task.is_overdue for task in self.tasks)

    @property
    def waiting(self) -> int:
        """Entries that the office has to look at."""
        return 0 if self.stage == Stage.WITHDRAWN else sum(task.waiting for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the tables know of all exhibitors of a fair, in few queries."""

    exhibitors: Sequence[Exhibitor]
    entries: Iterable[EntryMark]
    passes: Mapping[int, int]
    reopened: Mapping[int, Mapping[str, datetime]]


@dataclass(frozen=True, slots=True)
class Alike:
    """Exhibitors of whom the tables know the same, and how many they are. ``entries`` are those not withdrawn."""

    state: str
    not_wanted: Sequence[str]
    entries: Sequence[EntrySign]
    reopened: Mapping[str, datetime]
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far so many exhibitors are."""

    stage: Stage
    tasks: tuple[TaskMark, ...]
    number: int

    @property
    def is_overdue(self) -> bool:
        return any(task.is_overdue for task in self.tasks)


def standings_of(alike: Iterable[Alike], rules: Rules, *, at: datetime) -> list[Standing]:
    """The lines of the list for who only counts them."""
    asked = [(task, is_compulsory(task, rules)) for task in asked_tasks(rules)]
    found = []
    for one in alike:
        tasks = _tasks(one, one.entries, asked, rules, one.reopened, at)
        found.append(Standing(_stage(one, tasks, asked), tasks, one.number))
    return found


def lines_of(marks: Marks, rules: Rules, *, at: datetime) -> list[Line]:
    """In the order of ``marks.exhibitors``. Many are equally far: what stands in their cells is worked out once."""
    entries: dict[int, list[EntryMark]] = defaultdict(list)
    for entry in marks.entries:
        if entry.state != State.WITHDRAWN:
            entries[entry.exhibitor_id].append(entry)
    asked = [(task, is_compulsory(task, rules)) for task in asked_tasks(rules)]
    known: dict[object, tuple[Stage, tuple[TaskMark, ...]]] = {}
    lines = []
    for exhibitor in marks.exhibitors:
        own, reopened = entries[exhibitor.id], marks.reopened.get(exhibitor.id, {})
        signs = tuple((entry.kind, entry.state, entry.version == UNTOUCHED) for entry in own)
        alike = (exhibitor.state, tuple(exhibitor.not_wanted), signs, tuple(reopened.items()))
        if alike not in known:
            tasks = _tasks(exhibitor, own, asked, rules, reopened, at)
            known[alike] = _stage(exhibitor, tasks, asked), tasks
        lines.append(Line(exhibitor, *known[alike], marks.passes.get(exhibitor.id, 0)))
    return lines


def _tasks(
    exhibitor: Exhibitor | Alike,
    entries: Sequence[EntryMark | EntrySign],
    asked: Sequence[tuple[Task, bool]],
    rules: Rules,
    reopened: Mapping[str, datetime],
    at: datetime,
) -> tuple[TaskMark, ...]:
    takes_part = exhibitor.state in ("invited", "taking_part")
    tasks = []
    for task, compulsory in asked:
        own = [entry for entry in entries if entry.kind == task.key]
        status = foremost(status_of(entry.state, entry.version) for entry in own)
        if task.key in exhibitor.not_wanted and not compulsory:
            status = Status.NOT_WANTED
        is_open = status in (Status.OPEN, Status.IN_WORK) and (compulsory or status is Status.IN_WORK)
        is_late = takes_part and is_open and at >= due_at(task.key, rules, reopened)
        waiting = sum(State(entry.state) in WITH_THE_OFFICE for entry in own)
        tasks.append(TaskMark(task, status, len(own), is_late, waiting))
    return tuple(tasks)


def _stage(exhibitor: Exhibitor | Alike, tasks: Sequence[TaskMark], asked: Sequence[tuple[Task, bool]]) -> Stage:
    if exhibitor.state == "withdrawn":
        return Stage.WITHDRAWN
    statuses = {task.status for task in tasks}
    if Status.SUBMITTED in statuses:
        return Stage.WAITING
    if Status.QUESTION in statuses:
        return Stage.QUESTION
    needed = {task.status for task, (_, compulsory) in zip(tasks, asked, strict=True) if compulsory}
    if needed <= {Status.ACCEPTED} and Status.ACCEPTED in statuses:
        return Stage.DONE
    if exhibitor.state == "listed":
        return Stage.LISTED
    return Stage.INVITED if exhibitor.state == "invited" else Stage.IN_WORK


def counts_of(lines: Sequence[Line | Standing]) -> dict[str, int]:
    """How many stand where, by stage, and how many are late."""
    counts = Counter[str]()
    for line in lines:
        counts[line.stage.value] += line.number
        counts[OVERDUE] += line.number * line.is_overdue
    return {key: counts[key] for key in (*STAGE_NAMES, OVERDUE)}


SORTS: dict[str, Callable[[Line], object]] = {
    "stand": lambda line: list(Stage).index(line.stage),
    "ort": lambda line: line.exhibitor.member.city.casefold(),
    "eingeladen": lambda line: line.exhibitor.invited_at.timestamp() if line.exhibitor.invited_at else 0.0,
}
"""What a list can be sorted by beside the name."""


def chosen(
    lines: Sequence[Line], *, stage: str, words: Sequence[str], sort: str, folded: Callable[[str], str]
) -> list[Line]:
    """The lines at that stage in whose name or place every word stands."""
    hits = [line for line in lines if not stage or line.stage == stage or (stage == OVERDUE and line.is_overdue)]
    if words:
        hits = [line for line in hits if all(word in folded(f"{_named(line)}") for word in words)]
    key = SORTS.get(sort)
    return sorted(hits, key=key) if key else hits  # type: ignore[arg-type]  # -- each key gives one kind of value


class Asked(NamedTuple):
    """What a list is narrowed to, and which page of it is asked for, as an address or a form says it."""

    stage: str
    q: str
    sort: str
    page: int = 1

    @property
    def parameters(self) -> dict[str, str]:
        """For links that keep what was asked for, but the page."""
        return {name: said for name, said in (("stand", self.stage), ("q", self.q), ("nach", self.sort)) if said}


def asked_for(said: Mapping[str, str]) -> Asked:
    """What is none of ours is left out."""
    stage, q, sort = (said.get(name, "")[:LONGEST_QUERY] for name in ("stand", "q", "nach"))
    page = said.get("seite", "")
    return Asked(
        stage if stage in (*STAGE_NAMES, OVERDUE) else "",
        q,
        sort if sort in SORTS else "",
        max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 5 else 1,
    )


def is_to_invite(line: Line) -> bool:
    """Whether an invitation still makes sense: nobody has begun."""
    return line.stage in (Stage.LISTED, Stage.INVITED)


def _named(line: Line) -> str:
    exhibitor = line.exhibitor
    return f"{exhibitor.member.name} {exhibitor.member.city} {exhibitor.contact_name} {exhibitor.contact_email}"
