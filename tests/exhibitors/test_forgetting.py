"""After the fair nothing is kept about people that has no use any more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from eventapp.database import db
from eventapp.exhibitors.actions.forgetting import forget
from eventapp.exhibitors.actions.passes import add_pass
from eventapp.exhibitors.queries import passes_of, public_exhibitors_of
from eventapp.journal.models import JournalEntry
from tests.exhibitors.stand import do, entry_of, handed_in, here, make_invited, make_public, person, write_on
from tests.exhibitors.test_applications import applied, open_fair

pytestmark = pytest.mark.usefixtures("in_app")
ENDED = datetime(2027, 3, 29, 16, tzinfo=UTC)
CANARIES = ("Erika Muster", "+49 2306 7001", "erika@siba.example", "DO-XY 77", "Anna", "Nora Neu")
TABLES = ("exhibitor", "application", "entry", "staff_pass", "question")


def everything_kept() -> str:
    rows = [db.session.execute(sa.text(f"SELECT * FROM {table}")).mappings().all() for table in TABLES]  # noqa: S608 -- names of ours
    return json.dumps([[dict(row) for row in found] for found in rows], default=str, ensure_ascii=False)


def fill():
    fair = open_fair()
    applied(fair)
    exhibitor = make_invited(fair)
    make_public(exhibitor)
    handed_in(exhibitor, write_on(entry_of(exhibitor, "delivery"), {"how": "own", "plate": "DO-XY 77"}))
    do(add_pass, exhibitor, first_name="Anna", last_name="Heide", by=person())
    return exhibitor


@pytest.mark.parametrize(("days", "are_left"), [(13, True), (16, False)])
def test_passes_go_two_weeks_after_the_fair(days: int, are_left: bool):
    exhibitor = fill()

    do(forget, at=ENDED + timedelta(days=days))

    assert bool(passes_of(exhibitor.id)) == are_left


def test_contacts_stay_for_a_month():
    exhibitor = fill()

    do(forget, at=ENDED + timedelta(days=29))

    assert here(exhibitor).contact_email == "erika@siba.example"
    assert entry_of(exhibitor).accepted["contact_name"] == "Erika Muster"


def test_after_a_month_nobody_is_named_in_any_table_of_this_room():
    fill()
    before = [canary for canary in CANARIES if canary in everything_kept()]

    do(forget, at=ENDED + timedelta(days=32))

    assert before == list(CANARIES)
    assert [canary for canary in CANARIES if canary in everything_kept()] == []


def test_what_the_organisation_said_of_itself_stays_public():
    exhibitor = fill()
    before = public_exhibitors_of(exhibitor.fair_id)

    do(forget, at=ENDED + timedelta(days=400))

    assert public_exhibitors_of(exhibitor.fair_id) == before


def test_forgetting_twice_changes_nothing():
    fill()
    do(forget, at=ENDED + timedelta(days=40))
    after = everything_kept()

    do(forget, at=ENDED + timedelta(days=41))

    assert everything_kept() == after


def test_the_journal_never_knew_them():
    fill()

    told = json.dumps([row.differences for row in db.session.scalars(sa.select(JournalEntry))], ensure_ascii=False)

    assert [canary for canary in CANARIES if canary in told] == []
