"""What planning has to know beside the sessions: when places and people can be had, which times are kept free."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.programme import queries
from eventapp.programme.actions import availability
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, done, gone, refused, shown, who
from eventapp.programme.forms_desk import ActForm, stored_otherwise
from eventapp.programme.forms_planning import (
    BlockerForm,
    WindowsForm,
    blocker_values,
    windows_form,
    windows_values,
)
from eventapp.programme.models import Blocker, Place, Speaker
from eventapp.programme.planning_reading import blockers_of, find_blocker, windows_of
from eventapp.programme.snapshots import windows_told
from eventapp.web.access import organisers


@blueprint.route("/orte/<place>/zeiten", methods=["GET", "POST"])
@organisers
def place_times(slug: str, place: str) -> ResponseReturnValue:
    return _times(queries.find_ground(Place, get_fair(slug).id, place, locked=request.method == "POST"))


@blueprint.route("/vortragende/<speaker>/zeiten", methods=["GET", "POST"])
@organisers
def speaker_times(slug: str, speaker: str) -> ResponseReturnValue:
    return _times(queries.find_ground(Speaker, get_fair(slug).id, speaker, locked=request.method == "POST"))


def _times(whose: Place | Speaker | None) -> ResponseReturnValue:
    """A few windows; none means always. Who saves an older state is told what is stored."""
    if whose is None:
        raise gone()
    rows, writes = windows_of(whose), request.method == "POST"
    values = {"version": whose.version, **windows_values(rows)}
    form: WindowsForm = windows_form(rows, request.form)(data=None if writes else values)
    name = whose.name_de if isinstance(whose, Place) else whose.name
    status = REFUSED if writes else 200
    stored = ""
    if writes and form.validate():
        try:
            availability.set_windows(whose, form.windows(), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
            if status == CONFLICT:
                form.version.data = whose.version
                stored = windows_told(rows)
        else:
            said = _("Gespeichert, wann „{name}“ verfügbar ist.", name=name)
            if isinstance(whose, Place):
                return done(said, "programme_desk.place", place=whose.slug)
            return done(said, "programme_desk.speaker", speaker=whose.slug)
    return shown("times", status, whose=whose, name=name, is_place=isinstance(whose, Place), form=form, stored=stored)


@blueprint.get("/sperrzeiten")
@organisers
def blockers(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    return shown("blockers", fair=fair, rows=blockers_of(fair.id))


@blueprint.route("/sperrzeiten/neu", methods=["GET", "POST"])
@organisers
def new_blocker(slug: str) -> ResponseReturnValue:
    fair, writes = get_fair(slug), request.method == "POST"
    form = BlockerForm(data=None if writes else {"day": fair.starts_on})
    form.offer(queries.places_of(fair.id), None)
    status = REFUSED if writes else 200
    if writes and form.validate():
        try:
            row = availability.create_blocker(fair, form.entry(), by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist angelegt.", name=row.title), "programme_desk.blockers")
    return shown("blocker", status, row=None, form=form, stored={})


@blueprint.route("/sperrzeiten/<int:blocker>", methods=["GET", "POST"])
@organisers
def blocker(slug: str, blocker: int) -> ResponseReturnValue:
    row, writes = _found(slug, blocker), request.method == "POST"
    form = BlockerForm(data=None if writes else blocker_values(row))
    form.offer(queries.places_of(row.fair_id), row)
    status = REFUSED if writes else 200
    if writes and form.validate():
        try:
            availability.edit_blocker(row, form.entry(), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist gespeichert.", name=row.title), "programme_desk.blockers")
    stored: dict[str, str] = {}
    if status == CONFLICT:
        told = {"place": row.place.name_de if row.place else _("alle Orte")}
        stored = stored_otherwise(form, blocker_values(row), told)
        form.version.data = row.version
    return shown("blocker", status, row=row, form=form, stored=stored)


@blueprint.route("/sperrzeiten/<int:blocker>/loeschen", methods=["GET", "POST"])
@organisers
def delete_blocker(slug: str, blocker: int) -> ResponseReturnValue:
    row, writes = _found(slug, blocker), request.method == "POST"
    form, status = ActForm(data=None if writes else {"version": row.version}), REFUSED if writes else 200
    if writes and form.validate():
        name = row.title
        try:
            availability.delete_blocker(row, version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
            form.version.data = row.version
        else:
            return done(_("„{name}“ ist gelöscht.", name=name), "programme_desk.blockers")
    return shown("blocker_gone", status, row=row, form=form)


def _found(slug: str, blocker: int) -> Blocker:
    row = find_blocker(get_fair(slug).id, blocker, locked=request.method == "POST")
    if row is None:
        raise gone()
    return row
