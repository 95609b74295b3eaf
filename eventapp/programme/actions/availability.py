"""When places and speakers can be had, and what time is kept free. Only the office knows it; nothing of it is
released."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, differences_between, record
from eventapp.programme.actions.rules import LONGEST_NAME, check_version, line, required
from eventapp.programme.actions.sessions import place_of_the_fair
from eventapp.programme.entries import BlockerEntry
from eventapp.programme.models import Availability, Blocker, Place, Speaker
from eventapp.programme.planning import Window
from eventapp.programme.planning_reading import windows_of
from eventapp.programme.snapshots import blocker_snapshot, nameable, windows_told

MOST_WINDOWS = 20


def set_windows(
    whose: Place | Speaker, windows: Sequence[Window], *, version: int, by: int | None, at: datetime
) -> list[Difference]:
    """These and no others; none at all means at any time."""
    check_version(whose, version)
    if len(windows) > MOST_WINDOWS:
        raise DomainError(mark("Höchstens {most} haben Platz."), most=MOST_WINDOWS)
    rows = windows_of(whose)
    before = {mark("Verfügbar"): windows_told(Window(row.starts_at, row.ends_at) for row in rows)}
    found = differences_between(before, {mark("Verfügbar"): windows_told(windows)})
    if not found:
        return []
    for row in rows:
        db.session.delete(row)
    is_place = isinstance(whose, Place)
    key = {"place_id" if is_place else "speaker_id": whose.id}
    db.session.add_all(
        Availability(fair_id=whose.fair_id, starts_at=one.starts_at, ends_at=one.ends_at, **key) for one in windows
    )
    whose.version += 1
    db.session.flush()
    noun, name = ("place", whose.name_de) if isinstance(whose, Place) else ("speaker", nameable(whose))
    subject = f"{noun}:{whose.slug}"
    record(by, f"{noun}.availability", fair_id=whose.fair_id, subject=subject, name=name, at=at, differences=found)
    return found


def create_blocker(fair: Fair, entry: BlockerEntry, *, by: int | None, at: datetime) -> Blocker:
    row = Blocker(fair_id=fair.id)
    _write(row, entry)
    db.session.add(row)
    db.session.flush()
    _record(row, "created", differences_between({}, blocker_snapshot(row)), by=by, at=at)
    return row


def edit_blocker(row: Blocker, entry: BlockerEntry, *, version: int, by: int | None, at: datetime) -> list[Difference]:
    check_version(row, version)
    before = blocker_snapshot(row)
    _write(row, entry)
    found = differences_between(before, blocker_snapshot(row))
    if found:
        row.version += 1
        db.session.flush()
        _record(row, "changed", found, by=by, at=at)
    return found


def delete_blocker(row: Blocker, *, version: int, by: int | None, at: datetime) -> None:
    check_version(row, version)
    gone = [Difference(name, old, "") for name, old in blocker_snapshot(row).items() if old]
    _record(row, "deleted", gone, by=by, at=at)
    db.session.delete(row)
    db.session.flush()


def _write(row: Blocker, entry: BlockerEntry) -> None:
    title = line(entry.title, field="title", most=LONGEST_NAME)
    row.title = required(title, mark("Geben Sie ein, wofür die Zeit frei bleibt."), field="title")
    if entry.ends_at <= entry.starts_at:
        raise DomainError(mark("Das Ende liegt nicht nach dem Beginn."), field="ends")
    row.place = place_of_the_fair(row.fair_id, entry.place_id)
    row.starts_at, row.ends_at = entry.starts_at, entry.ends_at


def _record(row: Blocker, what: str, differences: Iterable[Difference], *, by: int | None, at: datetime) -> None:
    subject = f"blocker:{row.id}"
    record(by, f"blocker.{what}", fair_id=row.fair_id, subject=subject, name=row.title, at=at, differences=differences)
