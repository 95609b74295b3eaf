"""A mailing is sent once, to just those whom the page showed, and what failed can be sent anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from eventapp.accounts.queries import get_person
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.errors import DomainError, Stale
from eventapp.fair.queries import get_fair
from eventapp.journal.models import JournalEntry
from eventapp.mailings import actions, queries
from eventapp.mailings.actions import AskedAgain
from eventapp.mailings.models import Mailing
from eventapp.mailings.recipients import seen
from eventapp.outbox.models import FAILED, KEPT, SENT, WAITING, OutboxMail
from eventapp.programme.models import Speaker
from tests.factories import SLUG
from tests.mailings.house import (
    ADA,
    BEN,
    ERIKA,
    IRIS,
    SAID,
    addresses,
    mailing,
    mails,
    make_house,
    make_mailing,
    reached_by,
    sent,
    written_out,
)
from tests.outbox.conftest import Sink, worker_for
from tests.people import OFFICE, make_person
from tests.signups.house import NOW, come

pytestmark = pytest.mark.usefixtures("in_app", "clock")


def edited(number: int, *, version: int = 1, **changes: str) -> None:
    def save() -> None:
        found = queries.find_mailing(get_fair(SLUG).id, number, locked=True)
        actions.save(found, replace(SAID, **changes), version=version, by=None, at=NOW)

    in_transaction(save)


def test_each_gets_one_mail_and_the_mailing_knows_how_many():
    make_house()
    number = make_mailing()

    assert sent(number) == 2
    assert [(mail.to_address, mail.state) for mail in mails(number)] == [(ADA, WAITING), (BEN, WAITING)]
    assert (mailing(number).number, mailing(number).sent_at) == (2, NOW)


def test_sent_twice_it_is_sent_once_and_noted_once():
    make_house()
    number = make_mailing()

    assert (sent(number), sent(number)) == (2, 2)
    assert len(mails(number)) == 2
    assert db.session.query(JournalEntry).filter_by(kind="mailing.sent").count() == 1


def test_pressed_at_the_same_moment_it_is_sent_once(app: Flask):
    make_house()
    number = make_mailing()
    db.session.remove()

    def press() -> None:
        with app.app_context():
            sent(number)
            db.session.remove()

    pressing = [threading.Thread(target=press) for _ in range(4)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    assert len(mails(number)) == 2
    assert db.session.query(JournalEntry).filter_by(kind="mailing.sent").count() == 1


def test_somebody_who_came_meanwhile_is_not_written_to_unseen():
    make_house()
    number = make_mailing(audience="places")
    shown = seen(1, reached_by("places"))
    come("neu@besuch.example", code="ZWEITE")

    with pytest.raises(AskedAgain):
        sent(number, print_seen=shown)
    assert mails(number) == []


def test_a_text_that_changed_meanwhile_is_not_sent_unseen():
    make_house()
    number = make_mailing()
    shown = seen(1, reached_by("places:session:WORKSH"))
    edited(number, text_de="Ganz anders.")

    with pytest.raises(AskedAgain):
        sent(number, print_seen=shown)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"audience": ""}, "audience"),
        ({"audience": "places:session:NOBODY"}, "audience"),
        ({"subject_de": ""}, "subject_de"),
        ({"text_de": ""}, "text_de"),
        ({"subject_en": ""}, "subject_en"),
        ({"text_en": ""}, "text_en"),
    ],
)
def test_with_something_missing_nothing_is_sent(changes: dict[str, str], field: str):
    make_house()
    number = make_mailing(**changes)

    with pytest.raises(DomainError) as refusal:
        sent(number)
    assert refusal.value.field == field
    assert mailing(number).sent_at is None


def test_without_any_english_it_can_be_sent():
    make_house()

    assert sent(make_mailing(subject_en="", text_en="")) == 2


def test_what_was_sent_is_changed_no_more():
    make_house()
    number = make_mailing()
    sent(number)

    with pytest.raises(DomainError):
        edited(number, version=2, text_de="Anders.")
    with pytest.raises(DomainError):
        in_transaction(lambda: actions.delete(mailing(number), by=None, at=NOW))
    assert mailing(number).text_de == SAID.text_de


def test_two_who_write_on_the_same_draft_are_told():
    make_house()
    number = make_mailing()
    edited(number, name="Erste")

    with pytest.raises(Stale):
        edited(number, name="Zweite")
    assert mailing(number).name == "Erste"


def test_an_unknown_placeholder_is_named_and_nothing_is_saved():
    make_house()
    number = make_mailing()

    with pytest.raises(DomainError) as refusal:
        edited(number, text_de="Hallo {vorname}, {name}", subject_de="Neu")
    assert (refusal.value.field, refusal.value.values["unknown"]) == ("text_de", "{vorname}")
    assert mailing(number).subject_de == SAID.subject_de


def test_a_copy_is_a_draft_with_the_same_words():
    make_house()
    number = make_mailing()
    sent(number)

    copied = in_transaction(lambda: actions.copy(mailing(number), get_fair(SLUG), by=None, at=NOW).id)

    assert (mailing(copied).text_de, mailing(copied).sent_at, mailing(copied).version) == (SAID.text_de, None, 1)
    assert sent(copied) == 2


def test_a_deleted_draft_is_gone():
    make_house()
    number = make_mailing()
    in_transaction(lambda: actions.delete(mailing(number), by=None, at=NOW))

    assert db.session.get(Mailing, number) is None


def test_a_thousand_get_theirs_in_as_many_statements_as_two(queries_counted: Callable[[], int]):
    fair_id = make_house().id
    counts = []
    for many in (0, 1000):
        people = [
            {"fair_id": fair_id, "slug": f"p{one}", "name": f"P {one}", "email": f"p{one}@buehne.example"}
            for one in range(many)
        ]
        in_transaction(lambda some=people: db.session.add_all(Speaker(**one) for one in some))
        number = make_mailing(audience="speakers", text_de="Hallo.", text_en="Hello.")
        assert reached_by("speakers").number == 2 + many
        db.session.rollback()
        before = queries_counted()
        assert sent(number) == 2 + many
        counts.append(queries_counted() - before)

    assert counts[0] == counts[1]


def test_real_mails_reach_a_server_and_who_did_not_get_one_is_told_with_the_reason(sink: Sink):
    make_house()
    number = make_mailing(audience="teams", text_de="Guten Tag {name},\n\n- eins\n- zwei", text_en="Hello {name}")
    sent(number)
    sink.answers["rcpt erika"] = "550 no such user"
    worker_for(sink.port).round()

    states = {mail.to_address: mail.state for mail in mails(number)}
    (failed,) = [mail for mail in mails(number) if mail.state == FAILED]

    wanted = {*addresses("teams")} - {ERIKA}
    assert sorted(one for one in sink.recipients if one in states | {ERIKA: ""}) == sorted(wanted)
    assert (states.pop(ERIKA), set(states.values())) == (FAILED, {SENT})
    assert "550 no such user" in failed.error
    (message,) = [one for one in sink.messages if one["To"] == IRIS]
    assert message["Subject"] == "Neues von Messe 2027"
    assert "Guten Tag Iris Institut" in message.get_body(("plain",)).get_content()
    assert "<li" in message.get_body(("html",)).get_content()


def test_what_failed_is_sent_anew_and_arrives(sink: Sink):
    make_house()
    number = make_mailing(audience="teams", text_de="Hallo.", text_en="Hello.")
    sent(number)
    sink.answers["rcpt erika"] = "550 no such user"
    worker_for(sink.port).round()
    sink.answers.clear()

    def again() -> int:
        found = queries.find_mailing(get_fair(SLUG).id, number, locked=True)
        return actions.resend_all(found, queries.failed_of(found), by=None, at=NOW)

    assert in_transaction(again) == 1
    worker_for(sink.port).round()
    assert {mail.state for mail in mails(number)} == {SENT}
    assert sink.recipients.count(ERIKA) == 1
    assert db.session.query(JournalEntry).filter_by(kind="mailing.sent_anew").count() == 1


def test_a_test_goes_to_the_office_alone_and_opens_nothing(app: Flask):
    make_house()
    number = make_mailing()

    office = make_person(OFFICE, name="Büro", is_organiser=True)
    (ada,) = (one for one in reached_by("places").recipients if one.address == ADA)
    for _twice in range(2):
        in_transaction(
            lambda: actions.test(mailing(number), get_fair(SLUG), ada, language="de", to=get_person(office), at=NOW)
        )

    written_out(number)
    (test,) = db.session.query(OutboxMail).filter_by(kind="mailings.test")
    assert (test.to_address, test.state, test.subject) == (OFFICE, KEPT, "Test: Neues von Messe 2027")
    assert "Guten Tag Ada," in test.text
    assert f"/{SLUG}/mein/…" in test.text
    assert mailing(number).sent_at is None
    assert mails(number) == []


def test_another_text_is_tried_in_the_same_minute(app: Flask):
    make_house()
    number, office = make_mailing(), make_person(OFFICE, name="Büro", is_organiser=True)
    (ada,) = (one for one in reached_by("places").recipients if one.address == ADA)

    def try_out() -> None:
        actions.test(mailing(number), get_fair(SLUG), ada, language="de", to=get_person(office), at=NOW)

    in_transaction(try_out)
    edited(number, text_de="Ohne Tippfehler")
    in_transaction(try_out)

    written_out(number)
    tests = db.session.query(OutboxMail).filter_by(kind="mailings.test").order_by(OutboxMail.id)
    assert ["Ohne Tippfehler" in test.text for test in tests] == [False, True]
