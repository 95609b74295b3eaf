"""Filling in: a task's list or entry, its steps, saving at every step and while typing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair
from eventapp.errors import DomainError
from eventapp.exhibitors.actions import drafts, review, taking_part
from eventapp.exhibitors.actions.locks import Held
from eventapp.exhibitors.answers import problems
from eventapp.exhibitors.fields.exhibit import EXHIBIT
from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.forms import StepForm, step_form
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.queries import exhibits_with, find_entry_of
from eventapp.exhibitors.states import State
from eventapp.exhibitors.tasks import UNTOUCHED, EntryState, Status, title_of
from eventapp.exhibitors.views.checking import changed_since, shown_answers
from eventapp.exhibitors.views.own import (
    Own,
    entry_status_name,
    entry_title,
    names_of,
    own_or_404,
    task_line,
    task_or_404,
    task_url,
    word_of,
)
from eventapp.exhibitors.views.saving import keep_files, with_pictures_opened
from eventapp.exhibitors.views.staff import staff_page
from eventapp.exhibitors.views.steps import (
    StepPage,
    asks_of,
    entry_or_404,
    files_of,
    first_step_to_do,
    may_write,
    step_links,
    step_page_or_404,
    step_url,
    texts_of,
)
from eventapp.i18n import _
from eventapp.web.access import members
from eventapp.web.forms import Form
from eventapp.web.limits import PICTURES, takes
from eventapp.web.transaction import begins_itself, keep_despite_refusal

blueprint = Blueprint("member_entries", __name__, url_prefix="/mein-stand/<int:exhibitor_id>")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One exhibit or proposal in its list."""

    title: str
    url: str
    remove_url: str
    status: str
    status_name: str
    missing: str
    told: str


@blueprint.get("/<word>/")
@members
def task(exhibitor_id: int, word: str) -> ResponseReturnValue:
    """The list of what there may be several of; otherwise the first step in which something is missing."""
    own, asked = own_or_404(exhibitor_id), task_or_404(word)
    state = own.state_of(asked)
    if asked.key == "staff":
        return staff_page(own, state)
    if asked.is_many:
        return _list_page(own, asked)
    entry = entry_or_404(own, asked, None)
    if may_write(own, entry):
        return redirect(step_url(own, asked, entry, first_step_to_do(own, asked, entry)), 303)
    return _read_page(own, asked, entry)


def _list_page(own: Own, asked: Task) -> ResponseReturnValue:
    state = own.state_of(asked)
    here, word = own.exhibitor.id, word_of(asked)
    is_exhibit = asked.key == "exhibit"
    return render_template(
        "exhibitors/entries.html",
        own=own,
        trail=[],
        line=task_line(own, state),
        entries=[_entry_line(own, asked, one) for one in state.entries],
        is_locked=own.is_locked(state),
        add_url=url_for(".start", exhibitor_id=here, word=word),
        add_label=_("Exponat anlegen") if is_exhibit else _("Programmvorschlag anlegen"),
        may_be_left=not state.is_compulsory,
        not_wanted_url=url_for(".set_wanted", exhibitor_id=here, word=word),
        not_wanted_label=_("Wir zeigen kein Exponat") if is_exhibit else _("Wir schlagen nichts vor"),
        with_us=_exhibits_of_others(own) if is_exhibit else [],
    )


def _entry_line(own: Own, asked: Task, one: EntryState) -> EntryLine:
    here, word = own.exhibitor.id, word_of(asked)
    told = ""
    if one.status is Status.QUESTION:
        told = _("Das Messebüro hat eine Frage dazu.")
    elif one.entry.is_to_review:
        told = _("Übernommen: bitte durchsehen.")
    elif one.has_changes and one.entry.accepted is not None:
        told = _("Geändert. Öffentlich bleibt der freigegebene Stand, bis das Büro die Änderung freigibt.")
    return EntryLine(
        title=entry_title(one.entry),
        url=url_for(".entry", exhibitor_id=here, word=word, entry_id=one.entry.id),
        remove_url=url_for(".remove", exhibitor_id=here, word=word, entry_id=one.entry.id),
        status=one.status,
        status_name=entry_status_name(one),
        missing=names_of(tuple(problem.label for problem in one.problems)) if one.entry.version > UNTOUCHED else "",
        told=told,
    )


