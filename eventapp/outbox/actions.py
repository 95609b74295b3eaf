"""Posting mails, what the office does with them, and forgetting them. Sending them is the worker's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventapp.clock import aware
from eventapp.database import db, insert_new
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.outbox import queries, reasons
from eventapp.outbox.address import mailbox_of, one_address
from eventapp.outbox.kinds import kind_of, unasked_kinds
from eventapp.outbox.models import DROPPED, FAILED, KEPT, SENDING, SENT, WAITING, OutboxMail
from eventapp.privacy.retention import MAIL

LONGEST_KEY = 200
MOST_UNASKED = ((timedelta(hours=1), 3), (timedelta(days=1), 6))
"""How many mails a mailbox gets that nobody has confirmed, over all forms and spellings together."""
CONTENT: dict[str, Any] = {"values": {}, "subject": "", "text": "", "html": ""}
"""What is left of what a mail said, once that is forgotten."""


class NotNow(DomainError):
    """The mail is not in a state in which this could be done."""


def post(
    kind: str,
    *,
    to: str,
    language: str,
    key: str,
    values: Mapping[str, Any],
    fair_id: int | None = None,
    at: datetime,
) -> None:
    """One mail, in the transaction of its cause: if that is rolled back, there is none. The same key again makes no
    second mail."""
    row = mail_row(kind, to=to, language=language, key=key, values=values, fair_id=fair_id, at=at)
    insert_new(OutboxMail, row, given="id", unless=("key",))


def mail_row(
    kind: str,
    *,
    to: str,
    language: str,
    key: str,
    values: Mapping[str, Any],
    fair_id: int | None = None,
    at: datetime,
) -> dict[str, Any]:
    """What is posted, by the names of its columns, for who inserts it along with its cause."""
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(f"a mail's key has 1 to {LONGEST_KEY} characters: {key!r}")
    return {
        "key": key,
        "kind": kind,
        "to_address": one_address(to),
        "language": language if language == "en" else "de",
        "filled_with": dict(values),
        "fair_id": fair_id,
        "state": WAITING,
        "next_try_at": aware(at),
        "created_at": aware(at),
    }


def may_write_to(address: str, *, at: datetime) -> bool:
    """Whether an address that nobody has confirmed may get another mail now. Asked in the transaction that posts it:
    others who ask about the same address wait, so that many at once are not all told yes."""
    to = one_address(address)
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(f"outbox:{mailbox_of(to)}"))))
    return all(
        queries.number_written_to(to, kinds=unasked_kinds(), since=at - span) < most for span, most in MOST_UNASKED
    )


def resend(mail: OutboxMail, *, at: datetime) -> None:
    """Once more from the beginning, as a mail of its own for the reader's program."""
    if not queries.may_be_sent_anew(mail):
        raise NotNow(mark("Diese E-Mail kann nicht noch einmal gesendet werden."))
    mail.state, mail.attempts, mail.error = WAITING, 0, ""
    mail.edition += 1
    mail.next_try_at, mail.settled_at = aware(at), None
    db.session.flush()


def withdraw(key: str, *, at: datetime) -> None:
    """The cause is gone: a mail that is still waiting (or was given up) will not be sent."""
    _drop(OutboxMail.key == key, at=at)


def withdraw_all_of(fair_id: int, *, at: datetime) -> int:
    """A fair is over for good: what still waits (or was given up) is not sent. How many were on their way."""
    is_of = OutboxMail.fair_id == fair_id
    waiting = sa.select(sa.func.count()).select_from(OutboxMail).where(is_of, OutboxMail.state == WAITING)
    number = db.session.scalar(waiting) or 0
    _drop(is_of, at=at)
    return number


def forget_address(address: str, *, at: datetime, kinds: tuple[str, ...] = ("",)) -> None:
    """Somebody is erased: nothing more is sent there, and what was is forgotten. ``kinds`` are the beginnings of the
    kinds of mail that are meant: whoever types a stranger's address may not stop what others write to it."""
    is_theirs = sa.func.lower(OutboxMail.to_address) == one_address(address).lower()
    is_meant = sa.or_(*(OutboxMail.kind.startswith(kind, autoescape=True) for kind in kinds))
    _drop(is_theirs, is_meant, at=at)
    _erase(is_theirs, is_meant, OutboxMail.state != SENDING, at=at)


def redirect_waiting(address: str, *, to: str, fair_id: int, kinds: tuple[str, ...]) -> None:
    """Somebody has another address now at this fair: what has not gone out yet goes there."""
    is_theirs = sa.func.lower(OutboxMail.to_address) == one_address(address).lower()
    is_meant = sa.or_(*(OutboxMail.kind.startswith(kind, autoescape=True) for kind in kinds))
    turning = sa.update(OutboxMail).where(is_theirs, is_meant, OutboxMail.fair_id == fair_id)
    turning = turning.where(OutboxMail.state == WAITING)
    db.session.execute(turning.values(to_address=one_address(to)).execution_options(synchronize_session="fetch"))


def erase_old(at: datetime) -> None:
    """Thirty days after a mail came to rest: who got it and what it said. That there was one stays, for counting."""
    _erase(OutboxMail.settled_at < MAIL.is_over_since(at), at=at)


def forgotten(kind: str, *, at: datetime) -> dict[str, Any]:
    """What is set when a mail of this kind came to rest: what opens a door is forgotten at once.

    Where the kind's own ``values`` make what is secret, what was posted is harmless, and the mail can be sent anew.
    """
    if kind_of(kind).is_last:
        return CONTENT | {"to_address": "", "erased_at": at}
    if not kind_of(kind).is_secret:
        return {}
    if kind_of(kind).values is not None:
        return {name: value for name, value in CONTENT.items() if name != "values"}
    return CONTENT | {"erased_at": at}


def _drop(*which: sa.ColumnElement[bool], at: datetime) -> None:
    dropping = sa.update(OutboxMail).where(*which, OutboxMail.state.in_((WAITING, FAILED)))
    end = {"state": DROPPED, "error": reasons.reason(reasons.WITHDRAWN), "settled_at": aware(at)}
    db.session.execute(dropping.values(CONTENT | end).execution_options(synchronize_session="fetch"))


def _erase(*which: sa.ColumnElement[bool], at: datetime) -> None:
    at_rest = OutboxMail.state.in_((SENT, KEPT, DROPPED, FAILED))
    erasing = sa.update(OutboxMail).where(*which, at_rest, OutboxMail.to_address != "")
    gone = CONTENT | {"to_address": "", "error": "", "erased_at": aware(at)}
    db.session.execute(erasing.values(gone).execution_options(synchronize_session="fetch"))
