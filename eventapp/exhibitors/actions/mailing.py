"""Mails to an exhibitor: one, to one person, with a link that signs in once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventapp.accounts.actions import sign_in_link
from eventapp.accounts.mails import link_address
from eventapp.accounts.models import Person
from eventapp.accounts.queries import find_person
from eventapp.database import db
from eventapp.exhibitors.actions.locks import get_fair_of
from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.models import Exhibitor, Membership
from eventapp.exhibitors.queries import people_of
from eventapp.i18n import Words, _, mark, speaking
from eventapp.outbox.actions import post
from eventapp.outbox.kinds import Kind, register
from eventapp.web.formats import wall_day, wall_time

OWN = {
    "invitation": mark("Einladung zum Gemeinschaftsstand"),
    "question": mark("Rückfrage an einen Aussteller"),
    "decided": mark("Entscheidung über Angaben"),
    "reminder": mark("Erinnerung an offene Aufgaben"),
    "reopened": mark("Neue Frist für eine Aufgabe"),
    "handed_in": mark("Bestätigung des Eingereichten"),
}
"""To people who act for the exhibitor, and what the office reads. All carry a link that signs in."""
TO_STRANGERS = {"application": mark("Bewerbung angekommen"), "refused": mark("Antwort auf eine Bewerbung")}
NOTHING: dict[str, Any] = {}


def init_app(_app: object) -> None:
    """The kinds of mail that this room writes."""
    for kind, name in OWN.items():
        register(f"exhibitors.{kind}", Kind(is_secret=True, name=name))
    register("exhibitors.colleague", Kind(is_secret=True, is_unasked=True, name=mark("Einladung in ein Team")))
    for kind, name in TO_STRANGERS.items():
        register(f"exhibitors.{kind}", Kind(is_unasked=True, name=name))


def page_of(exhibitor: Exhibitor) -> str:
    return f"/mein-stand/{exhibitor.id}/"


def due(task: Task, until: datetime) -> str:
    """ "Exponate: bis Mittwoch, 10. Februar, 18:00 Uhr", in the language being spoken."""
    day, time = wall_day(until), wall_time(until)
    return _("{task}: bis {day}, {time} Uhr", task=_(task.label), day=day, time=time)


def addressee(exhibitor: Exhibitor) -> Person | None:
    """Whom the office writes to: the contact if they have an account, else who else acts for the member."""
    contact = find_person(exhibitor.contact_email.lower()) if exhibitor.contact_email else None
    people = [person for person in people_of(exhibitor.member_id) if person.is_active]
    if contact is not None and contact.id in {person.id for person in people}:
        return contact
    return people[0] if people else None


def addressees(exhibitor_ids: Iterable[int]) -> dict[int, Person]:
    """The same for many, in two questions; whoever has nobody is left out."""
    wanted = select(Exhibitor.id, Exhibitor.member_id, Exhibitor.contact_email)
    exhibitors = db.session.execute(wanted.where(Exhibitor.id.in_(list(exhibitor_ids))).order_by(Exhibitor.id)).all()
    acting = select(Membership.member_id, Person).join(Person, Person.id == Membership.person_id)
    acting = acting.where(Membership.member_id.in_([row.member_id for row in exhibitors]), Person.is_active)
    people: dict[int, list[Person]] = defaultdict(list)
    for member_id, person in db.session.execute(acting.order_by(Person.name, Person.id)):
        people[member_id].append(person)
    found = {}
    for row in exhibitors:
        theirs = people[row.member_id]
        contact = next((one for one in theirs if one.email == row.contact_email.lower()), None)
        if theirs:
            found[row.id] = contact or theirs[0]
    return found


def write(
    exhibitor: Exhibitor,
    kind: str,
    *,
    key: str,
    at: datetime,
    to: Person | None = None,
    values: Callable[[], Mapping[str, Any]] = lambda: NOTHING,
    purpose: str = "reminder",
) -> bool:
    """Whether there was anybody to write to. ``values`` is asked in the reader's language."""
    person = to or addressee(exhibitor)
    if person is None:
        return False
    fair = get_fair_of(exhibitor)
    token = sign_in_link(person, purpose=purpose, at=at, to=page_of(exhibitor))
    with speaking(person.language):
        more = values()
    filled = {
        "fair": Words(fair.title_de, fair.title_en).in_language(person.language),
        "member": exhibitor.member.name,
        "name": person.name,
        "link": link_address(token),
        **more,
    }
    post(
        f"exhibitors.{kind}", to=person.email, language=person.language, key=key, values=filled, fair_id=fair.id, at=at
    )
    return True
