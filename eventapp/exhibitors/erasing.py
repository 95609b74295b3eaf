"""What is erased after a fair: the names on passes, and whom to ask. What the fair was about stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, or_, select

from eventapp.clock import day_at_the_fair
from eventapp.database import db
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Application, Entry, Exhibitor, StaffPass
from eventapp.fair.models import Fair
from eventapp.privacy.retention import AFTER_THE_FAIR, PASS, Retention

DOCUMENTS = ("draft", "handed_in", "accepted", "unrecorded")


def erase_passes(at: datetime, *, is_trial: bool = False) -> int:
    """Passes of fairs that ended two weeks ago."""
    exhibitors = select(Exhibitor.id).join(Fair, Fair.id == Exhibitor.fair_id).where(_is_over(PASS, at))
    due = db.session.scalars(select(StaffPass.id).where(StaffPass.exhibitor_id.in_(exhibitors))).all()
    if not is_trial:
        db.session.execute(delete(StaffPass).where(StaffPass.exhibitor_id.in_(exhibitors)))
    return len(due)


def erase_applications(at: datetime, *, is_trial: bool = False) -> int:
    """Those of fairs that are over, whatever became of them: who was admitted is a member now."""
    fairs = select(Fair.id).where(_is_over(AFTER_THE_FAIR, at))
    due = db.session.scalars(select(Application.id).where(Application.fair_id.in_(fairs))).all()
    if not is_trial:
        db.session.execute(delete(Application).where(Application.fair_id.in_(fairs)))
    return len(due)


def erase_contacts(at: datetime, *, is_trial: bool = False) -> int:
    """Whom to ask at an exhibitor of a fair that is over, and every answer to a field about people."""
    is_named = or_(Exhibitor.contact_name != "", Exhibitor.contact_email != "")
    named = list(db.session.scalars(_of_past_fairs(select(Exhibitor), at).where(is_named)))
    entries = _of_past_fairs(select(Entry).join(Exhibitor, Exhibitor.id == Entry.exhibitor_id), at)
    speaking = [entry for entry in db.session.scalars(entries) if _without_people(entry)]
    if not is_trial:
        for exhibitor in named:
            exhibitor.contact_name = exhibitor.contact_email = ""
        for entry in speaking:
            for name, answers in _without_people(entry).items():
                setattr(entry, name, answers)
        db.session.flush()
    return len(named) + len(speaking)


def _of_past_fairs(wanted: Select[Any], at: datetime) -> Select[Any]:
    return wanted.join(Fair, Fair.id == Exhibitor.fair_id).where(_is_over(AFTER_THE_FAIR, at))


def _is_over(retention: Retention, at: datetime) -> ColumnElement[bool]:
    return Fair.ends_on < day_at_the_fair(retention.is_over_since(at))


def _without_people(entry: Entry) -> dict[str, dict[str, Any]]:
    """The documents that have answers about people, without them."""
    about_people = {field.key for field in get_task(entry.kind).fields if field.is_personal}
    documents: Mapping[str, dict[str, Any] | None] = {name: getattr(entry, name) for name in DOCUMENTS}
    return {
        name: {key: answer for key, answer in answers.items() if key not in about_people}
        for name, answers in documents.items()
        if answers and about_people & answers.keys()
    }
