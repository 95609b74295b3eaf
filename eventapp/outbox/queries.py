"""What can be asked about mails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from eventapp.database import db
from eventapp.outbox.models import DROPPED, FAILED, KEPT, SENT, STATES, OutboxMail


def get_mail_of(key: str) -> OutboxMail:
    """The mail of a cause. A key that was just posted is always found."""
    return db.session.scalars(select(OutboxMail).where(OutboxMail.key == key)).one()


def number_written_to(address: str, *, kinds: Sequence[str], since: datetime) -> int:
    """Mails of these kinds to an address, however it is capitalised; those that were dropped reached nobody."""
    wanted = (
        select(func.count())
        .select_from(OutboxMail)
        .where(
            func.lower(OutboxMail.to_address) == address.lower(),
            OutboxMail.kind.in_(kinds),
            OutboxMail.created_at > since,
            OutboxMail.state != DROPPED,
        )
    )
    return db.session.scalar(wanted) or 0


def may_be_sent_anew(mail: OutboxMail) -> bool:
    """It came to rest, and what it says is still known."""
    return mail.state in (FAILED, SENT, KEPT) and mail.erased_at is None


def numbers_by_state(fair_id: int) -> dict[str, int]:
    """How many mails of a fair stand where; every state is named."""
    wanted = select(OutboxMail.state, func.count()).where(OutboxMail.fair_id == fair_id).group_by(OutboxMail.state)
    return dict.fromkeys(STATES, 0) | dict(db.session.execute(wanted).all())
