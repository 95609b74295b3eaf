"""What the doctor looks at on a fair's stand: its published plans, who stands where, which area a number belongs to."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from eventapp.database import db
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.fair.models import Fair
from eventapp.programme.models import Place
from eventapp.stand.models import AreaNumber, Placement, PlaceOnStand, PublishedPlan, Stand, StandArea
from eventapp.stand.queries import find_published


def stand_findings(fair: Fair) -> Iterator[str]:
    """One German sentence for each thing that is not as it must be."""
    stand = db.session.scalar(sa.select(Stand).where(Stand.fair_id == fair.id))
    yield from _plan_findings(fair.id, stand.published if stand else 0)
    if stand is not None:
        yield from _number_findings(stand)
        yield from _placement_findings(stand)
        yield from _place_findings(stand)


def _plan_findings(fair_id: int, standing: int) -> Iterator[str]:
    wanted = sa.select(PublishedPlan.number).where(PublishedPlan.fair_id == fair_id)
    numbers = list(db.session.scalars(wanted.order_by(PublishedPlan.number)))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"Die Standpläne sind nicht lückenlos: {numbers}"
    newest = numbers[-1] if numbers else 0
    if standing != newest:
        yield f"Als gültig ist Standplan {standing} eingetragen, der letzte ist {newest}."
    for number in numbers:
        try:
            plan = find_published(fair_id, number)
        except msgspec.MsgspecError as error:
            yield f"Standplan {number} ist nicht lesbar: {error}"
            continue
        if plan and plan.number != number:
            yield f"Standplan {number} nennt sich selbst {plan.number}."


def _number_findings(stand: Stand) -> Iterator[str]:
    """Every number that an area has is entered as its own, and as nobody else's."""
    owners = sa.select(AreaNumber.number, AreaNumber.area_id).where(AreaNumber.stand_id == stand.id)
    known = {row[0]: row[1] for row in db.session.execute(owners)}
    areas = sa.select(StandArea.id, StandArea.number).where(StandArea.stand_id == stand.id).order_by(StandArea.number)
    ids = set()
    for area_id, number in db.session.execute(areas):
        ids.add(area_id)
        if number not in known:
            yield f"Die Nummer {number} der Fläche ist nicht eingetragen."
        elif known[number] != area_id:
            yield f"Die Nummer {number} gehört laut Eintrag einer anderen Fläche."
    yield from (f"Die Nummer {number} gehört zu keiner Fläche." for number in sorted(known) if known[number] not in ids)


def _placement_findings(stand: Stand) -> Iterator[str]:
    """Only exhibitors of this fair, with exhibits of their own."""
    wanted = sa.select(StandArea.number, Exhibitor.fair_id, Exhibitor.id, Entry.kind, Entry.exhibitor_id)
    wanted = wanted.join(Placement, Placement.area_id == StandArea.id)
    wanted = wanted.join(Exhibitor, Exhibitor.id == Placement.exhibitor_id)
    wanted = wanted.outerjoin(Entry, Entry.id == Placement.entry_id).where(StandArea.stand_id == stand.id)
    for number, fair_id, exhibitor_id, kind, owner in db.session.execute(wanted.order_by(StandArea.number)):
        if fair_id != stand.fair_id:
            yield f"Auf {number} steht ein Aussteller einer anderen Messe."
        if kind is not None and (kind != "exhibit" or owner != exhibitor_id):
            yield f"Auf {number} steht etwas, das kein Exponat dieses Ausstellers ist."


def _place_findings(stand: Stand) -> Iterator[str]:
    wanted = sa.select(Place.slug, StandArea.number).join(PlaceOnStand, PlaceOnStand.place_id == Place.id)
    wanted = wanted.join(StandArea, StandArea.id == PlaceOnStand.area_id)
    wanted = wanted.where(StandArea.stand_id == stand.id, Place.fair_id != stand.fair_id).order_by(Place.slug)
    for slug, number in db.session.execute(wanted):
        yield f"Der Ort {slug} einer anderen Messe liegt auf {number}."
