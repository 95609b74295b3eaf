"""Whose address it is, everything that is stored, a copy of it, a new link, and going for good."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.agenda.actions import confirm_address, correct_name, erase_all, give_address
from eventapp.agenda.copy import copy_of
from eventapp.agenda.forms import AddressForm, NameForm
from eventapp.agenda.queries import mails_to, starred_codes, stars_told, title_of
from eventapp.agenda.views_root import Own, blueprint, fair_or_404, own_or_404
from eventapp.clock import now
from eventapp.errors import DomainError, NotFound
from eventapp.i18n import _, language, mark
from eventapp.outbox.kinds import kind_of
from eventapp.programme.queries import published
from eventapp.signups.queries import sign_ups_of_visitor
from eventapp.visitors.actions import not_mine, shut_links
from eventapp.visitors.links import page_token
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import find_by_address_link, find_by_used_link
from eventapp.web.access import everyone
from eventapp.web.security import csrf

PRESSED_TWICE = timedelta(minutes=10)
"""So long the button in a mail leads on for who presses it again."""


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/adresse", methods=["GET", "POST"])
@everyone
def address(slug: str, token: str) -> ResponseReturnValue:
    is_sent = request.method == "POST"
    own = own_or_404(slug, token, locked=is_sent)
    form = AddressForm()
    if is_sent and form.validate() and _given(form, own.visitor):
        return redirect(url_for("agenda.address", token=token), 303)
    return _page("agenda/address.html", own, form=form), 422 if is_sent else 200


def _given(form: AddressForm, visitor: Visitor) -> bool:
    try:
        give_address(visitor, form.email.data, at=now())
    except DomainError as error:
        form.refuse(error)
        return False
    return True


@blueprint.in_both_languages("/<fair:slug>/mein/adresse/<token>", methods=["GET", "POST"])
@everyone
def address_confirmed(slug: str, token: str) -> ResponseReturnValue:
    """The page that a mail leads to: looking changes nothing, a button does."""
    fair = fair_or_404(slug)
    visitor = find_by_address_link(fair.id, token, locked=request.method == "POST")
    if visitor is None:
        return _used(slug, find_by_used_link(fair.id, token))
    if request.form.get("antwort") == "nein":
        not_mine(visitor, at=now())
        return _confirming(slug, "left alone")
    if request.form.get("antwort") == "ja":
        return _confirmed(slug, visitor)
    return _confirming(slug, "open", visitor), 422 if request.method == "POST" else 200


def _confirmed(slug: str, visitor: Visitor) -> ResponseReturnValue:
    try:
        known = confirm_address(visitor, published(slug).or_empty, at=now())
    except DomainError as error:
        return _confirming(slug, "open", visitor, refusal=_(error.message, **error.values)), 422
    return _to_private(known, is_new=known is visitor)


def _used(slug: str, visitor: Visitor | None) -> ResponseReturnValue:
    """The mail lies in a mailbox: only who presses twice is led on."""
    if visitor is None:
        raise NotFound(mark("Dieser Link gilt nicht mehr. Geben Sie die Adresse noch einmal an."))
    confirmed_at = visitor.email_confirmed_at
    if request.form.get("antwort") == "ja" and confirmed_at and now() - confirmed_at < PRESSED_TWICE:
        return _to_private(visitor, is_new=True)
    return _confirming(slug, "used", visitor)


def _to_private(visitor: Visitor, *, is_new: bool) -> ResponseReturnValue:
    """``is_new``: earlier links to the page were shut by the press, and it says so."""
    return redirect(url_for("agenda.private", token=page_token(visitor), neu=1 if is_new else None), 303)


def _confirming(slug: str, state: str, visitor: Visitor | None = None, *, refusal: str = "") -> str:
    shown = published(slug)
    told = {"state": state, "visitor": visitor, "refusal": refusal}
    number = len(starred_codes(visitor)) if visitor else 0
    page = "agenda/confirm_address.html"
    return render_template(page, fair=shown.fair, programme=shown.programme, number=number, **told)


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/daten", methods=["GET", "POST"])
@everyone
def data(slug: str, token: str) -> ResponseReturnValue:
    is_sent = request.method == "POST"
    own = own_or_404(slug, token, locked=is_sent)
    form = NameForm(obj=own.visitor)
    if is_sent and form.validate():
        correct_name(own.visitor, form.name.data)
        return redirect(url_for("agenda.data", token=token), 303)
    page = _page(
        "agenda/data.html",
        own,
        form=form,
        stars=stars_told(own.visitor, own.programme),
        sign_ups=sign_ups_of_visitor(own.visitor),
        mails=mails_to(own.visitor),
        mail_name=_mail_name,
        title_of=lambda code: title_of(own.programme, code).in_language(language()) or code,
    )
    return page, 422 if is_sent else 200


def _mail_name(kind: str) -> str:
    return _(kind_of(kind).name) or kind


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/daten.json")
@everyone
def data_json(slug: str, token: str) -> ResponseReturnValue:
    own = own_or_404(slug, token)
    answer: Response = jsonify(copy_of(own.programme, own.visitor))
    answer.headers["Content-Disposition"] = f'attachment; filename="{own.fair.slug}-meine-daten.json"'
    return answer


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/loeschen", methods=["GET", "POST"])
@everyone
def erase(slug: str, token: str) -> ResponseReturnValue:
    own = own_or_404(slug, token, locked=request.method == "POST")
    if request.form.get("antwort") == "ja":
        erase_all(own.visitor, own.programme, at=now())
        return redirect(url_for("agenda.erased"), 303)
    return _page("agenda/erase.html", own), 422 if request.method == "POST" else 200


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/neuer-link", methods=["GET", "POST"])
@everyone
def new_link(slug: str, token: str) -> ResponseReturnValue:
    own = own_or_404(slug, token, locked=request.method == "POST")
    if request.form.get("antwort") == "ja":
        shut_links(own.visitor)
        return redirect(url_for("agenda.private", token=page_token(own.visitor)), 303)
    return _page("agenda/new_link.html", own), 422 if request.method == "POST" else 200


def _page(template: str, own: Own, **values: object) -> str:
    return render_template(template, fair=own.shown.fair, programme=own.shown.programme, own=own, **values)


for view in (address, address_confirmed, data, erase, new_link):
    csrf.exempt(view)
"""The token in the address opens the page, and the request must come from one of ours: there is no session."""
