"""The links for the crews at the doors: made for a day, shown with their code for a phone's camera, printed, shut."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue

from eventapp.clock import day_at_the_fair, now
from eventapp.errors import DomainError, NotFound
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, mark
from eventapp.programme.queries import places_of
from eventapp.signups.actions.door_links import create_door, revoke_door
from eventapp.signups.desk_root import REFUSED, blueprint, done, refused, shown, who
from eventapp.signups.doors import doors_of, find_door_link, token_of
from eventapp.signups.forms_desk import DoorForm, SureForm
from eventapp.signups.models import DoorLink
from eventapp.web.access import organisers
from eventapp.web.addresses import base_url
from eventapp.web.qr import qr_svg


@blueprint.route("/tueren", methods=["GET", "POST"])
@organisers
def doors(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    places = places_of(fair.id)
    form = DoorForm()
    form.offer(fair, [one for one in places if not one.is_hidden])
    status = 200 if request.method != "POST" else REFUSED
    if form.validate_on_submit():
        place_id = int(form.place.data) if form.place.data else None
        try:
            made = create_door(
                fair, name=form.name.data or "", day=form.wanted_day(), place_id=place_id, by=who(), at=now()
            )
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist angelegt.", name=made.name), ".door", handle=made.handle)
    names = {one.id: one.name_de for one in places}
    today = day_at_the_fair(now())
    return shown("doors", status, fair=fair, form=form, rows=doors_of(fair.id), names=names, today=today)


@blueprint.get("/tueren/druck")
@organisers
def door_sheets(slug: str) -> ResponseReturnValue:
    """A sheet of paper for each door that still opens something."""
    fair = get_fair(slug)
    today = day_at_the_fair(now())
    coming = [one for one in doors_of(fair.id) if one.revoked_at is None and one.day >= today]
    return shown("door_sheets", fair=fair, rows=[(one, _address(fair, one)) for one in coming])


@blueprint.get("/tueren/<handle>")
@organisers
def door(slug: str, handle: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    row = _found(fair, handle)
    names = {one.id: one.name_de for one in places_of(fair.id)}
    today = day_at_the_fair(now())
    return shown("door", fair=fair, row=row, address=_address(fair, row), names=names, today=today)


@blueprint.get("/tueren/<handle>/qr.svg")
@organisers
def door_code(slug: str, handle: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    row = _found(fair, handle)
    if row.revoked_at is not None:
        raise NotFound(mark("Dieser Link ist zurückgezogen."))
    return Response(qr_svg(_address(fair, row), title=row.name), content_type="image/svg+xml")


@blueprint.route("/tueren/<handle>/zurueckziehen", methods=["GET", "POST"])
@organisers
def revoke(slug: str, handle: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    row = _found(fair, handle, locked=request.method == "POST")
    if request.method == "POST":
        revoke_door(row, by=who(), at=now())
        return done(_("Der Link „{name}“ öffnet nichts mehr.", name=row.name), ".doors")
    return shown("revoke", fair=fair, row=row, form=SureForm())


def _found(fair: Fair, handle: str, *, locked: bool = False) -> DoorLink:
    found = find_door_link(fair.id, handle, locked=locked)
    if found is None:
        raise NotFound(mark("Diesen Link gibt es nicht."))
    return found


def _address(fair: Fair, row: DoorLink) -> str:
    return f"{base_url()}/{fair.slug}/tuer/{token_of(row)}"
