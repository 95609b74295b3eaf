"""What the office does with one exhibitor: invite, let in, withdraw, take back in, give longer, take a pass back."""

from __future__ import annotations

from datetime import datetime

from flask import abort, g
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, from_the_wall, now
from eventapp.errors import DomainError
from eventapp.exhibitors import queries
from eventapp.exhibitors.actions import invitations, passes, taking_part
from eventapp.exhibitors.desk_root import blueprint, done, fair_and_exhibitor, refused, shown
from eventapp.exhibitors.fields.tasks import find_task
from eventapp.exhibitors.forms_desk import ColleagueForm, ReopenForm, WithdrawForm
from eventapp.exhibitors.tasks import due_at
from eventapp.i18n import _
from eventapp.web.access import organisers
from eventapp.web.archived import even_archived


@blueprint.post("/<int:exhibitor_id>/einladen")
@organisers
def invite(slug: str, exhibitor_id: int) -> ResponseReturnValue:
    """For the first time or once more, with a new link."""
    _fair, found = fair_and_exhibitor(slug, exhibitor_id)
    invitations.invite([found], by=g.person, at=now())
    sentence = _("Die Einladung an {name} ist unterwegs.", name=found.contact_name or found.contact_email)
    return done(sentence, ".exhibitor", exhibitor_id=found.id)


@blueprint.route("/<int:exhibitor_id>/personen", methods=["GET", "POST"])
@organisers
def colleague(slug: str, exhibitor_id: int) -> ResponseReturnValue:
    """One more person who may act for the member."""
    fair, found = fair_and_exhibitor(slug, exhibitor_id)
    form = ColleagueForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            person = invitations.invite_colleague(
                found, email=form.email.data, name=form.name.data, by=g.person, at=now()
            )
        except DomainError as error:
            status = refused(form, error)
        else:
            sentence = _("Eingeladen: {name}. Die Mail ist unterwegs.", name=person.name)
            return done(sentence, ".exhibitor", exhibitor_id=found.id)
    return shown("colleague", status, fair=fair, exhibitor=found, form=form)


@blueprint.post("/<int:exhibitor_id>/personen/<int:person_id>/entfernen")
@organisers
@even_archived
def let_go(slug: str, exhibitor_id: int, person_id: int) -> ResponseReturnValue:
    _fair, found = fair_and_exhibitor(slug, exhibitor_id)
    invitations.let_go(found, person_id, by=g.person, at=now())
    return done(_("Die Person handelt nicht mehr für das Mitglied."), ".exhibitor", exhibitor_id=found.id)


@blueprint.route("/<int:exhibitor_id>/zurueckziehen", methods=["GET", "POST"])
@organisers
def withdraw(slug: str, exhibitor_id: int) -> ResponseReturnValue:
    """Asks first: what is public of it disappears at once."""
    fair, found = fair_and_exhibitor(slug, exhibitor_id)
    form = WithdrawForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            taking_part.withdraw(found, reason=form.reason.data, by=g.person, at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            sentence = _("Zurückgezogen: {name}. Nichts davon ist noch öffentlich.", name=found.member.name)
            return done(sentence, ".exhibitor", exhibitor_id=found.id)
    return shown("withdraw", status, fair=fair, exhibitor=found, form=form)


@blueprint.post("/<int:exhibitor_id>/wiederaufnehmen")
@organisers
def readmit(slug: str, exhibitor_id: int) -> ResponseReturnValue:
    _fair, found = fair_and_exhibitor(slug, exhibitor_id)
    taking_part.readmit(found, by=g.person, at=now())
    return done(_("{name} nimmt wieder teil.", name=found.member.name), ".exhibitor", exhibitor_id=found.id)


@blueprint.route("/<int:exhibitor_id>/oeffnen/<task>", methods=["GET", "POST"])
@organisers
def reopen(slug: str, exhibitor_id: int, task: str) -> ResponseReturnValue:
    """One task of one exhibitor, until a moment that the office says."""
    fair, found = fair_and_exhibitor(slug, exhibitor_id)
    known = find_task(task) or abort(404)
    due = due_at(task, queries.rules_of_fair(fair), queries.reopened_of(found.id))
    form = ReopenForm(data={"time": at_the_fair(due).time()})
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        until = from_the_wall(form.day.data, form.time.data)
        try:
            taking_part.reopen(found, task, until=until, by=g.person, at=now())
        except DomainError as error:
            form.day.errors = [_(error.message, **error.values)]
        else:
            return done(_opened(_(known.label), until), ".exhibitor", exhibitor_id=found.id)
    return shown("reopen", status, fair=fair, exhibitor=found, form=form, task=known, due=due, is_over=now() >= due)


@blueprint.post("/<int:exhibitor_id>/ausweise/<int:pass_id>/zurueckziehen")
@organisers
@even_archived
def withdraw_pass(slug: str, exhibitor_id: int, pass_id: int) -> ResponseReturnValue:
    _fair, found = fair_and_exhibitor(slug, exhibitor_id)
    passes.withdraw_pass(found, pass_id, by=g.person, at=now())
    return done(_("Der Ausweis ist zurückgezogen."), ".exhibitor", exhibitor_id=found.id, _anchor="ausweise")


def _opened(task: str, until: datetime) -> str:
    return _("{task} ist offen bis {when} Uhr.", task=task, when=f"{at_the_fair(until):%d.%m.%Y, %H:%M}")
