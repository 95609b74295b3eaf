"""The office's list of sessions."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.fair.queries import get_fair
from eventapp.programme import queries
from eventapp.programme.desk_root import blueprint, shown
from eventapp.programme.worklist import MISSING, PAGE, STATES, Wanted, chosen, counts, days_of
from eventapp.programme.worklist_reading import list_of
from eventapp.web.access import organisers


@blueprint.get("")
@organisers
def sessions(slug: str) -> ResponseReturnValue:
    """The dense list: state, conflicts, what is missing, sign-ups, search and filters; a page holds :data:`PAGE`."""
    fair = get_fair(slug)
    listed = list_of(fair, queries.standing_at_hand(fair))
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
