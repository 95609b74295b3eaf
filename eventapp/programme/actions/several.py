"""One act on several sessions of the draft. Who cannot take part is told beforehand, with the reason; what is done is
done in one transaction, so that it goes back as one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.programme.actions.moving import move_session
from eventapp.programme.actions.rules import check_crowded
from eventapp.programme.actions.sessions import cancel_session, note_changes
from eventapp.programme.crowding import crowded, places_in, places_of
from eventapp.programme.hand import said_of
from eventapp.programme.models import ConferenceSession, Place, Theme
from eventapp.programme.offers import places_taken
from eventapp.programme.snapshots import session_snapshot
from eventapp.programme.value import Programme

MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be done with all of them: an act of :data:`DOING`, and what it needs to know."""

    act: str
    minutes: int = 0
    place: Place | None = None
    theme: Theme | None = None
    is_sure: bool = False


def reason_against(act: str, row: ConferenceSession, standing: Programme | None) -> str:
    """Why the session cannot take part in the act, as a German source text; empty if it can."""
    was_released = standing is not None and standing.session(row.code) is not None
    match act:
        case "cancel" if row.is_cancelled:
            return mark("ist schon abgesagt")
        case "cancel" if not row.is_scheduled:
            return mark("hat noch keine Zeit, löschen Sie den Entwurf")
        case "move" if not row.is_scheduled:
            return mark("hat noch keine Zeit")
        case "move" if row.is_cancelled:
            return mark("ist abgesagt")
        case "aside" if not row.is_scheduled:
            return mark("hat schon keine Zeit")
        case "aside" if was_released:
            return mark("ist schon veröffentlicht und braucht eine Zeit")
    return ""


def print_of(rows: Iterable[ConferenceSession]) -> str:
    """Changes when any of them does: nobody acts on what they have not seen."""
    told = " ".join(f"{row.code}:{row.version}" for row in sorted(rows, key=lambda row: row.code))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def do_to_all(rows: Sequence[ConferenceSession], wish: Wish, *, by: int | None, at: datetime) -> int:
    """All of them or none. Gives how many that changed."""
    if wish.act == "place":
        _check_room(rows, wish)
    if wish.act == "move" and not 1 <= abs(wish.minutes) <= MOST_MINUTES:
        raise DomainError(
            mark("Geben Sie Minuten ein, höchstens {most}; früher mit einem Minus davor."),
            field="minutes",
            most=MOST_MINUTES,
        )
    before = {row.code: row.version for row in rows}
    for row in rows:
        DOING[wish.act](row, wish, by, at)
    return sum(row.version != before[row.code] for row in rows)


def _check_room(rows: Sequence[ConferenceSession], wish: Wish) -> None:
    """Whether all who have a place in one of them fit there, too."""
    before = {row.code: places_of(row) for row in rows}
    after = {row.code: places_in(row, wish.place) for row in rows}
    taken = places_taken(rows[0].fair_id) if rows else {}
    check_crowded(crowded({row.code: row.title_de for row in rows}, taken, before, after), is_sure=wish.is_sure)


def _move(row: ConferenceSession, wish: Wish, by: int | None, at: datetime) -> None:
    by_so_much = timedelta(minutes=wish.minutes)
    move_session(
        row,
        place_id=row.place_id,
        starts_at=row.starts_at + by_so_much,
        ends_at=row.ends_at + by_so_much,
        version=row.version,
        by=by,
        at=at,
    )


def _put(row: ConferenceSession, wish: Wish, by: int | None, at: datetime) -> None:
    snapshot, said = session_snapshot(row), said_of(row)
    row.place = wish.place
    note_changes(row, "session.changed", snapshot, said, by=by, at=at)


def _theme(row: ConferenceSession, wish: Wish, by: int | None, at: datetime) -> None:
    snapshot, said = session_snapshot(row), said_of(row)
    row.theme = wish.theme
    note_changes(row, "session.changed", snapshot, said, by=by, at=at)


def _cancel(row: ConferenceSession, _wish: Wish, by: int | None, at: datetime) -> None:
    cancel_session(row, version=row.version, by=by, at=at)


def _aside(row: ConferenceSession, _wish: Wish, by: int | None, at: datetime) -> None:
    snapshot, said = session_snapshot(row), said_of(row)
    row.is_scheduled, row.delay_minutes = False, 0
    note_changes(row, "session.set_aside", snapshot, said, by=by, at=at)


Doing = Callable[[ConferenceSession, Wish, "int | None", datetime], None]
DOING: Mapping[str, Doing] = {"move": _move, "place": _put, "theme": _theme, "cancel": _cancel, "aside": _aside}
