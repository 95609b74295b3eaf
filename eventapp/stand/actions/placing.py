"""Who stands where: exhibits on areas, places of the programme on areas. The stand's row is locked, as for areas."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record
from eventapp.programme.models import Place
from eventapp.stand import queries
from eventapp.stand.models import Placement, PlaceOnStand, Stand, StandArea


def place_exhibit(
    stand: Stand, entry: Entry, areas: Collection[StandArea], *, by: int | None, at: datetime
) -> list[Difference]:
    """The exhibit (exhibitor and member loaded) stands on these areas and no others; on none, if there are none."""
    standing = [one for one in queries.placements_of(stand.id) if one.entry_id == entry.id]
    name = f"{entry.exhibitor.member.name}: {_title(entry)}"
    found = _stand_on(stand, standing, entry.exhibitor_id, entry.id, areas)
    _note(stand, f"entry:{entry.id}", name, found, by=by, at=at)
    return found


def place_exhibitor(
    stand: Stand, exhibitor: Exhibitor, areas: Collection[StandArea], *, by: int | None, at: datetime
) -> list[Difference]:
    """The exhibitor (member loaded) is met on these areas, whatever it shows."""
    standing = [
        one for one in queries.placements_of(stand.id) if one.exhibitor_id == exhibitor.id and one.entry_id is None
    ]
    found = _stand_on(stand, standing, exhibitor.id, None, areas)
    _note(stand, f"exhibitor:{exhibitor.id}", exhibitor.member.name, found, by=by, at=at)
    return found


def put_place(
    stand: Stand, place: Place, area: StandArea | None, *, is_elsewhere: bool = False, by: int | None, at: datetime
) -> list[Difference]:
    """The place of the programme lies on that area, or elsewhere, or nobody says any more."""
    _check_standing((area,) if area else ())
    row = db.session.get(PlaceOnStand, place.id)
    before = _lies(stand, row)
    if row is not None and area is None and not is_elsewhere:
        db.session.delete(row)
        row = None
    elif area is not None or is_elsewhere:
        row = row or PlaceOnStand(place_id=place.id)
        row.area_id = area.id if area else None
        db.session.add(row)
    db.session.flush()
    after = _lies(stand, row)
    found = [Difference(mark("Fläche"), before, after)] if before != after else []
    _note(stand, f"place:{place.slug}", place.name_de, found, by=by, at=at)
    return found


def _stand_on(
    stand: Stand,
    standing: Sequence[Placement],
    exhibitor_id: int,
    entry_id: int | None,
    areas: Collection[StandArea],
) -> list[Difference]:
    _check_standing(areas)
    numbers = {area.id: area.number for area in queries.areas_of(stand.id)}
    wanted = {area.id for area in areas}
    before = {one.area_id for one in standing}
    for one in standing:
        if one.area_id not in wanted:
            db.session.delete(one)
    for area_id in sorted(wanted - before):
        db.session.add(Placement(area_id=area_id, exhibitor_id=exhibitor_id, entry_id=entry_id))
    db.session.flush()
    old, new = (_listed(numbers[one] for one in some) for some in (before, wanted))
    return [Difference(mark("Fläche"), old, new)] if old != new else []


def _check_standing(areas: Collection[StandArea]) -> None:
    gone = [area.number for area in areas if area.removed_at is not None]
    if gone:
        raise DomainError(mark("{area} steht nicht mehr auf dem Plan."), field="areas", area=", ".join(gone))


def _listed(numbers: Iterable[str]) -> str:
    return ", ".join(sorted(numbers, key=queries.in_order))


def _lies(stand: Stand, row: PlaceOnStand | None) -> str:
    if row is None:
        return ""
    area = queries.find_area(stand.id, row.area_id) if row.area_id is not None else None
    return area.number if area else mark("nicht auf dem Stand")


def _title(entry: Entry) -> str:
    return str((entry.accepted or entry.handed_in or entry.draft).get("title_de") or "")


def _note(stand: Stand, subject: str, name: str, found: Sequence[Difference], *, by: int | None, at: datetime) -> None:
    if found:
        record(by, "stand.placed", fair_id=stand.fair_id, subject=subject, name=name, at=at, differences=found)
