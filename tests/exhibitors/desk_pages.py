"""The office at its pages about exhibitors."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from eventapp.database import db, transaction
from eventapp.exhibitors.models import Entry, Exhibitor, Membership
from eventapp.fair.models import Fair
from tests.factories import RELEASED, SLUG, make_entry, make_exhibitor
from tests.people import make_person
from tests.reader import Page

DESK = f"/desk/{SLUG}/aussteller"
COMPANY = {"name": "Muster GmbH", "organisation_kind": "services", "text_de": "Wir messen Wärme."}


def page_of(answer: TestResponse) -> Page:
    return Page(answer.request.path, answer.status_code, answer.get_data(as_text=True))


def submitted(fair: Fair, name: str = "Muster GmbH", *, kind: str = "company", **values: Any) -> Entry:
    """An entry of an exhibitor that lies with the office as its first submission."""
    told = {"handed_in": values.pop("handed_in", COMPANY), "state": "submitted", "submission": 1, **values}
    return make_entry(make_exhibitor(fair, name), kind, **told)


def exhibitor_of(entry: Entry) -> Exhibitor:
    return db.session.get_one(Exhibitor, entry.exhibitor_id)


def with_person(exhibitor: Exhibitor, email: str = "erika@mitglied.example") -> int:
    """Somebody acts for the member; their id."""
    person_id = make_person(email, language="de")
    with transaction():
        db.session.add(Membership(person_id=person_id, member_id=exhibitor.member_id, since=RELEASED))
    return person_id


def rows(kind: type[Any]) -> Any:
    """All rows of a table as the database has them now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(kind)


def again(row: Any) -> Any:
    """The row as the database has it now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(type(row), row.id)
