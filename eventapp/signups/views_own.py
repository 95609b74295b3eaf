"""Places of somebody with a private link: sign up with one press, see what became of it, give back, take an offer."""

from __future__ import annotations

import secrets

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError
from eventapp.i18n import _, language
from eventapp.signups import queries
from eventapp.signups.actions import giving_back
from eventapp.signups.actions.asking import check_overlap, sign_up_known
from eventapp.signups.actions.at_once import at_once, key_of
from eventapp.signups.alternatives import alternative_to
from eventapp.signups.forms import AskForm, OnceForm, PressForm, ask_along, typed
from eventapp.signups.models import STANDING, SignUp
from eventapp.signups.rules import LONGEST_ANSWER, Taking
from eventapp.signups.views_asking import send, to_sent
from eventapp.signups.views_root import Shown, blueprint, overlaps_told, private_page, shown, visitor_of
from eventapp.text import clean_line, clean_text
from eventapp.visitors.links import page_path
from eventapp.visitors.models import Visitor
from eventapp.web.access import everyone
from eventapp.web.security import csrf
from eventapp.web.transaction import begins_itself, in_one_transaction, keep_despite_refusal

SETTLED = ("confirmed", "offered", "waiting")
"""States in which there is nothing more to ask."""


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/anmelden/<code>", methods=["GET", "POST"])
@everyone
@begins_itself
def again(slug: str, token: str, code: str) -> ResponseReturnValue:
    """What became of a wish to come, and the way to have it: one press for who is known, name and address before."""
    page = shown(slug, code)
    if request.method == "POST":
        if _gets_a_place_at_once(page, token):
            return redirect(request.path, 303)
        return in_one_transaction(lambda: _pressed(shown(slug, code), token))
    visitor = visitor_of(slug, token)
    sign_up = _last(visitor, code)
    return _page(page, token, visitor, sign_up, form=None if _is_settled(sign_up) else _form(page, visitor))


def _gets_a_place_at_once(page: Shown, token: str) -> bool:
    """What a thousand who press at the same moment mostly want, without all that stands around a view."""
    answer = clean_text(request.form.get("answer", "")) if page.question else ""
    if page.taking is not Taking.YES or len(answer) > LONGEST_ANSWER:
        return False
    once = clean_line(request.form.get("once", ""))
    return at_once().sign_up(page.fair.slug, token, page.session, once, answer=answer, at=page.moment)


def _pressed(page: Shown, token: str) -> ResponseReturnValue:
    """What became of it stands at the same address."""
    visitor = visitor_of(page.fair.slug, token, locked=True)
    form = _form(page, visitor, is_sent=True)
    if isinstance(form, OnceForm) and form.validate() and _sign_up(form, page, visitor):
        return redirect(request.path, 303)
    sign_up = _last(visitor, page.session.code)
    if _is_settled(sign_up):
        return redirect(request.path, 303)
    until = send(form, page, visitor=visitor) if isinstance(form, AskForm) else None
    return to_sent(page, until) if until else _page(page, token, visitor, sign_up, form=form, status=422)


def _is_settled(sign_up: SignUp | None) -> bool:
    return sign_up is not None and sign_up.state in SETTLED


def _sign_up(form: OnceForm, page: Shown, visitor: Visitor) -> bool:
    key = key_of(visitor.id, form.once.data)
    said = {"name": typed(form, "name"), "answer": typed(form, "answer")}
    try:
        sign_up_known(visitor, page.session, page.programme, key=key, at=page.moment, **said)
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def _form(page: Shown, visitor: Visitor, *, is_sent: bool = False) -> AskForm | OnceForm | None:
    """None while the session takes no sign-ups. Prepared for being filled in, unless it ``is_sent``."""
    if page.taking is not Taking.YES:
        return None
    form: AskForm | OnceForm
    if visitor.is_confirmed:
        form = OnceForm() if visitor.name and not page.question else PressForm()
        ask_along(form, page.question, name_is_known=bool(visitor.name))
    else:
        form = AskForm()
        ask_along(form, page.question)
    if not is_sent:
        _prepare(form, visitor)
    return form


def _prepare(form: AskForm | OnceForm, visitor: Visitor) -> None:
    if isinstance(form, AskForm):
        form.seal()
        form.name.data, form.email.data = visitor.name, visitor.email
    else:
        form.once.data = secrets.token_urlsafe(12)


def _page(
    page: Shown,
    token: str,
    visitor: Visitor,
    sign_up: SignUp | None,
    *,
    form: AskForm | OnceForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    return private_page(
        "own",
        page,
        token=token,
        mine=page_path(page.fair.slug, token, language()),
        visitor=visitor,
        sign_up=sign_up,
        before=queries.before_in_line(sign_up) if sign_up and sign_up.state == "waiting" else 0,
        own_link_to=lambda other: _link_to(visitor, token, other),
        form=form,
        refusal=refusal,
        alternative=alternative_to(page.programme, page.session, at=page.moment) if page.session.is_cancelled else None,
        status=status,
        **overlaps_told(visitor, page),
    )


def _link_to(visitor: Visitor, token: str, code: str) -> str:
    """The page that gives back another place."""
    other = _last(visitor, code)
    if other is None:
        return url_for("programme.session", code=code)
    return url_for("sign_ups.give_back", token=token, handle=other.handle)


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/zurueckgeben/<handle>", methods=["GET", "POST"])
@everyone
def give_back(slug: str, token: str, handle: str) -> ResponseReturnValue:
    visitor, sign_up, page = _own(slug, token, handle)
    is_over = sign_up.state not in STANDING
    if request.method == "POST" and not is_over:
        giving_back.give_back(sign_up, page.session, at=page.moment)
    if request.method == "POST" or is_over:
        return _to_result(token, page.session.code)
    return private_page("give_back", page, token=token, visitor=visitor, sign_up=sign_up)


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/annehmen/<handle>", methods=["POST"])
@everyone
def accept(slug: str, token: str, handle: str) -> ResponseReturnValue:
    visitor, sign_up, page = _own(slug, token, handle)
    try:
        if sign_up.state == "offered":
            check_overlap(visitor, page.session, page.programme)
        giving_back.accept(sign_up, page.session, at=page.moment)
    except DomainError as error:
        keep_despite_refusal()
        said = _(error.message, **error.values)
        form = None if _is_settled(sign_up) else _form(page, visitor)
        return _page(page, token, visitor, sign_up, form=form, refusal=said, status=422)
    return _to_result(token, page.session.code)


def _own(slug: str, token: str, handle: str) -> tuple[Visitor, SignUp, Shown]:
    visitor = visitor_of(slug, token, locked=request.method == "POST")
    sign_up = queries.find_own(visitor, handle) or abort(404)
    return visitor, sign_up, shown(slug, sign_up.session.code)


def _last(visitor: Visitor, code: str) -> SignUp | None:
    session_id = queries.session_id_of(visitor.fair_id, code)
    return queries.last_of(visitor.id, session_id) if session_id else None


def _to_result(token: str, code: str) -> ResponseReturnValue:
    return redirect(url_for("sign_ups.again", token=token, code=code), 303)


for view in (again, give_back, accept):
    csrf.exempt(view)
"""There is no session that a token could belong to: the private link is the token, and requests from other houses are
refused."""
