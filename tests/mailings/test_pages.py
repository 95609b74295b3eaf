"""The office at its mailings: from a text of ours to what became of each mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.mailings.models import Mailing
from eventapp.mailings.starters import STARTERS
from eventapp.outbox.models import FAILED, OutboxMail
from eventapp.outbox.reasons import REJECTED, reason
from tests.mailings.house import ADA, BEN, CEM, DESK, SAID, mailing, mails, make_house, make_mailing, sent
from tests.people import Insider, sign_in
from tests.signups.desk_pages import faults_of, text_of
from tests.signups.house import come

pytestmark = pytest.mark.usefixtures("in_app", "clock")


@pytest.fixture
def office(app: Flask) -> Insider:
    make_house()
    return sign_in(app)


def typed(**changes: Any) -> dict[str, Any]:
    fields = ("name", "audience", "subject_de", "subject_en", "text_de", "text_en")
    return {**{name: getattr(SAID, name) for name in fields}, "version": "1", **changes}


def seen_in(answer: TestResponse) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', answer.get_data(as_text=True))
    assert found is not None
    return found[1]


def fail(number: int, address: str) -> OutboxMail:
    """The server did not want it."""

    def end() -> None:
        (mail,) = [one for one in mails(number) if one.to_address == address]
        mail.state, mail.error, mail.settled_at = FAILED, reason(REJECTED, "550 no such user"), mail.created_at

    in_transaction(end)
    return next(one for one in mails(number) if one.to_address == address)


def test_a_text_of_ours_becomes_a_draft_and_nobody_gets_anything(office: Insider):
    page = office.get(f"{DESK}/neu")
    assert [one.name for one in STARTERS.values() if one.name not in text_of(page)] == []

    begun = office.send(f"{DESK}/neu", {"text": "erinnerung"})

    made = db.session.query(Mailing).one()
    assert begun.location == f"{DESK}/{made.id}/text"
    assert (made.audience, made.subject_en) == ("members:overdue", "We are still missing some details for {messe}")
    assert db.session.query(OutboxMail).filter(OutboxMail.kind.startswith("mailings.")).count() == 0


def test_from_a_session_the_way_leads_to_its_people(office: Insider):
    page = office.get(f"{DESK.removesuffix('rundmails')}plaetze/WORKSH/schreiben").get_data(as_text=True)
    assert f"{DESK}/neu?an=places:session:WORKSH" in page

    assert "Messen" in text_of(office.get(f"{DESK}/neu?an=places:session:WORKSH"))
    office.send(f"{DESK}/neu", {"text": "morgen", "an": "places:session:WORKSH"})

    assert db.session.query(Mailing).one().audience == "places:session:WORKSH"


def test_every_page_is_well_made_and_says_the_number(office: Insider):
    number = make_mailing()
    pages = {path: office.get(f"{DESK}{path}") for path in ("", "/neu", *(f"/{number}{way}" for way in WAYS))}

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(pages, 200)
    assert [fault for page in pages.values() for fault in faults_of(page)] == []
    for way in ("", "/text", "/senden"):
        assert "2 Personen bekommen die Mail" in text_of(pages[f"/{number}{way}"])
    assert "An 2 senden" in text_of(pages[f"/{number}/senden"])


WAYS = ("", "/text", "/empfaenger", "/ansehen", "/senden", "/loeschen")


def test_the_list_names_everybody_and_is_kept_by_nobody(office: Insider):
    page = office.get(f"{DESK}/{make_mailing()}/empfaenger")

    assert ADA in text_of(page)
    assert BEN in text_of(page)
    assert CEM not in text_of(page)
    assert page.headers["Cache-Control"] == "no-store"


def test_an_unknown_placeholder_is_named_at_its_field_and_what_was_typed_stays(office: Insider):
    number = make_mailing()
    answer = office.send(f"{DESK}/{number}/text", typed(text_de="Hallo {vorname}!"))

    assert answer.status_code == 422
    assert "{vorname} gibt es hier nicht." in text_of(answer)
    assert "Hallo {vorname}!" in answer.get_data(as_text=True)
    assert mailing(number).version == 1


def test_who_saves_an_older_state_is_shown_both(office: Insider):
    number = make_mailing()
    office.send(f"{DESK}/{number}/text", typed(subject_de="Vom ersten", audience="teams"))

    answer = office.send(f"{DESK}/{number}/text", typed(subject_de="Vom zweiten"))

    assert answer.status_code == 409
    assert "Vom ersten" in text_of(answer)
    assert "Teams: alle" in text_of(answer)
    assert 'value="Vom zweiten"' in answer.get_data(as_text=True)
    assert mailing(number).subject_de == "Vom ersten"


def test_it_reads_as_the_chosen_one_would_read_it(office: Insider):
    number = make_mailing()
    (ben,) = re.findall(
        r'value="(visitor:\d+)"[^>]*>Ben', office.get(f"{DESK}/{number}/ansehen").get_data(as_text=True)
    )

    german, english = (text_of(office.get(f"{DESK}/{number}/ansehen?wer={ben}&sprache={one}")) for one in ("de", "en"))

    assert "Guten Tag Ben," in german
    assert "Hello Ben," in english
    assert "/mein/…" in german


def test_a_test_goes_to_whoever_asks(office: Insider):
    number = make_mailing()

    answer = office.send(f"{DESK}/{number}/test", {"sprache": "en"})

    (test,) = db.session.query(OutboxMail).filter_by(kind="mailings.test")
    assert (answer.status_code, test.to_address, test.language) == (303, "office@messe.example", "en")


def test_the_button_sends_and_leads_to_what_became_of_each(office: Insider):
    number = make_mailing()
    asked = office.get(f"{DESK}/{number}/senden")

    answers = [office.send(f"{DESK}/{number}/senden", {"seen": seen_in(asked)}) for _twice in range(2)]

    assert [answer.location for answer in answers] == [f"{DESK}/{number}"] * 2
    page = office.get(f"{DESK}/{number}")
    assert len(mails(number)) == 2
    assert "0 angekommen, 2 warten" in text_of(page)
    assert ADA in text_of(page)
    assert faults_of(page) == []


def test_whoever_saw_fewer_is_asked_again(office: Insider):
    number = make_mailing(audience="places")
    asked = office.get(f"{DESK}/{number}/senden")
    come("neu@besuch.example", code="ZWEITE")

    answer = office.send(f"{DESK}/{number}/senden", {"seen": seen_in(asked)})

    assert answer.status_code == 409
    assert "An 3 senden" in text_of(answer)
    assert mails(number) == []
    assert office.send(f"{DESK}/{number}/senden", {"seen": seen_in(answer)}).status_code == 303
    assert len(mails(number)) == 3


def test_without_a_seen_number_nothing_is_sent(office: Insider):
    number = make_mailing()

    assert office.send(f"{DESK}/{number}/senden").status_code == 409
    assert mails(number) == []


def test_what_lacks_something_has_no_button(office: Insider):
    number = make_mailing(audience="", text_de="")

    for way in ("", "/senden"):
        page = office.get(f"{DESK}/{number}{way}")
        assert "Wählen Sie aus, wer die Mail bekommt." in text_of(page)
        assert not re.search(r"An \d+ senden", text_of(page))
    assert office.send(f"{DESK}/{number}/senden").status_code == 422


def test_who_did_not_get_it_stands_with_the_reason_and_gets_it_anew(office: Insider):
    number = make_mailing()
    sent(number)
    failed = fail(number, ADA)

    page = office.get(f"{DESK}/{number}?stand=fehlgeschlagen")
    assert "550 no such user" in text_of(page)
    assert (ADA in text_of(page), BEN in text_of(page)) == (True, False)
    assert office.send(f"{DESK}/{number}/mails/{failed.id}/neu-senden").status_code == 303
    assert [mail.state for mail in mails(number)] == ["waiting", "waiting"]

    fail(number, ADA)
    fail(number, BEN)
    assert "2 nicht angekommen" in text_of(office.get(DESK))
    office.send(f"{DESK}/{number}/neu-senden")
    assert [mail.state for mail in mails(number)] == ["waiting", "waiting"]


def test_a_mail_of_another_mailing_is_not_sent_from_here(office: Insider):
    one, other = make_mailing(), make_mailing()
    sent(one)
    failed = fail(one, ADA)

    assert office.send(f"{DESK}/{other}/mails/{failed.id}/neu-senden").status_code == 404


def test_what_was_sent_is_a_page_and_no_form_any_more(office: Insider):
    number = make_mailing()
    sent(number)

    for way in ("/text", "/senden", "/loeschen"):
        assert office.get(f"{DESK}/{number}{way}").location == f"{DESK}/{number}"
    assert office.send(f"{DESK}/{number}/text", typed(version="2")).status_code == 422


def test_an_earlier_one_is_begun_from(office: Insider):
    number = make_mailing()
    sent(number)

    answer = office.send(f"{DESK}/{number}/vorlage")

    assert re.fullmatch(rf"{DESK}/\d+/text", answer.location)
    assert db.session.query(Mailing).filter(Mailing.sent_at.is_(None)).one().text_de == SAID.text_de


def test_a_draft_is_deleted_after_a_question(office: Insider):
    number = make_mailing()

    assert office.send(f"{DESK}/{number}/loeschen").location == DESK
    assert db.session.query(Mailing).count() == 0


@pytest.mark.parametrize("is_sent", [False, True])
def test_the_queries_of_no_page_grow_with_the_mails(office: Insider, queries_counted: Callable[[], int], is_sent: bool):
    office.get(f"{DESK}/{make_mailing(audience='places')}")
    counts = []
    for round_ in range(2):
        for one in range(1 + 2 * round_):
            number = make_mailing(audience="places")
            if is_sent:
                sent(number)
            come(f"mehr{round_}{one}@besuch.example", code="ZWEITE")
        before = queries_counted()
        for path in (DESK, f"{DESK}/{number}"):
            assert office.get(path).status_code == 200
        counts.append(queries_counted() - before)

    assert counts[0] == counts[1]
