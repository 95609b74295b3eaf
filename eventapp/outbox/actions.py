"""Posting mails, what the office does with them, and forgetting them. Sending them is the worker's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventapp.clock import aware
from eventapp.database import db, insert_into
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.outbox import queries, reasons
from eventapp.outbox.address import one_address
from eventapp.outbox.kinds import kind_of, unasked_kinds
from eventapp.outbox.models import DROPPED, FAILED, KEPT, SENDING, SENT, WAITING, OutboxMail
from eventapp.privacy.retention import MAIL

LONGEST_KEY = 200
MOST_UNASKED = ((timedelta(hours=1), 3), (timedelta(days=1), 6))
"""How many mails an address gets that nobody has confirmed, over all forms together."""
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
) -> OutboxMail:
    """One mail, in the transaction of its cause: if that is rolled back, there is none. The same key again makes no
    second mail and gives the first one."""
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(f"a mail's key has 1 to {LONGEST_KEY} characters: {key!r}")
    row = {
        "key": key,
        "kind": kind,
        "to_address": one_address(to),
        "language": language if language == "en" else "de",
        "values": dict(values),
        "fair_id": fair_id,
        "state": WAITING,
        "next_try_at": aware(at),
        "created_at": aware(at),
    }
    db.session.flush()
    db.session.execute(insert_into(OutboxMail).values(row).on_conflict_do_nothing(index_elements=[OutboxMail.key]))
    return queries.get_mail_of(key)


def may_write_to(address: str, *, at: datetime) -> bool:
    """Whether an address that nobody has confirmed may get another mail now. Asked in the transaction that posts it:
    others who ask about the same address wait, so that many at once are not all told yes."""
    to = one_address(address)
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(f"outbox:{to.lower()}"))))
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


def forget_address(address: str, *, at: datetime) -> None:
    """Somebody is erased: nothing more is sent there, and what was is forgotten."""
    is_theirs = sa.func.lower(OutboxMail.to_address) == one_address(address).lower()
    _drop(is_theirs, at=at)
    _erase(is_theirs, OutboxMail.state != SENDING, at=at)


def erase_old(at: datetime) -> None:
    """Thirty days after a mail came to rest: who got it and what it said. That there was one stays, for counting."""
    _erase(OutboxMail.settled_at < MAIL.is_over_since(at), at=at)


def forgotten(kind: str, *, at: datetime) -> dict[str, Any]:
    """What is set when a mail of this kind came to rest: what opens a door is forgotten at once.

    Where the kind's own ``values`` make what is secret, what was posted is harmless, and the mail can be sent anew.
    """
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