def _exhibits_of_others(own: Own) -> list[dict[str, str]]:
    here, word = own.exhibitor.id, word_of(EXHIBIT)
    return [
        {
            "title": title_of(one) or _("(noch ohne Titel)"),
            "whose": one.exhibitor.member.name,
            "url": url_for(".entry", exhibitor_id=here, word=word, entry_id=one.id),
        }
        for one in exhibits_with(own.exhibitor.id)
    ]


@blueprint.get("/<word>/<int:entry_id>/")
@members
def entry(exhibitor_id: int, word: str, entry_id: int) -> ResponseReturnValue:
    """One's own leads to the first step with something missing; another's, and one that is locked, can be read."""
    own, asked = own_or_404(exhibitor_id), task_or_404(word)
    own.state_of(asked)
    found = find_entry_of(g.person, exhibitor_id, entry_id) or abort(404)
    if found.kind != asked.key or not asked.is_many or found.state == State.WITHDRAWN:
        abort(404)
    if found.exhibitor_id == exhibitor_id and may_write(own, found):
        return redirect(step_url(own, asked, found, first_step_to_do(own, asked, found)), 303)
    return _read_page(own, asked, found)


def _read_page(own: Own, asked: Task, found: Entry) -> ResponseReturnValue:
    is_own = found.exhibitor_id == own.exhibitor.id
    return render_template(
        "exhibitors/entry.html",
        own=own,
        trail=[(task_url(own, asked), _(asked.label))],
        line=task_line(own, own.state_of(asked)),
        title=entry_title(found),
        whose="" if is_own else found.exhibitor.member.name,
        answers=shown_answers(own, asked, found, may_change=False, only_public=not is_own),
        declined=found.declined_reason if found.state == State.DECLINED and is_own else "",
        is_withdrawn=own.is_withdrawn,
    )


@blueprint.post("/<word>/neu")
@members
def start(exhibitor_id: int, word: str) -> ResponseReturnValue:
    """A new exhibit or proposal; one that was begun and left empty is taken up again."""
    own, asked = own_or_404(exhibitor_id), task_or_404(word)
    own.state_of(asked)
    if not asked.is_many:
        abort(404)
    empty = next((one for one in own.entries(asked.key) if one.version == UNTOUCHED and not one.draft), None)
    found = empty or drafts.start_entry(own.exhibitor, asked.key, by=g.person, at=own.at)
    return redirect(step_url(own, asked, found, first_step_to_do(own, asked, found)), 303)


@blueprint.post("/<word>/gewuenscht")
@members
def set_wanted(exhibitor_id: int, word: str) -> ResponseReturnValue:
    own, asked = own_or_404(exhibitor_id), task_or_404(word)
    own.state_of(asked)
    is_wanted = request.form.get("gewuenscht") != "nein"
    taking_part.set_wanted(own.exhibitor, asked.key, is_wanted, by=g.person, at=own.at)
    flash(_("Gespeichert."))
    return redirect(url_for("mein_stand.front", exhibitor_id=exhibitor_id), 303)


class Sure(Form):
    """Nothing but the token."""


