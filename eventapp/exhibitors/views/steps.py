"""Steps of a task as pages: their addresses, their order, what a page about one of them has to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, request, url_for

from eventapp.exhibitors.actions.drafts import is_writable
from eventapp.exhibitors.actions.locks import find_locked_entry
from eventapp.exhibitors.answers import Answers, problems, shown
from eventapp.exhibitors.asking import AskedField, asked_fields
from eventapp.exhibitors.fields.field import Step, Task
from eventapp.exhibitors.forms import FILES
from eventapp.exhibitors.models import Entry, Question
from eventapp.exhibitors.queries import open_questions
from eventapp.exhibitors.tasks import UNTOUCHED, TaskState
from eventapp.exhibitors.views.own import Own, own_or_404, task_or_404, task_url, word_of
from eventapp.i18n import _
from eventapp.text import slug
from eventapp.uploads.queries import find_upload, pictures_of
from eventapp.uploads.value import Picture, hints


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step of one entry. ``steps`` are those of the task in which the fair asks anything."""

    own: Own
    task: Task
    entry: Entry
    step: Step
    steps: Sequence[tuple[Step, Sequence[AskedField]]]

    @property
    def state(self) -> TaskState:
        return self.own.state_of(self.task)

    @property
    def asked(self) -> Sequence[AskedField]:
        return next(asked for step, asked in self.steps if step is self.step)

    @property
    def number(self) -> int:
        return [step for step, _asked in self.steps].index(self.step) + 1

    @property
    def url(self) -> str:
        return step_url(self.own, self.task, self.entry, self.step)

    @property
    def next_url(self) -> str:
        """The next step, or after the last one the list that it belongs to, or the page of everything."""
        if self.number < len(self.steps):
            return step_url(self.own, self.task, self.entry, self.steps[self.number][0])
        here = self.own.exhibitor.id
        if self.task.is_many or self.task.key == "staff":
            return task_url(self.own, self.task)
        return url_for("member_review.check", exhibitor_id=here, _anchor=self.task.key)


@dataclass(frozen=True, slots=True)
class StepLink:
    name: str
    url: str
    is_here: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class ShownFile:
    """What lies at a file's field already."""

    name: str = ""
    url: str = ""
    picture: Picture | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the office at its field."""

    text: str
    url: str


def asked_steps(own: Own, task: Task) -> list[tuple[Step, Sequence[AskedField]]]:
    asked = [one for one in asked_fields(own.rules, task.key) if not _has_nothing_to_choose(own, one)]
    by_step = [(step, tuple(one for one in asked if one.field.step == step.key)) for step in task.steps]
    return [(step, fields) for step, fields in by_step if fields]


def _has_nothing_to_choose(own: Own, asked: AskedField) -> bool:
    return bool(asked.field.source) and not asked.is_compulsory and not own.options.get(asked.field.source)


def step_url(own: Own, task: Task, entry: Entry, step: Step, *, anchor: str | None = None) -> str:
    here, word, at = own.exhibitor.id, word_of(task), slug(step.label)
    if not task.is_many:
        return url_for("member_entries.step", exhibitor_id=here, word=word, step_word=at, _anchor=anchor)
    return url_for(
        "member_entries.entry_step", exhibitor_id=here, word=word, entry_id=entry.id, step_word=at, _anchor=anchor
    )


def field_url(own: Own, task: Task, entry: Entry, key: str) -> str:
    """The step in which a field is asked, at the field."""
    found = next((step for step, asked in asked_steps(own, task) if key in {one.field.key for one in asked}), None)
    return step_url(own, task, entry, found or task.steps[0], anchor=key or None)


def entry_or_404(own: Own, task: Task, entry_id: int | None) -> Entry:
    """One of the exhibitor's own: by its number, or the only one of its task."""
    known = own.entries(task.key)
    return next((one for one in known if not task.is_many or one.id == entry_id), None) or abort(404)


def step_page_or_404(exhibitor_id: int, word: str, step_word: str, entry_id: int | None) -> StepPage:
    """To be written on: exhibitor and entry are locked, and everything else waits until a page has to be shown."""
    writes = request.method == "POST"
    own, task = own_or_404(exhibitor_id, is_locked=writes), task_or_404(word)
    if task.is_many != (entry_id is not None) or not own.rules.task(task.key).is_asked:
        abort(404)
    found = find_locked_entry(own.exhibitor, task.key, entry_id) if writes else entry_or_404(own, task, entry_id)
    entry = found or abort(404)
    steps = asked_steps(own, task)
    step = next((step for step, _asked in steps if slug(step.label) == step_word), None) or abort(404)
    return StepPage(own, task, entry, step, steps)


def may_write(own: Own, entry: Entry) -> bool:
    return is_writable(entry, own.rules, own.part.reopened, own.at)


def first_step_to_do(own: Own, task: Task, entry: Entry) -> Step:
    """The first in which something is missing; the first of all where nothing is."""
    steps = asked_steps(own, task)
    wrong = {problem.key for problem in problems(asked_fields(own.rules, task.key), entry.draft, own.options)}
    unfinished = (step for step, asked in steps if wrong & {one.field.key for one in asked})
    return next(unfinished, steps[0][0] if steps else abort(404))


def step_links(page: StepPage) -> list[StepLink]:
    entry = page.entry
    return [
        StepLink(
            name=_(step.label),
            url=step_url(page.own, page.task, entry, step),
            is_here=step is page.step,
            is_done=_is_begun(asked, entry) and not problems(asked, entry.draft, page.own.options),
        )
        for step, asked in page.steps
    ]


def _is_begun(asked: Sequence[AskedField], entry: Entry) -> bool:
    return entry.version > UNTOUCHED and any(one.field.key in entry.draft for one in asked)


def asks_of(own: Own, entry: Entry) -> dict[str, Ask]:
    """Open questions by field; "" holds the one about the whole."""
    return {question.field: Ask(question.text, question_url(own, question)) for question in open_questions(entry)}


def question_url(own: Own, question: Question) -> str:
    return url_for("member_questions.answer", exhibitor_id=own.exhibitor.id, question_id=question.id)


def files_of(asked: Sequence[AskedField], entry: Entry) -> dict[str, ShownFile]:
    """By field what was uploaded, pictures with how they will look."""
    digests = {one.field.key: str(entry.draft.get(one.field.key) or "") for one in asked if one.field.kind in FILES}
    pictures = pictures_of(digest for digest in digests.values() if digest)
    return {key: _shown_file(digest, pictures) for key, digest in digests.items()}


def _shown_file(digest: str, pictures: Mapping[str, Picture]) -> ShownFile:
    picture = pictures.get(digest)
    if picture is not None:
        return ShownFile(digest[:8], "", picture, tuple(_(sentence) for sentence in hints(picture)))
    upload = find_upload(digest) if digest else None
    return ShownFile(upload.name, url_for("uploads.own_file", digest=digest)) if upload else ShownFile()


def texts_of(own: Own, asked: Sequence[AskedField], stored: Answers) -> dict[str, str]:
    """Answers as text, by field."""
    there = (one for one in asked if one.field.key in stored)
    return {one.field.key: shown(one.field, stored[one.field.key], own.options) for one in there}
