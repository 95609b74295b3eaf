"""Places and themes on the desk: lists in their order, forms, hiding and removing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.colours import DARK_GROUND, LIGHT_GROUND, contrast
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.programme import queries
from eventapp.programme.actions import grounds
from eventapp.programme.crowding import Crowded
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, crowded_in, done, gone, refused, shown, who
from eventapp.programme.forms_desk import (
    ActForm,
    PlaceForm,
    ThemeForm,
    place_values,
    pressed,
    stored_otherwise,
    theme_values,
)
from eventapp.programme.models import Place, Theme
from eventapp.programme.names import PLACE_KIND_NAMES
from eventapp.web.access import organisers


@blueprint.get("/orte")
@organisers
def places(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    rows, used = queries.places_of(fair.id), queries.times_used(fair.id)
    return shown("places", fair=fair, rows=rows, used={row.id: used.get(("place", row.id), 0) for row in rows})


@blueprint.get("/themen")
@organisers
def themes(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    rows, used = queries.themes_of(fair.id), queries.times_used(fair.id)
    return shown(
        "themes",
        fair=fair,
        rows=rows,
        used={row.id: used.get(("theme", row.id), 0) for row in rows},
        contrasts={
            row.id: (contrast(row.colour, LIGHT_GROUND), contrast(row.colour_dark, DARK_GROUND)) for row in rows
        },
    )


@blueprint.route("/orte/neu", methods=["GET", "POST"])
@organisers
def new_place(slug: str) -> ResponseReturnValue:
    fair, form = get_fair(slug), PlaceForm()
    form.offer()
    if request.method == "POST" and form.validate():
        try:
            row = grounds.create_place(fair, form.entry(), by=who(), at=now())
        except DomainError as error:
            return shown("place", refused(form, error), fair=fair, row=None, form=form, stored={}, crowded=())
        return done(_("„{name}“ ist angelegt.", name=row.name_de), "programme_desk.places")
    status = REFUSED if request.method == "POST" else 200
    return shown("place", status, fair=fair, row=None, form=form, stored={}, crowded=())


@blueprint.route("/themen/neu", methods=["GET", "POST"])
@organisers
def new_theme(slug: str) -> ResponseReturnValue:
    fair, form = get_fair(slug), ThemeForm()
    if request.method == "POST" and form.validate():
        try:
            row = grounds.create_theme(fair, form.entry(), by=who(), at=now())
        except DomainError as error:
            return shown("theme", refused(form, error), fair=fair, row=None, form=form, stored={})
        return done(_("„{name}“ ist angelegt.", name=row.name_de), "programme_desk.themes")
    status = REFUSED if request.method == "POST" else 200
    return shown("theme", status, fair=fair, row=None, form=form, stored={})


@blueprint.route("/orte/<place>", methods=["GET", "POST"])
@organisers
def place(slug: str, place: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    row = queries.find_ground(Place, fair.id, place, locked=request.method == "POST")
    if row is None:
        raise gone()
    form = PlaceForm(data=place_values(row) if request.method != "POST" else None)
    form.offer()
    status = REFUSED if request.method == "POST" else 200
    crowded: tuple[Crowded, ...] = ()
    if request.method == "POST" and form.validate():
        try:
            is_sure = bool(form.is_sure.data)
            grounds.edit_place(row, form.entry(), version=form.version.data, is_sure=is_sure, by=who(), at=now())
        except DomainError as error:
            status, crowded = refused(form, error), crowded_in(error)
        else:
            return done(_("„{name}“ ist gespeichert.", name=row.name_de), "programme_desk.places")
    values, told = place_values(row), {"kind": _(PLACE_KIND_NAMES[row.kind])}
    return _ground_page("place", status, fair=fair, row=row, form=form, values=values, told=told, crowded=crowded)


@blueprint.route("/themen/<theme>", methods=["GET", "POST"])
@organisers
def theme(slug: str, theme: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    row = queries.find_ground(Theme, fair.id, theme, locked=request.method == "POST")
    if row is None:
        raise gone()
    form = ThemeForm(data=theme_values(row) if request.method != "POST" else None)
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            grounds.edit_theme(row, form.entry(), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist gespeichert.", name=row.name_de), "programme_desk.themes")
    return _ground_page("theme", status, fair=fair, row=row, form=form, values=theme_values(row), told={})


@blueprint.post("/orte/<place>/tun")
@organisers
def act_on_place(slug: str, place: str) -> ResponseReturnValue:
    return _act(queries.find_ground(Place, get_fair(slug).id, place, locked=True), "programme_desk.places")


@blueprint.post("/themen/<theme>/tun")
@organisers
def act_on_theme(slug: str, theme: str) -> ResponseReturnValue:
    return _act(queries.find_ground(Theme, get_fair(slug).id, theme, locked=True), "programme_desk.themes")


def _act(row: Place | Theme | None, overview: str) -> ResponseReturnValue:
    """Up, down, hide, show, remove: small enough for buttons in the list."""
    if row is None:
        raise gone()
    form, (act, _at) = ActForm(), pressed()
    version = form.version.data
    name = row.name_de
    match act:
        case "up" | "down":
            grounds.move_ground(row, 1 if act == "down" else -1, by=who(), at=now())
            return done(_("„{name}“ ist umgestellt.", name=name), overview)
        case "hide":
            grounds.hide_ground(row, version=version, by=who(), at=now())
            return done(_("„{name}“ ist ausgeblendet.", name=name), overview)
        case "show":
            grounds.show_ground(row, version=version, by=who(), at=now())
            return done(_("„{name}“ ist wieder da.", name=name), overview)
        case _:
            grounds.remove_ground(row, version=version, by=who(), at=now())
            return done(_("„{name}“ ist entfernt.", name=name), overview)


def _ground_page(
    template: str,
    status: int,
    *,
    row: Place | Theme,
    form: Any,
    values: Mapping[str, Any],
    told: dict[str, str],
    **more: Any,
) -> ResponseReturnValue:
    stored = stored_otherwise(form, dict(values), told) if status == CONFLICT else {}
    if status == CONFLICT:
        form.version.data = row.version
    used = queries.times_used(row.fair_id).get((template, row.id), 0)
    return shown(
        template,
        status,
        row=row,
        form=form,
        stored=stored,
        used=used,
        was_released=grounds.was_released(row),
        **more,
    )
