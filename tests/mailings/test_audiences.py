"""Whom each audience means, as a table; each person once, and some never."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from eventapp.accounts.models import Person
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.mailings.audiences import Audience, audience_of
from eventapp.mailings.recipients import NO_ADDRESS, UNCONFIRMED, UNWANTED
from eventapp.programme.models import ConferenceSession
from eventapp.signups.actions.office import let_in
from eventapp.visitors.actions import erase, say_unwanted
from eventapp.visitors.queries import find_by_address
from tests.factories import DAY, SLUG, change, make_exhibitor, make_release, make_speaker
from tests.mailings.house import (
    ADA,
    BEN,
    CEM,
    DOA,
    ERIKA,
    EVA,
    IRIS,
    LATE,
    LENA,
    NEXT,
    PAULA,
    TOM,
    act_for,
    addresses,
    make_house,
    reached_by,
)
from tests.signups.house import NOW, come, fair_id, make_workshop, workshop

pytestmark = pytest.mark.usefixtures("in_app", "clock")
NEULING, WEG = "post@neuling.example", "weg@weg.example"


@pytest.mark.parametrize(
    ("audience", "reached"),
    [
        ("members", [IRIS, PAULA, NEULING]),
        ("teams", [ERIKA, IRIS, PAULA, NEULING]),
        ("members:stage:waiting", [PAULA]),
        ("teams:stage:waiting", [ERIKA, PAULA]),
        ("members:stage:in_work", [IRIS]),
        ("members:stage:listed", [NEULING]),
        ("members:stage:withdrawn", [WEG]),
        ("members:missing:company", [IRIS]),
        ("members:missing:delivery", [IRIS, PAULA]),
        ("speakers", [LENA, TOM]),
        (f"speakers:day:{DAY}", [LENA]),
        (f"speakers:day:{NEXT}", [LENA, TOM]),
        ("speakers:unasked", [TOM]),
        ("speakers:no_english", [TOM]),
        ("places", [ADA, BEN]),
        (f"places:day:{DAY}", [ADA, BEN]),
        (f"places:day:{NEXT}", [BEN]),
        ("places:session:ZWEITE", [BEN]),
        ("waiting", [CEM]),
        ("waiting:session:WORKSH", [CEM]),
        (f"waiting:day:{NEXT}", []),
        ("places:session:NOBODY", []),
    ],
)
def test_an_audience_is_who_it_says(audience: str, reached: list[str]):
    make_house()

    assert addresses(audience) == sorted(reached)


def test_overdue_are_those_who_have_something_open_after_its_deadline():
    make_house()

    assert addresses("members:overdue", at=LATE) == [IRIS, PAULA]


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "everybody",
        "members:day:2027-03-28",
        "places:day",
        "places:day:gestern",
        "members:overdue:x",
        "waiting:session",
    ],
)
def test_what_is_none_of_ours_is_no_audience(stored: str):
    assert audience_of(stored) is None


@pytest.mark.parametrize(
    "audience", [Audience("members"), Audience("teams", "overdue"), Audience("places", "session", "WORKSH")]
)
def test_an_audience_is_read_as_it_was_stored(audience: Audience):
    assert audience_of(str(audience)) == audience


def test_who_has_two_places_is_one_reader_who_is_told_of_both():
    make_house()
    (ben,) = (one for one in reached_by("places").recipients if one.address == BEN)

    assert ben.about == ("WORKSH", "ZWEITE")


def test_who_acts_for_two_exhibitors_is_one_reader():
    fair = make_house()
    act_for(make_exhibitor(fair, "Zweitfirma"), IRIS)

    (iris,) = (one for one in reached_by("teams").recipients if one.address == IRIS)

    assert (len(iris.about), addresses("teams").count(IRIS)) == (2, 1)


def test_who_has_no_address_is_named_as_left_out():
    make_house()

    assert [(one.name, one.reason) for one in reached_by("speakers").left_out] == [("Ohne Adresse", NO_ADDRESS)]
    assert [one.name for one in reached_by("members").left_out] == ["Ohne Adresse"]


def test_an_address_that_nobody_confirmed_gets_nothing():
    make_house()
    values = {"name": "Eva", "email": EVA, "language": "de"}
    in_transaction(lambda: let_in(fair_id(), workshop("ZWEITE"), **values, by=None, at=NOW))

    found = reached_by("places:session:ZWEITE")

    assert [one.address for one in found.recipients] == [BEN]
    assert [(one.address, one.reason) for one in found.left_out] == [(EVA, UNCONFIRMED)]
    assert DOA not in addresses("places")


@pytest.mark.parametrize(("audience", "address"), [("places", ADA), ("speakers", LENA), ("teams", ERIKA)])
def test_who_said_not_me_gets_nothing(audience: str, address: str):
    make_house()
    in_transaction(lambda: say_unwanted(address, at=NOW))

    found = reached_by(audience)

    assert address not in [one.address for one in found.recipients]
    assert [one.reason for one in found.left_out if one.address == address] == [UNWANTED]


def test_who_is_erased_is_not_in_any_list():
    fair = make_house()
    in_transaction(lambda: erase(find_by_address(fair.id, ADA), at=NOW))

    found = reached_by("places")

    assert [one.address for one in found.recipients] == [BEN]
    assert found.left_out == ()


def test_whose_account_is_shut_gets_nothing():
    make_house()
    person_id = next(one.key for one in reached_by("teams").recipients if one.address == ERIKA).partition(":")[2]

    change(db.session.get_one(Person, int(person_id)), is_active=False)

    assert ERIKA not in addresses("teams")


def test_an_address_that_no_mail_could_go_to_stops_nobody_else():
    fair = make_house()
    make_exhibitor(fair, "Kaputt", state="listed", contact_email="a@b@c")

    assert NEULING in addresses("members")
    assert "Kaputt" in [one.name for one in reached_by("members").left_out]


def test_a_cancelled_session_is_left_out_of_its_day_but_can_be_written_to_itself():
    make_house()

    change(db.session.query(ConferenceSession).filter_by(code="ZWEITE").one(), is_cancelled=True)
    make_release()

    assert addresses(f"places:day:{NEXT}") == []
    assert addresses("places:session:ZWEITE") == [BEN]


@pytest.mark.parametrize("audience", ["members", "teams", "speakers", "places", "waiting"])
def test_the_queries_do_not_grow_with_the_people(audience: str, app: Flask, queries_counted: Callable[[], int]):
    make_workshop(capacity=1)
    counts = []
    for number in range(2):
        for one in range(2 + 2 * number):
            name = f"x{number}{one}"
            come(f"{name}@besuch.example")

            make_speaker(get_fair(SLUG), name, email=f"{name}@buehne.example")
            act_for(make_exhibitor(get_fair(SLUG), name), f"{name}@mitglied.example")
        reached_by(audience)
        db.session.expire_all()
        before = queries_counted()
        assert reached_by(audience).number
        counts.append(queries_counted() - before)

    assert counts[0] == counts[1]
