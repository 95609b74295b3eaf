"""What planning wants to know of the sign-ups: how many people have places in two sessions that overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from eventapp.database import rows_of
from eventapp.programme.conflicts import overlapping
from eventapp.programme.models import ConferenceSession
from eventapp.programme.planning import Conflict, Judge
from eventapp.programme.value import Programme
from eventapp.signups.models import TAKING, SignUp


def crowds(fair_id: int) -> Judge:
    """Joins ``programme.offers.conflict_sources``."""
    people = _people(fair_id)

    def judge(programme: Programme) -> Iterator[Conflict]:
        taking_place = [one for one in programme.sessions if one.code in people and not one.is_cancelled]
        for first, second in overlapping(taking_place):
            if in_both := people[first.code] & people[second.code]:
                yield Conflict(
                    "crowd",
                    "warning",
                    (first.code, second.code),
                    number=len(in_both),
                    starts_at=second.starts_at,
                    ends_at=min(first.ends_at, second.ends_at),
                    place=second.place,
                    day=second.day,
                )

    return judge


def _people(fair_id: int) -> dict[str, set[int | None]]:
    """By the code of a session who has a place in it; nobody has one in those that are missing."""
    wanted = select(ConferenceSession.code, SignUp.visitor_id).join(SignUp, SignUp.session_id == ConferenceSession.id)
    wanted = wanted.where(SignUp.fair_id == fair_id, SignUp.state.in_(TAKING), SignUp.visitor_id.is_not(None))
    found: dict[str, set[int | None]] = defaultdict(set)
    for code, visitor_id in rows_of(wanted):
        found[code].add(visitor_id)
    return found
