"""What everybody may know of the places that are left. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from eventapp.programme.value import Programme, Session
from eventapp.signups.rules import Taking, left, taking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eventapp.signups.queries import Tally


@dataclass(frozen=True, slots=True)
class Told:
    """``state``: free, few or full while sign-ups are taken, else not_yet, over or cancelled. ``left`` is a number
    where the fair tells numbers. ``waiting``: whoever signs up now comes onto the waiting list."""

    state: str
    left: int | None = None
    waiting: bool = False


def told(session: Session, tally: Tally, moment: datetime) -> Told:
    state = taking(session, moment)
    if state is not Taking.YES:
        return Told(state.value)
    given = tally.capacity if tally.somebody_waits else tally.given
    found = left(tally.capacity, given, in_words=tally.in_words)
    return Told(found.band, found.number, waiting=found.band == "full")


def has_place(told: Told | None) -> bool:
    """Whether somebody who signs up, now or once that is open, gets a place."""
    return told is not None and told.state in ("free", "few", "not_yet")


def with_places(programme: Programme, tallies: Mapping[str, Tally], moment: datetime) -> frozenset[str]:
    """The codes of the sessions that have a place left: those that are open to all, and of the others those where it
    is told so."""
    found = told_of_all(programme, tallies, moment)
    return frozenset(
        one.code
        for one in programme.sessions
        if taking(one, moment) is Taking.NOT_NEEDED or has_place(found.get(one.code))
    )


def told_of_all(programme: Programme, tallies: Mapping[str, Tally], moment: datetime) -> dict[str, Told]:
    """By code, of all sessions that take sign-ups as released."""
    known = ((session, tallies.get(session.code)) for session in programme.sessions if session.sign_up)
    return {session.code: told(session, tally, moment) for session, tally in known if tally}
