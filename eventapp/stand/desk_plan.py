"""The plan on the desk: begun with one form, seen as a picture with its table; its outline, the picture beneath."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.stand import queries
from eventapp.stand.actions.drawing import create_stand, edit_stand, set_background
from eventapp.stand.desk_editor import editor_of
from eventapp.stand.desk_root import (
    CONFLICT,
    REFUSED,
    Drawing,
    blueprint,
    done,
    drawing_of,
    refused,
    shown,
    to_the_beginning,
    told_of,
    what_arose,
    who,
)
from eventapp.stand.draft import points_of
from eventapp.stand.forms import (
    BackgroundForm,
    BeginForm,
    OutlineForm,
    background_values,
    pressed,
    shape_name,
    stand_values,
    stored_otherwise,
)
from eventapp.stand.geometry import box_around
from eventapp.stand.picture import MARGIN, picture_of
from eventapp.stand.ruler import ruler_of
from eventapp.stand.value import Background
from eventapp.stand.worksheet import drawn_for_the_office, shorter
from eventapp.uploads.actions import keep_image, open_image
from eventapp.web.access import organisers
from eventapp.web.limits import PICTURES, takes
from eventapp.web.transaction import READING, begins_itself, in_one_transaction

BEGINNING = {"name_de": "Gemeinschaftsstand", "width": 1_200, "depth": 800}
BACKGROUND_SIZE = 1_600


@blueprint.route("", methods=["GET", "POST"])
@organisers
def plan(slug: str) -> ResponseReturnValue:
    """Everything drawn, and what does not fit; before the first stroke one small form."""
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return _begin(get_fair(slug))
    if request.method == "POST":
        return done(_("Der Stand ist schon angelegt."), "plan")
    return shown("plan", **plan_values(drawing))


def plan_values(drawing: Drawing) -> dict[str, Any]:
    draft = drawing.draft
    drawn = drawn_for_the_office(draft)
    names = {draft.slugs[exhibitor]: name for exhibitor, name in drawing.names.items() if exhibitor in draft.slugs}
    picture, told = picture_of(drawn, names, for_builders=True), told_of(drawing)
    return {
        "fair": drawing.fair,
        "stand": drawing.stand,
        "drawing": drawing,
        "draft": draft,
        "lines": drawing.lines,
        "removed": queries.removed_areas_of(drawing.stand.id),
        "told": told,
        "wrong": {number for one in told if one.is_serious for number in one.areas},
        "picture": picture,
        "ruler": ruler_of(picture.view, MARGIN),
        "background": background_shown(drawn.background),
        "hrefs": {one.area.number: url_for("stand_desk.area", area_id=one.area.id) for one in drawing.lines},
        "editor": editor_of(drawing, picture),
        "shorter": shorter,
    }


def background_shown(told: Background | None) -> dict[str, Any] | None:
    """Where the picture beneath lies, and its address, which is the office's."""
    if told is None:
        return None
    url = url_for("uploads.own_image", digest=told.digest, size=BACKGROUND_SIZE)
    return {"url": url, "x": told.x, "y": told.y, "width": told.width, "depth": told.depth}


def _begin(fair: Fair) -> ResponseReturnValue:
    form = BeginForm(data=None if request.method == "POST" else BEGINNING)
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            stand = create_stand(fair, form.entry(), by=who(), at=now())
        except DomainError as error:
            if error.field == "points":
                error.field = "width"
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist angelegt. Zeichnen Sie jetzt die Flächen.", name=stand.name_de), "plan")
    return shown("begin", status, fair=fair, form=form)


@blueprint.route("/umriss", methods=["GET", "POST"])
@organisers
def outline(slug: str) -> ResponseReturnValue:
    """Name, place in the hall, and the outline as a rectangle or a polygon."""
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return to_the_beginning()
    stand, form = drawing.stand, OutlineForm(data=None if request.method == "POST" else stand_values(drawing.stand))
    form.offer()
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            if pressed() == "turn":
                form.turn()
                return _outline_page(drawing, form, 200, is_turned=True)
            before = drawing.draft.misfits
            edit_stand(stand, form.entry(), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("Der Umriss ist gespeichert."), "plan", arisen=what_arose(drawing, before))
    return _outline_page(drawing, form, status)


def _outline_page(drawing: Drawing, form: OutlineForm, status: int, *, is_turned: bool = False) -> ResponseReturnValue:
    stored = {}
    if status == CONFLICT:
        values = stand_values(drawing.stand)
        stored = stored_otherwise(form, values, {"shape": shape_name(values)})
        form.version.data = drawing.stand.version
    return shown("outline", status, fair=drawing.fair, form=form, stored=stored, is_turned=is_turned)


@blueprint.route("/hintergrund", methods=["GET", "POST"])
@takes(PICTURES)
@begins_itself
@organisers
def background(slug: str) -> ResponseReturnValue:
    """A picture of the hall to draw after. It is opened before the lock, because that may take a second."""
    if request.method in READING:
        return _background(slug)
    sent = request.files.get("picture")
    g.opened = open_image(cast(BinaryIO, sent.stream)) if sent and sent.filename else {}
    return in_one_transaction(lambda: _background(slug))


def _background(slug: str) -> ResponseReturnValue:
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return to_the_beginning()
    width = box_around(points_of(drawing.stand.outline)).width
    form = BackgroundForm(data=None if request.method == "POST" else background_values(drawing.stand, width))
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            said = _set_background(drawing, form)
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(said, "plan")
    return _background_page(drawing, form, status)


def _set_background(drawing: Drawing, form: BackgroundForm) -> str:
    stand, sent = drawing.stand, form.picture.data
    digest = stand.background
    if sent and sent.filename:
        try:
            digest = keep_image(sent.stream, at=now(), name=sent.filename, opened=g.get("opened")).digest
        except DomainError as error:
            error.field = "picture"
            raise
    set_background(stand, form.entry(digest), version=form.version.data, by=who(), at=now())
    return _("Das Bild liegt unter dem Plan.") if stand.background else _("Unter dem Plan liegt kein Bild.")


def _background_page(drawing: Drawing, form: BackgroundForm, status: int) -> ResponseReturnValue:
    stored = {}
    if status == CONFLICT:
        values = background_values(drawing.stand, form.width.length)
        stored = stored_otherwise(form, values, {})
        form.version.data = drawing.stand.version
    picture = background_shown(drawing.draft.plan.background)
    return shown("background", status, fair=drawing.fair, form=form, stored=stored, picture=picture)
