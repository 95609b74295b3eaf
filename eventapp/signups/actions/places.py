"""The one way in which places are taken and freed: lock the session's row, let lapse what ran out, change, pass on.

Every new sign-up goes through :func:`make_sign_up` and every change of a state through :func:`become`, inside a
transaction that has called :func:`lock`; so ``taken`` and ``waiting`` are always the numbers of those who have a place
and who wait, and nobody is ever given a place that is not there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update

from eventapp.database import connection, db, insert_new
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import Session
from eventapp.signups import queries
from eventapp.signups.actions.telling import tell
from eventapp.signups.models import OFFER_HOURS_UNSET, OVERLAP_UNSET, TAKING, Allotment, SignUp, SignUpSettings
from eventapp.signups.rules import CODE_SIGNS, LONGEST_ANSWER, offer_ends, passes_on
from eventapp.text import clean_line, clean_text
from eventapp.visitors.actions import count_change
from eventapp.visitors.models import LONGEST_NAME, KnownVisitor, Visitor


class NoPlaces(DomainError):
    """Nobody can sign up for that session: none of its places are given by name."""

    def __init__(self, *, field: str = "") -> None:
        super().__init__(mark("Zu diesem Programmpunkt gibt es keine Plätze."), field=field)


@dataclass(slots=True)
class Count:
    """The numbers in the row of a session's places (:class:`Allotment`), as they are while it is locked. What is
    changed here is kept with the next change of a sign-up, or by :func:`settle`."""

    session_id: int
    capacity: int
    extra: int
    taken: int
    next_turn: int
    waiting: int
    next_due_at: datetime | None

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def has_room(self) -> bool:
        """A place is free, and nobody waits who would have to be asked first."""
        return self.free > 0 and not self.waiting


@dataclass(slots=True)
class Door:
    """A session whose row this transaction has locked, and what the office has set for all sessions of the fair:
    whether one person may have places at the same time, and for how many hours a place is offered at most. ``kept``
    is the count as it stands in the row."""

    count: Count
    session: Session
    overlap: str
    offer_hours: int
    kept: Count = field(init=False)

    def __post_init__(self) -> None:
        self.kept = replace(self.count)

    @property
    def session_id(self) -> int:
        return self.count.session_id


_NUMBERS = [getattr(Allotment, one.name) for one in fields(Count)]
LOOKED_AT = (
    select(
        *_NUMBERS,
        func.coalesce(SignUpSettings.overlap, OVERLAP_UNSET),
        func.coalesce(SignUpSettings.offer_hours, OFFER_HOURS_UNSET),
    )
    .select_from(Allotment)
    .outerjoin(SignUpSettings, SignUpSettings.fair_id == Allotment.fair_id)
)
_LOCKED = LOOKED_AT.with_for_update(key_share=True, of=Allotment)
_OF_SESSIONS = _LOCKED.where(Allotment.session_id.in_(bindparam("session_ids", expanding=True))).order_by(
    Allotment.session_id
)
_OF_CODE = _LOCKED.join(ConferenceSession, ConferenceSession.id == Allotment.session_id).where(
    ConferenceSession.fair_id == bindparam("fair_id"), ConferenceSession.code == bindparam("code")
)
_KEEP = update(Allotment).where(Allotment.session_id == bindparam("of_session"))
_KEEP = _KEEP.values({one: bindparam(f"new_{one.name}") for one in _NUMBERS[1:]})


def lock(wanted: Iterable[tuple[int, Session]]) -> list[Door]:
    """The sessions' rows, by the ids of their rows, locked in the order of these and read anew: nobody else changes a
    count until this transaction ends, and two who want the same two sessions never wait for each other. A session
    without places is left out."""
    sessions = dict(wanted)
    if not sessions:
        return []
    rows = connection().execute(_OF_SESSIONS, {"session_ids": list(sessions)})
    return [door_of(row, sessions[row.session_id]) for row in rows]


def lock_one(fair_id: int, session: Session, *, field: str = "") -> Door:
    """The same for one session, found by its code in the same statement. ``field`` is where the refusal stands."""
    found = connection().execute(_OF_CODE, {"fair_id": fair_id, "code": session.code}).one_or_none()
    if found is None:
        raise NoPlaces(field=field)
    return door_of(found, session)


def door_of(row: Sequence[Any], session: Session) -> Door:
    """``row`` is of :data:`LOOKED_AT`."""
    *numbers, overlap, offer_hours = row
    return Door(Count(*numbers), session, overlap, offer_hours)


def _keep(door: Door) -> None:
    if door.count != door.kept:
        numbers = {f"new_{one.name}": getattr(door.count, one.name) for one in _NUMBERS[1:]}
        connection().execute(_KEEP, {"of_session": door.session_id, **numbers})
        door.kept = replace(door.count)


def become(
    sign_up: SignUp, state: str, door: Door, *, at: datetime, until: datetime | None = None, quietly: bool = False
) -> None:
    """The sign-up's new state, and with it the counts. ``until`` is how long a place is held or offered. A refresh that
    is nobody's business changes no revision (``quietly``)."""
    has_turn = sign_up.turn is not None
    if state == "waiting" and not has_turn:
        sign_up.turn = door.count.next_turn
    _count(door, sign_up.state, state, until, has_turn=has_turn)
    sign_up.state = state
    sign_up.held_until = until if state == "held" else None
    sign_up.offered_until = until if state == "offered" else None
    if not quietly:
        sign_up.revision += 1
        sign_up.changed_at = at
    if sign_up.visitor_id is not None:
        count_change(sign_up.visitor_id, sign_up.session_id, at=at, revised_at=door.session.revised_at)


