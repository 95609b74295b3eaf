"""The pages: the office sees how every mail stands and sends anew; the demo's letter box shows what would be sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp import create_app
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.journal.queries import entries
from eventapp.outbox import kinds
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.kinds import Kind
from eventapp.outbox.models import OutboxMail
from eventapp.worker import Worker
from tests.conftest import settings
from tests.factories import SLUG, make_fair
from tests.outbox.conftest import mail_of, posted
from tests.people import OFFICE, Insider, browser_of, sign_in

LIST = f"/desk/{SLUG}/mails"


@pytest.fixture
def fair_id(app: Flask, in_app: None) -> int:
    number = make_fair().id
    db.session.remove()
    return number


@pytest.fixture
def office(app: Flask, fair_id: int) -> Insider:
    return sign_in(app)


def fail(*numbers: int) -> None:
    with transaction():
        for number in numbers:
            mail = db.session.get_one(OutboxMail, number)
            mail.state, mail.attempts, mail.settled_at = "failed", 6, now()
            mail.error = "Der Mailserver nimmt diese E-Mail nicht an.\n550 no such <user>"


def test_the_office_reads_why_a_mail_did_not_arrive(office: Insider, fair_id: int):
    fail(posted(fair_id=fair_id))

    page = office.get(LIST).text

    assert "anna@messe.example" in page
    assert "Der Mailserver nimmt diese E-Mail nicht an. (550 no such &lt;user&gt;)" in page


def test_and_in_english(app: Flask, fair_id: int):
    fail(posted(fair_id=fair_id))

    page = sign_in(app, language="en").get(LIST).text

    assert "The mail server does not take this e-mail. (550 no such &lt;user&gt;)" in page


def test_the_list_is_narrowed_by_state_and_by_address(office: Insider, fair_id: int):
    for name in ("anna", "bernd", "clara"):
        number = posted(f"{name}@messe.example", fair_id=fair_id)
        if name != "clara":
            fail(number)

    def seen(**query: str) -> list[str]:
        page = office.get(LIST, query_string=query).text
        return [name for name in ("anna", "bernd", "clara") if f"{name}@messe.example</td>" in page]

    assert seen() == ["anna", "bernd", "clara"]
    assert seen(stand="fehlgeschlagen") == ["anna", "bernd"]
    assert seen(stand="wartet") == ["clara"]
    assert seen(stand="fehlgeschlagen", an="BERND@") == ["bernd"]
    assert seen(an="%") == seen(an="_") == []
    assert seen(stand="gesendet") == seen(stand="entfallen") == []


def test_mails_of_another_fair_are_not_shown_here_those_of_none_are(office: Insider, fair_id: int):
    other = make_fair("andere-messe", acronym="andere").id
    theirs = posted("anna@messe.example", fair_id=other)
    posted("bernd@messe.example")

    page = office.get(LIST).text

    assert ("anna@messe.example" in page, "bernd@messe.example" in page) == (False, True)
    assert office.get(f"{LIST}/{theirs}").status_code == 404
    assert office.send(f"{LIST}/{theirs}/neu-senden").status_code == 404


def test_every_mail_there_is_has_a_name_for_the_office_before_it_has_a_subject(app: Flask):
    written = {path.stem for path in Path(app.root_path).parent.glob("templates/mail/[a-z]*.txt")} - {"base"}

    assert {name for name in written if not kinds.kind_of(name).name} == set()
    assert "exhibitors.reminder" in written


def test_a_button_sends_one_anew_and_the_history_says_who(office: Insider, fair_id: int):
    number = posted(fair_id=fair_id)
    fail(number)

    answer = office.send(f"{LIST}/{number}/neu-senden", follow_redirects=True)

    assert "Die E-Mail an anna@messe.example wird noch einmal gesendet." in answer.text
    assert (mail_of(number).state, mail_of(number).edition) == ("waiting", 2)
    (entry,) = entries(fair_id)
    assert (entry.kind, entry.by, "anna@" in entry.name) == ("mail.sent_anew", office.person_id, False)


def test_one_that_waits_is_not_sent_twice_by_pressing(office: Insider, fair_id: int):
    number = posted(fair_id=fair_id)

    answer = office.send(f"{LIST}/{number}/neu-senden", follow_redirects=True)

    assert "Diese E-Mail kann nicht noch einmal gesendet werden." in answer.text
    assert mail_of(number).edition == 1


def test_another_button_sends_all_that_failed_and_says_how_many(office: Insider, fair_id: int):
    numbers = [posted(f"{name}@messe.example", fair_id=fair_id) for name in ("anna", "bernd", "clara")]
    fail(*numbers[:2])
    assert "2 fehlgeschlagene noch einmal senden" in office.get(LIST).text

    answer = office.send(f"{LIST}/neu-senden", follow_redirects=True)

    assert "2 E-Mails werden noch einmal gesendet." in answer.text
    assert [mail_of(number).edition for number in numbers] == [2, 2, 1]


def test_a_mail_s_text_is_read_as_text(office: Insider, fair_id: int):
    number = posted(fair_id=fair_id, kind="test", values={})
    Worker(LetterBox(), keeps_secrets=True).round()
    with transaction():
        db.session.get_one(OutboxMail, number).text = "<script>alert(1)</script>"

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in office.get(f"{LIST}/{number}").text


def test_nobody_in_the_office_reads_a_code(office: Insider, fair_id: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(kinds._kinds, "test", Kind(is_secret=True))
    number = posted(kind="test", values={})
    Worker(LetterBox(), keeps_secrets=True).round()

    page = office.get(f"{LIST}/{number}").text

    assert "der Versand funktioniert" not in page
    assert "Diese E-Mail öffnet ein Konto." in page


def test_the_office_sends_itself_a_test_once_a_minute(office: Insider, fair_id: int):
    for _ in range(2):
        answer = office.send(f"{LIST}/testmail", follow_redirects=True)

    assert f"Eine Testmail an {OFFICE} ist unterwegs." in answer.text
    assert [mail.to_address for mail in db.session.query(OutboxMail)] == [OFFICE]


def test_the_list_asks_the_database_as_often_for_many_mails_as_for_one(
    office: Insider, fair_id: int, queries_counted: Callable[[], int]
):
    posted("person0@messe.example", fair_id=fair_id)
    office.get(LIST)

    def asked() -> int:
        db.session.remove()
        start = queries_counted()
        office.get(LIST)
        return queries_counted() - start

    for_one = asked()
    for number in range(1, 60):
        posted(f"person{number}@messe.example", fair_id=fair_id)

    assert asked() == for_one
    assert "Ältere E-Mails" in office.get(LIST).text


@pytest.mark.parametrize("query", ["?vor=x", "?vor=99999999999999999999", "?an=" + "x" * 2000])
def test_strange_questions_get_a_page(office: Insider, query: str):
    assert office.get(LIST + query).status_code == 200


def test_the_letter_box_shows_what_was_written_with_links_that_work_here(app: Flask, fair_id: int):
    number = posted(kind="test", values={})
    Worker(LetterBox(), keeps_secrets=True).round()
    browser = browser_of(app)

    assert f'<a href="/konto/postfach/{number}">Testmail von eventapp</a>' in browser.get("/konto/postfach").text
    page = browser.get(f"/konto/postfach/{number}").text
    assert '<a href="/">/</a>' in page
    assert "https://messe.example/\n" in page
    assert "&lt;html lang=&#34;de&#34;&gt;" in page


def test_outside_of_the_demo_there_is_no_letter_box(database_url: str):
    app = create_app(settings(database_url, DEMO="0"))
    client: FlaskClient = app.test_client()
    with app.app_context():
        number = posted(kind="test", values={})

        for path in ("/konto/postfach", f"/konto/postfach/{number}"):
            assert client.get(path, base_url="https://messe.example").status_code == 404
        db.session.remove()
        db.engine.dispose()


def test_no_host_that_somebody_claims_gets_into_a_mail(app: Flask, office: Insider, fair_id: int):
    app.config["TRUSTED_HOSTS"] = None
    office.send(f"{LIST}/testmail", headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"})
    sent = Insider(app, app.response_class)
    sent.post("/konto/einloggen", headers={"Host": "evil.example"})
    Worker(LetterBox(), keeps_secrets=True).round()

    (mail,) = db.session.query(OutboxMail)
    assert "evil.example" not in mail.text + mail.html + mail.subject
    assert "https://messe.example/" in mail.text
