"""Whether and when one can sign up for a session. Pure: moments in, moments out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from eventapp.programme.value import Programme, Session

LAST_CALL = timedelta(minutes=15)
"""So long before it starts nobody is kept a place any more: what is free is given by name at the door."""


class Taking(Enum):
    """Whether a session takes sign-ups."""

    NOT_NEEDED = "not_needed"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    YES = "yes"
    OVER = "over"
    CANCELLED = "cancelled"


LETS_IN = frozenset({Taking.NOT_NEEDED, Taking.NOT_YET, Taking.YES})
"""Where somebody who comes, or signs up now or later, gets in as long as there are places."""


def last_call(session: Session) -> datetime:
    return session.starts_at - LAST_CALL


def closes_at(session: Session) -> datetime:
    """Until when one can sign up, exclusively."""
    end = last_call(session)
    said = session.sign_up.closes_at if session.sign_up else None
    return min(end, said) if said else end


def taking(session: Session, at: datetime) -> Taking:
    rules = session.sign_up
    if session.is_cancelled:
        return Taking.CANCELLED
    if rules is None:
        return Taking.CLOSED if session.admission == "closed" else Taking.NOT_NEEDED
    if rules.opens_at and at < rules.opens_at:
        return Taking.NOT_YET
    return Taking.YES if at < closes_at(session) else Taking.OVER


def turns_of(session: Session) -> frozenset[datetime]:
    """The moments at which it begins or ceases to take sign-ups."""
    if session.sign_up is None:
        return frozenset()
    opens_at = session.sign_up.opens_at
    return frozenset({closes_at(session)} | ({opens_at} if opens_at else set()))


@dataclass(frozen=True, slots=True)
class WayIn:
    """How one gets into a session, as its page says it at one moment. ``opens_at`` is there while it lies ahead."""

    taking: Taking
    capacity: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def way_in(programme: Programme, session: Session, at: datetime) -> WayIn:
    state = taking(session, at)
    if session.sign_up is None:
        return WayIn(state)
    opens_at = session.sign_up.opens_at if state is Taking.NOT_YET else None
    return WayIn(state, programme.capacity_of(session), opens_at, closes_at(session))
