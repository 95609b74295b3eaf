"""What planning wants to know of the sign-ups: how many people have places in two sessions that overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby

from sqlalchemy import select

from eventapp.database import db
from eventapp.programme.conflicts import overlapping
from eventapp.programme.models import ConferenceSession
from eventapp.programme.planning import Conflict, Judge
from eventapp.programme.value import Programme
from eventapp.signups.models import TAKING, SignUp


def crowds(fair_id: int) -> Judge:
    """Joins ``programme.offers.conflict_sources``."""
    shared = _shared(fair_id)

    def judge(programme: Programme) -> Iterator[Conflict]:
        wanted = {code for pair in shared for code in pair}
        taking_place = [one for one in programme.sessions if one.code in wanted and not one.is_cancelled]
        for first, second in overlapping(taking_place):
            if number := shared[frozenset((first.code, second.code))]:
                yield Conflict(
                    "crowd",
                    "warning",
                    (first.code, second.code),
                    number=number,
                    starts_at=second.starts_at,
                    ends_at=min(first.ends_at, second.ends_at),
                    place=second.place,
                    day=second.day,
                )

    return judge


def _shared(fair_id: int) -> Counter[frozenset[str]]:
    """How many people have places in both of two sessions, for every two that somebody has."""
    wanted = select(SignUp.visitor_id, ConferenceSession.code).join(
        ConferenceSession, ConferenceSession.id == SignUp.session_id
    )
    wanted = wanted.where(SignUp.fair_id == fair_id, SignUp.state.in_(TAKING), SignUp.visitor_id.is_not(None))
    rows = db.session.execute(wanted.order_by(SignUp.visitor_id))
    found: Counter[frozenset[str]] = Counter()
    for _visitor, theirs in groupby(rows, key=lambda row: row[0]):
        found.update(map(frozenset, combinations((row[1] for row in theirs), 2)))
    return found
