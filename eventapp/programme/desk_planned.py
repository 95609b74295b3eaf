"""Releases that are made at a time: looked at whole, and withdrawn."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words, _
from eventapp.programme import queries
from eventapp.programme.account import renames, told
from eventapp.programme.actions.planning_release import withdraw_planned
from eventapp.programme.beside import asides, roomier
from eventapp.programme.desk_root import blueprint, done, shown, who
from eventapp.programme.diff import changes_between
from eventapp.programme.document import from_document
from eventapp.programme.offers import readers_of
from eventapp.programme.planned_words import STATES, why_refused
from eventapp.programme.release_queries import find_planned
from eventapp.web.access import organisers


@blueprint.get("/vorgemerkt/<int:planned_id>")
@organisers
def planned(slug: str, planned_id: int) -> ResponseReturnValue:
    """What it makes public, against the version that it was made from."""
    fair = get_fair(slug)
    row = find_planned(fair.id, planned_id) or abort(404)
    standing, kept = queries.find_release(fair.id, row.based_on), from_document(row.document)
    changes = changes_between(standing, kept)
    return shown(
        "planned",
        fair=fair,
        planned=row,
        comment=Words(row.comment, row.comment_en),
        told=told(changes, kept),
        renames=renames(changes),
        supplemented=changes.supplemented,
        asides=asides(standing, kept),
        roomier=roomier(standing, kept),
        affected=readers_of(fair.id, standing, kept, at=now()) if row.state == "planned" else (),
        states=STATES,
        why_refused=why_refused,
    )


@blueprint.post("/vorgemerkt/<int:planned_id>/zurueckziehen")
@organisers
def withdraw(slug: str, planned_id: int) -> ResponseReturnValue:
    withdraw_planned(slug, planned_id, by=who(), at=now())
    return done(_("Zurückgezogen. Der Entwurf ist, wie er war."), "programme_desk.versions")
