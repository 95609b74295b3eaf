"""The blueprint of the office's room for places, and what its pages share. ``desk`` joins them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import present_person
from eventapp.errors import DomainError, NotFound, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import mark
from eventapp.programme.queries import standing_at_hand
from eventapp.programme.value import Programme, Session
from eventapp.signups.models import SignUp
from eventapp.signups.queries import find_by_handle
from eventapp.web.forms import Form

blueprint = Blueprint("sign_ups_desk", __name__, url_prefix="/desk/<fair:slug>/plaetze")
CONFLICT, REFUSED = 409, 422


def who() -> int | None:
    """The id of the person at the desk."""
    person = present_person()
    return person.id if person else None


def fair_and_session(slug: str, code: str) -> tuple[Fair, Programme, Session]:
    """A session as released: of a draft there are no places yet."""
    fair = get_fair(slug)
    programme = standing_at_hand(fair)
    session = programme.session(code) if programme else None
    if programme is None or session is None:
        raise NotFound(mark("Diesen Programmpunkt gibt es nicht, oder er ist noch nicht veröffentlicht."))
    return fair, programme, session


def sign_up_in(fair: Fair, session: Session, handle: str) -> SignUp:
    found = find_by_handle(fair.id, handle)
    if found is None or found.session.code != session.code or found.visitor is None:
        raise NotFound(mark("Diese Anmeldung gibt es nicht mehr."))
    return found


def done(sentence: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """After an act: the sentence on the page that shows what became of it."""
    flash(sentence)
    return redirect(url_for(endpoint, **values), 303)


def refused(form: Form, error: DomainError) -> int:
    """The refusal into the form; the status of the page that shows it again."""
    form.refuse(error)
    return CONFLICT if isinstance(error, Stale) else REFUSED


def shown(template: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    return render_template(f"signups/desk/{template}.html", **values), status
