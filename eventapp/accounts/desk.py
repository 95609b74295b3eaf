"""The office's own people: who they are, inviting one more, inviting again, withdrawing the right."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts import actions, queries
from eventapp.accounts.forms import InvitationForm
from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.i18n import _, language
from eventapp.web.access import freshly, organisers

blueprint = Blueprint("accounts_desk", __name__, url_prefix="/desk/konten")


@blueprint.get("")
@organisers
def overview() -> ResponseReturnValue:
    return _page(InvitationForm(sprache=language()), 200)


@blueprint.post("")
@organisers
@freshly
def invite() -> ResponseReturnValue:
    form = InvitationForm()
    if form.validate_on_submit():
        try:
            person = actions.invite(
                form.email.data,
                name=form.name.data,
                language=form.sprache.data,
                by=g.person,
                at=now(),
                is_organiser=True,
            )
            actions.send_invitation(person, by=g.person, at=now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Eingeladen: {name}. Die Mail ist unterwegs.", name=person.name))
            return redirect(url_for(".overview"), 303)
    return _page(form, 422)


@blueprint.post("/<int:person_id>/einladen")
@organisers
@freshly
def invite_again(person_id: int) -> ResponseReturnValue:
    person = queries.get_organiser(person_id)
    actions.send_invitation(person, by=g.person, at=now())
    flash(_("Noch einmal eingeladen: {name}. Der Link von vorher gilt nicht mehr.", name=person.name))
    return redirect(url_for(".overview"), 303)


@blueprint.post("/<int:person_id>/entziehen")
@organisers
@freshly
def withdraw(person_id: int) -> ResponseReturnValue:
    person = queries.get_organiser(person_id)
    actions.withdraw_office(person, by=g.person, at=now())
    flash(_("{name} gehört nicht mehr zum Büro.", name=person.name))
    return redirect(url_for(".overview"), 303)


def _page(form: InvitationForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/desk/overview.html", form=form, people=queries.organisers()), status
