"""What goes by itself in this room, and visitors whom a restored backup brought back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from eventapp.database import db
from eventapp.privacy.retention import UNWANTED
from eventapp.privacy.tombstones import is_buried
from eventapp.visitors.models import UnwantedAddress, Visitor


def brought_back() -> list[Visitor]:
    """Who was erased before the backup was restored."""
    return [one for one in db.session.scalars(select(Visitor)) if is_buried("visitor", one.handle)]


def erase_unwanted(at: datetime, *, is_trial: bool = False) -> int:
    """Who wanted no mails a year ago may want to come to the next fair."""
    old = UnwantedAddress.said_at < UNWANTED.is_over_since(at)
    number = db.session.scalar(select(func.count()).select_from(UnwantedAddress).where(old)) or 0
    if number and not is_trial:
        db.session.execute(delete(UnwantedAddress).where(old))
    return number
