"""The blueprint of the programme's desk, and what its pages share. ``desk`` joins them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import present_person
from eventapp.errors import DomainError, NotFound, Stale
from eventapp.i18n import mark
from eventapp.programme.actions.rules import TooFew
from eventapp.programme.crowding import Crowded
from eventapp.programme.names import admission_name, place_kind_name
from eventapp.web.forms import Form
from eventapp.web.saying import say

blueprint = Blueprint("programme_desk", __name__, url_prefix="/desk/<fair:slug>/programm")
blueprint.add_app_template_filter(place_kind_name)
blueprint.add_app_template_filter(admission_name)
CONFLICT, REFUSED = 409, 422


def who() -> int | None:
    """The id of the person at the desk."""
    person = present_person()
    return person.id if person else None


def gone() -> NotFound:
    return NotFound(mark("Das gibt es nicht mehr."))


def done(sentence: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """After an act: the sentence, and the way back, on the page that shows what became of it."""
    say(sentence)
    return redirect(url_for(endpoint, **values), 303)


def refused(form: Form, error: DomainError) -> int:
    """The refusal into the form; the status of the page that shows it again."""
    form.refuse(error)
    return CONFLICT if isinstance(error, Stale) else REFUSED


def crowded_in(error: DomainError | None) -> tuple[Crowded, ...]:
    """The sessions that a refusal is about, where it is about places."""
    return error.crowded if isinstance(error, TooFew) else ()


def shown(template: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    return render_template(f"programme/desk/{template}.html", **values), status
