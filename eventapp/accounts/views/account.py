"""Signing in by a code or a link, one's own account, signing out."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts import actions, signing_in
from eventapp.accounts.device import device_of
from eventapp.accounts.forms import AddressForm, CodeForm, PersonForm
from eventapp.accounts.models import Person, SignIn
from eventapp.accounts.queries import (
    find_link,
    get_sign_in_of,
    is_fresh,
    open_sign_ins,
    present_person,
    present_sign_in,
)
from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.i18n import _, speaking
from eventapp.i18n.catalogue import LANGUAGES
from eventapp.web import sessions
from eventapp.web.access import everyone, safe_next, signed_in
from eventapp.web.addresses import passkeys_work
from eventapp.web.transaction import keep_despite_refusal

blueprint = Blueprint("accounts", __name__, url_prefix="/konto")

ASKED, ASKED_FOR = "asked", "asked_for"
"""In the session: the secrets of the last codes that this browser asked for, and the address it typed."""
MOST_ASKED = 3


@blueprint.route("/einloggen", methods=["GET", "POST"])
@everyone
def sign_in() -> ResponseReturnValue:
    """Whoever has been signed in for a while comes here too, to prove once more who they are."""
    onwards = safe_next(request.args.get("weiter"))
    person = present_person()
    form = AddressForm(email=person.email if person else None)
    if form.validate_on_submit():
        email = form.email.data
        session[ASKED] = [signing_in.ask_for_code(email, at=now()), *session.get(ASKED, [])][:MOST_ASKED]
        session[ASKED_FOR] = email
        return redirect(url_for(".code", weiter=onwards), 303)
    if person and is_fresh() and request.method != "POST":
        return redirect(onwards or actions.front_of(person), 303)
    page = render_template(
        "accounts/sign_in.html", form=form, is_again=person is not None, onwards=onwards, passkeys_work=passkeys_work()
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/code", methods=["GET", "POST"])
@everyone
def code() -> ResponseReturnValue:
    onwards = safe_next(request.args.get("weiter"))
    if ASKED not in session:
        return redirect(url_for(".sign_in", weiter=onwards), 303)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            person = signing_in.answer_code(session[ASKED], form.code.data, at=now())
        except DomainError as error:
            keep_despite_refusal()
            form.refuse(error)
        else:
            return let_in(person, onwards)
    page = render_template("accounts/code.html", form=form, email=session.get(ASKED_FOR, ""), onwards=onwards)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/link/<token>")
@everyone
def link(token: str) -> ResponseReturnValue:
    """Looking changes nothing: mail programs and their guards open links by themselves."""
    found = find_link(token, at=now())
    if found is None:
        return render_template("accounts/link_spent.html"), 410
    with speaking(found.person.language):
        return render_template("accounts/link.html", link=found)


@blueprint.post("/link/<token>")
@everyone
def use_link(token: str) -> ResponseReturnValue:
    try:
        used = actions.use_link(token, at=now())
    except actions.LinkSpent:
        return render_template("accounts/link_spent.html"), 410
    return let_in(used.person, used.leads_to)


@blueprint.route("/", methods=["GET", "POST"])
@signed_in
def account() -> ResponseReturnValue:
    person, present = _who_asks()
    form = PersonForm(name=person.name, sprache=person.language)
    if form.validate_on_submit():
        actions.introduce(person, name=form.name.data, language=form.sprache.data)
        _speak(person.language)
        flash(_("Gespeichert."))
        return redirect(url_for(".account"), 303)
    page = render_template(
        "accounts/account.html",
        form=form,
        person=person,
        sign_ins=open_sign_ins(person, at=now()),
        present=present,
        is_fresh=is_fresh(),
        passkeys_work=passkeys_work(),
        device=device_of(request.user_agent.string),
        front=actions.front_of(person),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/anmeldungen/<int:sign_in_id>/beenden")
@signed_in
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    person, _present = _who_asks()
    signing_in.end(get_sign_in_of(person, sign_in_id))
    flash(_("Diese Anmeldung ist beendet."))
    return redirect(url_for(".account"), 303)


@blueprint.post("/anmeldungen/beenden")
@signed_in
def end_other_sign_ins() -> ResponseReturnValue:
    _person, present = _who_asks()
    signing_in.end_others(present)
    flash(_("Alle anderen Anmeldungen sind beendet."))
    return redirect(url_for(".account"), 303)


@blueprint.post("/abmelden")
@signed_in
def sign_out() -> ResponseReturnValue:
    """Nothing of what was shown stays in this browser."""
    _person, present = _who_asks()
    signing_in.end(present)
    sessions.start_anew(**{sessions.LANGUAGE: session.get(sessions.LANGUAGE)})
    flash(_("Sie sind abgemeldet."))
    response = redirect(url_for(".sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.post("/sprache")
@everyone
def speak() -> ResponseReturnValue:
    """The language of the signed-in areas: the browser's until somebody signs in, then theirs."""
    wanted = request.form.get("sprache", "")
    if wanted in LANGUAGES:
        person = present_person()
        if person:
            actions.introduce(person, name=person.name, language=wanted)
        _speak(wanted)
    return redirect(safe_next(request.form.get("weiter")) or url_for(".sign_in"), 303)


def let_in(person: Person, onwards: str | None) -> ResponseReturnValue:
    """From here on this browser is theirs; whoever was signed in with it before is not any more."""
    before = present_sign_in()
    if before:
        signing_in.end(before)
    key = signing_in.open_sign_in(person, device=device_of(request.user_agent.string), at=now())
    sessions.start_anew(**{sessions.SIGN_IN: key, sessions.LANGUAGE: person.language})
    return redirect(onwards or actions.front_of(person), 303)


def _who_asks() -> tuple[Person, SignIn]:
    present = present_sign_in()
    if present is None:
        abort(404)
    return present.person, present


def _speak(language: str) -> None:
    session[sessions.LANGUAGE] = language
