"""Proving who one is by a code from a mail, and the sign-ins that open with it. Not: passkeys (their own module).

A code belongs to the browser that asked for it: it is checked together with a secret from that browser's session. A new
code ends the one before, five misses end it too, and whether an address has an account is told to nobody.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from eventapp.accounts import mails
from eventapp.accounts.actions import TooManyMails
from eventapp.accounts.models import Challenge, Person, SignIn, SignInLink
from eventapp.accounts.queries import find_person, hashed
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.outbox.actions import may_write_to
from eventapp.outbox.address import one_address
from eventapp.web.sessions import LONGEST

CODE_LIVES = timedelta(minutes=10)
TRIES = 5
DIGITS = 6
SIGN_IN, ADDRESS = "code", "address"
"""What a code is for."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question and the secret of the browser it was put to."""

    secret: str
    row: Challenge


class WrongCode(DomainError):
    """Not what was sent to this browser's address."""

    def __init__(self, left: int) -> None:
        super().__init__(
            mark("Das ist nicht der Code aus der letzten Mail. Versuche, die noch bleiben: {left}."),
            field="code",
            left=left,
        )


class CodeSpent(DomainError):
    """There is nothing left to try: a new code is needed."""

    def __init__(self) -> None:
        super().__init__(
            mark("Dieser Code gilt nicht mehr. Fordern Sie einen neuen an, in diesem Browser."), field="code"
        )


def ask_for_code(email: str, *, at: datetime) -> str:
    """Sends a code, if there is an account and its address has not had too many mails lately. Returns the secret by
    which the browser is known again, to a question that looks the same whether a code went out or not."""
    person = find_person(email)
    if person is None or not person.is_active or not may_write_to(person.email, at=at):
        return _ask(SIGN_IN, None, at=at)[0].secret
    _end_codes_before(person)
    asked, code = _ask(SIGN_IN, person, at=at)
    mails.post_code(person, code, to=person.email, key=asked.row.browser, at=at)
    return asked.secret


def _end_codes_before(person: Person) -> None:
    """No answer fits them any more, as to the questions about unknown addresses. They stay until their time is over: a
    browser whose question was gone would know that somebody else asked, and so that there is an account."""
    former = update(Challenge).where(Challenge.person_id == person.id, Challenge.purpose == SIGN_IN)
    db.session.execute(former.values(person_id=None, answer=""))


def ask_for_address(person: Person, email: str, *, at: datetime) -> str:
    """Sends a code to an address that somebody wants to have codes sent to from now on; the secret as above."""
    address = one_address(email).lower()
    if not may_write_to(address, at=at):
        raise TooManyMails
    asked, code = _ask(ADDRESS, person, about=address, at=at)
    mails.post_code(person, code, to=address, key=asked.row.browser, at=at)
    return asked.secret


def answer_code(secrets_: Sequence[str], code: str, *, at: datetime, purpose: str = SIGN_IN, about: str = "") -> Person:
    """Whose code it is; it works once. ``secrets_`` are the browser's last ones, the newest first: where no more mails
    went out, the last code that did still works. A miss counts, so the caller has to keep what was written."""
    known = {hashed(secret): secret for secret in secrets_}
    live = select(Challenge).where(
        Challenge.browser.in_(known),
        Challenge.purpose == purpose,
        Challenge.expires_at > at,
        Challenge.misses < TRIES,
    )
    locked = live.order_by(Challenge.id.desc()).with_for_update().execution_options(populate_existing=True)
    rows = db.session.scalars(locked).all()
    if not rows or known[rows[0].browser] != secrets_[0]:
        raise CodeSpent
    for row in rows:
        if secrets.compare_digest(row.answer, _answer(known[row.browser], "".join(code.split()), about)):
            return _taken(row)
        row.misses += 1
    db.session.flush()
    left = TRIES - rows[0].misses
    raise WrongCode(left) if left else CodeSpent


def _taken(row: Challenge) -> Person:
    person = db.session.get(Person, row.person_id) if row.person_id else None
    if person is None or not person.is_active:
        raise CodeSpent
    db.session.delete(row)
    db.session.flush()
    return person


def _ask(purpose: str, person: Person | None, *, at: datetime, about: str = "") -> tuple[_Asked, str]:
    secret, code = secrets.token_urlsafe(32), "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    row = Challenge(
        person_id=person.id if person else None,
        purpose=purpose,
        browser=hashed(secret),
        answer=_answer(secret, code, about),
        expires_at=at + CODE_LIVES,
    )
    db.session.add(row)
    db.session.flush()
    return _Asked(secret, row), code


def _answer(secret: str, code: str, about: str) -> str:
    return hashed(f"{secret}|{code}|{about}")


def open_sign_in(person: Person, *, device: str, at: datetime) -> str:
    """A new sign-in. The key belongs into the browser's session; only its hash stays here."""
    key = secrets.token_urlsafe(32)
    db.session.add(SignIn(person_id=person.id, key=hashed(key), device=device, began_at=at, ends_at=at + LONGEST))
    person.signed_in_at = at
    db.session.flush()
    return key


def end(sign_in: SignIn) -> None:
    """That browser is signed out, whatever cookie it still has."""
    db.session.delete(sign_in)
    db.session.flush()


def end_others(present: SignIn) -> None:
    """Every other browser of the same person is signed out."""
    others = delete(SignIn).where(SignIn.person_id == present.person_id, SignIn.id != present.id)
    db.session.execute(others)


def forget_what_ended(at: datetime) -> None:
    """Codes, links and sign-ins that open nothing any more are not kept."""
    for table, over in (
        (Challenge, Challenge.expires_at),
        (SignInLink, SignInLink.expires_at),
        (SignIn, SignIn.ends_at),
    ):
        db.session.execute(delete(table).where(over <= at))
