"""The questions to passkeys and their answers, as JSON for ``passkey.js``; everything else works without."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, jsonify, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import import_string

from eventapp.accounts.actions import remove_passkey
from eventapp.accounts.queries import get_passkey_of
from eventapp.accounts.views.account import let_in
from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.i18n import _
from eventapp.web.access import everyone, freshly, safe_next, signed_in
from eventapp.web.transaction import keep_despite_refusal

blueprint = Blueprint("passkeys", __name__, url_prefix="/konto/passkeys")
ASKED = "asked_passkey"
"""In the session: the challenge that this browser was given last."""


@blueprint.post("/frage")
@everyone
def ask() -> ResponseReturnValue:
    session[ASKED], question = _passkeys().ask_for_one(at=now())
    return _json(question)


@blueprint.post("/antwort")
@everyone
def answer() -> ResponseReturnValue:
    try:
        person = _passkeys().answer(_credential(), challenge=session.pop(ASKED, None), at=now())
    except DomainError as error:
        return _refused(error)
    entered: Any = let_in(person, safe_next(str(_sent().get("weiter") or "")))
    return jsonify(weiter=entered.location)


@blueprint.post("/neu/frage")
@signed_in
@freshly
def ask_for_new() -> ResponseReturnValue:
    session[ASKED], question = _passkeys().ask_for_new(g.person, at=now())
    return _json(question)


@blueprint.post("/neu")
@signed_in
@freshly
def keep_new() -> ResponseReturnValue:
    try:
        _passkeys().keep_new(
            g.person, _credential(), challenge=session.pop(ASKED, None), name=str(_sent().get("name") or ""), at=now()
        )
    except DomainError as error:
        return _refused(error)
    flash(_("Der Passkey ist eingerichtet. Beim nächsten Mal brauchen Sie keinen Code."))
    return jsonify(weiter=url_for("accounts.account"))


@blueprint.post("/<int:passkey_id>/entfernen")
@signed_in
@freshly
def remove(passkey_id: int) -> ResponseReturnValue:
    remove_passkey(get_passkey_of(g.person, passkey_id), by=g.person, at=now())
    flash(_("Der Passkey ist entfernt. Löschen Sie ihn auch auf dem Gerät."))
    return redirect(url_for("accounts.account"), 303)


def _passkeys() -> Any:
    """Loaded by whoever uses one first."""
    return import_string("eventapp.accounts.passkeys")


def _sent() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


def _credential() -> dict[str, Any]:
    credential = _sent().get("credential")
    return credential if isinstance(credential, dict) else {}


def _json(question: str) -> ResponseReturnValue:
    response = make_response(question)
    response.mimetype = "application/json"
    return response


def _refused(error: DomainError) -> ResponseReturnValue:
    """The question is used up all the same."""
    keep_despite_refusal()
    return jsonify(error=_(error.message, **error.values)), 422
