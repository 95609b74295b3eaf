"""Asking members to take part, and letting colleagues in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from eventapp.accounts.actions import invite as invite_person
from eventapp.accounts.models import Person
from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors import reminders
from eventapp.exhibitors.actions.locks import locked_exhibitor
from eventapp.exhibitors.actions.mailing import write
from eventapp.exhibitors.actions.members import prepare_entries
from eventapp.exhibitors.actions.recording import record_exhibitor
from eventapp.exhibitors.models import Exhibitor, Membership
from eventapp.exhibitors.progress import states_of_exhibitor
from eventapp.i18n import mark
from eventapp.outbox.actions import may_write_to

MOST_PEOPLE = 30


class NotInvited(DomainError):
    """Nobody was invited."""


class ColleagueRefused(DomainError):
    """This person cannot be let in or out like this."""


@dataclass(frozen=True, slots=True)
class Invited:
    """``without_address``: names of those that nobody could write to."""

    invited: tuple[Exhibitor, ...]
    without_address: tuple[str, ...]


def invite(exhibitors: Sequence[Exhibitor], *, by: Person | None, at: datetime) -> Invited:
    """A mail with a link to each contact. Again for who was invited before: with a new link."""
    invited, without = [], []
    for one in sorted(exhibitors, key=lambda exhibitor: exhibitor.id):
        exhibitor = locked_exhibitor(one)
        if exhibitor.state == "withdrawn":
            continue
        if not exhibitor.contact_email:
            without.append(exhibitor.member.name)
            continue
        _invite(exhibitor, by=by, at=at)
        invited.append(exhibitor)
    if without and not invited:
        raise NotInvited(
            mark("Es fehlt eine E-Mail-Adresse bei: {names}."), field="contact_email", names=", ".join(without[:10])
        )
    return Invited(tuple(invited), tuple(without))


def _invite(exhibitor: Exhibitor, *, by: Person | None, at: datetime) -> None:
    name = exhibitor.contact_name or exhibitor.member.name
    person = invite_person(exhibitor.contact_email, name=name, language=exhibitor.language, by=by, at=at)
    _let_in(person, exhibitor, at=at)
    prepare_entries(exhibitor, at=at)
    exhibitor.state = "invited" if exhibitor.state == "listed" else exhibitor.state
    exhibitor.invited_at = at
    exhibitor.invitations += 1
    states = states_of_exhibitor(exhibitor, at=at)
    told = reminders.reminder(states, exhibitor.reminded, at_the_fair(at).date())
    if told is not None:  # the invitation says it: no reminder on the next day
        exhibitor.reminded = told.reminded
    key = f"invitation:{exhibitor.id}:{exhibitor.invitations}"
    write(exhibitor, "invitation", key=key, at=at, to=person, purpose="invitation")
    record_exhibitor(exhibitor, "invited", by=by, at=at)


def invite_colleague(exhibitor: Exhibitor, *, email: str, name: str, by: Person, at: datetime) -> Person:
    """One more person for the same member: they see and do what the one who invites them does."""
    exhibitor = locked_exhibitor(exhibitor)
    if _count(exhibitor) >= MOST_PEOPLE:
        raise ColleagueRefused(mark("Mehr als {most} Personen gehen nicht."), most=MOST_PEOPLE)
    if not may_write_to(email, at=at):
        raise ColleagueRefused(mark("An diese Adresse ging gerade schon eine Einladung."), field="email")
    person = invite_person(email, name=name, language=by.language, by=by, at=at)
    if not _let_in(person, exhibitor, at=at):
        raise ColleagueRefused(mark("Diese Person ist schon dabei."), field="email")
    key = f"colleague:{exhibitor.id}:{person.id}:{at:%Y%m%d%H%M%S}"
    write(exhibitor, "colleague", key=key, at=at, to=person, values=lambda: {"by": by.name}, purpose="invitation")
    record_exhibitor(exhibitor, "colleague_invited", by=by, at=at)
    return person


def let_go(exhibitor: Exhibitor, person_id: int, *, by: Person, at: datetime) -> None:
    """The person acts for the member no longer. Somebody has to stay."""
    exhibitor = locked_exhibitor(exhibitor)
    if _count(exhibitor) < 2:
        raise ColleagueRefused(mark("Die letzte Person bleibt. Laden Sie zuerst jemand anderen ein."))
    gone = delete(Membership).where(Membership.member_id == exhibitor.member_id, Membership.person_id == person_id)
    if list(db.session.scalars(gone.returning(Membership.person_id))):
        record_exhibitor(exhibitor, "colleague_let_go", by=by, at=at)


def _let_in(person: Person, exhibitor: Exhibitor, *, at: datetime) -> bool:
    """Whether they were not in yet."""
    if db.session.get(Membership, (person.id, exhibitor.member_id)) is not None:
        return False
    db.session.add(Membership(person_id=person.id, member_id=exhibitor.member_id, since=at))
    db.session.flush()
    return True


def _count(exhibitor: Exhibitor) -> int:
    wanted = select(func.count()).select_from(Membership).where(Membership.member_id == exhibitor.member_id)
    return db.session.scalar(wanted) or 0
