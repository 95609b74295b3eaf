"""What the office does with a session's time and place alone: move it, let two change places, put one beside the
board. Overlaps are no reason to refuse: the draft may hold them, the release does not."""

from __future__ import annotations

from datetime import datetime

from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.journal.actions import Difference
from eventapp.programme.actions.rules import check_version
from eventapp.programme.actions.sessions import check_free, check_room, check_times, note_changes, place_of_the_fair
from eventapp.programme.hand import said_of
from eventapp.programme.models import ConferenceSession
from eventapp.programme.snapshots import session_snapshot


def move_session(
    row: ConferenceSession,
    *,
    place_id: int | None,
    starts_at: datetime,
    ends_at: datetime,
    version: int,
    is_sure: bool = False,
    by: int | None,
    at: datetime,
) -> list[Difference]:
    """To that place and time; one that lay beside the board is scheduled by it. What a hand sets is the planned time: a
    delay is forgotten. To a place with fewer places than people who have one: only if ``is_sure``."""
    check_version(row, version)
    check_times(starts_at, ends_at)
    check_room(row, place_id, is_sure=is_sure)
    snapshot, said = session_snapshot(row), said_of(row)
    _put(row, place_id, starts_at, ends_at, is_scheduled=True)
    return note_changes(row, "session.moved", snapshot, said, by=by, at=at)


def swap_sessions(
    first: ConferenceSession,
    second: ConferenceSession,
    *,
    versions: tuple[int, int],
    is_sure: bool = False,
    by: int | None,
    at: datetime,
) -> list[Difference]:
    """Each begins where and when the other did, and is as long as before. With one that lies beside the board it goes
    there itself."""
    if first is second:
        raise DomainError(mark("Wählen Sie einen anderen Programmpunkt."), field="other")
    for row, version, other in ((first, versions[0], second), (second, versions[1], first)):
        check_version(row, version)
        check_room(row, other.place_id, is_sure=is_sure)
        if not other.is_scheduled:
            check_free(row)
    before = [(session_snapshot(row), said_of(row)) for row in (first, second)]
    stood = [(row.place_id, row.starts_at, row.is_scheduled) for row in (second, first)]
    changed = []
    for row, (place_id, starts_at, is_scheduled) in zip((first, second), stood, strict=True):
        _put(row, place_id, starts_at, starts_at + (row.ends_at - row.starts_at), is_scheduled=is_scheduled)
    for row, (snapshot, said) in zip((first, second), before, strict=True):
        changed += note_changes(row, "session.moved", snapshot, said, by=by, at=at)
    return changed


def set_aside(row: ConferenceSession, *, version: int, by: int | None, at: datetime) -> None:
    """Off the board, until it is given another time. Only what nobody outside has seen."""
    check_version(row, version)
    check_free(row)
    snapshot, said = session_snapshot(row), said_of(row)
    row.is_scheduled, row.delay_minutes = False, 0
    note_changes(row, "session.set_aside", snapshot, said, by=by, at=at)


def _put(
    row: ConferenceSession, place_id: int | None, starts_at: datetime, ends_at: datetime, *, is_scheduled: bool
) -> None:
    if (row.starts_at, row.ends_at) != (starts_at, ends_at):
        row.delay_minutes = 0
    row.place = place_of_the_fair(row.fair_id, place_id)
    row.starts_at, row.ends_at, row.is_scheduled = starts_at, ends_at, is_scheduled
