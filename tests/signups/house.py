"""A fair with a workshop to sign up for, and the people who want to go there."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.outbox.models import OutboxMail
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import find_release
from eventapp.programme.value import Programme, Session
from eventapp.signups import queries
from eventapp.signups.actions.asking import Asked, ask, confirm, sign_up_known
from eventapp.signups.models import TAKING, Allotment, SignUp
from eventapp.visitors.actions import keep_programme
from eventapp.visitors.models import Visitor
from tests.factories import RELEASED, at, make_fair, make_place, make_release, make_session

NOW = RELEASED + timedelta(days=30)
"""Long before the session starts, long after the release."""
START = at("10:00")
_keys = itertools.count(1)


def make_workshop(capacity: int = 2, **values: Any) -> Fair:
    """One session of the code ``WORKSH``, released."""
    fair = make_fair()
    place = values.pop("place", None) or make_place(fair, "Werkraum", slug="werkraum")
    make_session(fair, "Messen", code="WORKSH", admission="sign_up", capacity=capacity, place_id=place.id, **values)
    make_release()
    return fair


def programme() -> Programme:
    fair = db.session.scalars(select(Fair)).one()
    found = find_release(fair.id, fair.released)
    assert found is not None
    return found


def workshop(code: str = "WORKSH") -> Session:
    session = programme().session(code)
    assert session is not None
    return session


def fair_id() -> int:
    return db.session.scalars(select(Fair.id)).one()


def asked(email: str, *, name: str = "Ada Beispiel", key: str = "", answer: str = "") -> Asked:
    return Asked(name=name, email=email, answer=answer, key=key or f"key-{next(_keys)}", language="de")


def ask_for(email: str, *, now: datetime = NOW, code: str = "WORKSH", **values: Any) -> SignUp | None:
    """A stranger's form; gives the sign-up that stands for the address, if one does."""
    in_transaction(lambda: ask(fair_id(), workshop(code), asked(email, **values), at=now))
    return of_address(email, code=code)


def of_address(email: str, *, code: str = "WORKSH") -> SignUp | None:
    db.session.expire_all()
    wanted = select(SignUp).join(Visitor, Visitor.id == SignUp.visitor_id).join(SignUp.session)
    wanted = wanted.where(Visitor.email == email, ConferenceSession.code == code).order_by(SignUp.id.desc())
    return db.session.scalars(wanted).first()


def press(sign_up: SignUp, *, now: datetime = NOW, code: str = "WORKSH") -> SignUp:
    """The button in the mail."""
    sign_up_id = sign_up.id

    def pressed() -> int:
        found = get_sign_up(sign_up_id)
        assert found is not None
        return confirm(found, workshop(code), programme(), at=now).id

    return db.session.get_one(SignUp, in_transaction(pressed))


def come(email: str, *, now: datetime = NOW, code: str = "WORKSH", **values: Any) -> SignUp:
    """Asked and confirmed at once."""
    found = ask_for(email, now=now, code=code, **values)
    assert found is not None
    return press(found, now=now, code=code)


def known_visitor(email: str) -> Visitor:
    """Somebody whose address is confirmed, without a place."""

    def make() -> int:
        visitor = keep_programme(fair_id(), language="de", at=NOW)
        visitor.email, visitor.name, visitor.email_confirmed_at = email, "Ada Beispiel", NOW
        db.session.flush()
        return visitor.id

    return db.session.get_one(Visitor, in_transaction(make))


def at_once(visitor_id: int, *, code: str = "WORKSH", key: str = "", now: datetime = NOW) -> SignUp:
    """One press of somebody known; to be called in a transaction."""
    visitor = db.session.get_one(Visitor, visitor_id)
    wanted = key or f"key-{next(_keys)}"
    return db.session.get_one(
        SignUp, sign_up_known(visitor, workshop(code), programme(), answer="", key=wanted, at=now)
    )


def states(code: str = "WORKSH") -> dict[str, str]:
    """By address."""
    db.session.expire_all()
    wanted = select(Visitor.email, SignUp.state).join(SignUp, SignUp.visitor_id == Visitor.id).join(SignUp.session)
    found = db.session.execute(wanted.where(ConferenceSession.code == code).order_by(SignUp.id))
    return {email: state for email, state in found}  # noqa: C416 -- rows are not pairs to mypy


def counted(code: str = "WORKSH") -> tuple[int, int]:
    """What the session's row says is taken, and how many sign-ups really take a place."""
    db.session.expire_all()
    session_id = queries.session_id_of(fair_id(), code)
    taken = db.session.scalars(select(Allotment.taken).where(Allotment.session_id == session_id)).one()
    taking = select(SignUp).where(SignUp.session_id == session_id, SignUp.state.in_(TAKING))
    return taken, len(db.session.scalars(taking).all())


def mails(to: str = "") -> list[str]:
    """The kinds of mail that were posted, in order."""
    wanted = select(OutboxMail).order_by(OutboxMail.id)
    return [mail.kind for mail in db.session.scalars(wanted) if not to or mail.to_address == to]


def get_sign_up(sign_up_id: int) -> SignUp | None:
    """With whose it is and which session it is for."""
    wanted = select(SignUp).where(SignUp.id == sign_up_id)
    return db.session.scalar(wanted.options(joinedload(SignUp.visitor), joinedload(SignUp.session)))
