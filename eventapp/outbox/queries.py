"""What can be asked about mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import defer

from eventapp.database import db
from eventapp.outbox.address import WITHOUT_DOTS, mailbox_of
from eventapp.outbox.models import DROPPED, FAILED, KEPT, SENT, STATES, WAITING, OutboxMail

PAGE = 50
"""Mails shown at once."""


def find_mail_of(key: str) -> OutboxMail | None:
    return db.session.scalar(select(OutboxMail).where(OutboxMail.key == key))


def number_written_to(address: str, *, kinds: Sequence[str], since: datetime) -> int:
    """Mails of these kinds to a mailbox, however its address is spelled; those that were dropped reached nobody."""
    mailbox = mailbox_of(address)
    local, _at, domain = mailbox.partition("@")
    begins, domains = (local[0], WITHOUT_DOTS) if domain in WITHOUT_DOTS else (local, (domain,))
    spelled = func.lower(OutboxMail.to_address)
    wanted = select(OutboxMail.to_address).where(
        spelled.startswith(begins, autoescape=True),
        or_(*(spelled.endswith(f"@{one}", autoescape=True) for one in domains)),
        OutboxMail.kind.in_(kinds),
        OutboxMail.created_at > since,
        OutboxMail.state != DROPPED,
    )
    return sum(mailbox_of(one) == mailbox for one in db.session.scalars(wanted))


def may_be_sent_anew(mail: OutboxMail) -> bool:
    """It came to rest, and what it says is still known."""
    return mail.state in (FAILED, SENT, KEPT) and mail.erased_at is None


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a fair post many mails at once: their kinds, and what their keys end with."""

    kinds: tuple[str, ...]
    ending: str

    def of(self, fair_id: int) -> ColumnElement[bool]:
        is_its = OutboxMail.key.endswith(self.ending, autoescape=True)
        return and_(OutboxMail.fair_id == fair_id, OutboxMail.kind.in_(self.kinds), is_its)


def mails_of(
    fair_id: int, *, states: Sequence[str] = (), search: str = "", before: int = 0, cause: Cause | None = None
) -> list[OutboxMail]:
    """The newest of a fair and of no fair, or of one cause; ``search`` is a part of the address, ``before`` the last
    one seen."""
    wanted = select(OutboxMail).where(_is_of(fair_id)).order_by(OutboxMail.id.desc()).limit(PAGE)
    wanted = wanted.options(defer(OutboxMail.text), defer(OutboxMail.html))
    if cause:
        wanted = wanted.where(cause.of(fair_id))
    if states:
        wanted = wanted.where(OutboxMail.state.in_(states))
    if search:
        wanted = wanted.where(func.lower(OutboxMail.to_address).contains(search.lower(), autoescape=True))
    if before:
        wanted = wanted.where(OutboxMail.id < before)
    return list(db.session.scalars(wanted))


def numbers_by_state(fair_id: int, cause: Cause | None = None) -> dict[str, int]:
    """How many mails of a fair and of no fair, or of one cause, stand where; every state is named."""
    which = cause.of(fair_id) if cause else _is_of(fair_id)
    counted = select(OutboxMail.state, func.count()).where(which).group_by(OutboxMail.state)
    return dict.fromkeys(STATES, 0) | dict(db.session.execute(counted).all())


def number_waiting_of(fair_id: int) -> int:
    """Mails of just this fair that are still to go out."""
    wanted = select(func.count()).select_from(OutboxMail)
    return db.session.scalar(wanted.where(OutboxMail.fair_id == fair_id, OutboxMail.state == WAITING)) or 0


def reasons_of(fair_id: int, cause: Cause) -> list[tuple[str, int]]:
    """Why mails of a cause failed, as it is stored, and how many did for it; the most frequent first."""
    wanted = select(OutboxMail.error, func.count().label("number")).where(cause.of(fair_id), OutboxMail.state == FAILED)
    found = db.session.execute(wanted.group_by(OutboxMail.error).order_by(func.count().desc(), OutboxMail.error))
    return [(row.error, row.number) for row in found]


def find_mail(number: int, *, fair_id: int) -> OutboxMail | None:
    return db.session.scalar(select(OutboxMail).where(OutboxMail.id == number, _is_of(fair_id)))


def failed_to_send_anew(fair_id: int) -> list[OutboxMail]:
    wanted = select(OutboxMail).where(_is_of(fair_id), OutboxMail.state == FAILED, OutboxMail.erased_at.is_(None))
    return list(db.session.scalars(wanted.order_by(OutboxMail.id)))


def number_to_send_anew(fair_id: int) -> int:
    wanted = select(func.count()).select_from(OutboxMail)
    wanted = wanted.where(_is_of(fair_id), OutboxMail.state == FAILED, OutboxMail.erased_at.is_(None))
    return db.session.scalar(wanted) or 0


def kept_mails() -> list[OutboxMail]:
    """The demo's letter box, the newest first."""
    wanted = select(OutboxMail).where(OutboxMail.erased_at.is_(None)).order_by(OutboxMail.id.desc()).limit(PAGE)
    return list(db.session.scalars(wanted.options(defer(OutboxMail.html))))


def find_any_mail(number: int) -> OutboxMail | None:
    return db.session.get(OutboxMail, number)


def _is_of(fair_id: int) -> ColumnElement[bool]:
    return or_(OutboxMail.fair_id == fair_id, OutboxMail.fair_id.is_(None))
