"""Areas on the desk: drawn in the browser or typed into a form, moved, removed and brought back."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.i18n import _, mark
from eventapp.stand import queries
from eventapp.stand.actions.drawing import add_area, bring_back_area, edit_area, move_area, remove_area
from eventapp.stand.desk_editor import answer, area_shape, gone_answer, refusal
from eventapp.stand.desk_root import (
    CONFLICT,
    REFUSED,
    Drawing,
    asks_for_json,
    blueprint,
    done,
    drawing_of,
    drawing_or_gone,
    gone,
    refused,
    shown,
    to_the_beginning,
    told_of,
    what_arose,
    who,
)
from eventapp.stand.draft import points_of
from eventapp.stand.entries import AreaEntry
from eventapp.stand.forms import (
    ActForm,
    AreaForm,
    DrawnForm,
    LieForm,
    SettleForm,
    area_values,
    pressed,
    shape_name,
    stored_otherwise,
)
from eventapp.stand.geometry import Box
from eventapp.stand.measures import points_from
from eventapp.stand.models import StandArea
from eventapp.stand.names import AREA_KIND_NAMES
from eventapp.stand.numbering import next_number
from eventapp.stand.worksheet import candidates, shorter
from eventapp.web.access import organisers

FIRST_SIZE = Box(0, 0, 200, 150)
BACK = mark("Fläche {number} ist wieder auf dem Plan.")
OFF = mark("Fläche {number} ist vom Plan genommen. Unten holen Sie sie zurück.")
NOT_STANDING = mark("Diese Fläche ist vom Plan genommen. Holen Sie sie zuerst zurück.")


@blueprint.route("/flaechen/neu", methods=["GET", "POST"])
@organisers
def new_area(slug: str) -> ResponseReturnValue:
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return to_the_beginning()
    form = AreaForm(data=None if request.method == "POST" else _first_values(drawing))
    form.offer()
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            if pressed() == "turn":
                form.turn()
                return _new_page(drawing, form, 200, is_turned=True)
            before = drawing.draft.misfits
            area = add_area(drawing.stand, form.entry(), by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            said = _("Fläche {number} ist angelegt.", number=area.number)
            return done(said, "plan", arisen=what_arose(drawing, before))
    return _new_page(drawing, form, status)


@blueprint.route("/flaechen/<int:area_id>", methods=["GET", "POST"])
@organisers
def area(slug: str, area_id: int) -> ResponseReturnValue:
    """One area: its form, who stands there, removing it. Who saves an older state is shown both."""
    drawing, row = _found(slug, area_id)
    form = AreaForm(data=None if request.method == "POST" else area_values(row))
    form.offer()
    if request.method != "POST":
        return _page(drawing, row, form, 200)
    if row.removed_at is not None:
        raise DomainError(NOT_STANDING)
    if not form.validate():
        return _page(drawing, row, form, REFUSED)
    try:
        if pressed() == "turn":
            form.turn()
            return _page(drawing, row, form, 200, is_turned=True)
        before = drawing.draft.misfits
        changed = edit_area(drawing.stand, row, form.entry(), version=form.version.data, by=who(), at=now())
    except DomainError as error:
        return _page(drawing, row, form, refused(form, error))
    said = _("Fläche {number} ist gespeichert.", number=row.number) if changed else _("Nichts geändert.")
    return done(said, "plan", arisen=what_arose(drawing, before))


@blueprint.post("/flaechen")
@organisers
def draw_area(slug: str) -> ResponseReturnValue:
    """From the editor: a new area under the next free number. It is sent again where the answer got lost."""
    drawing, form = drawing_or_gone(slug), DrawnForm()
    number = form.number.data or _next_number(drawing)
    try:
        points = points_from(form.points.data or "")
        entry = AreaEntry(number, points, kind=form.kind.data or "counter")
        known = drawing.draft.area_drawn(entry.points, entry.kind)
        row = known or add_area(drawing.stand, entry, by=who(), at=now())
    except DomainError as error:
        return refusal(error, None)
    return answer(drawing, area_shape(row))


@blueprint.post("/flaechen/<int:area_id>/lage")
@organisers
def move_area_to(slug: str, area_id: int) -> ResponseReturnValue:
    """Where it lies and how large it is: from the editor, or from its line in the table."""
    drawing, row = _found(slug, area_id)
    form, before = LieForm(), () if asks_for_json() else drawing.draft.misfits
    if row.removed_at is not None:
        if asks_for_json():
            return gone_answer()
        raise DomainError(NOT_STANDING)
    try:
        move_area(drawing.stand, row, form.drawn(points_of(row.points)), version=form.version.data, by=who(), at=now())
    except DomainError as error:
        return refusal(error, area_shape(row)) if asks_for_json() else _lie_refused(drawing, row, form, error)
    if asks_for_json():
        return answer(drawing, area_shape(row))
    said, anchor = _("Fläche {number} ist gespeichert.", number=row.number), f"zeile-{row.id}"
    return done(said, "plan", arisen=what_arose(drawing, before), _anchor=anchor)


@blueprint.post("/flaechen/<int:area_id>/tun")
@organisers
def act_on_area(slug: str, area_id: int) -> ResponseReturnValue:
    """Off the plan, or back on it."""
    drawing, row = _found(slug, area_id)
    form, before = ActForm(), () if asks_for_json() else drawing.draft.misfits
    is_back = pressed() == "restore"
    try:
        if is_back:
            bring_back_area(drawing.stand, row, by=who(), at=now())
        elif row.removed_at is None:
            remove_area(drawing.stand, row, version=form.version.data, by=who(), at=now())
    except Stale as error:
        return refusal(error, area_shape(row)) if asks_for_json() else _page(drawing, row, *_stale_form(row, error))
    if asks_for_json():
        return answer(drawing, area_shape(row))
    sentence = BACK if is_back else OFF
    return done(_(sentence, number=row.number), "plan", arisen=what_arose(drawing, before))


def _found(slug: str, area_id: int) -> tuple[Drawing, StandArea]:
    drawing = drawing_or_gone(slug)
    row = queries.find_area(drawing.stand.id, area_id)
    if row is None:
        raise gone()
    return drawing, row


def _first_values(drawing: Drawing) -> dict[str, Any]:
    box = FIRST_SIZE
    return {
        "number": _next_number(drawing),
        "shape": "rectangle",
        "x": box.x,
        "y": box.y,
        "width": box.width,
        "depth": box.depth,
    }


def _next_number(drawing: Drawing) -> str:
    given = queries.numbers_given(drawing.stand.id)
    return next_number(given[-1] if given else "", given)


def _new_page(drawing: Drawing, form: AreaForm, status: int, *, is_turned: bool = False) -> ResponseReturnValue:
    return shown("area", status, fair=drawing.fair, row=None, form=form, stored={}, is_turned=is_turned)


def _page(
    drawing: Drawing, row: StandArea, form: AreaForm, status: int, *, is_turned: bool = False
) -> ResponseReturnValue:
    stored = {}
    if status == CONFLICT:
        values = area_values(row)
        told = {"shape": shape_name(values), "kind": _(AREA_KIND_NAMES[row.kind])}
        stored = stored_otherwise(form, values, told)
        form.version.data = row.version
    line = drawing.line(row.number) if row.removed_at is None else None
    settling = SettleForm()
    settling.who.choices = candidates(drawing.draft, drawing.exhibitors, line)
    return shown(
        "area",
        status,
        fair=drawing.fair,
        row=row,
        form=form,
        stored=stored,
        is_turned=is_turned,
        line=line,
        told=told_of(drawing, line.misfits if line else ()),
        settling=settling,
        shorter=shorter,
    )


def _lie_refused(drawing: Drawing, row: StandArea, sent: LieForm, error: DomainError) -> ResponseReturnValue:
    """From the table: the area's own form, with what was typed there."""
    form = AreaForm(formdata=None, data=area_values(row))
    form.offer()
    for name, text in sent.typed_measures().items():
        form[name].raw_data, form[name].data = [text], sent[name].data
    return _page(drawing, row, form, refused(form, error))


def _stale_form(row: StandArea, error: Stale) -> tuple[AreaForm, int]:
    form = AreaForm(formdata=None, data=area_values(row))
    form.offer()
    return form, refused(form, error)
