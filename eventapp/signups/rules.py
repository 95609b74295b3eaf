"""When one can sign up, how long a place is kept, how what is left is told. Pure: moments in, moments out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from eventapp.programme.admission import LAST_CALL as LAST_CALL
from eventapp.programme.admission import Taking as Taking
from eventapp.programme.admission import closes_at as closes_at
from eventapp.programme.admission import last_call as last_call
from eventapp.programme.admission import taking as taking
from eventapp.programme.value import Session

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What the codes for the door are made of: without 0, 1, I, L and O, which are read for each other."""
LONGEST_ANSWER = 500
HOLD = timedelta(minutes=60)
SHORTEST_OFFER = timedelta(minutes=20)
"""Whoever would have less time to answer is simply given the place."""
PART_OF_WHAT_IS_LEFT = 4
"""An offer stands for that part of the time until the last call, so that several can still follow."""
FEW, FEW_OF_A_HUNDRED = 5, 20


def hold_ends(session: Session, at: datetime) -> datetime:
    """Until when a place is kept for whoever has yet to confirm."""
    return min(at + HOLD, last_call(session))


def most_holds(capacity: int) -> int:
    """So many places are kept at once for people who have not confirmed: nobody can shut a session by made-up names."""
    return max(1, min(10, capacity // 5))


def passes_on(session: Session, at: datetime) -> bool:
    """Whether a place that is free goes to who waits. After the last call it is given by name at the door."""
    return session.sign_up is not None and not session.is_cancelled and at < last_call(session)


def offer_ends(session: Session, at: datetime, *, hours: int) -> datetime | None:
    """Until when a freed place is offered; None if there is no time left to ask."""
    left = last_call(session) - at
    if left < SHORTEST_OFFER:
        return None
    return at + max(SHORTEST_OFFER, min(timedelta(hours=hours), left / PART_OF_WHAT_IS_LEFT))


@dataclass(frozen=True, slots=True)
class Left:
    """Places left as the fair tells them: ``band`` is ``free``, ``few`` or ``full``; ``number`` None where only words
    are told."""

    band: str
    number: int | None


def left(capacity: int, taken: int, *, in_words: bool) -> Left:
    free = max(0, capacity - taken)
    is_few = free * 100 <= capacity * FEW_OF_A_HUNDRED or (free <= FEW and 2 * free <= capacity)
    band = "full" if not free else "few" if is_few else "free"
    return Left(band, None if in_words else free)


def overlaps(one: Session, other: Session) -> bool:
    """Whether nobody can be at both from beginning to end. What is cancelled is in nobody's way."""
    if one.is_cancelled or other.is_cancelled:
        return False
    return one.code != other.code and one.starts_at < other.ends_at and other.starts_at < one.ends_at
