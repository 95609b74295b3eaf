"""The office's first page for one fair: what waits for it today, and how things stand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.desk.history import told_of
from eventapp.desk.today import in_words, today_of
from eventapp.exhibitors.overview import STAGE_NAMES
from eventapp.fair.queries import get_fair, public_fair
from eventapp.journal.queries import entries
from eventapp.web.access import organisers

blueprint = Blueprint("desk_front", __name__, url_prefix="/desk/<fair:slug>")
LATEST = 6


@blueprint.get("/")
@organisers
def today(slug: str) -> ResponseReturnValue:
    at = now()
    fair = get_fair(slug)
    return render_template(
        "desk/today.html",
        fair=public_fair(fair),
        today=today_of(fair, at=at),
        stages=STAGE_NAMES,
        lines=told_of(entries(fair.id, most=LATEST)),
        in_words=lambda moment: in_words(moment, at),
        way_to=_way_to,
        days_left=(fair.starts_on - at.date()).days,
    )


def _way_to(endpoint: str, **values: Any) -> str:
    """The address of a part of the office; empty where that part is not there."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
