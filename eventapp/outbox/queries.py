"""What can be asked about mails."""

from __future__ import annotations

from sqlalchemy import select

from eventapp.database import db
from eventapp.outbox.models import OutboxMail


def get_mail_of(key: str) -> OutboxMail:
    """The mail of a cause. A key that was just posted is always found."""
    return db.session.scalars(select(OutboxMail).where(OutboxMail.key == key)).one()
