"""Who wants to do harm: fill a session, bomb somebody with mails, find out who comes. And the honest crowd beside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from eventapp.database import db
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.signups.models import SignUp
from eventapp.web.sealed import seal
from eventapp.worker import Worker
from tests.signups.house import NOW, counted, mails, make_workshop, of_address
from tests.signups.pages import FORM, all_sign_ups, confirming, fill_in, send_in

pytestmark = pytest.mark.usefixtures("in_app")
HALL = {"REMOTE_ADDR": "203.0.113.77"}
"""A hall's network: everybody comes from one address."""


def many_forms(app: Flask, client: FlaskClient, clock: Any, number: int, name: str) -> list[int]:
    """So many forms, each of its own, from one network within an hour; their statuses."""
    with app.test_request_context("/"):
        seals = [seal("place") for _ in range(number)]
    statuses = []
    pause = timedelta(minutes=55) / number
    clock.shift(timedelta(seconds=5))
    for one, sealed in enumerate(seals):
        clock.shift(pause)
        form = {"siegel": sealed, "name": f"{name} {one}", "email": f"{name}-{one}@besuch.example", "nachname2": ""}
        statuses.append(client.post(FORM, data=form, environ_overrides=HALL).status_code)
    return statuses


def test_a_bot_of_five_hundred_keeps_nobody_out(app: Flask, client: FlaskClient, clock):
    make_workshop(capacity=20)
    assert set(many_forms(app, client, clock, 500, "bot")) == {303}
    assert counted() == (4, 4), "a fifth of the places at most is kept for who has not confirmed"

    send_in(client, clock)
    honest = of_address("ada@besuch.example")
    assert honest is not None
    page = client.post(confirming(honest), data={"antwort": "ja"}, follow_redirects=True)

    assert "Sie haben einen Platz." in page.text


def test_three_hundred_honest_people_of_one_network_get_through_in_an_hour(app: Flask, client: FlaskClient, clock):
    make_workshop(capacity=300)

    assert set(many_forms(app, client, clock, 300, "gast")) == {303}
    assert mails().count("signups.confirm") == 300
    for sign_up in all_sign_ups()[::10]:
        client.post(confirming(sign_up), data={"antwort": "ja"}, environ_overrides=HALL)

    assert mails().count("signups.place") == 30


def test_an_address_gets_three_mails_whatever_is_sent(app: Flask, client: FlaskClient, clock):
    make_workshop(capacity=50)
    form = fill_in(client, clock, email="opfer@anderswo.example")
    with app.test_request_context("/"):
        forms = [{**form, "siegel": seal("place")} for _ in range(100)]
    clock.shift(timedelta(seconds=10))

    assert {client.post(FORM, data=one).status_code for one in forms} == {303}

    assert len(mails("opfer@anderswo.example")) == 3


def test_the_same_address_in_other_letters_is_the_same(client: FlaskClient, clock):
    make_workshop()
    for email in ("ada@besuch.example", "ADA@besuch.example", " Ada@Besuch.Example "):
        send_in(client, clock, email=email)

    assert len(all_sign_ups()) == 1
    assert len(mails("ada@besuch.example")) == 3


def test_links_in_a_name_do_not_come_into_mails(client: FlaskClient, clock):
    make_workshop()
    send_in(client, clock, name="Gewonnen! https://boese.example/preis www.boese.example")

    Worker(LetterBox(), keeps_secrets=True).round()
    mail = db.session.scalars(select(OutboxMail)).one()

    assert mail.state == "kept"
    for part in (mail.subject, mail.text, mail.html):
        assert "boese.example" not in part
        assert "Gewonnen" not in part


@pytest.mark.parametrize("email", ["a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "Ada <a@b.example>"])
def test_one_form_writes_to_one_address(client: FlaskClient, clock, email: str):
    make_workshop()

    assert send_in(client, clock, email=email).status_code == 422
    assert mails() == []


def test_who_fills_in_what_nobody_sees_is_a_machine(client: FlaskClient, clock):
    make_workshop()

    assert send_in(client, clock, nachname2="Bot").status_code == 422
    assert all_sign_ups() == []


def test_who_is_faster_than_three_seconds_is_a_machine(client: FlaskClient, clock):
    make_workshop()
    form = fill_in(client, clock)
    clock.move_to(NOW + timedelta(seconds=2))

    assert client.post(FORM, data=form).status_code == 422
    assert all_sign_ups() == []


def test_a_form_that_we_did_not_show_is_refused(client: FlaskClient, clock):
    make_workshop()

    assert send_in(client, clock, siegel="erfunden").status_code == 422
    assert all_sign_ups() == []


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://boese.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_a_form_from_another_house_is_refused(client: FlaskClient, clock, headers: dict[str, str]):
    make_workshop()

    answer = client.post(FORM, data=fill_in(client, clock), headers=headers)

    assert answer.status_code == 403
    assert db.session.scalar(select(func.count()).select_from(SignUp)) == 0


def test_huge_and_hostile_texts_are_answered(client: FlaskClient, clock):
    make_workshop(question_de="Was?")
    for text in ("A" * 20_000, "\u202e\x00\ud7ff", "{{ 7*7 }}", "%s%n", "=1+1"):
        assert send_in(client, clock, name=text, answer=text).status_code in (303, 400, 422), text[:20]
