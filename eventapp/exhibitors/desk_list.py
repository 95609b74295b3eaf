"""The office's list of exhibitors: how far each is, and what can be done with some or all of them."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.exhibitors import queries
from eventapp.exhibitors.asking import asked_tasks
from eventapp.exhibitors.desk_root import blueprint
from eventapp.exhibitors.overview import OVERDUE, SORTS, STAGE_NAMES, chosen, counts_of, lines_of
from eventapp.exhibitors.tasks import STATUS_NAMES
from eventapp.fair.queries import get_fair
from eventapp.text import folded
from eventapp.web.access import organisers

LONGEST_QUERY = 100


@blueprint.get("")
@organisers
def exhibitors(slug: str) -> ResponseReturnValue:
    """Filtered, searched and sorted by the address, so that what is shown can be sent to a colleague."""
    fair = get_fair(slug)
    rules = queries.rules_of_fair(fair)
    every = lines_of(queries.marks_of(fair.id), rules, at=now())
    asked = {name: request.args.get(name, "")[:LONGEST_QUERY] for name in ("stand", "q", "nach")}
    stage = asked["stand"] if asked["stand"] in (*STAGE_NAMES, OVERDUE) else ""
    lines = chosen(every, stage=stage, words=folded(asked["q"]).split(), sort=asked["nach"], folded=folded)
    return render_template(
        "exhibitors/desk/list.html",
        fair=fair,
        lines=lines,
        every=len(every),
        tasks=asked_tasks(rules),
        rules=rules,
        counts=counts_of(every),
        stages=STAGE_NAMES,
        statuses=STATUS_NAMES,
        stage=stage,
        q=asked["q"],
        sort=asked["nach"] if asked["nach"] in SORTS else "",
        applications=len(queries.applications_of(fair.id)),
    )
