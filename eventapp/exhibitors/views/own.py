"""What the pages of one exhibitor are made of: loaded once for the person who asks, or 404."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from flask import abort, g, url_for

from eventapp.clock import at_the_fair, now
from eventapp.exhibitors.answers import Options
from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.models import Entry, Exhibitor, Question
from eventapp.exhibitors.progress import options_of, part_of
from eventapp.exhibitors.queries import find_part_of, open_questions
from eventapp.exhibitors.rules import Rules, rules_of
from eventapp.exhibitors.states import State
from eventapp.exhibitors.tasks import STATUS_NAMES, EntryState, Part, Status, TaskState, states_of, title_of
from eventapp.fair.models import Fair
from eventapp.i18n import Words, _, language, ngettext
from eventapp.text import slug

TASK_BY_WORD = {slug(task.label): task for task in TASKS}
"""Tasks by their word in addresses: ``firmeneintrag``, ``exponate`` …"""
FEW_NAMES = 4


@dataclass(frozen=True)
class Own:
    """``at`` is the moment of the request. What only some pages need is loaded once somebody asks for it."""

    exhibitor: Exhibitor
    fair: Fair
    rules: Rules
    options: Options
    at: datetime

    @cached_property
    def part(self) -> Part:
        return part_of(self.exhibitor)

    @cached_property
    def states(self) -> tuple[TaskState, ...]:
        return states_of(self.part, self.rules, options=self.options, at=self.at)

    @property
    def title(self) -> Words:
        return Words(self.fair.title_de, self.fair.title_en)

    @property
    def is_withdrawn(self) -> bool:
        return self.exhibitor.state == "withdrawn"

    def state_of(self, task: Task) -> TaskState:
        """404 where the fair does not ask for it."""
        return next((state for state in self.states if state.task is task), None) or abort(404)

    def entries(self, kind: str) -> list[Entry]:
        return [entry for entry in self.part.entries if entry.kind == kind and entry.state != State.WITHDRAWN]

    def is_locked(self, state: TaskState) -> bool:
        """Readable only: the deadline is over, or the member has withdrawn."""
        return state.is_over or self.is_withdrawn


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of the board of tasks. ``questions`` with the address at which each is answered."""

    state: TaskState
    name: str
    help: str
    url: str
    told: str
    missing: str
    questions: tuple[tuple[Question, str], ...]
    declined: tuple[str, ...]
    is_changed: bool
    is_public: bool

    @property
    def status_name(self) -> str:
        return _(STATUS_NAMES[self.state.status])

    @property
    def is_missed(self) -> bool:
        """Nobody had to, nobody did, and now it is too late."""
        return self.state.is_over and self.state.status is Status.OPEN and not self.state.is_compulsory

    @property
    def left(self) -> str:
        return "" if self.state.is_over else time_left(self.state.due_at, now())


def own_or_404(exhibitor_id: int, *, is_locked: bool = False) -> Own:
    exhibitor, fair, document = find_part_of(g.person, exhibitor_id, is_locked=is_locked) or abort(404)
    rules, options = rules_of(document, fair.starts_on), options_of(fair.id, besides=exhibitor.id)
    return Own(exhibitor, fair, rules, options, now())


def word_of(task: Task) -> str:
    return slug(task.label)


def task_url(own: Own, task: Task) -> str:
    return url_for("member_entries.task", exhibitor_id=own.exhibitor.id, word=word_of(task))


def task_or_404(word: str) -> Task:
    return TASK_BY_WORD.get(word) or abort(404)


def task_line(own: Own, state: TaskState) -> TaskLine:
    task, here = state.task, own.exhibitor.id
    asked = [
        (question, url_for("member_questions.answer", exhibitor_id=here, question_id=question.id))
        for one in state.entries
        for question in open_questions(one.entry)
    ]
    return TaskLine(
        state=state,
        name=_(task.label),
        help=own.rules.task(task.key).help.in_language(language()) or _(task.help),
        url=task_url(own, task),
        told=_told(own, state),
        missing=names_of(state.missing) if state.status in (Status.IN_WORK, Status.DECLINED) else "",
        questions=tuple(asked),
        declined=tuple(entry_title(one.entry) for one in state.entries if one.status is Status.DECLINED),
        is_changed=any(one.has_changes for one in state.entries),
        is_public=any(one.entry.accepted is not None for one in state.entries),
    )


def _told(own: Own, state: TaskState) -> str:
    """What one sees at a glance: the titles, the number of passes, or what the task is about."""
    titles = [title_of(one.entry) or _("(noch ohne Titel)") for one in state.entries]
    if state.task.is_many and titles:
        more = len(titles) - FEW_NAMES
        told = ", ".join(f"„{title}“" for title in titles[:FEW_NAMES])
        return _("{titles} und {number} weitere", titles=told, number=more) if more > 0 else told
    if state.passes:
        return ngettext("Ein Ausweis", "{number} Ausweise", state.passes)
    if state.status is Status.OPEN:
        return own.rules.task(state.task.key).help.in_language(language()) or _(state.task.help)
    return ""


def names_of(labels: tuple[str, ...]) -> str:
    """ "Logo, Website und 3 weitere" """
    named = [_(label) for label in labels]
    shown, more = named[:FEW_NAMES], len(named) - FEW_NAMES
    listed = ", ".join(shown)
    return _("{titles} und {number} weitere", titles=listed, number=more) if more > 0 else listed


def entry_title(entry: Entry) -> str:
    """What an entry is called on the page: its title, or of which task it is."""
    task = next(task for task in TASKS if task.key == entry.kind)
    return title_of(entry) or (_("{noun} ohne Titel", noun=_(task.noun)) if task.is_many else _(task.noun))


def entry_status_name(one: EntryState) -> str:
    return _(STATUS_NAMES[one.status])


def time_left(until: datetime, moment: datetime) -> str:
    """ "noch 20 Minuten", "noch 5 Stunden", "noch 3 Tage": as near as one has to know."""
    left = until - moment
    if left < timedelta(hours=1):
        return ngettext("noch eine Minute", "noch {number} Minuten", max(1, int(left.total_seconds()) // 60))
    if left < timedelta(hours=24):
        return ngettext("noch eine Stunde", "noch {number} Stunden", int(left.total_seconds()) // 3600)
    days = (at_the_fair(until).date() - at_the_fair(moment).date()).days
    return ngettext("noch ein Tag", "noch {number} Tage", days)
