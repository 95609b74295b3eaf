"""What the worker erases of private programmes: those that stayed empty, and new addresses that nobody confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, select

from eventapp.database import db
from eventapp.privacy.retention import EMPTY_PROGRAMME, UNCONFIRMED
from eventapp.signups.models import SignUp
from eventapp.visitors.actions import drop_new_address
from eventapp.visitors.models import Star, Visitor

LOOKED_EVERY = timedelta(hours=1)
AT_ONCE = 500
"""Rows that are locked and erased together: a machine may have made very many."""


def forget_what_came_to_nothing(at: datetime) -> None:
    """The worker's job."""
    erase_empty(at)
    erase_new_addresses(at)


def erase_empty(at: datetime, *, is_trial: bool = False) -> int:
    """Private programmes in which nothing is and nothing ever was. Whoever made one by a press and went on to star
    something has rows of their own, set or not; who only looked is not known, for reading writes nothing."""
    old = Visitor.created_at < EMPTY_PROGRAMME.is_over_since(at)
    if is_trial:
        return db.session.scalar(select(func.count()).select_from(Visitor).where(old, _is_empty())) or 0
    number = 0
    while ids := _locked(old):
        # Looked at once more under the lock: somebody may have starred something just before.
        gone = db.session.execute(delete(Visitor).where(Visitor.id.in_(ids), _is_empty()))
        number += gone.rowcount  # type: ignore[attr-defined]  # -- deleting tells it
        if len(ids) < AT_ONCE:
            break
    return number


def _locked(old: ColumnElement[bool]) -> list[int]:
    wanted = select(Visitor.id).where(old, _is_empty()).order_by(Visitor.id).limit(AT_ONCE)
    return list(db.session.scalars(wanted.with_for_update(skip_locked=True)))


def _is_empty() -> ColumnElement[bool]:
    return and_(
        Visitor.email == "",
        Visitor.name == "",
        ~select(Star.session_id).where(Star.visitor_id == Visitor.id).exists(),
        ~select(SignUp.id).where(SignUp.visitor_id == Visitor.id).exists(),
    )


def erase_new_addresses(at: datetime, *, is_trial: bool = False) -> int:
    """Early enough that they are gone within the day although nobody looks more often than hourly; the confirmed
    address stays. What was written there goes like everything that was written to strangers."""
    since = UNCONFIRMED.is_over_since(at + LOOKED_EVERY)
    wanted = select(Visitor).where(Visitor.new_email != "", Visitor.new_email_asked_at < since)
    found = list(db.session.scalars(wanted.order_by(Visitor.id).with_for_update()))
    for visitor in () if is_trial else found:
        drop_new_address(visitor)
    return len(found)
