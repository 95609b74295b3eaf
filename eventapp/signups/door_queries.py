"""What a door may see: who comes to one session, by shortened name and state, and how many are in. Never an address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import joinedload

from eventapp.database import db
from eventapp.programme.models import ConferenceSession, Place
from eventapp.programme.value import Programme, Session
from eventapp.signups.door_names import by_last_word, short_name, short_names
from eventapp.signups.door_rules import UNDO_WITHIN, Numbers, Verdict, print_of_code
from eventapp.signups.models import TAKING, DoorAct, DoorLink, SignUp

LISTED = ("confirmed", "offered", "waiting")
"""Who stands on the list of a door."""


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list. ``name`` is shortened, ``print`` is that of the code."""

    handle: str
    name: str
    state: str
    turn: int
    came_at: datetime | None
    came_through: str
    print: str

    @property
    def waits(self) -> bool:
        """Still: once it has begun some get a chair without a place of their own."""
        return self.state == "waiting" and self.came_at is None


@dataclass(frozen=True, slots=True)
class Attendance:
    """One session as a door sees it: those who have or are offered a place by name, who waits in turn."""

    numbers: Numbers
    people: tuple[Person, ...] = ()

    @property
    def with_place(self) -> list[Person]:
        return [person for person in self.people if not person.waits]

    @property
    def waiting(self) -> list[Person]:
        return [person for person in self.people if person.waits]

    def name_of(self, sign_up: SignUp) -> str:
        """As it stands on the list; shortened too of who does not stand there any more."""
        listed = (person.name for person in self.people if person.handle == sign_up.handle)
        return next(listed, None) or short_name(sign_up.name)


def sessions_of_day(programme: Programme, door: DoorLink) -> list[Session]:
    """What the door's day has, without breaks."""
    return [session for session in programme.sessions if session.day == door.day and not session.is_break]


def place_of(door: DoorLink) -> str:
    """The slug of the place that the door leads to, empty if to none."""
    return db.session.scalar(select(Place.slug).where(Place.id == door.place_id)) or "" if door.place_id else ""


def numbers_of(door: DoorLink, programme: Programme, sessions: Collection[Session]) -> dict[str, Numbers]:
    """By the code of the session, in one query."""
    came = func.count().filter(SignUp.came_at.is_not(None), SignUp.state.in_(LISTED))
    columns = (
        func.count().filter(SignUp.state.in_(TAKING)),
        came,
        _heads(),
        func.count().filter(SignUp.state == "waiting", SignUp.came_at.is_(None)),
    )
    wanted = select(ConferenceSession.code, *columns).outerjoin(SignUp, SignUp.session_id == ConferenceSession.id)
    wanted = wanted.where(ConferenceSession.fair_id == door.fair_id)
    wanted = wanted.where(ConferenceSession.code.in_([session.code for session in sessions]))
    found = {row[0]: row[1:] for row in db.session.execute(wanted.group_by(ConferenceSession.id))}
    return {s.code: Numbers(_capacity(programme, s), *found.get(s.code, (0, 0, 0, 0))) for s in sessions}


def attendance_of(door: DoorLink, programme: Programme, session: Session) -> Attendance:
    """In one query."""
    columns = (SignUp.handle, SignUp.name, SignUp.state, SignUp.turn, SignUp.came_at, SignUp.came_through, SignUp.code)
    wanted = (
        select(_heads(), *columns)
        .select_from(ConferenceSession)
        .outerjoin(SignUp, SignUp.session_id == ConferenceSession.id)
    )
    wanted = wanted.where(ConferenceSession.fair_id == door.fair_id, ConferenceSession.code == session.code)
    rows = db.session.execute(wanted.order_by(SignUp.id)).all()
    listed = [row for row in rows if row.state in LISTED]
    people = [
        Person(
            row.handle,
            name,
            row.state,
            row.turn or 0,
            row.came_at,
            row.came_through,
            print_of_code(row.code, door.handle),
        )
        for row, name in zip(listed, short_names([row.name for row in listed]), strict=True)
    ]
    numbers = Numbers(
        capacity=_capacity(programme, session),
        taken=sum(row.state in TAKING for row in rows),
        came=sum(person.came_at is not None for person in people),
        counted=rows[0][0] if rows else 0,
        waiting=sum(person.waits for person in people),
    )
    people.sort(
        key=lambda one: (one.state == "waiting", one.turn if one.state == "waiting" else 0, by_last_word(one.name))
    )
    return Attendance(numbers, tuple(people))


def heads_in(session_id: int) -> int:
    """Counted without a name."""
    wanted = select(func.coalesce(func.sum(DoorAct.step), 0)).where(DoorAct.session_id == session_id)
    return db.session.scalar(wanted.where(DoorAct.verdict == Verdict.COUNTED.value)) or 0


def came_to(session_id: int) -> int:
    """Of those who signed up."""
    came = select(func.count()).select_from(SignUp).where(SignUp.session_id == session_id)
    return db.session.scalar(came.where(SignUp.came_at.is_not(None), SignUp.state.in_(LISTED))) or 0


def find_act(nonce: str) -> DoorAct | None:
    return db.session.scalar(_acts().where(DoorAct.nonce == nonce))


def find_act_of(door: DoorLink, nonce: str) -> DoorAct | None:
    return db.session.scalar(_acts().where(DoorAct.door_id == door.id, DoorAct.nonce == nonce))


def last_act_of(door: DoorLink, code: str, at: datetime) -> DoorAct | None:
    """What this door let in last, as long as it can be taken back."""
    session_id = select(ConferenceSession.id).where(
        ConferenceSession.fair_id == door.fair_id, ConferenceSession.code == code
    )
    wanted = _acts().where(DoorAct.door_id == door.id, DoorAct.session_id == session_id.scalar_subquery())
    wanted = wanted.where(
        DoorAct.verdict == Verdict.OK.value, DoorAct.undone_at.is_(None), DoorAct.at > at - UNDO_WITHIN
    )
    return db.session.scalar(wanted.order_by(DoorAct.at.desc(), DoorAct.nonce).limit(1))


def locked_door_link(door_id: int) -> DoorLink | None:
    """All presses at one link one after the other, as it is now."""
    wanted = select(DoorLink).where(DoorLink.id == door_id, DoorLink.revoked_at.is_(None))
    return db.session.scalar(wanted.with_for_update(key_share=True).execution_options(populate_existing=True))


def lock_session_row(session_id: int) -> None:
    """For sessions without places: there is no allotment to queue at."""
    wanted = select(ConferenceSession.id).where(ConferenceSession.id == session_id)
    db.session.execute(wanted.with_for_update(key_share=True))


def _acts() -> Select[DoorAct]:
    return select(DoorAct).options(joinedload(DoorAct.sign_up).joinedload(SignUp.session))


def _heads() -> ScalarSelect[int]:
    counted = select(func.coalesce(func.sum(DoorAct.step), 0)).where(DoorAct.verdict == Verdict.COUNTED.value)
    return counted.where(DoorAct.session_id == ConferenceSession.id).correlate(ConferenceSession).scalar_subquery()


def _capacity(programme: Programme, session: Session) -> int | None:
    return programme.capacity_of(session) if session.sign_up else None
