"""Who is signed up, as files: of one session, or of those that the office's list shows. Posted, because who took what
is noted, and proved anew, because people are in them."""

from __future__ import annotations

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.fair.queries import get_fair
from eventapp.interchange.actions.sign_up_listing import take_sign_ups
from eventapp.interchange.list_files import as_of, asked_ending, download_list
from eventapp.signups.overview import Wanted
from eventapp.web.access import freshly, organisers
from eventapp.web.archived import even_archived

blueprint = Blueprint("sign_up_lists", __name__, url_prefix="/desk/<fair:slug>/plaetze/listen")


@blueprint.post("/alle")
@organisers
@freshly
@even_archived
def take_all(slug: str) -> ResponseReturnValue:
    return _taken(slug, "")


@blueprint.post("/<code>")
@organisers
@freshly
@even_archived
def take(slug: str, code: str) -> ResponseReturnValue:
    return _taken(slug, code)


def _taken(slug: str, code: str) -> ResponseReturnValue:
    ending = asked_ending()
    fair, at = get_fair(slug), now()
    told = take_sign_ups(fair, code, wanted=Wanted.from_query(request.form), by=g.person, at=at)
    name = f"{slug}-anmeldungen-{code.lower()}" if code else f"{slug}-anmeldungen"
    return download_list(told, as_of(fair, at), name, ending)
