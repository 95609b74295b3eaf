"""The shapes of what the office enters about its stand: lengths in metres, areas, marks, who stands where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Optional

from eventapp.errors import DomainError
from eventapp.i18n import Words, _, mark
from eventapp.stand.actions.drawing import (
    LONGEST_AREA_NAME,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_WHERE,
    MOST_KW,
)
from eventapp.stand.actions.rules import SMALLEST
from eventapp.stand.draft import points_of
from eventapp.stand.entries import AreaEntry, BackgroundEntry, MarkEntry, StandEntry
from eventapp.stand.geometry import Box, Points, box_around, box_of, moved, turned
from eventapp.stand.measures import centimetres, points_from, points_typed, typed
from eventapp.stand.models import Stand, StandArea, StandMark
from eventapp.stand.names import AREA_KIND_NAMES
from eventapp.stand.value import AREA_KINDS, LINE_KINDS, POINT_KINDS
from eventapp.web.forms import Choice, Form, Line, Paragraphs, Required, Tick, Upload, Version, Whole

RECTANGLE, POLYGON = "rectangle", "polygon"
SHAPE_NAMES = {RECTANGLE: mark("Rechteck"), POLYGON: mark("Vieleck")}
MEASURES, SIZES = ("x", "y", "width", "depth"), ("width", "depth")
TOO_SMALL = mark("Geben Sie mindestens {least} Meter ein.")
NO_LENGTH = mark("Geben Sie eine Länge in Metern ein, zum Beispiel 2,5.")
ELSEWHERE = "elsewhere"
LONGEST_POINTS = 2_000
LONGEST_COMMENT = 500


class Metres(StringField):
    """A length: typed in metres, ``data`` in whole centimetres."""

    def __init__(self, label: str = "", validators: tuple[Any, ...] = (), **values: Any) -> None:
        is_asked = any(isinstance(one, InputRequired) for one in validators)
        super().__init__(label, validators if is_asked else [Optional(), *validators], **values)

    def process_formdata(self, values: list[str]) -> None:
        text = values[0].strip() if values else ""
        self.data = centimetres(text)
        if text and self.data is None:
            raise ValueError(_(NO_LENGTH))

    @property
    def length(self) -> int:
        """What was said, after it was asked for."""
        return self.data or 0

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else typed(self.data)


class ShapeForm(Form):
    """Something with an outline: a rectangle by corner and size, or a polygon by its corners."""

    version = Version()
    shape = Choice(mark("Form"), as_buttons=True, default=RECTANGLE)
    x = Metres(mark("Von links"))
    y = Metres(mark("Von hinten"))
    width = Metres(mark("Breite"))
    depth = Metres(mark("Tiefe"))
    points = Paragraphs(mark("Ecken"), most=LONGEST_POINTS)

    def offer(self) -> None:
        self.shape.choices = [(key, _(name)) for key, name in SHAPE_NAMES.items()]

    def drawn(self) -> Points:
        """What was entered; refuses what is none."""
        if self.shape.data == POLYGON:
            return points_from(self.points.data or "")
        for name in MEASURES:
            if self[name].data is None:
                raise DomainError(NO_LENGTH, field=name)
        for name in SIZES:
            if self[name].data < SMALLEST:
                raise DomainError(TOO_SMALL, field=name, least=typed(SMALLEST))
        return Box(self.x.length, self.y.length, self.width.length, self.depth.length).points

    def refuse(self, error: DomainError) -> None:
        """What is wrong with the corners is said where the corners were entered."""
        if error.field == "points" and self.shape.data == RECTANGLE:
            error.field = "x"
        super().refuse(error)

    def turn(self) -> None:
        """What is in the form by 90°; nothing is saved."""
        self.show(turned(self.drawn()))

    def show(self, points: Points) -> None:
        for name, value in shape_values(points).items():
            self[name].raw_data, self[name].data = None, value


def shape_values(points: Points) -> dict[str, Any]:
    """The rectangle, or the corners; around a polygon its box, for whoever makes a rectangle of it."""
    box = box_around(points)
    shape = RECTANGLE if box_of(points) else POLYGON
    measures = {"x": box.x, "y": box.y, "width": box.width, "depth": box.depth}
    return {"shape": shape, "points": points_typed(points), **measures}


def shape_name(values: Mapping[str, Any]) -> str:
    """Of such values, what kind of outline they are."""
    name = SHAPE_NAMES[values["shape"]]
    return _(name)


class BeginForm(Form):
    """The first stroke: a name and a rectangle."""

    name_de = Line(mark("Name des Stands"), [Required(mark("Geben Sie einen deutschen Namen ein."))], most=LONGEST_NAME)
    where_de = Line(mark("Wo in der Halle"), most=LONGEST_WHERE)
    width = Metres(mark("Breite"), (Required(NO_LENGTH),))
    depth = Metres(mark("Tiefe"), (Required(NO_LENGTH),))

    def entry(self) -> StandEntry:
        outline = Box(0, 0, self.width.length, self.depth.length).points
        return StandEntry(Words(self.name_de.data), outline, Words(self.where_de.data or ""))


class OutlineForm(ShapeForm):
    name_de = Line(mark("Deutsch"), [Required(mark("Geben Sie einen deutschen Namen ein."))], most=LONGEST_NAME)
    name_en = Line(mark("Englisch"), most=LONGEST_NAME)
    where_de = Line(mark("Deutsch"), most=LONGEST_WHERE)
    where_en = Line(mark("Englisch"), most=LONGEST_WHERE)

    def entry(self) -> StandEntry:
        return StandEntry(_pair(self, "name"), self.drawn(), _pair(self, "where"))


def stand_values(stand: Stand) -> dict[str, Any]:
    names = ("version", "name_de", "name_en", "where_de", "where_en")
    return {name: getattr(stand, name) for name in names} | shape_values(points_of(stand.outline))


class BackgroundForm(Form):
    version = Version()
    picture = Upload(mark("Bild"), accept=".png,.jpg,.jpeg,.webp")
    x = Metres(mark("Von links"), default=0)
    y = Metres(mark("Von hinten"), default=0)
    width = Metres(mark("Breite auf dem Boden"), (Required(NO_LENGTH),))
    is_removed = Tick(mark("Bild entfernen"))

    def entry(self, digest: str) -> BackgroundEntry:
        kept = "" if self.is_removed.data else digest
        return BackgroundEntry(kept, self.x.length, self.y.length, self.width.length)


def background_values(stand: Stand, width: int) -> dict[str, Any]:
    """Without a picture it is offered as wide as the stand."""
    here = {"x": stand.background_x, "y": stand.background_y}
    return {"version": stand.version, "width": stand.background_width if stand.background else width, **here}


class AreaForm(ShapeForm):
    number = Line(mark("Nummer"), [Required(mark("Geben Sie eine Nummer ein, zum Beispiel A12."))], most=20)
    name_de = Line(mark("Deutsch"), most=LONGEST_AREA_NAME)
    name_en = Line(mark("Englisch"), most=LONGEST_AREA_NAME)
    kind = Choice(mark("Art"), default=AREA_KINDS[0])
    supply_kw = Whole(mark("Strom in kW"), least=0, most=MOST_KW)
    note = Paragraphs(mark("Notiz"), most=LONGEST_NOTE)

    def offer(self) -> None:
        super().offer()
        self.kind.choices = [(kind, _(name)) for kind, name in AREA_KIND_NAMES.items()]

    def entry(self) -> AreaEntry:
        return AreaEntry(
            number=self.number.data,
            points=self.drawn(),
            name=_pair(self, "name"),
            kind=self.kind.data,
            supply_kw=self.supply_kw.data,
            note=self.note.data or "",
        )


def area_values(area: StandArea) -> dict[str, Any]:
    names = ("version", "number", "name_de", "name_en", "kind", "supply_kw", "note")
    return {name: getattr(area, name) for name in names} | shape_values(points_of(area.points))


class MarkForm(ShapeForm):
    """A mark of one kind: which of the fields count, the kind says."""

    label_de = Line(mark("Deutsch"), most=LONGEST_AREA_NAME)
    label_en = Line(mark("Englisch"), most=LONGEST_AREA_NAME)
    kw = Whole(mark("Leistung in kW"), least=0, most=MOST_KW)

    def entry(self, kind: str) -> MarkEntry:
        return MarkEntry(kind, self._placed(kind), _pair(self, "label"), self.kw.data or 0)

    def _placed(self, kind: str) -> Points:
        """A point, a line, or a surface."""
        if kind in LINE_KINDS:
            self.shape.data = POLYGON
        if kind not in POINT_KINDS:
            return self.drawn()
        for name in ("x", "y"):
            if self[name].data is None:
                raise DomainError(NO_LENGTH, field=name)
        return ((self.x.length, self.y.length),)


def mark_values(row: StandMark) -> dict[str, Any]:
    said = {"version": row.version, "label_de": row.label_de, "label_en": row.label_en, "kw": row.kw or None}
    return said | shape_values(points_of(row.points))


class LieForm(Form):
    """Only where something lies: the corner of its box, a rectangle's size, or all points. What is not said stays."""

    version = Version()
    x = Metres()
    y = Metres()
    width = Metres()
    depth = Metres()
    points = Paragraphs(most=LONGEST_POINTS)

    def drawn(self, before: Points) -> Points:
        if self.points.data:
            return points_from(self.points.data)
        self._refuse_what_is_no_length()
        box = box_around(before)
        x, y = self._said("x", box.x), self._said("y", box.y)
        if box_of(before):
            return Box(x, y, self._said("width", box.width), self._said("depth", box.depth)).points
        return moved(before, (x - box.x, y - box.y))

    def typed_measures(self) -> dict[str, Any]:
        """What was typed of corner and size, as it was."""
        return {name: self[name].raw_data[0] for name in MEASURES if self[name].raw_data}

    def _refuse_what_is_no_length(self) -> None:
        for name, text in self.typed_measures().items():
            if text.strip() and self[name].data is None:
                raise DomainError(NO_LENGTH, field=name)

    def _said(self, name: str, before: int) -> int:
        return before if self[name].data is None else int(self[name].data)