@dataclass(frozen=True, slots=True)
class New:
    """A sign-up that is not there yet, in the state that it comes into. ``until`` is how long a place is held."""

    state: str
    name: str
    answer: str
    key: str
    at: datetime
    until: datetime | None = None
    confirmed_at: datetime | None = None
    handle: str = field(default_factory=partial(secrets.token_urlsafe, 16))


def make_sign_up(visitor: Visitor, door: Door, new: New) -> SignUp:
    """Counted like a change."""
    made = None
    while made is None:  # until nobody at this fair has had the code
        made = _inserted(visitor, door, new, unless=("fair_id", "code"))
    return db.session.get_one(SignUp, made)


def make_if_new(visitor: Visitor, door: Door, new: New) -> int | None:
    """The id of the new sign-up; None, and nothing was done, where the person stands in that session already or the key
    is known. So nobody has to ask first, which they mostly would for nothing."""
    return _inserted(visitor, door, new)


def _inserted(visitor: Visitor, door: Door, new: New, *, unless: tuple[str, ...] = ()) -> int | None:
    row = row_of(visitor, door.session_id, new, turn=door.count.next_turn if new.state == "waiting" else None)
    made: int | None = insert_new(SignUp, row, given="id", unless=unless)
    if made is not None:
        _count(door, "", new.state, new.until)
        count_change(visitor.id, door.session_id, at=new.at, revised_at=door.session.revised_at)
    return made


def row_of(
    visitor: Visitor | KnownVisitor, session_id: int | None, new: New, *, turn: int | None = None
) -> dict[str, object]:
    return {
        "fair_id": visitor.fair_id,
        "session_id": session_id,
        "visitor_id": visitor.id,
        "handle": new.handle,
        "code": _code(),
        "state": new.state,
        "name": clean_line(new.name, longest=LONGEST_NAME),
        "answer": clean_text(new.answer, longest=LONGEST_ANSWER),
        "turn": turn,
        "asked_at": new.at,
        "held_until": new.until,
        "confirmed_at": new.confirmed_at,
        "changed_at": new.at,
        "key": new.key,
    }


def _code() -> str:
    """Six signs, of one number of chance: asking for each takes six times as long."""
    number, signs = secrets.randbelow(len(CODE_SIGNS) ** 6), ""
    for _ in range(6):
        number, at = divmod(number, len(CODE_SIGNS))
        signs += CODE_SIGNS[at]
    return signs


def fresh_code(fair_id: int) -> str:
    """Six signs that nobody at this fair has had."""
    while True:
        code = _code()
        if db.session.scalar(select(SignUp.id).where(SignUp.fair_id == fair_id, SignUp.code == code)) is None:
            return code


def _count(door: Door, before: str, after: str, until: datetime | None, *, has_turn: bool = False) -> None:
    """``has_turn``: once on the waiting list, one keeps the turn."""
    count = door.count
    count.taken += (after in TAKING) - (before in TAKING)
    count.waiting += (after == "waiting") - (before == "waiting")
    count.next_turn += after == "waiting" and not has_turn
    if until is not None:
        count.next_due_at = min(until, count.next_due_at or until)
    _keep(door)


def settle(door: Door, *, at: datetime) -> None:
    """What ran out lapses; what is free is passed on, strictly in turn. To be called first and last in every change.
    Where nothing is due and nobody waits, the locked row says so, and nothing is asked."""
    count = door.count
    if count.next_due_at is not None and count.next_due_at <= at:
        _let_lapse(door, at=at)
        count.next_due_at = queries.first_due_at(door.session_id)
    if count.waiting and count.free and passes_on(door.session, at):
        _pass_on(door, at=at)
    count.extra = min(count.extra, max(0, count.taken - count.capacity))
    _keep(door)


def _let_lapse(door: Door, *, at: datetime) -> None:
    """A hold that ran out can still be confirmed, if there is room then; an offer goes to the next."""
    for one in _those(door, "held", SignUp.held_until <= at):
        become(one, "asked", door, at=at)
    for one in _those(door, "offered", SignUp.offered_until <= at):
        become(one, "lapsed", door, at=at)
        tell("lapsed", one, at=at)


def _pass_on(door: Door, *, at: datetime) -> None:
    for one in _those(door, "waiting", limit=door.count.free):
        ends = offer_ends(door.session, at, hours=door.offer_hours)
        if ends is None:
            become(one, "confirmed", door, at=at)
            tell("place", one, at=at)
        else:
            become(one, "offered", door, at=at, until=ends)
            tell("offer", one, at=at)


def _those(door: Door, state: str, *more: ColumnElement[bool], limit: int | None = None) -> list[SignUp]:
    wanted = select(SignUp).where(SignUp.session_id == door.session_id, SignUp.state == state, *more)
    wanted = wanted.order_by(SignUp.turn, SignUp.id).limit(limit)
    return list(db.session.scalars(wanted.execution_options(populate_existing=True)))
