"""Changing the address one signs in by."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from eventapp.accounts.queries import get_person
from eventapp.database import db
from eventapp.outbox.models import OutboxMail
from tests.people import MEMBER, Insider, look, make_person, sign_in

NEW = "neu@mitglied.example"


def last_mail(app: Flask) -> OutboxMail:
    with app.app_context():
        return db.session.scalars(sa.select(OutboxMail).order_by(OutboxMail.id.desc())).one()


def address_of(app: Flask, browser: Insider) -> str:
    with app.app_context():
        address = get_person(browser.person_id).email
        db.session.remove()
        return address


@pytest.fixture
def erika(app: Flask) -> Insider:
    return sign_in(app, MEMBER, is_organiser=False)


def test_the_code_goes_to_the_new_address_and_makes_it_theirs(app: Flask, erika: Insider):
    assert erika.send("/konto/adresse", {"email": " Neu@Mitglied.example"}).location == "/konto/adresse/code"
    mail = last_mail(app)

    answer = erika.send("/konto/adresse/code", {"code": mail.values["code"]})

    assert (mail.to_address, answer.location, address_of(app, erika)) == (NEW, "/konto/", NEW)
    assert "neu@mitglied.example" in look(erika, "/konto/").text


def test_every_other_browser_is_signed_out(app: Flask, erika: Insider):
    other = sign_in(app, MEMBER, is_organiser=False)
    erika.send("/konto/adresse", {"email": NEW})

    erika.send("/konto/adresse/code", {"code": last_mail(app).values["code"]})

    assert (other.get("/konto/").status_code, erika.get("/konto/").status_code) == (303, 200)


def test_five_misses_change_nothing(app: Flask, erika: Insider):
    erika.send("/konto/adresse", {"email": NEW})
    statuses = [erika.send("/konto/adresse/code", {"code": "nichts"}).status_code for _ in range(5)]

    statuses.append(erika.send("/konto/adresse/code", {"code": last_mail(app).values["code"]}).status_code)

    assert (statuses, address_of(app, erika)) == ([422] * 6, MEMBER)


def test_the_code_is_for_the_address_it_went_to(app: Flask, erika: Insider):
    erika.send("/konto/adresse", {"email": NEW})
    erika.remember(wanted_address="anderer@mitglied.example")

    answer = erika.send("/konto/adresse/code", {"code": last_mail(app).values["code"]})

    assert (answer.status_code, address_of(app, erika)) == (422, MEMBER)


def test_the_code_for_an_address_signs_nobody_in(app: Flask, erika: Insider):
    erika.send("/konto/adresse", {"email": NEW})
    with erika.session_transaction("/konto/") as session:
        session["asked"] = [session["asked_address"]]

    assert erika.send("/konto/code", {"code": last_mail(app).values["code"]}).status_code == 422


def test_the_address_of_another_is_refused(app: Flask, erika: Insider):
    with app.app_context():
        make_person(NEW)
    erika.send("/konto/adresse", {"email": NEW})

    answer = erika.send("/konto/adresse/code", {"code": last_mail(app).values["code"]})

    assert (answer.status_code, address_of(app, erika)) == (422, MEMBER)
    assert "gibt es schon ein Konto" in answer.text


def test_the_page_asks_for_one_address(erika: Insider):
    look(erika, "/konto/adresse")

    assert [erika.send("/konto/adresse", {"email": wrong}).status_code for wrong in ("", "a@b.de, c@d.de")] == [
        422,
        422,
    ]
