"""Drawing the stand: its outline, its areas. Whoever draws has locked its row (``find_stand(locked=True)``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, differences_between, record
from eventapp.programme.actions.rules import line, lines, required
from eventapp.stand.actions.rules import FARTHEST, MOST_AREAS, area_number, check_version, surface
from eventapp.stand.entries import AreaEntry, BackgroundEntry, StandEntry
from eventapp.stand.geometry import Points
from eventapp.stand.models import AreaNumber, Stand, StandArea
from eventapp.stand.snapshots import area_snapshot, shape, stand_snapshot
from eventapp.stand.value import AREA_KINDS
from eventapp.text import clean_text

LONGEST_NAME, LONGEST_AREA_NAME, LONGEST_WHERE, LONGEST_NOTE = 200, 100, 300, 1_000
MOST_KW = 1_000


def create_stand(fair: Fair, entry: StandEntry, *, by: int | None, at: datetime) -> Stand:
    stand = Stand(fair_id=fair.id)
    _write_stand(stand, entry)
    db.session.add(stand)
    db.session.flush()
    _record_stand(stand, "created", differences_between({}, stand_snapshot(stand)), by=by, at=at)
    return stand


def edit_stand(stand: Stand, entry: StandEntry, *, version: int, by: int | None, at: datetime) -> list[Difference]:
    check_version(stand, version)
    before = stand_snapshot(stand)
    _write_stand(stand, entry)
    return _stand_changed(stand, before, by=by, at=at)


def set_background(
    stand: Stand, entry: BackgroundEntry, *, version: int, by: int | None, at: datetime
) -> list[Difference]:
    """A picture beneath the plan, or none. Which upload it is comes from ``keep_image``, never from a form."""
    check_version(stand, version)
    if not 0 < entry.width <= FARTHEST or not all(-FARTHEST <= one <= FARTHEST for one in (entry.x, entry.y)):
        raise DomainError(mark("Geben Sie eine Breite bis {most} Meter ein."), field="width", most=FARTHEST // 100)
    before = stand_snapshot(stand)
    stand.background = entry.digest
    stand.background_x, stand.background_y, stand.background_width = entry.x, entry.y, entry.width
    return _stand_changed(stand, before, by=by, at=at)


def add_area(stand: Stand, entry: AreaEntry, *, by: int | None, at: datetime) -> StandArea:
    number = db.session.scalar(select(func.count()).where(StandArea.stand_id == stand.id)) or 0
    if number >= MOST_AREAS:
        raise DomainError(mark("Mehr als {most} Flächen hat kein Stand."), most=MOST_AREAS)
    area = StandArea(stand_id=stand.id, number=area_number(entry.number))
    _write_area(area, entry)
    _check_free(stand, area.number, None)
    db.session.add(area)
    db.session.flush()
    db.session.add(AreaNumber(stand_id=stand.id, number=area.number, area_id=area.id))
    record_area(stand, area, "created", differences_between({}, area_snapshot(area)), by=by, at=at)
    return area


def edit_area(
    stand: Stand, area: StandArea, entry: AreaEntry, *, version: int, by: int | None, at: datetime
) -> list[Difference]:
    check_version(area, version)
    before, wanted = area_snapshot(area), area_number(entry.number)
    if wanted != area.number and not _check_free(stand, wanted, area):
        db.session.add(AreaNumber(stand_id=stand.id, number=wanted, area_id=area.id))
    area.number = wanted
    _write_area(area, entry)
    found = differences_between(before, area_snapshot(area))
    if found:
        area.version += 1
        record_area(stand, area, "changed", found, by=by, at=at)
    return found


def move_area(
    stand: Stand, area: StandArea, points: Points, *, version: int, by: int | None, at: datetime
) -> list[Difference]:
    """Only its shape and where it lies: what a hand draws."""
    check_version(area, version)
    before = shape(area.points)
    area.points = surface(points)
    found = differences_between(before, shape(area.points))
    if found:
        area.version += 1
        record_area(stand, area, "moved", found, by=by, at=at)
    return found


def remove_area(stand: Stand, area: StandArea, *, version: int, by: int | None, at: datetime) -> None:
    """Off the plan. It can be brought back with everybody on it; its number stays its own."""
    check_version(area, version)
    area.removed_at = at
    area.version += 1
    record_area(stand, area, "removed", (), by=by, at=at)


def bring_back_area(stand: Stand, area: StandArea, *, by: int | None, at: datetime) -> None:
    if area.removed_at is None:
        return
    area.removed_at = None
    area.version += 1
    record_area(stand, area, "restored", (), by=by, at=at)


def record_area(
    stand: Stand, area: StandArea, what: str, differences: Iterable[Difference], *, by: int | None, at: datetime
) -> None:
    db.session.flush()
    subject, name = f"area:{area.number}", " ".join((area.number, area.name_de)).strip()
    record(by, f"area.{what}", fair_id=stand.fair_id, subject=subject, name=name, at=at, differences=differences)


def _check_free(stand: Stand, number: str, area: StandArea | None) -> bool:
    """Whether the number is the area's own from before. A refusal if it is, or ever was, that of another one."""
    known = db.session.get(AreaNumber, (stand.id, number))
    if known is not None and (area is None or known.area_id != area.id):
        raise DomainError(
            mark(
                "Die Nummer {number} hatte schon eine andere Fläche. Sie steht auf Plänen und in Links: "
                "Wählen Sie eine neue."
            ),
            field="number",
            number=number,
        )
    return known is not None


def _write_area(area: StandArea, entry: AreaEntry) -> None:
    name = lines(entry.name, field="name", most=LONGEST_AREA_NAME)
    if entry.kind not in AREA_KINDS:
        raise DomainError(mark("Wählen Sie einen Eintrag aus der Liste."), field="kind")
    if entry.supply_kw is not None and not 0 <= entry.supply_kw <= MOST_KW:
        raise DomainError(
            mark("Geben Sie eine Zahl von {least} bis {most} ein."), field="supply_kw", least=0, most=MOST_KW
        )
    area.points = surface(entry.points)
    area.name_de, area.name_en, area.kind, area.supply_kw = name.de, name.en, entry.kind, entry.supply_kw
    area.note = clean_text(entry.note, longest=LONGEST_NOTE)


def _write_stand(stand: Stand, entry: StandEntry) -> None:
    name = lines(entry.name, field="name", most=LONGEST_NAME)
    where = lines(entry.where, field="where", most=LONGEST_WHERE)
    required(name.de, mark("Geben Sie einen deutschen Namen ein."), field="name_de")
    stand.outline = surface(entry.outline)
    stand.name_de, stand.name_en, stand.where_de, stand.where_en = name.de, name.en, where.de, where.en


def _stand_changed(stand: Stand, before: dict[str, str], *, by: int | None, at: datetime) -> list[Difference]:
    found = differences_between(before, stand_snapshot(stand))
    if found:
        stand.version += 1
        _record_stand(stand, "changed", found, by=by, at=at)
    return found


def _record_stand(stand: Stand, what: str, differences: Iterable[Difference], *, by: int | None, at: datetime) -> None:
    db.session.flush()
    record(
        by,
        f"stand.{what}",
        fair_id=stand.fair_id,
        subject="stand",
        name=line(stand.name_de, field="name", most=LONGEST_NAME),
        at=at,
        differences=differences,
    )
