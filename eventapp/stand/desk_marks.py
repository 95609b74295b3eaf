"""What is drawn besides areas, on the desk: aisles, ways, connections, entrances; drawn or typed, moved, removed."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.i18n import Words, _
from eventapp.stand import queries
from eventapp.stand.actions.marking import add_mark, edit_mark, move_mark, remove_mark
from eventapp.stand.desk_editor import answer, gone_answer, mark_shape, refusal
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
    what_arose,
    who,
)
from eventapp.stand.draft import points_of
from eventapp.stand.entries import MarkEntry
from eventapp.stand.forms import (
    ActForm,
    DrawnForm,
    LieForm,
    MarkForm,
    mark_values,
    shape_name,
    stored_otherwise,
)
from eventapp.stand.measures import points_from
from eventapp.stand.models import StandMark
from eventapp.stand.names import MARK_KIND_NAMES, mark_kind_name
from eventapp.stand.value import LINE_KINDS, MARK_KINDS, SURFACE_KINDS
from eventapp.web.access import organisers


@blueprint.get("/zeichen")
@organisers
def marks(slug: str) -> ResponseReturnValue:
    """All of them by kind, and the way to a new one of each."""
    drawing = drawing_of(slug)
    if drawing is None:
        return to_the_beginning()
    rows = sorted(drawing.draft.marks, key=lambda one: (MARK_KINDS.index(one.kind), one.id))
    return shown("marks", fair=drawing.fair, rows=rows, kinds=MARK_KINDS, points_of=points_of)


@blueprint.route("/zeichen/neu/<kind>", methods=["GET", "POST"])
@organisers
def new_mark(slug: str, kind: str) -> ResponseReturnValue:
    if kind not in MARK_KINDS:
        abort(404)
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return to_the_beginning()
    form = MarkForm()
    form.offer()
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            before = drawing.draft.misfits
            add_mark(drawing.stand, form.entry(kind), by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(
                _("{what} ist angelegt.", what=mark_kind_name(kind)), "marks", arisen=what_arose(drawing, before)
            )
    return _page(drawing, None, kind, form, status)


@blueprint.route("/zeichen/<int:mark_id>", methods=["GET", "POST"])
@organisers
def mark(slug: str, mark_id: int) -> ResponseReturnValue:
    drawing, row = _found(slug, mark_id)
    if row is None:
        raise gone()
    form = MarkForm(data=None if request.method == "POST" else mark_values(row))
    form.offer()
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            before = drawing.draft.misfits
            edit_mark(drawing.stand, row, form.entry(row.kind), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(
                _("{what} ist gespeichert.", what=mark_kind_name(row.kind)), "marks", arisen=what_arose(drawing, before)
            )
    return _page(drawing, row, row.kind, form, status)


@blueprint.post("/zeichen")
@organisers
def draw_mark(slug: str) -> ResponseReturnValue:
    """From the editor: a new one, or one that was removed and is wanted back. Sent again, it is the same one."""
    drawing, form = drawing_or_gone(slug), DrawnForm()
    label = Words(form.label_de.data or "", form.label_en.data or "")
    try:
        entry = MarkEntry(form.kind.data or "", points_from(form.points.data or ""), label, form.kw.data or 0)
        known = drawing.draft.mark_drawn(entry.points, entry.kind)
        row = known or add_mark(drawing.stand, entry, by=who(), at=now())
    except DomainError as error:
        return refusal(error, None)
    return answer(drawing, mark_shape(row))


@blueprint.post("/zeichen/<int:mark_id>/lage")
@organisers
def move_mark_to(slug: str, mark_id: int) -> ResponseReturnValue:
    """From the editor. Without script the mark's own form does it."""
    drawing, row = _found(slug, mark_id)
    form = LieForm()
    if row is None:
        return gone_answer()
    try:
        points = form.drawn(points_of(row.points))
        move_mark(drawing.stand, row, points, version=form.version.data, by=who(), at=now())
    except DomainError as error:
        return refusal(error, mark_shape(row))
    return answer(drawing, mark_shape(row))


@blueprint.post("/zeichen/<int:mark_id>/tun")
@organisers
def act_on_mark(slug: str, mark_id: int) -> ResponseReturnValue:
    """Removes it."""
    drawing, row = _found(slug, mark_id)
    form, before = ActForm(), () if asks_for_json() else drawing.draft.misfits
    if row is None:
        if asks_for_json():
            return gone_answer()
        raise gone()
    kind = row.kind
    try:
        remove_mark(drawing.stand, row, version=form.version.data, by=who(), at=now())
    except Stale as error:
        return refusal(error, mark_shape(row)) if asks_for_json() else _stale(drawing, row, error)
    if asks_for_json():
        return answer(drawing, None)
    return done(_("{what} ist entfernt.", what=mark_kind_name(kind)), "marks", arisen=what_arose(drawing, before))


def _found(slug: str, mark_id: int) -> tuple[Drawing, StandMark | None]:
    drawing = drawing_or_gone(slug)
    return drawing, queries.find_mark(drawing.stand.id, mark_id)


def _stale(drawing: Drawing, row: StandMark, error: Stale) -> ResponseReturnValue:
    form = MarkForm(formdata=None, data=mark_values(row))
    form.offer()
    return _page(drawing, row, row.kind, form, refused(form, error))


def _page(drawing: Drawing, row: StandMark | None, kind: str, form: MarkForm, status: int) -> ResponseReturnValue:
    stored = {}
    if row is not None and status == CONFLICT:
        values = mark_values(row)
        stored = stored_otherwise(form, values, {"shape": shape_name(values)})
        form.version.data = row.version
    return shown(
        "mark",
        status,
        fair=drawing.fair,
        row=row,
        kind=kind,
        kind_name=_(MARK_KIND_NAMES[kind]),
        is_line=kind in LINE_KINDS,
        is_surface=kind in SURFACE_KINDS,
        form=form,
        stored=stored,
    )
