"""One visitor's programme and everything that is stored about one visitor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from eventapp.agenda.value import Claim, Day, days_of
from eventapp.database import db
from eventapp.i18n import Words
from eventapp.outbox.models import OutboxMail
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import Programme
from eventapp.signups.models import DoorAct, SignUp
from eventapp.signups.queries import places_before, sign_ups_of_visitor
from eventapp.visitors.models import Star, Visitor


def starred_codes(visitor: Visitor) -> frozenset[str]:
    wanted = select(ConferenceSession.code).join(Star, Star.session_id == ConferenceSession.id)
    return frozenset(db.session.scalars(wanted.where(Star.visitor_id == visitor.id, Star.is_set)))


def days_of_visitor(programme: Programme, visitor: Visitor, *, at: datetime) -> tuple[Day, ...]:
    """As the programme is released, with what the visitor has of it."""
    return days_of(programme, starred_codes(visitor), claims_of(visitor), at)


def claims_of(visitor: Visitor) -> list[Claim]:
    before = places_before(visitor)
    return [_claim(one, before.get(one.id, 0)) for one in sign_ups_of_visitor(visitor)]


def _claim(sign_up: SignUp, before: int) -> Claim:
    return Claim(
        code=sign_up.session.code,
        state=sign_up.state,
        handle=sign_up.handle,
        door=sign_up.code,
        until=sign_up.held_until or sign_up.offered_until,
        before=before,
    )


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of a visitor at one session, where a star was ever set or a place asked for. ``title`` as the
    session was released, empty for one that is not public."""

    code: str
    title: Words
    is_set: bool
    changed_at: datetime


def stars_told(visitor: Visitor, programme: Programme) -> list[Remembered]:
    """Set or not, by when anything last changed there."""
    wanted = select(ConferenceSession.code, Star.is_set, Star.changed_at)
    wanted = wanted.join(Star, Star.session_id == ConferenceSession.id)
    wanted = wanted.where(Star.visitor_id == visitor.id).order_by(Star.changed_at, Star.session_id)
    return [Remembered(row.code, title_of(programme, row.code), *row[1:]) for row in db.session.execute(wanted)]


def title_of(programme: Programme, code: str) -> Words:
    """As everybody sees it: the row's own title is the office's draft."""
    session = programme.session(code)
    return Words(session.title.de, session.title.en) if session else Words()


def door_acts_about(visitor: Visitor) -> list[DoorAct]:
    """What was pressed at doors about the visitor's sign-ups."""
    wanted = select(DoorAct).join(DoorAct.sign_up).options(contains_eager(DoorAct.sign_up))
    wanted = wanted.where(SignUp.visitor_id == visitor.id)
    return list(db.session.scalars(wanted.order_by(DoorAct.at, DoorAct.nonce)))


@dataclass(frozen=True, slots=True)
class Written:
    """A mail that went to somebody, or will."""

    kind: str
    posted_at: datetime
    state: str


def mails_to(visitor: Visitor) -> list[Written]:
    """Only to who has shown that the address is theirs: others may have written to it before."""
    if not visitor.is_confirmed:
        return []
    wanted = select(OutboxMail.kind, OutboxMail.created_at, OutboxMail.state)
    wanted = wanted.where(OutboxMail.to_address == visitor.email, OutboxMail.fair_id == visitor.fair_id)
    return [Written(*row) for row in db.session.execute(wanted.order_by(OutboxMail.id))]
