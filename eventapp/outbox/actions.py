"""Posting mails, and what the office does with them. Sending them is the worker's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventapp.clock import aware
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.outbox import queries
from eventapp.outbox.address import one_address
from eventapp.outbox.models import DROPPED, FAILED, SENT, WAITING, OutboxMail

LONGEST_KEY = 200


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
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(OutboxMail).values(row).on_conflict_do_nothing(index_elements=[OutboxMail.key]))
    return queries.get_mail_of(key)


def resend(mail: OutboxMail, *, at: datetime) -> None:
    """Once more from the beginning, as a mail of its own for the reader's program."""
    if mail.state not in (FAILED, SENT) or mail.erased_at is not None:
        raise NotNow(mark("Diese E-Mail kann nicht noch einmal gesendet werden."))
    mail.state, mail.attempts, mail.error = WAITING, 0, ""
    mail.edition += 1
    mail.next_try_at, mail.sent_at = aware(at), None
    db.session.flush()


def withdraw(key: str, *, at: datetime) -> None:
    """The cause is gone: a mail that is still waiting (or was given up) will not be sent."""
    waiting = sa.update(OutboxMail).where(OutboxMail.key == key, OutboxMail.state.in_((WAITING, FAILED)))
    dropped: dict[str, Any] = {"state": DROPPED, "values": {}, "error": "", "sent_at": None, "next_try_at": aware(at)}
    db.session.execute(waiting.values(dropped).execution_options(synchronize_session="fetch"))
