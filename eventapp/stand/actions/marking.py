"""Drawing what is not an area: aisles, ways, connections, entrances. The stand's row is locked, as for areas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, differences_between, record
from eventapp.programme.actions.rules import lines
from eventapp.stand.actions.drawing import LONGEST_AREA_NAME, MOST_KW
from eventapp.stand.actions.rules import MOST_MARKS, check_version, mark_points
from eventapp.stand.entries import MarkEntry
from eventapp.stand.geometry import Points
from eventapp.stand.models import Stand, StandMark
from eventapp.stand.names import MARK_KIND_NAMES
from eventapp.stand.snapshots import mark_snapshot


def add_mark(stand: Stand, entry: MarkEntry, *, by: int | None, at: datetime) -> StandMark:
    number = db.session.scalar(select(func.count()).where(StandMark.stand_id == stand.id)) or 0
    if number >= MOST_MARKS:
        raise DomainError(mark("Mehr als {most} Zeichen hat kein Plan."), most=MOST_MARKS)
    row = StandMark(stand_id=stand.id)
    _write(row, entry)
    db.session.add(row)
    db.session.flush()
    _record(stand, row, "created", differences_between({}, mark_snapshot(row)), by=by, at=at)
    return row


def edit_mark(
    stand: Stand, row: StandMark, entry: MarkEntry, *, version: int, by: int | None, at: datetime
) -> list[Difference]:
    check_version(row, version)
    before = mark_snapshot(row)
    _write(row, entry)
    return _changed(stand, row, before, "changed", by=by, at=at)


def move_mark(
    stand: Stand, row: StandMark, points: Points, *, version: int, by: int | None, at: datetime
) -> list[Difference]:
    check_version(row, version)
    before = mark_snapshot(row)
    row.points = mark_points(row.kind, points)
    return _changed(stand, row, before, "moved", by=by, at=at)


def remove_mark(stand: Stand, row: StandMark, *, version: int, by: int | None, at: datetime) -> None:
    check_version(row, version)
    gone = [Difference(name, old, "") for name, old in mark_snapshot(row).items() if old]
    _record(stand, row, "removed", gone, by=by, at=at)
    db.session.delete(row)
    db.session.flush()


def _write(row: StandMark, entry: MarkEntry) -> None:
    label = lines(entry.label, field="label", most=LONGEST_AREA_NAME)
    if not 0 <= entry.kw <= MOST_KW:
        raise DomainError(mark("Geben Sie eine Zahl von {least} bis {most} ein."), field="kw", least=0, most=MOST_KW)
    row.points = mark_points(entry.kind, entry.points)
    row.kind, row.label_de, row.label_en = entry.kind, label.de, label.en
    row.kw = entry.kw if entry.kind == "power" else 0


def _changed(
    stand: Stand, row: StandMark, before: dict[str, str], what: str, *, by: int | None, at: datetime
) -> list[Difference]:
    found = differences_between(before, mark_snapshot(row))
    if found:
        row.version += 1
        _record(stand, row, what, found, by=by, at=at)
    return found


def _record(
    stand: Stand, row: StandMark, what: str, differences: Iterable[Difference], *, by: int | None, at: datetime
) -> None:
    db.session.flush()
    name = row.label_de or MARK_KIND_NAMES[row.kind]
    record(
        by, f"mark.{what}", fair_id=stand.fair_id, subject=f"mark:{row.id}", name=name, at=at, differences=differences
    )
