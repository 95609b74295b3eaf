"""A stranger asks for a place: a form without a cookie, and an answer that says the same to everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from eventapp.errors import DomainError
from eventapp.i18n import language
from eventapp.signups.actions.asking import REFUSALS, Asked
from eventapp.signups.actions.asking import ask as ask_for_place
from eventapp.signups.forms import AskForm, ask_along, typed
from eventapp.signups.rules import Taking
from eventapp.signups.views_root import Shown, blueprint, not_kept, open_page, page_of, shown
from eventapp.visitors.models import Visitor
from eventapp.web.access import everyone
from eventapp.web.public import made_once
from eventapp.web.security import csrf
from eventapp.web.transaction import begins_itself, in_one_transaction


@blueprint.in_both_languages("/<fair:slug>/programm/<code>/anmelden", methods=["GET", "POST"])
@everyone
@begins_itself
def ask(slug: str, code: str) -> ResponseReturnValue:
    page = shown(slug, code)
    if page.taking is not Taking.YES:
        return _refused(page)
    if request.method == "POST":
        return in_one_transaction(partial(_sent, slug, code))
    form = _form(page)
    form.seal()
    return open_page("ask", page, form=form)


def _sent(slug: str, code: str) -> ResponseReturnValue:
    page = shown(slug, code)
    form = _form(page)
    until = send(form, page)
    return to_sent(page, until) if until else open_page("ask", page, form=form, status=422)


def _form(page: Shown) -> AskForm:
    form = AskForm()
    ask_along(form, page.question)
    return form


def _refused(page: Shown) -> ResponseReturnValue:
    """What most get who come before sign-ups open: without a lock, and mostly without the database."""
    make = partial(page_of, "ask", page, form=None)
    made = made_once(page.fair.slug, "sign_ups.ask", page.session.code, page.taking, make=lambda: make().encode())
    return not_kept(made, 422 if request.method == "POST" else 200)


def send(form: AskForm, page: Shown, *, visitor: Visitor | None = None) -> datetime | None:
    """Until when it has to be confirmed, or None with the reason in the form."""
    if not form.validate():
        return None
    asked = Asked(form.name.data, form.email.data, typed(form, "answer"), form.key, language())
    try:
        return ask_for_place(page.fair_row.id, page.session, asked, at=page.moment, visitor=visitor)
    except DomainError as error:
        form.refuse(error)
        return None


def to_sent(page: Shown, until: datetime) -> ResponseReturnValue:
    signed = _signer(page.session.code).dumps(int(until.timestamp()))
    return redirect(url_for("sign_ups.sent", code=page.session.code, bis=signed), 303)


@blueprint.in_both_languages("/<fair:slug>/programm/<code>/anmelden/gesendet")
@everyone
def sent(slug: str, code: str) -> ResponseReturnValue:
    """The same for every address, whatever it already has: what became of it stands in the mail alone."""
    page = shown(slug, code)
    return open_page("sent", page, until=_until(code))


def _until(code: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(_signer(code).loads(request.args.get("bis", "")), UTC)
    except (BadSignature, TypeError, ValueError, OverflowError):
        return None


def _signer(code: str) -> URLSafeSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt=f"asked until|{code}")


def refusal_of(state: Taking) -> str:
    """Why no sign-up is taken: German source text."""
    return REFUSALS[state]


blueprint.add_app_template_global(refusal_of)
csrf.exempt(ask)
"""It is sealed instead: there is no session that a token could belong to."""