@blueprint.route("/<word>/<int:entry_id>/entfernen", methods=["GET", "POST"])
@members
def remove(exhibitor_id: int, word: str, entry_id: int) -> ResponseReturnValue:
    own, asked = own_or_404(exhibitor_id), task_or_404(word)
    own.state_of(asked)
    found = entry_or_404(own, asked, entry_id) if asked.is_many else abort(404)
    if not may_write(own, found):
        abort(404)
    back, form = url_for(".task", exhibitor_id=exhibitor_id, word=word), Sure()
    if form.validate_on_submit():
        title = entry_title(found)
        review.withdraw_entry(found, by=g.person, at=own.at)
        flash(_("Entfernt: {title}", title=title))
        return redirect(back, 303)
    consequences = [_("„{title}“ wird entfernt.", title=entry_title(found))]
    if found.accepted is not None:
        consequences.append(_("Es steht dann auch nicht mehr im öffentlichen Verzeichnis."))
    page = render_template(
        "exhibitors/sure.html",
        own=own,
        trail=[(back, _(asked.label))],
        heading=_("Wirklich entfernen?"),
        form=form,
        consequences=consequences,
        act_label=_("Entfernen"),
        back=back,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/<word>/<step_word>", methods=["GET", "POST"])
@takes(PICTURES)
@begins_itself
@members
def step(exhibitor_id: int, word: str, step_word: str) -> ResponseReturnValue:
    def written() -> ResponseReturnValue:
        return _step(step_page_or_404(exhibitor_id, word, step_word, None))

    return with_pictures_opened(exhibitor_id, written)


@blueprint.route("/<word>/<int:entry_id>/<step_word>", methods=["GET", "POST"])
@takes(PICTURES)
@begins_itself
@members
def entry_step(exhibitor_id: int, word: str, entry_id: int, step_word: str) -> ResponseReturnValue:
    def written() -> ResponseReturnValue:
        return _step(step_page_or_404(exhibitor_id, word, step_word, entry_id))

    return with_pictures_opened(exhibitor_id, written)


def _step(page: StepPage) -> ResponseReturnValue:
    own = page.own
    form = step_form(page.asked, page.entry.draft, own.options, version=page.entry.version)
    if request.method == "POST":
        return _save_while_typing(page, form) if "autosave" in request.form else _save(page, form)
    if not may_write(own, page.entry):
        return redirect(_read_url(page), 303)
    return _step_page(page, form)


def _read_url(page: StepPage) -> str:
    if not page.task.is_many:
        return task_url(page.own, page.task)
    here, word = page.own.exhibitor.id, word_of(page.task)
    return url_for(".entry", exhibitor_id=here, word=word, entry_id=page.entry.id)


def _save(page: StepPage, form: StepForm) -> ResponseReturnValue:
    """``schritt``: later, without being told what is missing; or stay here, to see a picture."""
    way, changes = request.form.get("schritt", ""), form.changes()
    keep_files(form, changes, at=page.own.at)
    held = Held(page.entry, page.own.rules)
    try:
        saved = drafts.save(held, changes, version=form.version.data, by=g.person, at=page.own.at)
    except drafts.StaleDraft as stale:
        form.show(page.entry.draft, stale.version, besides=changes)
        return _step_page(page, form, stored=texts_of(page.own, page.asked, stale.stored)), 409
    except DomainError as error:
        form.refuse(error)
        return _step_page(page, form), 422
    if not way:
        form.judge(problems(page.asked, saved.draft, page.own.options))
    if form.faults:
        form.show(saved.draft, saved.version)
        keep_despite_refusal()
        return _step_page(page, form), 422
    return redirect(page.url if way == "bleiben" else page.next_url, 303)


def _save_while_typing(page: StepPage, form: StepForm) -> ResponseReturnValue:
    """What the page's script sends. It cannot show what others changed meanwhile, so then it is told to let it be. What
    is stored already as it was typed (sent while the page was left) is no such change."""
    changes, version = form.changes(), form.version.data
    untouched = {one.field.key for one in page.asked} - changes.keys()
    if any(note["version"] > version for key, note in page.entry.touched.items() if key in untouched):
        return jsonify(error="stale"), 409
    held = Held(page.entry, page.own.rules)
    try:
        saved = drafts.save(held, changes, version=version, by=g.person, at=page.own.at, is_autosave=True)
    except drafts.StaleDraft:
        return jsonify(error="stale"), 409
    except DomainError as error:
        return jsonify(error="refused", sentence=_(error.message, **error.values)), 422
    told = {"version": saved.version, "seen": form.now_seen(changes), "time": f"{at_the_fair(page.own.at):%H:%M}"}
    return jsonify(told)


def _step_page(page: StepPage, form: StepForm, *, stored: dict[str, str] | None = None) -> str:
    own, entry = page.own, page.entry
    asks = asks_of(own, entry)
    trail = []
    if page.task.is_many or page.task.key == "staff":
        trail = [(task_url(own, page.task), _(page.task.label))]
    return render_template(
        "exhibitors/step.html",
        own=own,
        trail=trail,
        page=page,
        heading=_(page.step.label),
        noun=_(page.task.noun),
        title=title_of(entry),
        steps=step_links(page),
        form=form,
        stored=stored or {},
        is_conflict=stored is not None,
        asks=asks,
        general_ask=asks.get(""),
        files=files_of(page.asked, entry),
        name_in_list=str(entry.draft.get("name") or own.exhibitor.member.name),
        declined=entry.declined_reason if entry.state == State.DECLINED else "",
        is_public=entry.accepted is not None and entry.kind in review.PUBLIC,
        changed=changed_since(own, page.task, entry),
        typed_key=f"{g.person.id}:{entry.id}:{page.step.key}",
    )
