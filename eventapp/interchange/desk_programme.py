"""The lists of the programme's desk as files, as their pages show them. Posted, because who took what is noted; proved
anew where people are in them: also those whom nobody has asked yet, and who is in no release."""

from __future__ import annotations

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.interchange.actions.programme_listing import take_programme_list
from eventapp.interchange.list_files import MEDIA_TYPES, download_list
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
    ending = request.form.get("format", "xlsx")
    if ending not in MEDIA_TYPES:
        abort(404)
    fair, at = get_fair(slug), now()
    told = take_programme_list(fair, name, request.form, by=g.person, at=at)
    when = f"{at_the_fair(at):%d.%m.%Y, %H:%M}"
    as_of = _("{fair}, Programm im Entwurf, Stand {when} Uhr", fair=fair.title_de, when=when)
    return download_list(told, as_of, f"{slug}-{name}", ending)
