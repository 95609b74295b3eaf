"""The office's first page: what waits for it, each with its number and the way to the act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from eventapp.cli.saying import in_transaction
from eventapp.database import db, transaction
from eventapp.desk.today import ago_in_words, in_words, today_of
from eventapp.exhibitors.actions.registration import NOT_SET, set_rules
from eventapp.exhibitors.rules import default_rules
from eventapp.fair.models import Fair
from eventapp.journal.actions import Difference, record
from eventapp.outbox.actions import post
from eventapp.outbox.models import FAILED, OutboxMail
from eventapp.signups.actions.office import let_in
from eventapp.signups.models import SignUp
from tests.factories import DAY, RELEASED, SLUG, at, make_entry, make_exhibitor, make_fair, make_place, make_session
from tests.people import sign_in
from tests.reader import Page, faults, text_of
from tests.signups.house import NOW, come, make_workshop, workshop
from tests.signups.test_waiting_list import goes
from tests.stand.ground import make_area, make_exhibit, make_stand, publish, put

EARLY = at("10:00", DAY - timedelta(weeks=40))
NOT_SET_UP = "Anmeldung ist geschlossen und noch nicht eingerichtet"
LATE = at("10:00", DAY - timedelta(days=1))


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def told(fair: Fair, *, moment=EARLY) -> dict[str, int]:
    return {todo.text: todo.number for todo in today_of(fair, at=moment).todos}


def test_an_empty_fair_asks_for_its_registration_and_the_texts_of_the_law(fair: Fair):
    assert told(fair) == {NOT_SET_UP: 1, "Pflichttexte der Seiten fehlen": 3}


def test_what_is_written_about_the_fair_and_not_public_is_told(fair: Fair):
    with transaction():
        fair.draft = '{"texts.imprint.de":"Wir","venue.name":"Halle"}'

    assert told(fair) == {
        NOT_SET_UP: 1,
        "Angaben der Messe sind geändert und nicht öffentlich": 2,
        "Pflichttexte der Seiten fehlen": 2,
    }


def test_what_does_not_fit_on_the_stand_is_told(fair: Fair):
    stand = make_stand(fair)
    make_exhibit(make_exhibitor(fair, "SIBA"), "Schalter")
    put(stand, make_exhibit(make_exhibitor(fair, "Muster"), power="10kw"), make_area(stand))
    told_of_the_stand = {
        "Unstimmigkeit auf dem Standplan": 1,
        "Exponat hat noch keine Fläche": 1,
        "Standplan ist geändert und nicht veröffentlicht": 1,
    }
    assert told_of_the_stand.items() <= told(fair).items()

    publish()
    assert "Standplan ist geändert und nicht veröffentlicht" not in told(fair)


def test_everything_that_waits_is_told_with_its_number(fair: Fair):
    stage = make_place(fair)
    make_session(fair, "Eins", place=stage, title_en="One")
    make_session(fair, "Zwei", place=stage, title_en="Two")
    make_session(fair, "Drei", starts="12:00", ends="12:30")
    make_entry(make_exhibitor(fair, "A"), state="submitted", handed_in={"name": "A"})
    make_exhibitor(fair, "B", state="listed")
    with transaction():
        post("accounts.code", to="a@b.example", language="de", key="k", values={}, fair_id=fair.id, at=EARLY)
        db.session.query(OutboxMail).one().state = FAILED

    assert told(fair) == {
        "Mail kam nicht an": 1,
        "Aussteller wartet auf Ihre Prüfung": 1,
        "Aussteller ist noch nicht eingeladen": 1,
        NOT_SET_UP: 1,
        "Überschneidung im Entwurf": 1,
        "Änderungen sind noch nicht veröffentlicht": 3,
        "Programmpunkt hat keinen Ort": 1,
        "Programmpunkt hat keinen englischen Titel": 1,
        "Pflichttexte der Seiten fehlen": 3,
    }


@pytest.mark.usefixtures("in_app")
def test_full_and_overbooked_sessions_and_offers_of_today_are_told():
    make_workshop(capacity=1)
    for email in ("ada@besuch.example", "ben@besuch.example"):
        come(email)
    fair = db.session.query(Fair).one()
    places = {"Programmpunkt ist voll und hat eine Warteliste": 1}
    assert places.items() <= told(fair, moment=NOW).items()

    goes("ada@besuch.example", now=NOW)
    offered = db.session.query(SignUp).filter_by(state="offered").one().offered_until
    assert offered is not None
    assert told(fair, moment=offered - timedelta(minutes=1))["angebotener Platz läuft heute ab"] == 1

    values = {"name": "Cem", "email": "cem@besuch.example", "language": "de"}
    in_transaction(lambda: let_in(fair.id, workshop(), **values, by=None, at=NOW))
    urgent = {todo.text for todo in today_of(fair, at=NOW).todos if todo.is_urgent}
    assert "Programmpunkt ist überbelegt" in urgent
    assert "Programmpunkt ist überbelegt" not in told(fair, moment=at("10:00")), "what is over is over"


def test_a_session_that_nobody_could_sign_up_for_is_told(fair: Fair):
    make_session(fair, "Löten", admission="sign_up")
    assert told(fair)["Programmpunkt mit Anmeldung hat keine Platzzahl"] == 1


def test_who_is_late_stands_among_what_is_urgent(fair: Fair):
    make_entry(make_exhibitor(fair, "A"), state="draft")

    urgent = {todo.text for todo in today_of(fair, at=LATE).todos if todo.is_urgent}
    assert urgent == {"Aussteller ist mit einer Aufgabe überfällig"}


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=-30), "vorbei"),
        (timedelta(hours=2), "heute"),
        (timedelta(hours=20), "morgen"),
        (timedelta(days=5), "in 5 Tagen"),
        (timedelta(days=20), "Sa., 17.04."),
        (timedelta(days=300), "22. Januar 2028"),
    ],
)
def test_a_deadline_is_told_by_how_near_it_is(later: timedelta, words: str):
    moment = at("10:00", DAY)

    assert in_words(moment + later, moment) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=30), "gerade eben"),
        (timedelta(minutes=5), "vor 5 Minuten"),
        (timedelta(minutes=61), "vor einer Stunde"),
        (timedelta(days=3), "vor 3 Tagen"),
    ],
)
def test_a_worker_s_last_sign_is_told_in_words(ago: timedelta, words: str):
    assert ago_in_words(EARLY - ago, EARLY) == words
    assert ago_in_words(None, EARLY) == "noch nie"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_three_as_for_one(
    app: Flask, fair: Fair, count: int, queries_counted: Callable[[], int]
):
    stand = make_stand(fair)
    for number in range(count):
        make_session(fair, f"Punkt {number}", starts=f"1{number}:00", ends=f"1{number}:30")
        exhibitor = make_exhibitor(fair, f"Aussteller {number}")
        make_entry(exhibitor, state="draft")
        put(stand, make_exhibit(exhibitor), make_area(stand, f"A{number}"))
    browser = sign_in(app)
    with transaction():
        record(browser.person_id, "session.changed", subject="session:A", name="A", at=RELEASED, fair_id=fair.id)
    db.session.remove()
    before = queries_counted()

    assert browser.get(f"/desk/{SLUG}/").status_code == 200
    assert queries_counted() - before == (39 if db.engine.dialect.name == "sqlite" else 38)


def test_the_page_is_a_good_page_and_tells_who_changed_what(app: Flask, fair: Fair):
    browser = sign_in(app, name="Petra Büro")
    with transaction():
        changed = [Difference("Titel", "Alt", "Neu")]
        record(
            browser.person_id,
            "session.changed",
            subject="session:A",
            name="Wärme",
            at=RELEASED,
            fair_id=fair.id,
            differences=changed,
        )
    page = Page(f"/desk/{SLUG}/", 200, browser.get(f"/desk/{SLUG}/").get_data(as_text=True))

    assert list(faults(page)) == []
    entry = text_of(page.tree.xpath("//li[@class='history__entry']")[0])
    assert "Petra Büro Programmpunkt geändert: Wärme TitelAlt → Neu" in entry


def test_the_history_is_narrowed_by_what_it_is_about(app: Flask, fair: Fair):
    browser = sign_in(app)
    with transaction():
        for kind in ("session.changed", "member.created"):
            record(None, kind, subject="x", name=kind, at=RELEASED, fair_id=fair.id)

    page = browser.get(f"/desk/{SLUG}/verlauf?was=aussteller").get_data(as_text=True)

    assert "member.created" in page
    assert "session.changed" not in page


def test_a_registration_that_was_set_up_or_is_past_is_not_asked_for(fair: Fair):
    assert NOT_SET_UP not in told(fair, moment=at("10:00", DAY))

    with transaction():
        set_rules(fair, default_rules(fair.starts_on), version=NOT_SET, by=None, at=EARLY)
    assert NOT_SET_UP not in told(fair)
