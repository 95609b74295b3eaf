"""How full sessions are, and who is signed up for one: what the office's pages read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from eventapp.database import db
from eventapp.programme.models import ConferenceSession
from eventapp.signups.models import STANDING, Allotment, SignUp
from eventapp.signups.overview import Filled
from eventapp.text import folded


def filled_of(fair_id: int, codes: Iterable[str] | None = None) -> dict[str, Filled]:
    """By the code of the session, in two queries however many they are."""
    places = select(ConferenceSession.code, Allotment.capacity, Allotment.taken)
    places = places.join(Allotment, Allotment.session_id == ConferenceSession.id).where(Allotment.fair_id == fair_id)
    states = select(ConferenceSession.code, SignUp.state, func.count(), func.count(SignUp.came_at))
    states = states.join(SignUp, SignUp.session_id == ConferenceSession.id).where(SignUp.fair_id == fair_id)
    if codes is not None:
        wanted = list(codes)
        places = places.where(ConferenceSession.code.in_(wanted))
        states = states.where(ConferenceSession.code.in_(wanted))
    counted: dict[str, dict[str, int]] = {}
    for code, state, number, came in db.session.execute(states.group_by(ConferenceSession.code, SignUp.state)):
        of_session = counted.setdefault(code, {})
        of_session[state] = number
        if state in STANDING:
            of_session["came"] = of_session.get("came", 0) + came
    return {
        code: _filled(counted.get(code, {}), capacity, taken) for code, capacity, taken in db.session.execute(places)
    }


def _filled(counted: dict[str, int], capacity: int, taken: int) -> Filled:
    said = {state: counted.get(state, 0) for state in ("confirmed", "held", "offered", "waiting", "came")}
    return Filled(capacity, taken, **said, unconfirmed=counted.get("held", 0) + counted.get("asked", 0))


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is signed up for one session: with a place by name, offered one by the end of the offer, waiting in turn.
    ``over`` are those who gave back, let an offer lapse or were removed by the office, the last one first."""

    placed: list[SignUp] = field(default_factory=list)
    offered: list[SignUp] = field(default_factory=list)
    waiting: list[SignUp] = field(default_factory=list)
    over: list[SignUp] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nobody comes, or would."""
        return not (self.placed or self.offered or self.waiting)


def standing_in(fair_id: int, code: str) -> Standing:
    return all_standing(fair_id, code).get(code, Standing())


def all_standing(fair_id: int, code: str = "") -> dict[str, Standing]:
    """By the code of the session (of one alone, or of all), in one query. Without those who have not confirmed: of
    them nobody knows whether they are who they say."""
    wanted = select(SignUp).join(SignUp.session).options(joinedload(SignUp.visitor), contains_eager(SignUp.session))
    wanted = wanted.where(SignUp.fair_id == fair_id, SignUp.state.not_in(("held", "asked")))
    if code:
        wanted = wanted.where(ConferenceSession.code == code)
    every: dict[str, Standing] = {}
    for one in db.session.scalars(wanted.order_by(SignUp.id)):
        found = every.setdefault(one.session.code, Standing())
        kept = {"confirmed": found.placed, "offered": found.offered, "waiting": found.waiting}
        kept.get(one.state, found.over).append(one)
    for found in every.values():
        found.placed.sort(key=by_name)
        found.offered.sort(key=lambda one: (one.offered_until or one.changed_at, one.id))
        found.waiting.sort(key=lambda one: (one.turn or 0, one.id))
        found.over.sort(key=lambda one: (one.changed_at, one.id), reverse=True)
    return every


def by_name(one: SignUp) -> tuple[str, str, int]:
    """As a list at a door is sorted: by the last word of the name, for want of a field of its own."""
    first, _blank, last = one.name.rpartition(" ")
    return folded(last), folded(first), one.id


def offers_that_end(fair_id: int, *, after: datetime, before: datetime) -> int:
    """How many open offers run out in that time."""
    wanted = select(func.count()).select_from(SignUp).where(SignUp.fair_id == fair_id, SignUp.state == "offered")
    return db.session.scalar(wanted.where(SignUp.offered_until > after, SignUp.offered_until <= before)) or 0
