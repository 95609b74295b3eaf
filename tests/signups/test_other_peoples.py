"""Who wants what belongs to somebody else: the private page behind an address, a place, a name, the mails that come."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.signups.actions.asking import not_me
from eventapp.signups.actions.office import let_in
from eventapp.signups.models import SignUp
from eventapp.visitors.models import Visitor
from eventapp.web.sealed import seal
from eventapp.worker import Worker
from tests.signups.house import (
    NOW,
    ask_for,
    at_once,
    come,
    fair_id,
    known_visitor,
    mails,
    make_workshop,
    of_address,
    press,
    workshop,
)
from tests.signups.pages import all_sign_ups, confirming, page_of, send_in, somebody_with_a_link

pytestmark = pytest.mark.usefixtures("in_app")
ADA, EVE = "ada@besuch.example", "eve@boese.example"
CONFIRMING = re.compile(r"https://messe\.example(/\S*mein/bestaetigen/\S+)")


def delivered(to: str) -> list[OutboxMail]:
    """What the worker sent there."""
    Worker(LetterBox(), keeps_secrets=True).round()
    db.session.expire_all()
    wanted = select(OutboxMail).where(OutboxMail.to_address == to, OutboxMail.state == "kept")
    return list(db.session.scalars(wanted.order_by(OutboxMail.id)))


def test_a_mail_that_was_late_does_not_confirm_the_address_that_is_claimed_now(client: FlaskClient, clock: Any):
    """Eve's mail server keeps the first mail waiting until Ada's address is claimed on the same page."""
    make_workshop()
    page = f"{page_of(somebody_with_a_link())}/anmelden/WORKSH"
    send_in(client, clock, page, email=EVE)
    send_in(client, clock, page, email=ADA)

    assert [CONFIRMING.findall(mail.text) for mail in delivered(EVE)] == []
    assert len(delivered(ADA)) == 1


def test_a_mail_about_an_asking_that_is_gone_tells_nothing_of_the_next_one(clock: Any):
    """SQLite gives the number of a row that went to the next row."""
    make_workshop()
    hers = ask_for(EVE)
    assert hers is not None
    in_transaction(lambda: not_me(db.session.get_one(SignUp, hers.id, populate_existing=True), workshop(), at=NOW))
    ask_for(ADA)

    assert delivered(EVE) == []
    assert len(delivered(ADA)) == 1


def test_a_stranger_who_erases_a_claim_stops_no_mail_to_that_address(client: FlaskClient, clock: Any):
    make_workshop()
    come(ADA)
    page = page_of(somebody_with_a_link())
    client.post(f"{page}/adresse", data={"email": ADA})

    client.post(f"{page}/loeschen", data={"antwort": "ja"})

    assert [mail.kind for mail in delivered(ADA)] == ["signups.place"]


def test_who_erases_and_begins_anew_sends_no_more_mails_to_an_address(app: Flask, client: FlaskClient, clock: Any):
    make_workshop()
    for _ in range(12):
        page = page_of(somebody_with_a_link())
        client.post(f"{page}/adresse", data={"email": ADA})
        Worker(LetterBox(), keeps_secrets=True).round()
        client.post(f"{page}/loeschen", data={"antwort": "ja"})
        clock.shift(timedelta(minutes=2))

    assert mails().count("visitors.address") == 3


@pytest.mark.parametrize(
    "spellings",
    [
        [f"ada+{number}@besuch.example" for number in range(20)],
        [
            f"{'a.da' if number % 2 else 'A.D.A'}+{number}@{'google' if number % 3 else 'g'}mail.com"
            for number in range(20)
        ],
    ],
    ids=["+", "Gmail"],
)
def test_one_mailbox_in_many_spellings_gets_three_mails(
    app: Flask, client: FlaskClient, clock: Any, spellings: list[str]
):
    make_workshop(capacity=50)
    with app.test_request_context("/"):
        seals = [seal("place") for _ in spellings]
    clock.shift(timedelta(seconds=5))

    for email, sealed in zip(spellings, seals, strict=True):
        client.post("/messe-2027/programm/WORKSH/anmelden", data={"siegel": sealed, "name": "x", "email": email})

    assert len(mails()) == 3


def test_who_wanted_no_mails_gets_none_in_another_spelling(client: FlaskClient, clock: Any):
    make_workshop()
    send_in(client, clock, email=ADA)
    client.post(confirming(all_sign_ups()[0]), data={"antwort": "nicht-ich"})

    send_in(client, clock, email="ada+neu@besuch.example")

    assert mails() == ["signups.confirm"]


def test_what_was_typed_first_does_not_name_who_comes(client: FlaskClient, clock: Any):
    make_workshop(question_de="Was essen Sie?")
    send_in(client, clock, email=ADA, name="Dumme Gans", answer="Gras")
    send_in(client, clock, email=ADA, name="Ada Lovelace", answer="alles")
    sign_up = of_address(ADA)
    assert sign_up is not None

    client.post(confirming(sign_up), data={"antwort": "ja"})

    sign_up = of_address(ADA)
    assert sign_up is not None
    assert (sign_up.state, sign_up.name, sign_up.answer) == ("confirmed", "Ada Lovelace", "alles")


def test_who_claimed_the_address_on_a_private_page_learns_and_gets_nothing_of_who_asks_later(
    client: FlaskClient, clock: Any
):
    make_workshop(question_de="Was essen Sie?", capacity=20)
    eve = somebody_with_a_link()
    send_in(client, clock, f"{page_of(eve)}/anmelden/WORKSH", email=ADA, name="Eve")
    send_in(client, clock, email=ADA, name="Ada Lovelace", answer="alles")
    sign_up = of_address(ADA)
    assert sign_up is not None

    client.post(confirming(sign_up), data={"antwort": "ja"})

    assert "Lovelace" not in client.get(f"{page_of(eve)}/daten.json").text
    assert "Sie haben einen Platz." not in client.get(f"{page_of(eve)}/anmelden/WORKSH").text
    sign_up = of_address(ADA)
    assert sign_up is not None
    assert (sign_up.state, sign_up.name) == ("confirmed", "Ada Lovelace")


def test_a_stranger_names_nobody_who_is_known(client: FlaskClient, clock: Any):
    make_workshop()
    known_visitor(ADA)
    asked = ask_for(ADA, name="Dumme Gans")
    assert asked is not None

    assert press(asked).name == "Ada Beispiel"


def test_a_press_of_who_is_known_counts_with_her_own_name_and_answer(clock: Any):
    make_workshop(question_de="Was essen Sie?")
    visitor_id = known_visitor(ADA).id
    ask_for(ADA, name="Dumme Gans", answer="Gras")

    sign_up_id = in_transaction(lambda: at_once(visitor_id).id)

    made = db.session.get_one(SignUp, sign_up_id)
    assert (made.name, made.answer) == ("Ada Beispiel", "")


def test_whom_the_office_lets_in_has_the_place_and_not_who_typed_the_address_before(client: FlaskClient, clock: Any):
    make_workshop()
    eve = somebody_with_a_link()
    send_in(client, clock, f"{page_of(eve)}/anmelden/WORKSH", email=ADA, name="Eve")
    said = {"name": "Ada Lovelace", "email": ADA, "language": "de"}

    made_id = in_transaction(lambda: let_in(fair_id(), workshop(), **said, by=None, at=NOW).id)

    made = db.session.get_one(SignUp, made_id)
    assert (made.name, made.state) == ("Ada Lovelace", "confirmed")
    assert made.visitor_id != eve.id
    assert "Sie haben einen Platz." not in client.get(f"{page_of(eve)}/anmelden/WORKSH").text


def test_the_office_names_whom_it_lets_in_whatever_was_typed_before(clock: Any):
    make_workshop()
    visitor_id = known_visitor(ADA).id
    ask_for(ADA, name="Dumme Gans")
    said = {"name": "Ada Lovelace", "email": ADA, "language": "de"}

    made_id = in_transaction(lambda: let_in(fair_id(), workshop(), **said, by=None, at=NOW).id)

    made = db.session.get_one(SignUp, made_id)
    assert (made.visitor_id, made.name) == (visitor_id, "Ada Lovelace")
    assert db.session.get_one(Visitor, visitor_id).name == "Ada Beispiel"


def test_what_went_to_an_address_that_somebody_only_claimed_is_forgotten_a_day_later(client: FlaskClient, clock: Any):
    make_workshop()
    page = page_of(somebody_with_a_link())
    client.post(f"{page}/adresse", data={"email": ADA})
    client.post(f"{page}/loeschen", data={"antwort": "ja"})
    Worker(LetterBox(), keeps_secrets=True).round()
    assert mails(ADA) == ["visitors.address"]

    clock.shift(timedelta(days=1))
    Worker(LetterBox(), keeps_secrets=True).round()

    assert mails(ADA) == []


def test_who_is_known_keeps_the_list_of_mails_whoever_claims_the_address(client: FlaskClient, clock: Any):
    make_workshop()
    come(ADA)
    delivered(ADA)
    page = page_of(somebody_with_a_link())
    client.post(f"{page}/adresse", data={"email": ADA})

    clock.shift(timedelta(days=2))
    Worker(LetterBox(), keeps_secrets=True).round()

    assert mails(ADA) == ["signups.confirm", "signups.place", "visitors.address"]
