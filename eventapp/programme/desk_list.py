"""The office's list of sessions."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.programme import queries
from eventapp.programme.conflicts import all_conflicts
from eventapp.programme.desk_root import blueprint, shown
from eventapp.programme.planning_reading import read_plan
from eventapp.programme.value import Programme
from eventapp.programme.worklist import (
    MISSING,
    PAGE,
    STATES,
    Line,
    Troubles,
    Wanted,
    chosen,
    counts,
    days_of,
    troubles_in,
    worklist,
)
from eventapp.web.access import organisers


@dataclass(frozen=True, slots=True)
class Listed:
    """The draft with what lies beside the board, and a line for each of it."""

    drafted: Programme
    lines: tuple[Line, ...]


@blueprint.get("")
@organisers
def sessions(slug: str) -> ResponseReturnValue:
    """The dense list: state, conflicts, what is missing, sign-ups, search and filters; a page holds :data:`PAGE`."""
    fair = get_fair(slug)
    listed = list_of(fair, queries.find_release(fair.id, fair.released))
    wanted = Wanted.from_query(request.args)
    hits = chosen(listed.lines, wanted)
    pages = max(1, -(-len(hits) // PAGE))
    page = min(wanted.seite, pages)
    return shown(
        "sessions",
        fair=fair,
        drafted=listed.drafted,
        lines=hits[(page - 1) * PAGE : page * PAGE],
        number_of_hits=len(hits),
        wanted=wanted,
        page=page,
        pages=pages,
        counts=counts(listed.lines),
        days=days_of(listed.lines),
        states=STATES,
        missing_names=MISSING,
    )


def list_of(fair: Fair, standing: Programme | None) -> Listed:
    """In as many queries whatever the fair's size."""
    plan = read_plan(fair)
    found = all_conflicts(plan.programme, plan.planning)
    troubles: Troubles = troubles_in(conflict for conflict in found if conflict.severity != "accepted")
    return Listed(
        plan.whole,
        worklist(
            plan.whole,
            standing,
            unasked=queries.speakers_unasked(fair.id),
            unscheduled=plan.beside,
            troubles=troubles,
            taken=plan.planning.taken,
        ),
    )
