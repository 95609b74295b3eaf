"""Who is signed up, as files: of one session, or of those that the office's list shows. Posted, because who took what
is noted, and proved anew, because people are in them."""

from __future__ import annotations

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.interchange.actions.sign_up_listing import take_sign_ups
from eventapp.interchange.list_files import MEDIA_TYPES, download_list
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
    ending = request.form.get("format", "xlsx")
    if ending not in MEDIA_TYPES:
        abort(404)
    fair, at = get_fair(slug), now()
    told = take_sign_ups(fair, code, wanted=Wanted.from_query(request.form), by=g.person, at=at)
    as_of = _("{fair}, Stand {when} Uhr", fair=fair.title_de, when=f"{at_the_fair(at):%d.%m.%Y, %H:%M}")
    name = f"{slug}-anmeldungen-{code.lower()}" if code else f"{slug}-anmeldungen"
    return download_list(told, as_of, name, ending)
