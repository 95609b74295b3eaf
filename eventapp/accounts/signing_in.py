"""Proving who one is by a code from a mail, and the sign-ins that open with it. Not: passkeys (their own module).

A code belongs to the browser that asked for it: it is checked together with a secret from that browser's session. A new
code ends the one before, five misses end it too, and whether an address has an account is told to nobody.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from eventapp.accounts import mails
from eventapp.accounts.models import Challenge, Person, SignIn, SignInLink
from eventapp.accounts.queries import find_person, hashed
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.outbox.actions import may_write_to
from eventapp.web.sessions import LONGEST

CODE_LIVES = timedelta(minutes=10)
TRIES = 5
DIGITS = 6


class WrongCode(DomainError):
    """Not what was sent to this browser's address."""


class CodeSpent(DomainError):
    """There is nothing left to try: a new code is needed."""

    def __init__(self) -> None:
        super().__init__(
            mark("Dieser Code gilt nicht mehr. Fordern Sie einen neuen an, in diesem Browser."), field="code"
        )


def ask_for_code(email: str, *, asked_before: str | None, at: datetime) -> str:
    """Sends a code, if there is an account and its address has not had too many mails. Returns the secret by which the
    browser is known again: the one before where nothing new was sent, so that the last code still works in it."""
    person = find_person(email)
    is_known = person is not None and person.is_active
    if is_known and person and not may_write_to(person.email, at=at):
        return asked_before or secrets.token_urlsafe(32)
    browser, code = secrets.token_urlsafe(32), "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    if is_known and person:
        db.session.execute(delete(Challenge).where(Challenge.person_id == person.id, Challenge.purpose == "code"))
    challenge = Challenge(
        person_id=person.id if is_known and person else None,
        purpose="code",
        browser=hashed(browser),
        answer=hashed(f"{browser}|{code}"),
        expires_at=at + CODE_LIVES,
    )
    db.session.add(challenge)
    db.session.flush()
    if is_known and person:
        mails.post_code(person, code, challenge=challenge.browser, at=at)
    return browser


def answer_code(browser: str | None, code: str, *, at: datetime) -> Person:
    """Whose code it is; it works once. A miss counts, so the caller has to keep what was written."""
    locked = select(Challenge).where(Challenge.browser == hashed(browser or ""), Challenge.purpose == "code")
    challenge = db.session.scalar(locked.with_for_update().execution_options(populate_existing=True))
    if challenge is None or challenge.expires_at <= at or challenge.misses >= TRIES:
        raise CodeSpent
    person = db.session.get(Person, challenge.person_id) if challenge.person_id else None
    given = hashed(f"{browser}|{''.join(code.split())}")
    if person is None or not secrets.compare_digest(given, challenge.answer):
        challenge.misses += 1
        db.session.flush()
        left = TRIES - challenge.misses
        if not left:
            raise CodeSpent
        raise WrongCode(
            mark("Das ist nicht der Code aus der letzten Mail. Versuche, die noch bleiben: {left}."),
            field="code",
            left=left,
        )
    if not person.is_active:
        raise CodeSpent
    db.session.delete(challenge)
    db.session.flush()
    return person


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
