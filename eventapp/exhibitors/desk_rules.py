"""The rules of a fair's registration: what is asked of exhibitors, until when, and what they have to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, cast

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import from_the_wall, now
from eventapp.errors import DomainError
from eventapp.exhibitors import queries
from eventapp.exhibitors.actions import registration
from eventapp.exhibitors.actions.registration import RulesChanged
from eventapp.exhibitors.asking import AskedField, asked_fields, is_compulsory
from eventapp.exhibitors.desk_root import CONFLICT, REFUSED, blueprint, refused, shown
from eventapp.exhibitors.fields.field import Step, Task
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.forms import StepForm, step_form
from eventapp.exhibitors.forms_rules import (
    SPANS,
    GeneralForm,
    PartForm,
    TaskForm,
    general_form,
    general_values,
    task_form,
    values_of,
)
from eventapp.exhibitors.progress import options_of
from eventapp.exhibitors.rule_remarks import Remark, consequences, oddities, waiting_for
from eventapp.exhibitors.rule_words import (
    KINDS,
    before_the_fair,
    default_told,
    depends_on,
    fixed_because,
    rule_value,
)
from eventapp.exhibitors.rules import Rules, TaskRule, default_rules, rules_of, seen, told
from eventapp.exhibitors.views.own import TASK_BY_WORD, word_of
from eventapp.exhibitors.views.steps import ShownFile
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, mark, speaking
from eventapp.journal.queries import entries
from eventapp.web.access import organisers

LATEST, NOON = 5, time(12, 0)
STATES = {
    "closed": mark("geschlossen"),
    "not_yet": mark("noch nicht begonnen"),
    "open": mark("offen"),
    "over": mark("beendet"),
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of the overview."""

    task: Task
    word: str
    rule: TaskRule
    is_compulsory: bool
    asked: int
    compulsory: int
    own: int
    is_over: bool
    remarks: tuple[Remark, ...]


@blueprint.get("/anmeldung")
@organisers
def rules(slug: str) -> ResponseReturnValue:
    """Everything at a glance: whether the registration is open, what members are told, what is asked until when."""
    fair, at = get_fair(slug), now()
    row = queries.find_registration(fair.id)
    standing = rules_of(row.document if row else "", fair.starts_on)
    remarks = oddities(standing, fair.starts_on, fair.ends_on)
    return shown(
        "rules",
        fair=fair,
        rules=standing,
        is_set=row is not None,
        state=_state(standing, at),
        states=STATES,
        lines=[_line(task, standing, remarks, at) for task in TASKS],
        remarks=[one for one in remarks if not one.task],
        before_the_fair=before_the_fair,
        history=entries(fair.id, kinds=("registration",), most=LATEST),
    )


def _state(rules: Rules, at: datetime) -> str:
    if not rules.is_open:
        return "closed"
    if rules.opens_at and at < rules.opens_at:
        return "not_yet"
    return "over" if rules.closes_at and at >= rules.closes_at else "open"


def _line(task: Task, rules: Rules, remarks: Sequence[Remark], at: datetime) -> TaskLine:
    asked = asked_fields(rules, task.key)
    return TaskLine(
        task=task,
        word=word_of(task),
        rule=rules.task(task.key),
        is_compulsory=is_compulsory(task, rules),
        asked=len(asked),
        compulsory=sum(one.is_compulsory for one in asked),
        own=len(rules.task(task.key).fields),
        is_over=at >= rules.task(task.key).due_at,
        remarks=tuple(one for one in remarks if one.task == task.key),
    )


@blueprint.route("/anmeldung/angaben", methods=["GET", "POST"])
@organisers
def general_rules(slug: str) -> ResponseReturnValue:
    """What holds for the registration as a whole."""
    fair, standing = _fair_and_rules(slug)
    form = general_form(standing, seen(standing), request.form)
    if not form.validate_on_submit():
        return _general_page(fair, form, REFUSED if form.is_submitted() else 200)
    try:
        wanted = form.rules(standing)
        if remarks := _unread(form, oddities(wanted, fair.starts_on, fair.ends_on), standing, fair):
            return _general_page(fair, form, remarks=remarks)
        registration.set_general(fair, wanted, seen=form.version.data, by=g.person, at=now())
    except RulesChanged as changed:
        form.version.data = seen(changed.rules)
        return _general_page(fair, form, CONFLICT, stored=_stored_generally(form, changed.rules))
    except DomainError as error:
        return _general_page(fair, form, refused(form, error))
    flash(_("Gespeichert."))
    return redirect(url_for(".rules"), 303)


def _stored_generally(form: GeneralForm, rules: Rules) -> dict[str, str]:
    said = told(rules)
    times = {kind: rule_value(kind, said.get(kind, "")) for kind in SPANS}
    return form.differing(general_values(rules)) | times


def _general_page(
    fair: Fair,
    form: GeneralForm,
    status: int = 200,
    *,
    remarks: Sequence[Remark] = (),
    stored: dict[str, str] | None = None,
) -> ResponseReturnValue:
    return shown(
        "rules_general", status, fair=fair, form=form, remarks=remarks, stored=stored or {}, is_stale=stored is not None
    )


