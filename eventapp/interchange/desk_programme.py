"""The lists of the programme's desk as files, as their pages show them. Posted, because who took what is noted; proved
anew where people are in them: also those whom nobody has asked yet, and who is in no release."""

from __future__ import annotations

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.fair.queries import get_fair
from eventapp.i18n import mark
from eventapp.interchange.actions.programme_listing import take_programme_list
from eventapp.interchange.list_files import as_of, asked_ending, download_list
from eventapp.web.access import freshly, organisers
from eventapp.web.archived import even_archived

blueprint = Blueprint("programme_lists", __name__, url_prefix="/desk/<fair:slug>/programm/listen")


@blueprint.post("/programmpunkte")
@organisers
@freshly
@even_archived
def sessions(slug: str) -> ResponseReturnValue:
    return _taken(slug, "programmpunkte")


@blueprint.post("/vortragende")
@organisers
@freshly
@even_archived
def speakers(slug: str) -> ResponseReturnValue:
    return _taken(slug, "vortragende")


@blueprint.post("/konflikte")
@organisers
@freshly
@even_archived
def conflicts(slug: str) -> ResponseReturnValue:
    return _taken(slug, "konflikte")


@blueprint.post("/orte")
@organisers
@even_archived
def places(slug: str) -> ResponseReturnValue:
    return _taken(slug, "orte")


@blueprint.post("/sperrzeiten")
@organisers
@even_archived
def blockers(slug: str) -> ResponseReturnValue:
    return _taken(slug, "sperrzeiten")


def _taken(slug: str, name: str) -> ResponseReturnValue:
    ending = asked_ending()
    fair, at = get_fair(slug), now()
    told = take_programme_list(fair, name, request.form, by=g.person, at=at)
    below = as_of(fair, at, mark("{fair}, Programm im Entwurf, Stand {when} Uhr"))
    return download_list(told, below, f"{slug}-{name}", ending)
