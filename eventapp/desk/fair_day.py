"""A day of the fair as the office sees it: what is on at each place and what comes next, what is full, late, cancelled.
Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from eventapp.clock import day_at_the_fair
from eventapp.i18n import Words
from eventapp.programme.board import Row, by_time, is_on, rows
from eventapp.programme.value import Programme, Session
from eventapp.signups.overview import Filled


@dataclass(frozen=True, slots=True)
class Happening:
    """A session of the day as it is released. ``is_drafted``: the draft says something else of it."""

    row: Row
    filled: Filled | None
    is_drafted: bool

    @property
    def session(self) -> Session:
        return self.row.session


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """One place (None: without one): what is on there and what comes next today."""

    name: Words | None
    now: tuple[Happening, ...]
    next: Happening | None


@dataclass(frozen=True, slots=True)
class FairDay:
    """``state``: running (something is on), between, evening (all of the day is over), empty (nothing is released for
    it). ``full`` are sessions still to begin or on that have no place left; ``drafted`` changes of the day that nobody
    outside knows of."""

    day: date
    number: int
    of: int
    state: str
    places: tuple[PlaceNow, ...]
    full: tuple[Happening, ...]
    late: tuple[Happening, ...]
    cancelled: tuple[Happening, ...]
    drafted: tuple[Happening, ...]
    tomorrow: Session | None = None


def fair_day(
    standing: Programme | None,
    filled: Mapping[str, Filled],
    changed: Collection[str],
    *,
    starts_on: date,
    ends_on: date,
    at: datetime,
) -> FairDay | None:
    """None on a day that is none of the fair's. ``changed`` are codes of sessions that the draft tells otherwise."""
    today = day_at_the_fair(at)
    if not starts_on <= today <= ends_on:
        return None
    sessions = by_time(standing, (one for one in standing.sessions if one.day == today)) if standing else []
    happenings = [
        Happening(row, filled.get(row.session.code), row.session.code in changed)
        for row in (rows(standing, sessions, at) if standing else ())
    ]
    left = [one for one in happenings if one.session.ends_at > at]
    return FairDay(
        day=today,
        number=(today - starts_on).days + 1,
        of=(ends_on - starts_on).days + 1,
        state=_state(happenings, left, at),
        places=_by_place(standing, left, at),
        full=tuple(one for one in left if _is_full(one)),
        late=tuple(one for one in left if one.session.delay and not one.session.is_cancelled),
        cancelled=tuple(one for one in happenings if one.session.is_cancelled),
        drafted=tuple(one for one in left if one.is_drafted),
        tomorrow=_first_after(standing, today),
    )


def _state(happenings: list[Happening], left: list[Happening], at: datetime) -> str:
    if not happenings:
        return "empty"
    if not left:
        return "evening"
    return "running" if any(is_on(one.session, at) and not one.session.is_cancelled for one in left) else "between"


def _by_place(standing: Programme | None, left: list[Happening], at: datetime) -> tuple[PlaceNow, ...]:
    """In the order of the places; who has nothing any more today is left out."""
    if standing is None:
        return ()
    names = {place.slug: place.name for place in standing.places}
    found: dict[str, list[Happening]] = {slug: [] for slug in [*names, ""]}
    for one in left:
        if not one.session.is_cancelled:
            found[one.session.place if one.session.place in names else ""].append(one)
    return tuple(_place_now(names.get(slug), some, at) for slug, some in found.items() if some)


def _place_now(name: Words | None, some: list[Happening], at: datetime) -> PlaceNow:
    on = tuple(one for one in some if is_on(one.session, at))
    return PlaceNow(name, on, next((one for one in some if one.session.starts_at > at), None))


def _is_full(one: Happening) -> bool:
    filled = one.filled
    takes = one.session.sign_up is not None and not one.session.is_cancelled
    return takes and filled is not None and filled.capacity > 0 and not filled.free


def _first_after(standing: Programme | None, today: date) -> Session | None:
    later = [one for one in standing.sessions if one.day > today and not one.is_cancelled] if standing else []
    return min(later, key=lambda one: (one.starts_at, one.number), default=None)