class DrawnForm(Form):
    """What the editor draws anew: of what kind, and its points."""

    kind = Line(most=20)
    number = Line(most=20)
    kw = Whole(least=0, most=MOST_KW)
    points = Paragraphs(most=LONGEST_POINTS)
    label_de = Line(most=LONGEST_AREA_NAME)
    label_en = Line(most=LONGEST_AREA_NAME)


class ActForm(Form):
    """A single act on a thing that the person saw in a certain state."""

    version = Version()


class SettleForm(Form):
    """Somebody comes to an area or leaves it."""

    who = Choice(mark("Exponat oder Aussteller"))


class PlacingForm(Form):
    """The token only; its rows are read by :func:`rows_sent`."""


class PublishForm(Form):
    """``seen`` is the print of the plan that the person was shown."""

    seen = HiddenField()
    comment = Line(mark("Kommentar"), most=LONGEST_COMMENT)


def rows_sent() -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """Of every row of the assignment that was sent: the areas that the person saw, and those ticked now, by key."""
    seen = {name.removeprefix("seen-"): text for name, text in request.form.items() if name.startswith("seen-")}
    return {key: (_ids(text.split(",")), _ids(request.form.getlist(f"at-{key}"))) for key, text in seen.items()}


def places_sent() -> dict[int, tuple[str, str]]:
    """Of every place: what the person saw, and what is chosen now; an area's id, ``elsewhere`` or nothing."""
    found = {}
    for name, seen in request.form.items():
        key = name.removeprefix("seen-")
        if name.startswith("seen-") and key.isdecimal() and len(key) < 10:
            found[int(key)] = (seen, request.form.get(f"place-{key}", seen))
    return found


def stored_otherwise(form: Form, stored: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, str]:
    """By field what is stored now, where the form says something else; ``told`` says values that are no text."""
    found = {}
    for name, value in stored.items():
        field = form[name]
        if name != "version" and (field.data or "") != (value or ""):
            found[name] = told.get(name) or (typed(value) if isinstance(field, Metres) else str(value or ""))
    return found


def pressed() -> str:
    """Which button of a form sent it."""
    return request.form.get("do", "")


def _ids(texts: list[str]) -> frozenset[int]:
    return frozenset(int(text) for text in texts if text.isdecimal() and len(text) < 10)


def _pair(form: Form, name: str) -> Words:
    return Words(form[f"{name}_de"].data or "", form[f"{name}_en"].data or "")
