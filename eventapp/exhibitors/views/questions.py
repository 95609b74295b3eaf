"""The office asked: the field, its question, the answer, all on one page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError
from eventapp.exhibitors.actions import drafts, questions
from eventapp.exhibitors.actions.handing_in import NothingToHandIn
from eventapp.exhibitors.asking import AskedField, asked_fields
from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.forms import StepForm, step_form
from eventapp.exhibitors.models import Entry, Question
from eventapp.exhibitors.queries import find_entry_of, find_question, open_questions
from eventapp.exhibitors.states import State
from eventapp.exhibitors.views.own import Own, entry_title, own_or_404
from eventapp.exhibitors.views.saving import keep_files, with_pictures_opened
from eventapp.exhibitors.views.steps import (
    asked_steps,
    field_url,
    files_of,
    first_step_to_do,
    question_url,
    step_url,
    texts_of,
)
from eventapp.i18n import _, mark
from eventapp.web.access import members
from eventapp.web.forms import Paragraphs
from eventapp.web.limits import PICTURES, takes
from eventapp.web.transaction import begins_itself

blueprint = Blueprint("member_questions", __name__, url_prefix="/mein-stand/<int:exhibitor_id>/rueckfrage")


@blueprint.route("/<int:question_id>", methods=["GET", "POST"])
@takes(PICTURES)
@begins_itself
@members
def answer(exhibitor_id: int, question_id: int) -> ResponseReturnValue:
    return with_pictures_opened(exhibitor_id, lambda: _answer(exhibitor_id, question_id))


def _answer(exhibitor_id: int, question_id: int) -> ResponseReturnValue:
    own = own_or_404(exhibitor_id)
    entry, question = _asked_or_404(own, question_id)
    task = get_task(entry.kind)
    asked = [one for one in asked_fields(own.rules, entry.kind) if one.field.key in _fields_with(task, question)]
    form = _form(asked, entry, own)
    if not form.is_submitted():
        return _page(own, entry, question, form)
    changes = form.changes()
    keep_files(form, changes, at=own.at)
    try:
        if not form.faults:
            drafts.save(entry, changes, version=form.version.data, by=g.person, at=own.at)
            questions.answer(entry, question.id, form.reply.data or "", by=g.person, at=own.at)
    except drafts.StaleDraft as stale:
        form.show(entry.draft, stale.version, besides=changes)
        return _page(own, entry, question, form, stored=texts_of(own, asked, stale.stored)), 409
    except NothingToHandIn as refusal:
        form.refuse(refusal)
        missing = [one for found in refusal.missing.values() for one in found]
        form.judge(missing)
        return _page(own, entry, question, form, missing=_elsewhere(own, task, entry, missing, asked)), 422
    except DomainError as error:
        error.field = "reply" if error.field == "answer" else error.field
        form.refuse(error)
    if form.faults:
        return _page(own, entry, question, form), 422
    return _go_on(own, entry)


def _asked_or_404(own: Own, question_id: int) -> tuple[Entry, Question]:
    """Only what is open, of an entry of one's own."""
    entries = (entry for entry in own.part.entries if entry.state == State.QUESTION)
    found = next((entry for entry in entries if find_question(entry, question_id)), None) or abort(404)
    entry = find_entry_of(g.person, own.exhibitor.id, found.id) or abort(404)
    question = find_question(entry, question_id) or abort(404)
    if question.closed_at is not None or own.is_withdrawn:
        abort(404)
    return entry, question


def _fields_with(task: Task, question: Question) -> set[str]:
    """The field and, for a picture, what belongs to it."""
    belonging = {one.key for one in task.fields if question.field in {when.key for when in one.only_when}}
    field = task.find(question.field)
    is_picture = field is not None and field.kind in ("image", "file")
    return {question.field, *(belonging if is_picture else ())}


def _form(asked: list[AskedField], entry: Entry, own: Own) -> StepForm:
    reply = Paragraphs(mark("Ihre Antwort"), most=2_000)
    return step_form(asked, entry.draft, own.options, version=entry.version, reply=reply)


def _elsewhere(
    own: Own, task: Task, entry: Entry, missing: list[Any], asked: list[AskedField]
) -> list[tuple[str, str]]:
    here = {one.field.key for one in asked}
    return [(field_url(own, task, entry, one.key), _(one.label)) for one in missing if one.key not in here]


def _go_on(own: Own, entry: Entry) -> ResponseReturnValue:
    """To the next question about the same entry; after the last one it is with the office again."""
    left = open_questions(entry)
    if left:
        return redirect(question_url(own, left[0]), 303)
    flash(_("Danke, Ihre Antwort ist beim Messebüro."))
    return redirect(url_for("mein_stand.front", exhibitor_id=own.exhibitor.id), 303)


def _page(
    own: Own,
    entry: Entry,
    question: Question,
    form: StepForm,
    *,
    stored: dict[str, str] | None = None,
    missing: list[tuple[str, str]] | None = None,
) -> str:
    task = get_task(entry.kind)
    field = task.find(question.field)
    title = entry_title(entry)
    return render_template(
        "exhibitors/question.html",
        own=own,
        trail=[],
        question=question,
        about=f"{title}: {_(field.label)}" if field else title,
        form=form,
        stored=stored or {},
        is_conflict=stored is not None,
        missing=missing or [],
        asks={},
        files=files_of(form.asked, entry),
        name_in_list=str(entry.draft.get("name") or own.exhibitor.member.name),
        others=len(open_questions(entry)) - 1,
        entry_url=step_url(own, task, entry, first_step_to_do(own, task, entry)) if asked_steps(own, task) else "",
    )
