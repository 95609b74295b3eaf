"""The office's list of sessions with places, and the page of one: who is in, who is next."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.fair.queries import get_fair
from eventapp.journal.queries import entries_about
from eventapp.programme.queries import standing_at_hand
from eventapp.signups.desk_root import blueprint, fair_and_session, shown
from eventapp.signups.filling import all_standing, filled_of, standing_in
from eventapp.signups.overview import PAGE, SIGNS, STATES, Filled, Wanted, chosen, counts, days_of, line_of, lines_of
from eventapp.signups.rules import last_call
from eventapp.web.access import organisers


@blueprint.get("")
@organisers
def sessions(slug: str) -> ResponseReturnValue:
    """Searched, narrowed and sorted by the address; a page holds :data:`PAGE`."""
    fair = get_fair(slug)
    lines = lines_of(standing_at_hand(fair), filled_of(fair.id), at=now())
    wanted = Wanted.from_query(request.args)
    hits = chosen(lines, wanted)
    pages = max(1, -(-len(hits) // PAGE))
    page = min(wanted.seite, pages)
    return shown(
        "sessions",
        fair=fair,
        every=len(lines),
        lines=hits[(page - 1) * PAGE : page * PAGE],
        hits=hits,
        wanted=wanted,
        page=page,
        pages=pages,
        counts=counts(lines),
        days=days_of(lines),
        states=STATES,
        signs=SIGNS,
    )


@blueprint.get("/namenslisten")
@organisers
def name_lists(slug: str) -> ResponseReturnValue:
    """Of what the list shows, in its order, to be printed; without sessions that nobody is signed up for."""
    fair, at, wanted = get_fair(slug), now(), Wanted.from_query(request.args)
    hits = chosen(lines_of(standing_at_hand(fair), filled_of(fair.id), at=at), wanted)
    standing = all_standing(fair.id)
    sheets = [(line, standing[line.session.code]) for line in hits if line.session.code in standing]
    sheets = [(line, some) for line, some in sheets if not some.is_empty]
    return shown("name_lists", fair=fair, sheets=sheets, empty=len(hits) - len(sheets), wanted=wanted, at=at)


@blueprint.get("/<code>")
@organisers
def session(slug: str, code: str) -> ResponseReturnValue:
    fair, programme, session = fair_and_session(slug, code)
    filled = filled_of(fair.id, [code]).get(code, Filled())
    return shown(
        "session",
        fair=fair,
        line=line_of(programme, session, filled, at=now()),
        standing=standing_in(fair.id, code),
        last_call=last_call(session),
        states=STATES,
        signs=SIGNS,
        changes=entries_about(fair.id, f"session:{code}", most=6),
    )


@blueprint.get("/<code>/liste")
@organisers
def names(slug: str, code: str) -> ResponseReturnValue:
    """To be printed for a door where no network is."""
    fair, programme, session = fair_and_session(slug, code)
    filled = filled_of(fair.id, [code]).get(code, Filled())
    at = now()
    line = line_of(programme, session, filled, at=at)
    return shown("names", fair=fair, line=line, standing=standing_in(fair.id, code), at=at)
