"""The departure board: what is on at a moment, what comes next, and in which state that finds the fair. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eventapp.clock import day_at_the_fair
from eventapp.programme.value import NamedExhibitor, Place, Programme, Session, Speaker, Theme

MOST_ROWS = 6
"""Rows that fit on a phone's first screen; what is on now leaves room for at least two that come next."""
ALL_DAY = timedelta(hours=3)
"""What runs longer than this is a background to the programme and stands behind it on the board."""


@dataclass(frozen=True, slots=True)
class Row:
    """One session with everything a line about it shows. ``phase``: over, running, next, later, or unknown."""

    session: Session
    place: Place | None
    theme: Theme | None
    speakers: tuple[Speaker, ...]
    exhibitors: tuple[NamedExhibitor, ...] = ()
    phase: str = ""

    @property
    def is_running(self) -> bool:
        return self.phase == "running"


@dataclass(frozen=True, slots=True)
class Board:
    """``state`` is one of nothing_released, before, running, between, evening, after."""

    state: str
    now: tuple[Row, ...] = ()
    next: tuple[Row, ...] = ()
    more_now: int = 0
    has_begun: bool = False
    """Whether anything of the day is on or over already."""

    @property
    def next_at(self) -> datetime | None:
        return self.next[0].session.starts_at if self.next else None


def board_at(programme: Programme | None, moment: datetime, *, starts_on: date, ends_on: date) -> Board:
    """The board as it stands at that moment."""
    today = day_at_the_fair(moment)
    if programme is None or not programme.sessions:
        return Board("after" if today > ends_on else "nothing_released")
    running, coming = _running(programme, moment), _coming(programme, moment)
    if not running and not coming:
        return Board("after" if today >= ends_on else "evening")
    now = rows(programme, _in_order(programme, running), moment)
    upcoming = rows(programme, coming, moment)
    shown = now[: MOST_ROWS - min(2, len(upcoming))]
    return Board(
        state=_state(running, coming, today, starts_on),
        now=shown,
        next=_next_rows(upcoming, room=MOST_ROWS - len(shown)),
        more_now=len(now) - len(shown),
        has_begun=any(s.day == today and s.starts_at <= moment for s in programme.sessions),
    )


def rows(programme: Programme, sessions: Iterable[Session], moment: datetime | None = None) -> tuple[Row, ...]:
    """The sessions as lines of a list; with a moment they know their phase, as long as anything is still to come."""
    if moment and not any(session.ends_at > moment for session in programme.sessions):
        moment = None
    next_at = _next_start(programme, moment) if moment else None
    return tuple(
        Row(
            session=session,
            place=programme.place(session.place),
            theme=programme.theme(session.theme),
            speakers=programme.speakers_of(session),
            exhibitors=programme.exhibitors_of(session),
            phase=phase(session, moment, next_at) if moment else "",
        )
        for session in sessions
    )


def by_time(programme: Programme, sessions: Iterable[Session]) -> list[Session]:
    """In the order a visitor walks: by start, then as the places are listed."""
    order = {place.slug: number for number, place in enumerate(programme.places)}
    last = len(order)
    return sorted(sessions, key=lambda s: (s.starts_at, order.get(s.place, last), s.ends_at, s.number))


def is_on(session: Session, moment: datetime) -> bool:
    return session.starts_at <= moment < session.ends_at


def _running(programme: Programme, moment: datetime) -> list[Session]:
    return [session for session in programme.sessions if is_on(session, moment)]


def _coming(programme: Programme, moment: datetime) -> list[Session]:
    """Everything later on the day of the next session (a cancelled one stays on the board like a cancelled train)."""
    later = [session for session in programme.sessions if session.starts_at > moment]
    takes_place = [session for session in later if not session.is_cancelled]
    if not takes_place:
        return []
    day = min(takes_place, key=lambda s: s.starts_at).day
    return by_time(programme, (session for session in later if session.day == day))


def _next_start(programme: Programme, moment: datetime) -> datetime | None:
    """When the next session of the same day starts."""
    today = day_at_the_fair(moment)
    later = (s.starts_at for s in programme.sessions if s.starts_at > moment and s.day == today and not s.is_cancelled)
    return min(later, default=None)


def _state(running: list[Session], coming: list[Session], today: date, starts_on: date) -> str:
    if any(not session.is_cancelled and not session.is_break for session in running):
        return "running"
    if running or coming[0].day == today:
        return "between"
    return "before" if today < starts_on else "evening"


def _in_order(programme: Programme, running: list[Session]) -> list[Session]:
    """Talks in the order of their places; then what runs all day, breaks, and what was cancelled."""
    ordered = by_time(programme, running)
    places = {place.slug: number for number, place in enumerate(programme.places)}

    def rank(session: Session) -> tuple[bool, bool, bool, int]:
        is_background = session.ends_at - session.starts_at > ALL_DAY
        return session.is_cancelled, session.is_break, is_background, places.get(session.place, len(places))

    return sorted(ordered, key=rank)


def _next_rows(upcoming: tuple[Row, ...], *, room: int) -> tuple[Row, ...]:
    """As many as there is room for; what takes place goes before what was cancelled at the same time."""
    shown = sorted(upcoming, key=lambda row: (row.session.starts_at, row.session.is_cancelled))
    return tuple(shown[:room])


def phase(session: Session, moment: datetime, next_at: datetime | None) -> str:
    if session.ends_at <= moment:
        return "over"
    if is_on(session, moment):
        return "running"
    return "next" if session.starts_at == next_at else "later"
