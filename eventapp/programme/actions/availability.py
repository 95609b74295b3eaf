"""When places and speakers can be had, and what time is kept free. Only the office knows it; nothing of it is
released."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, Reversal, differences_between, record
from eventapp.programme.actions.rules import LONGEST_NAME, check_version, line, required
from eventapp.programme.actions.sessions import place_of_the_fair
from eventapp.programme.entries import BlockerEntry
from eventapp.programme.hand import state_of_blocker, state_of_windows
from eventapp.programme.models import Availability, Blocker, Place, Speaker
from eventapp.programme.planning import Window
from eventapp.programme.planning_reading import blockers_of, windows_of
from eventapp.programme.snapshots import blocker_snapshot, nameable, windows_told

MOST_WINDOWS = 20
AVAILABLE = mark("Verfügbar")
"""What the journal calls it."""


def set_windows(
    whose: Place | Speaker, windows: Sequence[Window], *, version: int, by: int | None, at: datetime
) -> list[Difference]:
    """These and no others; none at all means at any time."""
    check_version(whose, version)
    if len(windows) > MOST_WINDOWS:
        raise DomainError(mark("Höchstens {most} haben Platz."), most=MOST_WINDOWS)
    rows = windows_of(whose)
    found = differences_between({AVAILABLE: windows_told(rows)}, {AVAILABLE: windows_told(windows)})
    if not found:
        return []
    way_back = Reversal(state_of_windows(rows), state_of_windows(windows))
    put_windows(whose, windows)
    _record_windows(whose, found, way_back, by=by, at=at)
    return found


def put_windows(whose: Place | Speaker, windows: Iterable[Window]) -> None:
    """In place of those that are there."""
    for row in windows_of(whose):
        db.session.delete(row)
    key = {"place_id" if isinstance(whose, Place) else "speaker_id": whose.id}
    db.session.add_all(
        Availability(fair_id=whose.fair_id, starts_at=one.starts_at, ends_at=one.ends_at, **key) for one in windows
    )
    whose.version += 1
    db.session.flush()


def clear(whose: Place | Speaker, *, by: int | None, at: datetime) -> None:
    """Before it is removed: what planning knows of it goes first, noted, so that it comes back with it."""
    set_windows(whose, (), version=whose.version, by=by, at=at)
    for row in _blockers_at(whose):
        delete_blocker(row, version=row.version, by=by, at=at)


def refuse_planned(whose: Place | Speaker) -> None:
    """Taking back that it was made would lose what was entered about it since."""
    if windows_of(whose) or _blockers_at(whose):
        raise DomainError(
            mark("Für „{name}“ sind Verfügbarkeiten oder Sperrzeiten eingetragen. Löschen Sie diese zuerst."),
            name=whose.name_de if isinstance(whose, Place) else whose.name,
        )


def _blockers_at(whose: Place | Speaker) -> list[Blocker]:
    return [row for row in blockers_of(whose.fair_id) if isinstance(whose, Place) and row.place_id == whose.id]


def create_blocker(fair: Fair, entry: BlockerEntry, *, by: int | None, at: datetime) -> Blocker:
    row = Blocker(fair_id=fair.id)
    _write(row, entry)
    db.session.add(row)
    db.session.flush()
    told = differences_between({}, blocker_snapshot(row))
    _record(row, "created", told, Reversal(None, state_of_blocker(row)), by=by, at=at)
    return row


def edit_blocker(row: Blocker, entry: BlockerEntry, *, version: int, by: int | None, at: datetime) -> list[Difference]:
    check_version(row, version)
    before, state = blocker_snapshot(row), state_of_blocker(row)
    _write(row, entry)
    found = differences_between(before, blocker_snapshot(row))
    if found:
        row.version += 1
        db.session.flush()
        _record(row, "changed", found, Reversal.between(state, state_of_blocker(row)), by=by, at=at)
    return found


def delete_blocker(row: Blocker, *, version: int, by: int | None, at: datetime) -> None:
    check_version(row, version)
    gone = [Difference(name, old, "") for name, old in blocker_snapshot(row).items() if old]
    _record(row, "deleted", gone, Reversal(state_of_blocker(row), None), by=by, at=at)
    db.session.delete(row)
    db.session.flush()


def _write(row: Blocker, entry: BlockerEntry) -> None:
    title = line(entry.title, field="title", most=LONGEST_NAME)
    row.title = required(title, mark("Geben Sie ein, wofür die Zeit frei bleibt."), field="title")
    if entry.ends_at <= entry.starts_at:
        raise DomainError(mark("Das Ende liegt nicht nach dem Beginn."), field="ends")
    row.place = place_of_the_fair(row.fair_id, entry.place_id)
    row.starts_at, row.ends_at = entry.starts_at, entry.ends_at


def _record(
    row: Blocker, what: str, differences: Iterable[Difference], reversal: Reversal, *, by: int | None, at: datetime
) -> None:
    record(
        by,
        f"blocker.{what}",
        fair_id=row.fair_id,
        subject=f"blocker:{row.handle}",
        name=row.title,
        at=at,
        differences=differences,
        reversal=reversal,
    )


def _record_windows(
    whose: Place | Speaker, differences: Sequence[Difference], reversal: Reversal, *, by: int | None, at: datetime
) -> None:
    """Of somebody who does not want to be named only that it was changed."""
    is_place = isinstance(whose, Place)
    is_silent = isinstance(whose, Speaker) and whose.consent == "withdrawn"
    noun = "place" if is_place else "speaker"
    record(
        by,
        f"{noun}.availability",
        fair_id=whose.fair_id,
        subject=f"{noun}:{whose.slug}",
        name=whose.name_de if isinstance(whose, Place) else nameable(whose),
        at=at,
        differences=() if is_silent else differences,
        reversal=None if is_silent else reversal,
    )
