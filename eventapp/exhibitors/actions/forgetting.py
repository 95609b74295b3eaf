"""What is forgotten after a fair: passes first, then contacts and applications. What the organisation said stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.models import Application, Entry, Exhibitor, StaffPass
from eventapp.fair.models import Fair
from eventapp.privacy.retention import AFTER_THE_FAIR, PASS, Retention

PERSONAL = {task.key: frozenset(field.key for field in task.fields if field.is_personal) for task in TASKS}
"""By kind of entry, the fields that speak of people."""


def forget(at: datetime) -> None:
    """For the worker. Doing it twice changes nothing."""
    _forget_passes(_over(PASS, at))
    over = _over(AFTER_THE_FAIR, at)
    _forget_contacts(over)
    _forget_answers(over)
    db.session.flush()


def _over(retention: Retention, at: datetime) -> list[int]:
    """Fairs whose last day was so long ago."""
    last = at_the_fair(retention.is_over_since(at)).date()
    return list(db.session.scalars(select(Fair.id).where(Fair.ends_on < last)))


def _forget_passes(fairs: Sequence[int]) -> None:
    there = select(Exhibitor.id).where(Exhibitor.fair_id.in_(fairs))
    db.session.execute(delete(StaffPass).where(StaffPass.exhibitor_id.in_(there)))


def _forget_contacts(fairs: Sequence[int]) -> None:
    db.session.execute(delete(Application).where(Application.fair_id.in_(fairs)))
    is_known = or_(Exhibitor.contact_name != "", Exhibitor.contact_email != "")
    known = update(Exhibitor).where(Exhibitor.fair_id.in_(fairs), is_known)
    db.session.execute(known.values(contact_name="", contact_email=""))


def _forget_answers(fairs: Sequence[int]) -> None:
    for entry in db.session.scalars(select(Entry).where(Entry.fair_id.in_(fairs))):
        gone = PERSONAL[entry.kind]
        for column in ("draft", "handed_in", "accepted", "unrecorded"):
            said: dict[str, Any] | None = getattr(entry, column)
            if said and gone & said.keys():
                setattr(entry, column, {key: answer for key, answer in said.items() if key not in gone})
