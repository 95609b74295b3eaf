"""A joint stand in the making: a fair, an office, members with their people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.accounts.queries import find_person
from eventapp.database import db, transaction
from eventapp.exhibitors.actions.drafts import save, start_entry
from eventapp.exhibitors.actions.handing_in import hand_in
from eventapp.exhibitors.actions.invitations import invite
from eventapp.exhibitors.actions.members import add_exhibitor, create_member
from eventapp.exhibitors.actions.review import accept
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.queries import get_exhibitor
from eventapp.fair.models import Fair
from eventapp.outbox.models import OutboxMail
from tests.factories import make_fair
from tests.people import OFFICE, make_person

AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
"""Long before every deadline of the fair."""
DIGEST = "ab" * 32
RIGHTS = True
COMPANY = {
    "name": "SIBA GmbH",
    "organisation_kind": "manufacturer",
    "street": "Borker Straße 22",
    "postal_code": "44534",
    "city": "Lünen",
    "website": "https://www.siba.de",
    "text_de": "Sicherungen für alles, was Strom führt.",
    "text_en": "Fuses for everything that carries a current.",
    "contact_name": "Erika Muster",
    "contact_phone": "+49 2306 7001",
    "contact_email": "erika@siba.example",
}
EXHIBIT = {
    "title_de": "Sicherung mit Gedächtnis",
    "text_de": "Sie weiß, warum sie ausgelöst hat.",
    "area": "2,5",
    "power": "3kw",
    "network": "wlan",
    "screen": "none",
}
DELIVERY = {"how": "nothing"}
T = TypeVar("T")


def do(action: Callable[..., T], *arguments: Any, **values: Any) -> T:
    """An action in a transaction of its own, at :data:`AT` unless told otherwise."""
    values.setdefault("at", AT)
    with transaction():
        return action(*arguments, **values)


def office() -> Person:
    person = find_person(OFFICE)
    if person is None:
        make_person(OFFICE, name="Büro", is_organiser=True)
        person = find_person(OFFICE)
    assert person is not None
    return person


def person(email: str = "erika@siba.example") -> Person:
    found = find_person(email)
    assert found is not None
    return found


def make_exhibitor(fair: Fair, name: str = "SIBA GmbH", email: str = "erika@siba.example", **values: Any) -> Exhibitor:
    """On the list, not invited."""
    member = do(create_member, name=name, city=values.pop("city", "Lünen"), website=values.pop("website", ""))
    contact = {"contact_name": values.pop("contact_name", "Erika Muster"), "contact_email": email}
    return here(do(add_exhibitor, fair, member, **contact, **values))


def make_invited(fair: Fair | None = None, name: str = "SIBA GmbH", email: str = "erika@siba.example") -> Exhibitor:
    """Invited, with one person, empty entries waiting."""
    exhibitor = make_exhibitor(fair or make_fair(), name, email)
    do(invite, [exhibitor], by=office())
    return here(exhibitor)


def here(exhibitor: Exhibitor) -> Exhibitor:
    """As it stands in the tables now, its member loaded."""
    exhibitor_id = exhibitor.id
    db.session.expire_all()
    return get_exhibitor(exhibitor_id)


def entry_of(exhibitor: Exhibitor, kind: str = "company") -> Entry:
    db.session.expire_all()
    wanted = select(Entry).where(Entry.exhibitor_id == exhibitor.id, Entry.kind == kind).order_by(Entry.id.desc())
    entry = db.session.scalars(wanted).first()
    assert entry is not None
    return entry


def again(entry: Entry) -> Entry:
    entry_id = entry.id
    db.session.expire_all()
    return db.session.get_one(Entry, entry_id)


def write_on(entry: Entry, changes: dict[str, Any], *, by: Person | None = None, **values: Any) -> Entry:
    version = values.pop("version", None)
    if version is None:
        version = again(entry).version
    return again(do(save, entry, changes, version=version, by=by or person(), **values))


def make_exhibit(exhibitor: Exhibitor, *, by: Person | None = None, **answers: Any) -> Entry:
    entry = do(start_entry, exhibitor, "exhibit", by=by or person())
    return write_on(entry, {**EXHIBIT, **answers}, by=by)


def handed_in(exhibitor: Exhibitor, *entries: Entry, by: Person | None = None, at: datetime = AT) -> list[Entry]:
    only = [entry.id for entry in entries] or None
    return [again(one) for one in do(hand_in, exhibitor, by=by or person(), only=only, at=at).entries]


def accepted(entry: Entry, *, at: datetime = AT) -> Entry:
    return again(do(accept, entry, submission=again(entry).submission, by=office(), at=at))


def make_public(exhibitor: Exhibitor) -> Entry:
    """Its company entry is filled in, handed in and accepted."""
    entry = write_on(entry_of(exhibitor), COMPANY)
    handed_in(exhibitor, entry)
    return accepted(entry)


def mails(kind: str = "") -> list[OutboxMail]:
    """Mails of this room, the oldest first."""
    wanted = select(OutboxMail).where(OutboxMail.kind.startswith(f"exhibitors.{kind}")).order_by(OutboxMail.id)
    return list(db.session.scalars(wanted))


def later(**span: int) -> datetime:
    return AT + timedelta(**span)