@blueprint.route("/anmeldung/<word>", methods=["GET", "POST"])
@organisers
def task_rules(slug: str, word: str) -> ResponseReturnValue:
    """One task with all its fields. Buttons other than the one that saves only change what the page shows."""
    task = TASK_BY_WORD.get(word) or abort(404)
    fair, standing = _fair_and_rules(slug)
    form = task_form(task, standing.task(task.key), seen(standing, task.key))
    if not form.is_submitted():
        return _task_page(fair, form)
    act, _colon, key = request.form.get("do", "save").partition(":")
    if act == "default":
        form.to_default(key, default_rules(fair.starts_on).task(task.key))
        return _task_page(fair, form)
    if not form.validate():
        return _task_page(fair, form, REFUSED)
    try:
        if act == "preview":
            return _task_page(fair, form, preview=standing.with_task(task.key, form.rule()))
        return _save_task(fair, form, standing)
    except RulesChanged as changed:
        form.version.data = seen(changed.rules, task.key)
        stored = form.differing(values_of(task, changed.rules.task(task.key)))
        return _task_page(fair, form, CONFLICT, stored=stored)
    except DomainError as error:
        return _task_page(fair, form, refused(form, error))


def _save_task(fair: Fair, form: TaskForm, standing: Rules) -> ResponseReturnValue:
    task, rule, at = form.task, form.rule(), now()
    wanted = standing.with_task(task.key, rule)
    is_stale = form.version.data != seen(standing, task.key)
    remarks = [] if is_stale else _unread(form, _of_change(fair, task, standing, wanted, at), standing, fair)
    if remarks:
        return _task_page(fair, form, remarks=remarks)
    registration.set_task(fair, task.key, rule, seen=form.version.data, by=g.person, at=at)
    if rule.due_at == standing.task(task.key).due_at:
        flash(_("Gespeichert: {task}.", task=_(task.label)))
    else:
        flash(_("Gespeichert: {task}. Erinnerungen richten sich ab jetzt nach der neuen Frist.", task=_(task.label)))
    return redirect(url_for(".rules"), 303)


def _of_change(fair: Fair, task: Task, before: Rules, after: Rules, at: datetime) -> list[Remark]:
    """What is odd about the new times, and what the change does to members."""
    shut = waiting_for(task.key, before, after, queries.marks_of(fair.id), at=at)
    written = queries.written_for(fair.id, task.key)
    odd = oddities(after, fair.starts_on, fair.ends_on)
    return [*consequences(task.key, before, after, written, shut=shut), *odd]


def _unread(form: PartForm, remarks: Sequence[Remark], before: Rules, fair: Fair) -> list[Remark]:
    """All that this change brings with it, if any of it was not read yet; the next save says that it was."""
    known = {one.key for one in oddities(before, fair.starts_on, fair.ends_on)}
    new = [one for one in remarks if one.key not in known]
    keys = {one.key for one in new}
    if keys <= set((form.agreed.data or "").split()):
        return []
    form.agreed.data = " ".join(sorted(keys))
    return new


def _task_page(
    fair: Fair,
    form: TaskForm,
    status: int = 200,
    *,
    remarks: Sequence[Remark] = (),
    stored: dict[str, str] | None = None,
    preview: Rules | None = None,
) -> ResponseReturnValue:
    task = form.task
    default = default_rules(fair.starts_on).task(task.key)
    return shown(
        "rules_task",
        status,
        fair=fair,
        task=task,
        word=word_of(task),
        form=form,
        steps=_steps(form),
        default=default,
        weeks=form.due_day.data and before_the_fair(from_the_wall(form.due_day.data, NOON), fair.starts_on),
        default_weeks=before_the_fair(default.due_at, fair.starts_on),
        kinds=KINDS,
        default_told=default_told,
        depends_on=depends_on,
        fixed_because=fixed_because,
        remarks=remarks,
        stored=stored or {},
        is_stale=stored is not None,
        previews=_previews(fair, task, preview) if preview else (),
        rule=preview.task(task.key) if preview else None,
        speaking_in=_speaking_in,
    )


def _steps(form: TaskForm) -> list[tuple[Step, list[Any]]]:
    by_step = [(step, [row for row in form.rows if row.field.step == step.key]) for step in form.task.steps]
    return [(step, rows) for step, rows in by_step if rows]


@dataclass(frozen=True, slots=True)
class Preview:
    """The member's form in one language, step by step."""

    language: str
    steps: tuple[tuple[Step, StepForm], ...]
    files: dict[str, ShownFile]


def _previews(fair: Fair, task: Task, rules: Rules) -> list[Preview]:
    return [_preview(fair, task, rules, spoken) for spoken in ("de", "en")]


def _preview(fair: Fair, task: Task, rules: Rules, spoken: str) -> Preview:
    with speaking(spoken):
        options = options_of(fair.id)
        asked = asked_fields(rules, task.key)
        by_step = [(step, [one for one in asked if one.field.step == step.key]) for step in task.steps]
        steps = tuple((step, _form_of(some, options, spoken)) for step, some in by_step if some)
    return Preview(spoken, steps, {f"{spoken}-{one.field.key}": ShownFile() for one in asked})


def _form_of(asked: Sequence[AskedField], options: Any, spoken: str) -> StepForm:
    """Its fields have names of their own: the page holds two such forms beside the office's."""
    return step_form(asked, {}, options, version=0, prefix=f"{spoken}-")


def _speaking_in(language: str, caller: Any = None) -> str:
    """For ``{% call %}``: that part of a page in this language, whatever the page's is."""
    with speaking(language):
        return cast(str, caller())


def _fair_and_rules(slug: str) -> tuple[Fair, Rules]:
    fair = get_fair(slug)
    return fair, queries.rules_of_fair(fair)
