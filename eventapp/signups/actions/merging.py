"""Two visitors turn out to be one person: what stands of the one goes over to the other."""

from __future__ import annotations

from datetime import datetime

from eventapp.database import db
from eventapp.programme.value import Programme
from eventapp.signups import queries
from eventapp.signups.models import STANDING, SignUp
from eventapp.visitors.actions import count_change
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import starred


def hand_over(former: Visitor, visitor: Visitor, programme: Programme, *, but_not: int = 0, at: datetime) -> None:
    """To who has shown before that the address is theirs. What that person has for a session already stands; what is
    left then with the former one is nobody's and lapses. ``but_not`` is a sign-up that the caller sees to."""
    for one in queries.sign_ups_of_visitor(former):
        is_free = queries.standing_of(visitor.id, one.session_id) is None
        if one.id != but_not and one.state in STANDING and is_free:
            session = programme.session(one.session.code)
            give_over(one, visitor, at=at, revised_at=session.revised_at if session else None)
            db.session.flush()


def give_over(sign_up: SignUp, visitor: Visitor, *, at: datetime, revised_at: datetime | None) -> None:
    """Both calendars change: the one that it leaves and the one that it comes to."""
    for visitor_id in (sign_up.visitor_id, visitor.id):
        if visitor_id is not None:
            count_change(visitor_id, sign_up.session_id, at=at, revised_at=revised_at)
    sign_up.visitor = visitor


def become_one(former: Visitor, visitor: Visitor, programme: Programme, *, at: datetime) -> None:
    """Whoever had the former link has everything under the other one; the former opens nothing once nothing is left
    behind it. Stars went over when the address was confirmed."""
    hand_over(former, visitor, programme, at=at)
    if not queries.sign_ups_of_visitor(former):
        db.session.delete(former)
        db.session.flush()


def forget_if_empty(visitor: Visitor) -> None:
    """Nobody showed that the address is theirs, and no sign-up hangs on it. Who keeps stars keeps them, without it."""
    if queries.sign_ups_of_visitor(visitor):
        return
    if starred(visitor):
        visitor.email = ""
    else:
        db.session.delete(visitor)
    db.session.flush()
