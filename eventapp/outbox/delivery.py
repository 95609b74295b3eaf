"""One mail on its way: claimed, written out, handed over, its end recorded.

Between the transactions the process may die at any point. A claim lapses, and the mail is tried anew under the same
Message-ID: delivered at least once, and a copy is known as one.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import sqlalchemy as sa

from eventapp.database import db
from eventapp.outbox import reasons
from eventapp.outbox.actions import forgotten
from eventapp.outbox.kinds import kind_of
from eventapp.outbox.models import DROPPED, FAILED, KEPT, SENDING, SENT, WAITING, OutboxMail
from eventapp.outbox.rendering import Letter, render

LEASE = timedelta(minutes=5)
"""Longer than a server that is silent at every step may take."""
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
MOST_ATTEMPTS = len(PAUSES) + 1
log = logging.getLogger(__name__)


class NotTaken(Exception):
    """Nobody took the mail over; the text is what was said."""


class Rejected(NotTaken):
    """And nobody ever will (5xx)."""


class Deferred(NotTaken):
    """But somebody may later (4xx)."""


class Unreachable(NotTaken):
    """Nobody answered, or the talk broke off, or it would have been overheard: it says nothing about this mail."""


class Carrier(Protocol):
    """Who takes mails over. ``is_kept``: they stay in this database."""

    is_kept: bool

    def hand_over(self, claimed: Claimed, letter: Letter, *, at: datetime) -> None: ...

    def hang_up(self) -> None: ...


class LetterBox:
    """The demo's carrier: what was handed over is shown on a page."""

    is_kept = True

    def hand_over(self, claimed: Claimed, letter: Letter, *, at: datetime) -> None:
        """The row itself is the copy."""

    def hang_up(self) -> None:
        """There is nobody on the line."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that is this worker's to send until its claim lapses."""

    id: int
    claim: str
    key: str
    kind: str
    to_address: str
    language: str
    edition: int
    attempts: int
    values: Mapping[str, Any]


def is_anything_due(at: datetime) -> bool:
    """Asked without the write lock, because mostly there is nothing to do."""
    return db.session.scalar(sa.select(OutboxMail.id).where(_is_due(at)).limit(1)) is not None


def claim(at: datetime) -> Claimed | None:
    """The mail that has waited longest. Two workers never get the same one."""
    is_next = sa.select(OutboxMail.id).where(_is_due(at)).order_by(OutboxMail.next_try_at, OutboxMail.id)
    wanted = is_next.limit(1).with_for_update(skip_locked=True).scalar_subquery()
    claiming = sa.update(OutboxMail).where(OutboxMail.id == wanted)
    claiming = claiming.values(
        state=SENDING, claim=secrets.token_hex(16), claimed_until=at + LEASE, attempts=OutboxMail.attempts + 1
    )
    what = [getattr(OutboxMail, name) for name in Claimed.__dataclass_fields__]
    row = db.session.execute(claiming.returning(*what).execution_options(synchronize_session=False)).first()
    return Claimed(*row) if row else None


def _is_due(at: datetime) -> sa.ColumnElement[bool]:
    has_lapsed = sa.and_(OutboxMail.state == SENDING, OutboxMail.claimed_until <= at)
    waits = sa.and_(OutboxMail.state == WAITING, OutboxMail.next_try_at <= at)
    return sa.or_(waits, sa.and_(has_lapsed, OutboxMail.attempts < MOST_ATTEMPTS))


def give_up_broken(at: datetime) -> None:
    """A mail whose every try ended in the middle (it may be what kills the worker) is not tried for ever."""
    broken = sa.update(OutboxMail).where(
        OutboxMail.state == SENDING, OutboxMail.claimed_until <= at, OutboxMail.attempts >= MOST_ATTEMPTS
    )
    end = {"state": FAILED, "claimed_until": None, "settled_at": at, "error": reasons.reason(reasons.BROKEN_OFF)}
    db.session.execute(broken.values(end).execution_options(synchronize_session=False))


def write_out(claimed: Claimed) -> Letter | None:
    """What the mail says now; None if it is obsolete."""
    current = kind_of(claimed.kind).values
    values = current({**claimed.values, "to": claimed.to_address}) if current else claimed.values
    return None if values is None else render(claimed.kind, language=claimed.language, values=values)


def settle(claimed: Claimed, letter: Letter, *, at: datetime, is_kept: bool, keeps_secrets: bool) -> None:
    """The server has it (or the demo's letter box). Recorded even where the claim has lapsed meanwhile."""
    said = {"subject": letter.subject, "text": letter.text, "html": letter.html}
    if not keeps_secrets:
        said |= forgotten(claimed.kind, at=at)
    mine = sa.update(OutboxMail).where(OutboxMail.id == claimed.id, OutboxMail.edition == claimed.edition)
    end = {"state": KEPT if is_kept else SENT, "claimed_until": None, "settled_at": at, "error": ""}
    db.session.execute(mine.values(end | said).execution_options(synchronize_session=False))


def drop(claimed: Claimed, *, at: datetime) -> None:
    end = {"state": DROPPED, "settled_at": at, "error": reasons.reason(reasons.OBSOLETE), "values": {}}
    _record(claimed, end)


def _for_the_log(error: str, to_address: str) -> str:
    """On one line, and without the address that servers like to repeat."""
    return re.sub(re.escape(to_address), "…", error, flags=re.IGNORECASE).replace("\n", " ")


def fail(claimed: Claimed, sentence: str, answer: str = "", *, at: datetime) -> None:
    """Given up: it stands on the office's list until somebody sends it anew."""
    error = reasons.reason(sentence, answer)
    log.warning("mail %s (%s) failed: %s", claimed.id, claimed.kind, _for_the_log(error, claimed.to_address))
    _record(claimed, {"state": FAILED, "settled_at": at, "error": error} | forgotten(claimed.kind, at=at))


def defer(claimed: Claimed, sentence: str, answer: str, *, at: datetime) -> None:
    """Again after a while, each time after a longer one; in the end it is given up."""
    if claimed.attempts >= MOST_ATTEMPTS:
        fail(claimed, sentence, answer, at=at)
        return
    pause = PAUSES[claimed.attempts - 1]
    _record(claimed, {"state": WAITING, "next_try_at": at + pause, "error": reasons.reason(sentence, answer)})


def _record(claimed: Claimed, values: dict[str, Any]) -> None:
    """Only while the claim is still ours: whoever has it now knows better how the mail ended."""
    mine = sa.update(OutboxMail).where(
        OutboxMail.id == claimed.id, OutboxMail.claim == claimed.claim, OutboxMail.state == SENDING
    )
    db.session.execute(mine.values({"claimed_until": None} | values).execution_options(synchronize_session=False))
