"""People on the stand: passes by hand, from a pasted list or a file, and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from eventapp.errors import DomainError
from eventapp.exhibitors.actions import passes
from eventapp.exhibitors.fields.logistics import STAFF
from eventapp.exhibitors.models import StaffPass
from eventapp.exhibitors.pass_list import LONGEST_NAME, LONGEST_ORGANISATION, BadLine, text_of
from eventapp.exhibitors.queries import find_pass_of, passes_of
from eventapp.exhibitors.tasks import TaskState
from eventapp.exhibitors.views.checking import shown_answers
from eventapp.exhibitors.views.own import Own, own_or_404, task_line, word_of
from eventapp.exhibitors.views.steps import entry_or_404, first_step_to_do, may_write, step_url
from eventapp.i18n import _, language, mark, ngettext
from eventapp.i18n.days import long_day, short_day
from eventapp.web.access import members
from eventapp.web.archived import even_archived
from eventapp.web.forms import Choices, Form, Line, Paragraphs, Required, Upload
from eventapp.web.transaction import keep_despite_refusal

blueprint = Blueprint("member_staff", __name__, url_prefix="/mein-stand/<int:exhibitor_id>/standpersonal")

LONGEST_FILE = 500_000
"""Bytes of a list of names."""


class PassForm(Form):
    first_name = Line(mark("Vorname"), [Required(mark("Geben Sie den Vornamen ein."))], most=LONGEST_NAME)
    last_name = Line(mark("Nachname"), [Required(mark("Geben Sie den Nachnamen ein."))], most=LONGEST_NAME)
    organisation = Line(mark("Organisation"), most=LONGEST_ORGANISATION)
    days = Choices(mark("Tage"), validate_choice=False)


class ListForm(Form):
    text = Paragraphs(mark("Liste einfügen"), most=40_000)
    file = Upload(mark("Oder eine Datei hochladen"), accept=".csv,.txt,text/csv,text/plain")


@dataclass(frozen=True, slots=True)
class PassLine:
    first_name: str
    last_name: str
    organisation: str
    days_told: str
    withdraw_url: str


def staff_page(
    own: Own,
    state: TaskState,
    *,
    one_form: PassForm | None = None,
    list_form: ListForm | None = None,
    bad: tuple[BadLine, ...] = (),
    taken: int = 0,
) -> ResponseReturnValue:
    """Forms that were not sent are shown empty; nothing of the one gets into the other."""
    here, entry = own.exhibitor.id, entry_or_404(own, STAFF, None)
    one, several = one_form or PassForm(formdata=None), list_form or ListForm(formdata=None)
    one.days.choices = [
        SelectChoice(day, long_day(date.fromisoformat(day), language())) for day in passes.days_of(own.fair)
    ]
    page = render_template(
        "exhibitors/staff.html",
        own=own,
        trail=[],
        line=task_line(own, state),
        one_form=one,
        list_form=several,
        bad=bad,
        taken=taken,
        passes=[_line(own, row) for row in passes_of(here)],
        is_locked=not may_write(own, entry),
        add_url=url_for("member_staff.add", exhibitor_id=here),
        list_url=url_for("member_staff.add_list", exhibitor_id=here),
        step_url=step_url(own, STAFF, entry, first_step_to_do(own, STAFF, entry)),
        has_answers=bool(entry.draft),
        answers=shown_answers(own, STAFF, entry, may_change=may_write(own, entry)),
    )
    return page, 422 if bad or one.faults or several.faults else 200


def _line(own: Own, row: StaffPass) -> PassLine:
    days = [short_day(date.fromisoformat(day), language()) for day in row.days]
    return PassLine(
        row.first_name,
        row.last_name,
        row.organisation,
        ", ".join(days) or _("alle Tage"),
        url_for("member_staff.withdraw", exhibitor_id=own.exhibitor.id, pass_id=row.id),
    )


def _own_and_state(exhibitor_id: int) -> tuple[Own, TaskState]:
    own = own_or_404(exhibitor_id)
    return own, own.state_of(STAFF)


@blueprint.post("/ausweis")
@members
def add(exhibitor_id: int) -> ResponseReturnValue:
    own, state = _own_and_state(exhibitor_id)
    form = PassForm()
    if form.validate_on_submit():
        said: dict[str, Any] = {"organisation": form.organisation.data, "days": form.days.data or ()}
        try:
            made = passes.add_pass(
                own.exhibitor,
                first_name=form.first_name.data,
                last_name=form.last_name.data,
                by=g.person,
                at=own.at,
                **said,
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Ausweis eingetragen: {name}", name=f"{made.first_name} {made.last_name}"))
            return redirect(_back(exhibitor_id), 303)
    return staff_page(own, state, one_form=form)


@blueprint.post("/liste")
@members
def add_list(exhibitor_id: int) -> ResponseReturnValue:
    """Good lines are kept; what could not be read stays in the field, to be mended."""
    own, state = _own_and_state(exhibitor_id)
    form = ListForm()
    try:
        found = passes.add_list(own.exhibitor, _text_of(form), by=g.person, at=own.at)
    except DomainError as error:
        form.text.errors = [_(error.message, **error.values)]
        return staff_page(own, state, list_form=form)
    if not found.bad:
        number = len(found.people)
        flash(ngettext("Ein Ausweis eingetragen.", "{number} Ausweise eingetragen.", number))
        return redirect(_back(exhibitor_id), 303)
    form.text.data = "\n".join(line.text for line in found.bad)
    keep_despite_refusal()
    return staff_page(own, state, list_form=form, bad=found.bad, taken=len(found.people))


def _text_of(form: ListForm) -> str:
    """What was pasted, and below it what the file says."""
    sent = form.file.data
    octets = sent.stream.read(LONGEST_FILE) if sent else b""
    return "\n".join(text for text in (form.text.data or "", text_of(octets)) if text)


@blueprint.post("/<int:pass_id>/zurueckziehen")
@members
@even_archived
def withdraw(exhibitor_id: int, pass_id: int) -> ResponseReturnValue:
    own, _state = _own_and_state(exhibitor_id)
    row = find_pass_of(own.exhibitor, pass_id) or abort(404)
    name = f"{row.first_name} {row.last_name}"
    passes.withdraw_pass(own.exhibitor, row.id, by=g.person, at=own.at)
    flash(_("Ausweis zurückgezogen: {name}", name=name))
    return redirect(_back(exhibitor_id), 303)


def _back(exhibitor_id: int) -> str:
    return url_for("member_entries.task", exhibitor_id=exhibitor_id, word=word_of(STAFF))
