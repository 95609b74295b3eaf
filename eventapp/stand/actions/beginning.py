"""What a new fair takes over of the stand: the drawing with its numbers, as a draft. Nobody stands on it yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.offers import Coming, Counts, Part
from eventapp.i18n import mark
from eventapp.programme.queries import places_of
from eventapp.stand import queries
from eventapp.stand.models import AreaNumber, PlaceOnStand, Stand, StandArea, StandMark

OF_THE_STAND = (
    *("name_de", "name_en", "where_de", "where_en", "outline"),
    *("background", "background_x", "background_y", "background_width"),
)
OF_AN_AREA = ("number", "name_de", "name_en", "kind", "points", "supply_kw", "note")
OF_A_MARK = ("kind", "label_de", "label_en", "points", "kw")


def _count(former: Fair, coming: Coming) -> Counts:
    stand = queries.find_stand(former.id)
    if stand is None:
        return ()
    return (
        (mark("Flächen mit ihren Nummern"), len(queries.areas_of(stand.id))),
        (mark("Zeichen auf dem Plan"), len(queries.marks_of(stand.id))),
        (mark("Orte des Programms mit ihrer Lage"), len(_places_to_put(former, coming))),
    )


def _take(former: Fair, fair: Fair, coming: Coming, _by: int | None, _at: datetime) -> Counts:
    standing = queries.find_stand(former.id)
    if standing is None:
        return ()
    stand = Stand(fair_id=fair.id, **_same(standing, OF_THE_STAND))
    db.session.add(stand)
    db.session.flush()
    areas = {
        one.number: StandArea(stand_id=stand.id, **_same(one, OF_AN_AREA)) for one in queries.areas_of(standing.id)
    }
    marks = [StandMark(stand_id=stand.id, **_same(one, OF_A_MARK)) for one in queries.marks_of(standing.id)]
    db.session.add_all([*areas.values(), *marks])
    db.session.flush()
    db.session.add_all(AreaNumber(stand_id=stand.id, number=number, area_id=area.id) for number, area in areas.items())
    places = {place.slug: place.id for place in places_of(fair.id)}
    for slug, number in _places_to_put(former, coming).items():
        db.session.add(PlaceOnStand(place_id=places[slug], area_id=areas[number].id if number else None))
    db.session.flush()
    return _count(former, coming)


def _places_to_put(former: Fair, coming: Coming) -> dict[str, str]:
    """By the address of a place the number of its area (none: elsewhere, on purpose), where places come along."""
    if "places" not in coming.chosen:
        return {}
    lying = queries.places_on_stand(former.id)
    return {place.slug: place.area for place in lying if place.area or place.is_elsewhere}


def _same(row: object, columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: getattr(row, column) for column in columns}


PLAN = Part(
    "plan",
    mark("Standplan"),
    mark("Umriss, Flächen mit denselben Nummern, Wege und Anschlüsse als Entwurf. Wer wo steht, bleibt offen."),
    _count,
    _take,
)
