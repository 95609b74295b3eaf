"""The programme page as a value: which days it shows, what hits, what else could be chosen. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from eventapp.clock import day_at_the_fair
from eventapp.programme.admission import LETS_IN, taking
from eventapp.programme.filters import Filter
from eventapp.programme.timetable import Day, Grid, grids, listing
from eventapp.programme.value import Programme, Session

A_DAY_A_PAGE_FROM = 200
"""Sessions from which on a page shows one day only: it must load in a hall's network."""


@dataclass(frozen=True, slots=True)
class Overview:
    """``hits`` are the codes that pass the filter. A ``is_complete`` page holds all sessions and hides the others,
    so that script can show them again without asking."""

    filter: Filter
    days: tuple[Day, ...]
    grids: tuple[Grid, ...]
    hits: frozenset[str]
    all_days: tuple[date, ...]
    shown_day: date | None
    is_complete: bool
    now_at: datetime | None
    with_places: frozenset[str]
    """The codes of those that have a place left, as far as the page knows."""

    @property
    def now_day(self) -> date | None:
        return day_at_the_fair(self.now_at) if self.now_at else None

    @property
    def now_is_here(self) -> bool:
        """Whether what is on now can be seen on this page."""
        return any(slot.is_now and slot.shows(self.hits) for day in self.days for slot in day.slots)


def overview_of(
    programme: Programme, chosen: Filter, moment: datetime, *, with_places: frozenset[str] | None = None
) -> Overview:
    """What the programme page shows for that filter at that moment. ``with_places`` are the codes of the sessions that
    have a place left; unknown, it is taken for all to which people are let in at all."""
    if with_places is None:
        with_places = frozenset(one.code for one in programme.sessions if taking(one, moment) in LETS_IN)
    is_complete = len(programme.sessions) < A_DAY_A_PAGE_FROM
    shown_day = chosen.day
    if not is_complete and not chosen.chosen:
        shown_day = _day_to_begin_with(programme, moment)
    asked = replace(chosen, tag=shown_day.isoformat() if shown_day else chosen.tag)
    passing = asked.sessions(programme, with_places)
    shown: list[Session] = list(programme.sessions) if is_complete else passing
    whole = listing(programme, programme.sessions, moment)
    return Overview(
        filter=chosen,
        days=listing(programme, shown, moment),
        grids=grids(programme, passing, moment) if chosen.is_grid else (),
        hits=frozenset(session.code for session in passing),
        all_days=programme.days,
        shown_day=shown_day,
        is_complete=is_complete,
        now_at=next((slot.starts_at for day in whole for slot in day.slots if slot.is_now), None),
        with_places=with_places,
    )


def _day_to_begin_with(programme: Programme, moment: datetime) -> date:
    today = day_at_the_fair(moment)
    return today if today in programme.days else programme.days[0]
