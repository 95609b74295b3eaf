"""Rows of the stand as the journal tells them: fields by their German names, lengths in metres. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from eventapp.i18n import mark
from eventapp.stand.draft import points_of
from eventapp.stand.geometry import box_of
from eventapp.stand.models import Stand, StandArea, StandMark
from eventapp.stand.names import AREA_KIND_NAMES, MARK_KIND_NAMES


def stand_snapshot(stand: Stand) -> dict[str, str]:
    return {
        mark("Name (deutsch)"): stand.name_de,
        mark("Name (englisch)"): stand.name_en,
        mark("Wo (deutsch)"): stand.where_de,
        mark("Wo (englisch)"): stand.where_en,
        mark("Umriss"): corners(stand.outline),
        mark("Hintergrund"): stand.background[:12],
        mark("Lage des Hintergrunds"): _background(stand) if stand.background else "",
    }


def area_snapshot(area: StandArea) -> dict[str, str]:
    return {
        mark("Nummer"): area.number,
        mark("Name (deutsch)"): area.name_de,
        mark("Name (englisch)"): area.name_en,
        mark("Art"): AREA_KIND_NAMES[area.kind],
        **shape(area.points),
        mark("Strom"): "" if area.supply_kw is None else f"{area.supply_kw} kW",
        mark("Notiz"): area.note,
    }


def mark_snapshot(row: StandMark) -> dict[str, str]:
    return {
        mark("Art"): MARK_KIND_NAMES[row.kind],
        mark("Beschriftung (deutsch)"): row.label_de,
        mark("Beschriftung (englisch)"): row.label_en,
        mark("Lage"): corners(row.points),
        mark("Strom"): f"{row.kw} kW" if row.kw else "",
    }


def shape(points: Sequence[Sequence[int]]) -> dict[str, str]:
    """A rectangle by corner and size, anything else by its corners."""
    box = box_of(points_of(points))
    if box is None:
        return {mark("Lage"): corners(points), mark("Größe"): ""}
    size = f"{_metres(box.width)} × {_metres(box.depth)} m"
    return {mark("Lage"): f"{_metres(box.x)} / {_metres(box.y)} m", mark("Größe"): size}


def corners(points: Sequence[Sequence[int]]) -> str:
    return "; ".join(f"{_metres(one[0])} / {_metres(one[1])}" for one in points)


def _background(stand: Stand) -> str:
    x, y, width = (_metres(one) for one in (stand.background_x, stand.background_y, stand.background_width))
    return f"{x} / {y} m, {width} m breit"


def _metres(centimetres: int) -> str:
    return f"{centimetres / 100:.2f}".replace(".", ",")
