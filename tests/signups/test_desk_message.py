"""The office writes to those who are signed up."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from eventapp.database import db
from eventapp.journal.models import JournalEntry
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.worker import Worker
from tests.people import Insider, sign_in
from tests.signups.desk_pages import ADA, BEN, CEM, DESK, DOA, faults_of, text_of
from tests.signups.house import ask_for, come, mails, make_workshop

pytestmark = pytest.mark.usefixtures("in_app", "clock")
PAGE = f"{DESK}/WORKSH/schreiben"
TYPED = {"subject": "Bitte Kittel mitbringen", "message": "Guten Tag,\n\nbitte bringen Sie einen Kittel mit."}


@pytest.fixture
def office(app: Flask) -> Insider:
    """Two with a place, one who waits, one who has not confirmed."""
    make_workshop(capacity=2)
    for email in (ADA, BEN, CEM):
        come(email)
    ask_for(DOA)
    return sign_in(app)


def key_in(browser: Insider) -> str:
    found = re.search(r'name="key" type="hidden" value="([^"]+)"', browser.get(PAGE).get_data(as_text=True))
    assert found is not None
    return found[1]


def test_each_choice_says_how_many_it_reaches(office: Insider):
    page = office.get(PAGE)
    assert "alle mit einem Platz (2)" in text_of(page)
    assert "alle auf der Warteliste (1)" in text_of(page)
    assert faults_of(page) == []


def test_first_it_is_shown_as_one_of_them_reads_it_and_nothing_is_sent(office: Insider):
    shown = office.send(PAGE, {**TYPED, "audience": "both", "key": key_in(office)})
    said = text_of(shown)
    assert "An 3 Personen senden" in said
    assert "bitte bringen Sie einen Kittel mit." in said
    assert "/mein/" not in shown.get_data(as_text=True), "the link is theirs alone"
    assert faults_of(shown) == []
    assert "signups.message" not in mails()


@pytest.mark.parametrize(
    ("audience", "reached"), [("place", [ADA, BEN]), ("waiting", [CEM]), ("both", [ADA, BEN, CEM])]
)
def test_everybody_asked_for_gets_one_mail(office: Insider, audience: str, reached: list[str]):
    sent = office.send(PAGE, {**TYPED, "audience": audience, "key": key_in(office), "do": "send"})
    assert sent.status_code == 303
    assert sorted(email for email in (ADA, BEN, CEM, DOA) if "signups.message" in mails(email)) == reached


def test_pressed_twice_it_is_sent_once_and_noted_once(office: Insider):
    told = {**TYPED, "audience": "both", "key": key_in(office), "do": "send"}
    for _twice in range(2):
        assert office.send(PAGE, told).status_code == 303
    db.session.rollback()
    assert [mails(email).count("signups.message") for email in (ADA, BEN, CEM)] == [1, 1, 1]
    (entry,) = db.session.query(JournalEntry).filter_by(kind="sign_up.written")
    assert {one["field"]: one["new"] for one in entry.differences}["Mails"] == "3"


def test_the_mail_says_what_the_office_wrote_and_when_it_is(office: Insider):
    office.send(PAGE, {**TYPED, "audience": "waiting", "key": key_in(office), "do": "send"})
    Worker(LetterBox(), keeps_secrets=True).round()
    db.session.rollback()
    (mail,) = db.session.query(OutboxMail).filter_by(kind="signups.message")
    assert mail.subject == "Bitte Kittel mitbringen"
    assert "bitte bringen Sie einen Kittel mit." in mail.text
    assert "So., 28. März, 10:00" in mail.text


def test_nothing_typed_is_lost_when_something_is_missing(office: Insider):
    answer = office.send(PAGE, {"subject": "", "message": "Ein Text", "audience": "both", "key": "k"})
    assert answer.status_code == 422
    assert "Schreiben Sie einen Betreff." in text_of(answer)
    assert "Ein Text" in answer.get_data(as_text=True)


def test_nobody_to_write_to_is_told(app: Flask):
    make_workshop()
    answer = sign_in(app).send(PAGE, {**TYPED, "audience": "waiting", "key": "k"})
    assert answer.status_code == 422
    assert "Es gibt niemanden" in text_of(answer)
