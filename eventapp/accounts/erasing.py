"""Accounts that nobody uses any more: their people are asked, and a month later they are erased. What they wrote stays
with the member, the journal keeps what they were."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from eventapp.accounts import mails
from eventapp.accounts.models import Person
from eventapp.accounts.queries import organisers
from eventapp.database import db
from eventapp.journal.actions import forget_person
from eventapp.outbox.actions import forget_address
from eventapp.privacy import tombstones
from eventapp.privacy.retention import ACCOUNT, ACCOUNT_NOTICE

TABLE = "person"


def ask_before(at: datetime) -> None:
    """Who has not been here for eleven months gets one mail: signing in keeps the account."""
    for person in _unused_since(ACCOUNT.is_over_since(at) + ACCOUNT_NOTICE.span):
        mails.post_ending(person, _last_here(person), ends_on=_ends_on(person, at), at=at)


def erase_unused(at: datetime, *, is_trial: bool = False) -> int:
    """How many accounts are (or would be) erased: unused for too long, and asked long enough before. The office keeps
    one who can open its door."""
    asked_before = ACCOUNT_NOTICE.is_over_since(at)
    due = [
        person
        for person in _unused_since(ACCOUNT.is_over_since(at))
        if mails.was_asked(person, _last_here(person), before=asked_before)
    ]
    office = {person.id for person in organisers()}
    if office and office <= {person.id for person in due}:
        keeper = max((person for person in due if person.id in office), key=_last_here)
        due.remove(keeper)
    if not is_trial:
        for person in due:
            erase_person(person, at=at)
    return len(due)


def erase_person(person: Person, *, at: datetime) -> None:
    """Everything that leads to this person, here, in the journal and in the outbox; for good, backups included."""
    tombstones.bury(TABLE, person.handle, at=at)
    forget_person(person.id, role="organiser" if person.is_organiser else "member")
    forget_address(person.email, at=at)
    db.session.delete(person)
    db.session.flush()


def erase_again(at: datetime) -> int:
    """Those whom a restored backup brought back."""
    back = [person for person in db.session.scalars(select(Person)) if tombstones.is_buried(TABLE, person.handle)]
    for person in back:
        erase_person(person, at=at)
    return len(back)


def _unused_since(moment: datetime) -> list[Person]:
    wanted = select(Person).where(Person.created_at < moment).order_by(Person.id)
    return [person for person in db.session.scalars(wanted) if _last_here(person) < moment]


def _last_here(person: Person) -> datetime:
    """An invitation counts as well: somebody expects them."""
    return max(moment for moment in (person.created_at, person.invited_at, person.signed_in_at) if moment)


def _ends_on(person: Person, at: datetime) -> datetime:
    return max(_last_here(person) + ACCOUNT.span, at + ACCOUNT_NOTICE.span)
