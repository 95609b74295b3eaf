"""Review at the desk: the office accepts what it saw, asks at the field, declines with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from eventapp.database import db
from eventapp.exhibitors.models import Entry, Question
from eventapp.fair.models import Fair
from eventapp.outbox.models import OutboxMail
from tests.exhibitors.desk_pages import COMPANY, DESK, again, exhibitor_of, page_of, rows, submitted, with_person
from tests.factories import change, make_entry, make_exhibitor, make_fair
from tests.people import Insider, sign_in

HOSTILE = "<script>alert(1)</script> =cmd|' /C calc'!A0 {{7*7}}"


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def url(entry: Entry, act: str = "") -> str:
    return f"{DESK}/pruefen/{entry.id}" + (f"/{act}" if act else "")


def test_what_was_handed_in_is_shown_field_by_field(office: Insider, fair: Fair):
    page = page_of(office.get(url(submitted(fair))))

    assert page.h1 == "Firmeneintrag"
    assert "Muster GmbH" in page.text
    assert "Wir messen Wärme." in page.text
    assert "Dienstleister" in page.text


def test_of_a_later_edit_only_what_changed_stands_out_with_old_and_new(office: Insider, fair: Fair):
    entry = submitted(fair, accepted=COMPANY, handed_in={**COMPANY, "text_de": "Wir messen Licht."}, submission=2)

    page = page_of(office.get(url(entry)))

    (row,) = page.tree.find_class("review__row--changed")
    assert row.get("id") == "text_de"
    assert "Wir messen Wärme." in row.text_content()
    assert "Wir messen Licht." in row.text_content()
    assert "2 unveränderte Angaben" in page.text


def test_accepting_makes_it_public_and_leads_to_the_next_one_that_waits(office: Insider, fair: Fair):
    first, second = submitted(fair), submitted(fair, "Zweite GmbH")

    answer = office.send(url(first, "freigeben"), {"submission": "1"})

    assert (answer.status_code, answer.location) == (303, url(second))
    assert again(first).state == "accepted"
    assert again(first).accepted == COMPANY


def test_after_the_last_one_the_queue_says_that_nothing_waits(office: Insider, fair: Fair):
    answer = office.send(url(submitted(fair), "freigeben"), {"submission": "1"}, follow_redirects=True)

    assert "Nichts wartet auf Sie." in page_of(answer).text


def test_something_else_than_what_was_seen_is_not_accepted(office: Insider, fair: Fair):
    entry = submitted(fair, submission=2)

    answer = office.send(url(entry, "freigeben"), {"submission": "1"})

    assert answer.status_code == 409
    assert "inzwischen neu eingereicht" in page_of(answer).text
    assert again(entry).state == "submitted"


@pytest.mark.parametrize("act", ["ablehnen", "rueckfrage"])
def test_nothing_is_decided_or_asked_about_a_stale_submission(office: Insider, fair: Fair, act: str):
    entry = submitted(fair, submission=2)

    answer = office.send(url(entry, act), {"submission": "1", "reason": "Nein.", "text": "Warum?"})

    assert answer.status_code == 409
    assert again(entry).state == "submitted"


def test_declining_takes_a_reason_that_the_member_gets(office: Insider, fair: Fair):
    entry = submitted(fair)
    with_person(exhibitor_of(entry))

    office.send(url(entry, "ablehnen"), {"submission": "1", "reason": "Der Text wirbt für andere."})

    assert (again(entry).state, again(entry).declined_reason) == ("declined", "Der Text wirbt für andere.")
    mail = rows(OutboxMail).one()
    assert mail.kind == "exhibitors.decided"


@pytest.mark.parametrize(("act", "field"), [("ablehnen", "reason"), ("rueckfrage", "text"), ("vom-netz", "reason")])
def test_without_words_the_page_comes_back_and_says_what_to_do(office: Insider, fair: Fair, act: str, field: str):
    entry = submitted(fair, accepted=COMPANY)

    answer = office.send(url(entry, act), {"submission": "1", field: "  "})

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.title.startswith("Fehler: ")
    assert page.tree.xpath("//details[@open]//textarea[@aria-invalid='true']")
    assert again(entry).state == "submitted"


def test_a_question_stands_at_its_field_and_goes_out_by_mail(office: Insider, fair: Fair):
    entry = submitted(fair)
    with_person(exhibitor_of(entry))

    answer = office.send(
        url(entry, "rueckfrage"),
        {"submission": "1", "field": "text_de", "text": "Welche Wärme?"},
        follow_redirects=True,
    )

    row = page_of(answer).tree.get_element_by_id("text_de")
    assert "Welche Wärme?" in row.text_content()
    assert "wartet auf Antwort" in row.text_content()
    assert again(entry).state == "question"
    assert rows(OutboxMail).one().kind == "exhibitors.question"


def test_a_question_about_a_field_that_is_none_is_about_the_whole(office: Insider, fair: Fair):
    entry = submitted(fair)

    office.send(url(entry, "rueckfrage"), {"submission": "1", "field": "state", "text": "Was?"})

    assert rows(Question).one().field == ""


def test_what_is_taken_off_the_net_is_accepted_no_longer(office: Insider, fair: Fair):
    entry = submitted(fair, accepted=COMPANY, state="accepted")

    answer = office.send(url(entry, "vom-netz"), {"reason": "Falsches Logo."})

    assert answer.status_code == 303
    assert (again(entry).accepted, again(entry).state) == (None, "declined")


def test_hostile_words_are_words(office: Insider, fair: Fair):
    entry = submitted(fair, HOSTILE, handed_in={**COMPANY, "name": HOSTILE, "text_de": HOSTILE})
    office.send(url(entry, "rueckfrage"), {"submission": "1", "field": "text_de", "text": HOSTILE + "\x00\x1b‮"})

    page = page_of(office.get(url(entry)))

    assert page.tree.xpath("//script[not(@src)]") == []
    assert page.text.count("<script>alert(1)</script>") >= 3
    assert page.text.count("{{7*7}}") >= 3
    assert rows(Question).one().text == HOSTILE


def test_a_draft_that_was_never_handed_in_is_its_member_s(office: Insider, fair: Fair):
    entry = make_entry(make_exhibitor(fair), draft={"name": "Geheim"}, state="draft")

    assert office.get(url(entry)).status_code == 404


def test_an_entry_of_another_fair_is_not_here(office: Insider, fair: Fair):
    other = submitted(make_fair("messe-2029"))

    assert office.get(url(other)).status_code == 404
    assert office.send(url(other, "freigeben"), {"submission": "1"}).status_code == 404
    assert again(other).state == "submitted"


def test_what_is_with_the_member_or_withdrawn_does_not_wait(office: Insider, fair: Fair):
    submitted(fair, state="question")
    gone = submitted(fair, "Weg GmbH")
    change(exhibitor_of(gone), state="withdrawn")

    assert "Nichts wartet auf Sie." in page_of(office.get(f"{DESK}/pruefen")).text
    assert office.get(f"{DESK}/pruefen/naechster").location == f"{DESK}/pruefen"


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_as_often_for_three_as_for_one(
    office: Insider, fair: Fair, count: int, queries_counted: Callable[[], int]
):
    for number in range(count):
        submitted(fair, f"Aussteller {number}")
    db.session.remove()
    before = queries_counted()

    page = page_of(office.get(f"{DESK}/pruefen"))

    assert len(page.tree.xpath("//tbody/tr")) == count
    assert queries_counted() - before <= 7
