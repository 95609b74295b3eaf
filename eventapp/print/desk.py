"""Everything that the office prints, on one page: from what is published, never from drafts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair, public_fair
from eventapp.i18n import mark, speaking
from eventapp.interchange.actions.sign_up_listing import take_standing
from eventapp.print.choosing import Wish, wish_from
from eventapp.print.door_documents import door_document
from eventapp.print.exhibit_documents import Shown, chosen_exhibits, signs_document
from eventapp.print.logos import logos_of
from eventapp.print.paper import Paper
from eventapp.print.programme_documents import Addresses, leaflet_document, list_document
from eventapp.print.sign_up_documents import sign_up_document
from eventapp.print.typesetting import typeset
from eventapp.programme.actions.release import outlook
from eventapp.programme.queries import standing_at_hand
from eventapp.programme.value import Programme
from eventapp.signups.filling import filled_of
from eventapp.signups.overview import Wanted, lines_of
from eventapp.stand.queries import find_plan, find_stand
from eventapp.web.access import freshly, organisers
from eventapp.web.addresses import public_url
from eventapp.web.aside import made_aside

blueprint = Blueprint("print_desk", __name__, url_prefix="/desk/<fair:slug>/druck")
NOTHING_RELEASED = mark("Es ist noch kein Programm veröffentlicht. Gedruckt wird, was alle sehen, nie ein Entwurf.")


@blueprint.get("")
@organisers
def overview(slug: str) -> ResponseReturnValue:
    """What can be printed, which version it shows, and whether that is about to change."""
    fair, at = get_fair(slug), now()
    programme = standing_at_hand(fair)
    ahead = outlook(slug, at=at) if programme else None
    catalogue = public_exhibitors_of(fair.id)
    showing = {one for exhibit in catalogue.exhibits for one in exhibit.exhibitors}
    filled = filled_of(fair.id)
    used = {session.place for session in programme.sessions} if programme else set()
    return render_template(
        "print/desk/overview.html",
        fair=fair,
        programme=programme,
        unreleased=len(ahead.changed) + len(ahead.changes.gone) if ahead else 0,
        places=[one for one in programme.places if one.slug in used] if programme else [],
        exhibits=catalogue.exhibits,
        exhibitors=[one for one in catalogue.exhibitors if one.slug in showing],
        plan=find_plan(slug),
        stand=find_stand(fair.id),
        lines=[line for line in lines_of(programme, filled, at=at) if line.filled.taken or line.filled.waiting],
    )


@blueprint.get("/faltblatt.pdf")
@organisers
def leaflet(slug: str) -> ResponseReturnValue:
    plan = find_plan(slug)

    def told(paper: Paper, _wish: Wish) -> dict[str, Any]:
        addresses = Addresses(public_url("pages.home", slug=slug), public_url("calendars.subscribe", slug=slug))
        return leaflet_document(paper, plan, addresses)

    return _printed(slug, "leaflet", "faltblatt", told)


@blueprint.get("/programm.pdf")
@organisers
def programme_list(slug: str) -> ResponseReturnValue:
    return _printed(slug, "programme_list", "programm", lambda paper, _wish: list_document(paper))


@blueprint.get("/tuerblaetter.pdf")
@organisers
def door_sheets(slug: str) -> ResponseReturnValue:
    def told(paper: Paper, wish: Wish) -> dict[str, Any]:
        found = door_document(paper, day=wish.day, place=wish.place)
        if not found["sheets"]:
            raise DomainError(mark("An diesem Ort ist an diesem Tag nichts. Wählen Sie einen anderen Tag oder Ort."))
        return found

    return _printed(slug, "door_sheets", "tuerblaetter", told)


@blueprint.get("/exponatschilder.pdf")
@organisers
def exhibit_signs(slug: str) -> ResponseReturnValue:
    """From what is public of exhibits, whether or not there is a programme yet."""
    fair = get_fair(slug)
    programme, catalogue = standing_at_hand(fair), public_exhibitors_of(fair.id)
    wish = wish_from(request.args, programme, catalogue)
    exhibits = chosen_exhibits(catalogue, wish.exhibitor)
    if not exhibits:
        raise DomainError(mark("Es ist noch kein Exponat öffentlich, für das es ein Schild gäbe."))
    shown = Shown(public_fair(fair), catalogue, find_plan(slug), programme, logos_of(catalogue, exhibits))
    with speaking(wish.language):
        changes = _changes(slug, programme) if programme else ""

        def address_of(name: str) -> str:
            return public_url("catalogue.exhibit", slug=slug, name=name)

        told = signs_document(shown, exhibits, paper=wish.paper, address_of=address_of, changes=changes)
    return _pdf("exhibit_signs", told, f"{slug}-exponatschilder-{wish.language}")


@blueprint.post("/anmeldelisten.pdf")
@organisers
@freshly
def sign_up_sheets(slug: str) -> ResponseReturnValue:
    """Posted and proved anew like every list with people in it; who took it is noted."""
    fair, at = get_fair(slug), now()
    language = wish_from({"sprache": request.form.get("sprache", "")}, None).language
    wanted = Wanted(tag=request.form.get("tag", "")[:10])
    taken = take_standing(fair, request.form.get("code", ""), wanted=wanted, by=g.person, at=at)
    sources = [one for one in taken.sources if not one.standing.is_empty]
    if not sources:
        raise DomainError(mark("Für keinen dieser Programmpunkte ist jemand angemeldet."))
    with speaking(language):
        told = sign_up_document(_paper(fair, taken.programme), sources, at=at)
    return _pdf("sign_up_sheets", told, f"{slug}-anmeldelisten", is_personal=True)


def _printed(slug: str, template: str, name: str, tell: Callable[[Paper, Wish], dict[str, Any]]) -> Response:
    """A paper about the standing release, in the language asked for."""
    fair = get_fair(slug)
    programme = standing_at_hand(fair)
    if programme is None:
        raise DomainError(NOTHING_RELEASED)
    wish = wish_from(request.args, programme)
    with speaking(wish.language):
        told = tell(_paper(fair, programme), wish)
    return _pdf(template, told, f"{slug}-{name}-{wish.language}")


def _paper(fair: Fair, programme: Programme) -> Paper:
    return Paper(public_fair(fair), programme, _changes(fair.slug, programme))


def _changes(slug: str, programme: Programme) -> str:
    return public_url("programme.changes", slug=slug, number=programme.number)


def _pdf(template: str, told: dict[str, Any], name: str, *, is_personal: bool = False) -> Response:
    response = Response(made_aside(lambda: typeset(template, told)), content_type="application/pdf")
    disposition = "attachment" if is_personal else "inline"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}.pdf"'
    return response
