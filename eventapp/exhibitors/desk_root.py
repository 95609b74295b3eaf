"""The blueprint of the exhibitors' desk, and what its pages share. ``desk`` joins them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError, Stale
from eventapp.exhibitors import queries
from eventapp.exhibitors.actions.members import MemberChanged
from eventapp.exhibitors.actions.questions import HandedInAnew
from eventapp.exhibitors.actions.registration import RulesChanged
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.web.forms import Form

blueprint = Blueprint("exhibitors_desk", __name__, url_prefix="/desk/<fair:slug>/aussteller")
OVERTAKEN = (Stale, MemberChanged, RulesChanged, HandedInAnew)
"""Somebody else was faster."""
CONFLICT, REFUSED = 409, 422


def fair_and_exhibitor(slug: str, exhibitor_id: int) -> tuple[Fair, Exhibitor]:
    fair = get_fair(slug)
    return fair, queries.find_exhibitor(fair.id, exhibitor_id) or abort(404)


def fair_and_entry(slug: str, entry_id: int) -> tuple[Fair, Entry]:
    """Only what was ever handed in: drafts are their member's."""
    fair = get_fair(slug)
    entry = queries.find_entry(fair.id, entry_id)
    if entry is None or entry.handed_in is None:
        abort(404)
    return fair, entry


def done(sentence: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """After an act: the sentence on the page that shows what became of it."""
    flash(sentence)
    return redirect(url_for(endpoint, **values), 303)


def refused(form: Form, error: DomainError) -> int:
    """The refusal into the form; the status of the page that shows it again."""
    form.refuse(error)
    return CONFLICT if isinstance(error, OVERTAKEN) else REFUSED


def shown(template: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    return render_template(f"exhibitors/desk/{template}.html", **values), status
