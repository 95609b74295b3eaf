"""Lists of the stand as files, and the page that offers everything about the stand as a file."""

from __future__ import annotations

from flask import Blueprint, abort, g, render_template
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, mark
from eventapp.interchange.actions.stand_listing import take_stand_list
from eventapp.interchange.list_files import as_of, asked_ending, download_list
from eventapp.interchange.stand_lists import SORTS
from eventapp.stand.queries import find_stand
from eventapp.web.access import organisers
from eventapp.web.archived import even_archived

blueprint = Blueprint("stand_lists", __name__, url_prefix="/desk/<fair:slug>/stand/listen")


@blueprint.get("")
@organisers
def lists(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    return render_template("interchange/desk/stand_lists.html", fair=fair, stand=find_stand(fair.id), sorts=SORTS)


@blueprint.post("/<name>")
@organisers
@even_archived
def take(slug: str, name: str) -> ResponseReturnValue:
    """No proof anew of who it is: there are organisations in these lists and no people. Posted all the same, because
    who took what is noted."""
    ending = asked_ending()
    if name not in SORTS:
        abort(404)
    fair, at = get_fair(slug), now()
    told = take_stand_list(fair, name, by=g.person, at=at)
    below = as_of(fair, at, mark("{fair}, Standplan im Entwurf, Stand {when} Uhr"))
    note = _(SORTS[name].note) if SORTS[name].note else ""
    return download_list(told, f"{below}. {note}".strip(), f"{slug}-stand-{name}", ending)
