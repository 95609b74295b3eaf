"""The office's first page for one fair: what is on today, what waits for it, how things stand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, day_at_the_fair, now
from eventapp.desk.history import told_of
from eventapp.desk.today import ago_in_words, day_in_words, in_words, today_of
from eventapp.desk.todos import BROKEN, LACKING, WAITING
from eventapp.exhibitors.overview import STAGE_NAMES
from eventapp.fair.queries import get_fair, public_fair
from eventapp.i18n import mark
from eventapp.journal.queries import entries
from eventapp.web.access import organisers
from eventapp.web.moment import shown_moment

blueprint = Blueprint("desk_front", __name__, url_prefix="/desk/<fair:slug>")
LATEST = 6
GROUPS = {BROKEN: mark("Kaputt oder zu spät"), WAITING: mark("Wartet auf Sie"), LACKING: mark("Im Blick behalten")}


@blueprint.get("/")
@organisers
def today(slug: str) -> ResponseReturnValue:
    at = shown_moment()
    fair = get_fair(slug)
    config = current_app.config
    found = today_of(fair, at=at, needs_worker=bool(config["MAIL_URL"]) and not config["DEMO"])
    return render_template(
        "desk/today.html",
        fair=public_fair(fair),
        today=found,
        groups={name: found.todos_in(group) for group, name in GROUPS.items()},
        stages=STAGE_NAMES,
        lines=told_of(entries(fair.id, most=LATEST)),
        in_words=lambda moment: in_words(moment, at),
        day_in_words=lambda day: day_in_words(day, at),
        beaten=ago_in_words(found.beat.at, now()),
        way_to=_way_to,
        at=at,
        days_left=(fair.starts_on - at_the_fair(at).date()).days,
        is_over=day_at_the_fair(at) > fair.ends_on,
    )


def _way_to(endpoint: str, **values: Any) -> str:
    """The address of a part of the office; empty where that part is not there."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
