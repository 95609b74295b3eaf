"""What can be asked about people and their sign-ins."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache

from flask import g, session
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from eventapp.accounts.models import Passkey, Person, SignIn, SignInLink
from eventapp.clock import now
from eventapp.database import db
from eventapp.errors import NotFound
from eventapp.i18n import mark
from eventapp.web.sessions import SIGN_IN

FRESH = timedelta(minutes=15)
"""How long after proving who they are somebody may do what asks for it."""


def hashed(secret: str) -> str:
    """How a secret with enough chance in it is kept and found again."""
    return hashlib.sha256(secret.encode()).hexdigest()


def present_person() -> Person | None:
    """Who asks, if they are signed in. Below the private addresses only: elsewhere nobody is known."""
    if "person" in g:
        person: Person | None = g.person
        return person
    return person_signed_in()


def person_signed_in() -> Person | None:
    """The same, looked up now."""
    sign_in = present_sign_in()
    return sign_in.person if sign_in else None


def present_sign_in() -> SignIn | None:
    """The open sign-in of the browser that asks."""
    key = session.get(SIGN_IN)
    if not key:
        return None
    return db.session.scalar(_open_sign_in(), {"key_hash": hashed(key), "at": now()})


@cache
def _open_sign_in() -> Select[SignIn]:
    """Built once: every signed-in page begins with it."""
    wanted = select(SignIn).join(SignIn.person).options(contains_eager(SignIn.person))
    return wanted.where(SignIn.key == bindparam("key_hash"), SignIn.ends_at > bindparam("at"), Person.is_active)


def is_fresh() -> bool:
    """Whether who asks has proved lately who they are."""
    sign_in = present_sign_in()
    return sign_in is not None and now() - sign_in.began_at < FRESH


def is_organiser(person: Person) -> bool:
    return person.is_organiser


def is_anybody(_person: Person) -> bool:
    """Whoever is signed in may ask; what is theirs is found by queries that take the person."""
    return True


def get_person(person_id: int) -> Person:
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound(mark("Dieses Konto gibt es nicht."))
    return person


def find_person(email: str) -> Person | None:
    """By the address as it is kept: clean and lower-case."""
    return db.session.scalar(select(Person).where(Person.email == email))


def organisers() -> list[Person]:
    """The office, by name."""
    wanted = select(Person).where(Person.is_organiser, Person.is_active)
    return list(db.session.scalars(wanted.order_by(Person.name, Person.id)))


def get_organiser(person_id: int) -> Person:
    person = db.session.get(Person, person_id)
    if person is None or not person.is_organiser:
        raise NotFound(mark("Dieses Konto gibt es nicht."))
    return person


def open_sign_ins(person: Person, *, at: datetime) -> Sequence[SignIn]:
    """The newest first."""
    wanted = select(SignIn).where(SignIn.person_id == person.id, SignIn.ends_at > at)
    return db.session.scalars(wanted.order_by(SignIn.began_at.desc(), SignIn.id.desc())).all()


def get_sign_in_of(person: Person, sign_in_id: int) -> SignIn:
    """One of their own; others' are not there."""
    sign_in = db.session.get(SignIn, sign_in_id)
    if sign_in is None or sign_in.person_id != person.id:
        raise NotFound(mark("Diese Anmeldung gibt es nicht mehr."))
    return sign_in


def get_passkey_of(person: Person, passkey_id: int) -> Passkey:
    """One of their own; others' are not there."""
    passkey = db.session.get(Passkey, passkey_id)
    if passkey is None or passkey.person_id != person.id:
        raise NotFound(mark("Diesen Passkey gibt es nicht mehr."))
    return passkey


def find_link(token: str, *, at: datetime) -> SignInLink | None:
    """The link while it still works, its person loaded."""
    wanted = select(SignInLink).options(joinedload(SignInLink.person, innerjoin=True)).join(SignInLink.person)
    still_works = (SignInLink.used_at.is_(None), SignInLink.expires_at > at, Person.is_active)
    return db.session.scalar(wanted.where(SignInLink.token == hashed(token), *still_works))


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """What these people are called, by their number."""
    wanted = select(Person.id, Person.name).where(Person.id.in_(set(ids)))
    return {row.id: row.name for row in db.session.execute(wanted)}
