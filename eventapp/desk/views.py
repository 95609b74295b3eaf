"""The way into the office: choose a fair."""

from __future__ import annotations

from datetime import date

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.desk.root import blueprint
from eventapp.fair.models import Fair
from eventapp.fair.queries import all_fairs, draft_of, fair_to_show
from eventapp.web.access import organisers


@blueprint.get("/")
@organisers
def fairs() -> ResponseReturnValue:
    """All appearances, the last one first: when, what is released, what is written and not public."""
    today = at_the_fair(now()).date()
    rows = all_fairs()
    coming = [row for row in rows if today < row.starts_on and not row.is_archived]
    following = coming[-1] if coming else None
    told = [(row, _state(row, today, following), len(draft_of(row).edits)) for row in rows]
    return render_template(
        "desk/fairs.html",
        fairs=[one for one in told if not one[0].is_archived],
        archived=[one for one in told if one[0].is_archived],
        shown=fair_to_show(today, preferred=current_app.config["CURRENT_FAIR"]),
        is_set=bool(current_app.config["CURRENT_FAIR"]),
    )


def _state(fair: Fair, today: date, following: Fair | None) -> str:
    """``archived``, ``running``, ``next``, ``coming`` or ``over``."""
    if fair.is_archived:
        return "archived"
    if fair.ends_on < today:
        return "over"
    if fair.starts_on <= today:
        return "running"
    return "next" if fair is following else "coming"
