"""The page behind the link in the first mail: a button that confirms, and one that says "that was not me"."""

from __future__ import annotations

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.programme.queries import published
from eventapp.signups.actions.asking import confirm as confirm_place
from eventapp.signups.actions.asking import not_me
from eventapp.signups.models import SignUp
from eventapp.signups.queries import find_to_confirm, reread
from eventapp.signups.views_root import Shown, blueprint, overlaps_told, private_page, shown
from eventapp.visitors.actions import say_unwanted
from eventapp.visitors.links import page_token
from eventapp.visitors.queries import find_by_address
from eventapp.web.access import everyone
from eventapp.web.discreet import keep_to_reader
from eventapp.web.private_links import is_token
from eventapp.web.security import csrf

OPEN = ("held", "asked")


@blueprint.in_both_languages("/<fair:slug>/mein/bestaetigen/<token>", methods=["GET", "POST"])
@everyone
def confirm(slug: str, token: str) -> ResponseReturnValue:
    """Looking changes nothing: mail programs and their guards open links by themselves."""
    fair = get_fair(slug)
    sign_up = find_to_confirm(fair.id, token, locked=request.method == "POST")
    if sign_up is None or sign_up.visitor is None:
        return _no_such_link(slug, token)
    page = shown(slug, sign_up.session.code)
    if request.method != "POST" or sign_up.state not in OPEN:
        return _page(fair, page, sign_up)
    if request.form.get("antwort") == "nicht-ich":
        email = sign_up.visitor.email
        not_me(sign_up, page.session, at=page.moment)
        say_unwanted(email, at=page.moment)
        return redirect(url_for("sign_ups.was_not_me"), 303)
    return _confirmed(fair, page, sign_up)


def _confirmed(fair: Fair, page: Shown, sign_up: SignUp) -> ResponseReturnValue:
    try:
        standing = confirm_place(sign_up, page.session, page.programme, at=page.moment)
    except DomainError as error:
        reread(sign_up)
        return _page(fair, page, sign_up, refusal=_(error.message, **error.values))
    if standing.visitor is None or standing.state in OPEN:
        abort(404)
    token = page_token(standing.visitor)
    return redirect(url_for("sign_ups.again", token=token, code=page.session.code), 303)


def _page(fair: Fair, page: Shown, sign_up: SignUp, *, refusal: str = "") -> ResponseReturnValue:
    """What else the person has at that time is told to who holds a link to the address that it belongs to."""
    who = sign_up.visitor and (find_by_address(fair.id, sign_up.visitor.email) or sign_up.visitor)
    is_held = sign_up.state == "held" and sign_up.held_until is not None and sign_up.held_until > page.moment
    values = {"sign_up": sign_up, "is_held": is_held, "refusal": refusal, **overlaps_told(who, page)}
    return private_page("confirm", page, status=422 if refusal else 200, **values)


@blueprint.in_both_languages("/<fair:slug>/mein/bestaetigen/nicht-ich/danke")
@everyone
def was_not_me(slug: str) -> ResponseReturnValue:
    known = published(slug)
    page = render_template("signups/not_me.html", fair=known.fair, programme=known.programme)
    return keep_to_reader(make_response(page))


def _no_such_link(slug: str, token: str) -> ResponseReturnValue:
    """One that opened something once, or came from elsewhere: what to do now."""
    if not is_token(token):
        abort(404)
    known = published(slug)
    page = render_template("signups/old_link.html", fair=known.fair, programme=known.programme)
    return keep_to_reader(make_response(page, 410))


csrf.exempt(confirm)
"""There is no session that a token could belong to; nobody but the reader of the mail knows the address."""
