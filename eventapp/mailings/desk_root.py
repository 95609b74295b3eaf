"""The blueprint of the office's mailings, and what its pages share. ``desk`` joins them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import present_person
from eventapp.errors import DomainError, NotFound, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import mark
from eventapp.mailings import queries
from eventapp.mailings.models import Mailing
from eventapp.web.forms import Form

blueprint = Blueprint("mailings_desk", __name__, url_prefix="/desk/<fair:slug>/rundmails")
CONFLICT, REFUSED = 409, 422


def who() -> int | None:
    """The id of the person at the desk."""
    person = present_person()
    return person.id if person else None


def fair_and_mailing(slug: str, number: int, *, locked: bool = False) -> tuple[Fair, Mailing]:
    fair = get_fair(slug)
    mailing = queries.find_mailing(fair.id, number, locked=locked)
    if mailing is None:
        raise NotFound(mark("Diese Rundmail gibt es nicht mehr."))
    return fair, mailing


def done(sentence: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """After an act: the sentence on the page that shows what became of it."""
    flash(sentence, "done")
    return redirect(url_for(endpoint, **values), 303)


def refused(form: Form, error: DomainError) -> int:
    """The refusal into the form; the status of the page that shows it again."""
    form.refuse(error)
    return CONFLICT if isinstance(error, Stale) else REFUSED


def shown(template: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    return render_template(f"mailings/desk/{template}.html", **values), status
