"""Lists of exhibitors as files, of those that the page shows. Posted, because who took what is noted."""

from __future__ import annotations

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.exhibitors import queries
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.overview import Stage, asked_for
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.interchange.actions.listing import take_list, take_logos
from eventapp.interchange.exhibitor_lists import SORTS
from eventapp.interchange.list_files import as_of, asked_ending, download, download_list
from eventapp.web.access import freshly, organisers
from eventapp.web.archived import even_archived

blueprint = Blueprint("exhibitors_lists", __name__, url_prefix="/desk/<fair:slug>/aussteller/listen")


@blueprint.post("/logos")
@organisers
@freshly
@even_archived
def logos(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    return download(take_logos(fair, _shown(fair), by=g.person, at=now()), "application/zip", f"{slug}-logos.zip")


@blueprint.post("/<name>")
@organisers
@freshly
@even_archived
def take(slug: str, name: str) -> ResponseReturnValue:
    """Also the lists without people in them ask who it is: they are one click beside those with."""
    ending = asked_ending()
    if name not in SORTS:
        abort(404)
    fair, at = get_fair(slug), now()
    told = take_list(fair, name, _shown(fair), by=g.person, at=at)
    return download_list(told, as_of(fair, at), f"{slug}-{name}", ending)


def _shown(fair: Fair) -> list[Exhibitor]:
    """Those that the page showed, in its order; who has withdrawn only if the page showed just those."""
    asked = asked_for(request.form)
    lines = queries.lines_asked_for(fair, asked, at=now())
    return [line.exhibitor for line in lines if line.stage != Stage.WITHDRAWN or asked.stage == Stage.WITHDRAWN]
