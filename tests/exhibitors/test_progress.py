"""The office's list: the same number of queries for one and for many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eventapp.database import db
from eventapp.exhibitors.progress import progress_of
from eventapp.exhibitors.queries import public_exhibitors_of, waiting_entries
from eventapp.exhibitors.tasks import Status
from eventapp.fair.models import Fair
from tests.exhibitors.stand import AT, handed_in, make_exhibit, make_exhibitor, make_invited, make_public, person
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def statements(queries_counted: Callable[[], int], ask: Callable[[], object]) -> int:
    db.session.expire_all()
    before = queries_counted()
    ask()
    return queries_counted() - before


def fill(fair: Fair, number: int) -> None:
    email = f"p{number}@siba.example"
    exhibitor = make_invited(fair, f"Firma {number} GmbH", email)
    handed_in(exhibitor, make_exhibit(exhibitor, by=person(email)), by=person(email))


def test_the_list_says_how_far_everybody_is():
    fair = make_fair()
    exhibitor = make_invited(fair)
    make_public(exhibitor)
    make_exhibitor(fair, "Andere GmbH", "")

    told = {one.exhibitor.member.name: one.tasks[0].status for one in progress_of(fair, at=AT)}

    assert told == {"Andere GmbH": Status.OPEN, "SIBA GmbH": Status.ACCEPTED}


def test_the_number_of_queries_does_not_grow(queries_counted: Callable[[], int]):
    fair = make_fair()
    fair_id = fair.id
    asked = (
        lambda: progress_of(db.session.get_one(Fair, fair_id), at=AT),
        lambda: [(entry.exhibitor.member.name, entry.questions) for entry in waiting_entries(fair_id)],
        lambda: public_exhibitors_of(fair_id),
    )
    fill(fair, 1)
    few = [statements(queries_counted, ask) for ask in asked]
    fill(db.session.get_one(Fair, fair_id), 2)
    fill(db.session.get_one(Fair, fair_id), 3)

    assert [statements(queries_counted, ask) for ask in asked] == few
