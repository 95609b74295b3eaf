"""Changing the address one signs in by: a code to the new one proves that it is one's own."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts import actions, signing_in
from eventapp.accounts.forms import AddressForm, CodeForm
from eventapp.accounts.views.account import let_in
from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.i18n import _
from eventapp.web.access import freshly, signed_in
from eventapp.web.transaction import keep_despite_refusal

blueprint = Blueprint("address", __name__, url_prefix="/konto/adresse")
ASKED, WANTED = "asked_address", "wanted_address"


@blueprint.route("", methods=["GET", "POST"])
@signed_in
@freshly
def change() -> ResponseReturnValue:
    form = AddressForm()
    if form.validate_on_submit():
        try:
            session[ASKED] = signing_in.ask_for_address(g.person, form.email.data, at=now())
        except DomainError as error:
            form.refuse(error)
        else:
            session[WANTED] = form.email.data
            return redirect(url_for(".prove"), 303)
    page = render_template("accounts/address.html", form=form, person=g.person)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/code", methods=["GET", "POST"])
@signed_in
@freshly
def prove() -> ResponseReturnValue:
    """Afterwards this browser is signed in anew, and no other one is."""
    if ASKED not in session:
        return redirect(url_for(".change"), 303)
    form, wanted = CodeForm(), session[WANTED]
    if form.validate_on_submit():
        try:
            signing_in.answer_code([session[ASKED]], form.code.data, purpose=signing_in.ADDRESS, about=wanted, at=now())
            actions.change_email(g.person, email=wanted, by=g.person, at=now())
        except DomainError as error:
            keep_despite_refusal()
            form.refuse(error)
        else:
            flash(_("Ab jetzt loggen Sie sich mit {email} ein.", email=wanted))
            return let_in(g.person, url_for("accounts.account"))
    page = render_template("accounts/address_code.html", form=form, email=wanted)
    return page, 422 if request.method == "POST" else 200
