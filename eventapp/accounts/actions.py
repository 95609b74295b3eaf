"""What is done with accounts: inviting, links that sign in once, changing names, addresses and rights."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from eventapp.accounts import mails
from eventapp.accounts.models import Challenge, Passkey, Person, SignIn, SignInLink
from eventapp.accounts.queries import find_link, find_person, hashed
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.i18n.catalogue import LANGUAGES
from eventapp.journal.actions import Difference, record
from eventapp.outbox.actions import may_write_to
from eventapp.outbox.address import one_address
from eventapp.text import clean_line
from eventapp.web.access import safe_next

LIVES = {
    "invitation": timedelta(days=30),
    "reminder": timedelta(days=30),
    "sign-in": timedelta(minutes=10),
}
"""How long a link works, by its purpose."""
LONGEST_NAME = 200


class NameMissing(DomainError):
    """An account belongs to somebody who has a name."""


class AddressTaken(DomainError):
    """Two people cannot sign in by the same address."""


class LastOrganiser(DomainError):
    """Somebody has to be able to open the door of the office."""


class AccountShut(DomainError):
    """Whoever shut an account wanted its person out; only the office lets them in again."""


class TooManyMails(DomainError):
    """An address is not flooded, whoever asks for it."""

    def __init__(self) -> None:
        super().__init__(
            mark("An diese Adresse gingen gerade erst mehrere Mails. Versuchen Sie es in einer Stunde."), field="email"
        )


class LinkSpent(DomainError):
    """The link was used, has expired, or never was one."""


def invite(
    email: str, *, name: str, language: str, by: Person | None, at: datetime, is_organiser: bool = False
) -> Person:
    """The person of that address, made if there is none; rights are only ever added. An account that was shut is opened
    again by the office alone. Sends nothing."""
    address = as_kept(email)
    person = find_person(address)
    if person is None:
        person = Person(email=address, name=_clean_name(name), language=_known(language), created_at=at)
        db.session.add(person)
    elif not person.is_active and by is not None and not by.is_organiser:
        raise AccountShut(mark("Dieses Konto ist geschlossen. Wenden Sie sich an das Messebüro."), field="email")
    person.is_active = True
    person.is_organiser = person.is_organiser or is_organiser
    person.invited_at = at
    db.session.flush()
    _record(by, "account.invited", person, at=at)
    return person


def send_invitation(person: Person, *, by: Person | None, at: datetime) -> str:
    """Mails a link that signs in once. Returns its token."""
    if not may_write_to(person.email, at=at):
        raise TooManyMails
    token = invitation_link(person, at=at)
    mails.post_invitation(person, token, by=by, at=at)
    return token


def invitation_link(person: Person, *, at: datetime) -> str:
    """The token of a link into their part of the house; the ones of earlier invitations open nothing any more."""
    former = delete(SignInLink).where(SignInLink.person_id == person.id, SignInLink.purpose == "invitation")
    db.session.execute(former)
    person.invited_at = at
    return sign_in_link(person, purpose="invitation", at=at, to=front_of(person))


def front_of(person: Person) -> str:
    """Where somebody's work begins."""
    return "/desk/" if person.is_organiser else "/mein-stand/"


def as_kept(email: str) -> str:
    """The address as accounts keep it, refused where no mail could go: exactly one, clean, lower-case."""
    return one_address(email).lower()


def sign_in_link(person: Person, *, purpose: str, at: datetime, to: str) -> str:
    """The token of a link to a page with a button: pressing it signs in, once, and leads on ``to`` a path of ours."""
    token = secrets.token_urlsafe(32)
    link = SignInLink(
        person_id=person.id,
        token=hashed(token),
        purpose=purpose,
        leads_to=safe_next(to) or "/konto/",
        expires_at=at + LIVES[purpose],
    )
    db.session.add(link)
    db.session.flush()
    return token


def use_link(token: str, *, at: datetime) -> SignInLink:
    """The link, which from now on works no more. Pressed twice at once, it works for one of both."""
    locked = select(SignInLink.id).where(SignInLink.token == hashed(token)).with_for_update()
    db.session.execute(locked)
    link = find_link(token, at=at)
    if link is None:
        raise LinkSpent(mark("Dieser Link gilt nicht mehr: Er wurde schon benutzt oder ist abgelaufen."))
    link.used_at = at
    db.session.flush()
    return link


def introduce(person: Person, *, name: str, language: str) -> None:
    """What they are called, and which language mails and pages speak to them."""
    person.name, person.language = _clean_name(name), _known(language)
    db.session.flush()


def change_email(person: Person, *, email: str, by: Person, at: datetime) -> None:
    """From now on codes go to the new address; what was sent to the old one opens nothing, nor does any browser."""
    address = as_kept(email)
    other = find_person(address)
    if other is not None and other.id != person.id:
        raise AddressTaken(mark("Mit dieser E-Mail-Adresse gibt es schon ein Konto."), field="email")
    changed = [Difference("email", person.email, address)]
    person.email = address
    _record(by, "account.address_changed", person, at=at, differences=changed)
    shut_out(person)


def withdraw_office(person: Person, *, by: Person, at: datetime) -> None:
    """They are an organiser no longer, at once and everywhere; what they have with a member stays."""
    locked = select(Person).where(Person.is_organiser, Person.is_active).with_for_update()
    others = [one for one in db.session.scalars(locked) if one.id != person.id]
    if not others:
        raise LastOrganiser(mark("Das ist die letzte Person im Büro. Laden Sie zuerst jemand anderen ein."))
    person.is_organiser = False
    _record(by, "account.office_withdrawn", person, at=at)
    shut_out(person)


def forget_passkeys(person: Person, *, by: Person | None, at: datetime) -> int:
    """For somebody whose devices are lost. Returns how many there were."""
    gone = list(db.session.scalars(delete(Passkey).where(Passkey.person_id == person.id).returning(Passkey.id)))
    db.session.expire(person, ["passkeys"])
    _record(by, "account.passkeys_forgotten", person, at=at)
    return len(gone)


def remove_passkey(passkey: Passkey, *, by: Person, at: datetime) -> None:
    person = passkey.person
    db.session.delete(passkey)
    _record(by, "account.passkey_removed", person, at=at)
    db.session.expire(person)


def shut_out(person: Person) -> None:
    """Every open sign-in, code and link of theirs ends now."""
    for table in (SignIn, Challenge, SignInLink):
        db.session.execute(delete(table).where(table.person_id == person.id))


def _record(
    by: Person | None, kind: str, person: Person, *, at: datetime, differences: Sequence[Difference] = ()
) -> None:
    """Who may enter is followed in the journal, beyond any one fair."""
    subject = f"person:{person.id}"
    record(by.id if by else None, kind, subject=subject, name=person.name, at=at, differences=differences)


def _clean_name(name: str) -> str:
    clean = clean_line(name, longest=LONGEST_NAME)
    if not clean:
        raise NameMissing(mark("Geben Sie einen Namen ein."), field="name")
    return clean


def _known(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]
