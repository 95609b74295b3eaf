"""A member's front page: what is due, how far it is, who is in; and that it is nobody else's."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from flask import Flask

from eventapp.accounts.actions import invite as invite_person
from eventapp.accounts.actions import withdraw_office
from eventapp.exhibitors import offers
from eventapp.exhibitors.actions.invitations import invite, invite_colleague
from eventapp.exhibitors.actions.members import add_exhibitor
from eventapp.exhibitors.actions.registration import set_rules
from eventapp.exhibitors.actions.taking_part import reopen, withdraw
from eventapp.exhibitors.offers import OwnSession
from eventapp.exhibitors.queries import rules_of_fair
from eventapp.exhibitors.rules import OfficeContact, Span
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from tests.exhibitors.stand import AT, do, entry_of, make_exhibit, make_invited, make_public, office, person, write_on
from tests.factories import SLUG, make_fair
from tests.members.conftest import COLLEAGUE, PETRA, STRANGER, at
from tests.members.reading import form_of, walked
from tests.people import Insider, sign_in
from tests.web.test_routes import all_rows


def set_for_the_fair(**values: object) -> None:
    fair = get_fair(SLUG)
    do(set_rules, fair, msgspec.structs.replace(rules_of_fair(fair), **values), version=0, by=office())


def test_who_has_one_part_is_led_to_it(petra: Insider, here: int):
    assert petra.get("/mein-stand/").location == at(here)


@pytest.mark.usefixtures("here")
def test_who_has_none_is_told_what_to_do(app: Flask):
    page = sign_in(app, STRANGER, is_organiser=False).get("/mein-stand/")

    assert "Noch kein Auftritt" in page.text
    assert STRANGER in page.text


def test_who_has_several_chooses_the_latest_fair_first(petra: Insider, app: Flask, here: int):
    with app.app_context():
        other = make_invited(make_fair("messe-2025", title="Messe 2025", starts_on=AT.date()), "Andere AG", PETRA).id

    page = petra.get("/mein-stand/").text

    assert page.index(at(here)) < page.index(at(other))


def test_every_task_tells_its_state_and_until_when(petra: Insider, here: int):
    page = petra.get(at(here)).text

    for name in ("Firmeneintrag", "Exponate", "Programmvorschläge", "Standpersonal", "Anlieferung", "Rechnung"):
        assert name in page
    assert "So., 31.01." in page
    assert "18:00 Uhr" in page
    assert page.count("offen") >= 6


def test_what_to_have_ready_is_said_until_something_is_saved(petra: Insider, here: int):
    assert "Das sollten Sie bereitlegen" in petra.get(at(here)).text

    path = at(here, "rechnung/rechnung")
    petra.send(path, form_of(petra, path, street="Weg 1"))

    assert "Das sollten Sie bereitlegen" not in petra.get(at(here)).text


def test_what_is_missing_is_named(petra: Insider, here: int):
    path = at(here, "firmeneintrag/anschrift")
    petra.send(path, form_of(petra, path, street="Weg 1", schritt="spaeter"))

    page = petra.get(at(here)).text

    assert "in Arbeit" in page
    assert "Es fehlt noch: Art der Organisation" in page


def test_a_stranger_finds_no_page_of_another_s(petra: Insider, app: Flask, here: int, inside):
    make_exhibit(inside())
    make_exhibit(make_invited(get_fair(SLUG), "Fremd AG", STRANGER), by=person(STRANGER))
    stranger = sign_in(app, STRANGER, is_organiser=False)
    pages = walked(petra, at(here))

    assert len(pages) > 20
    assert {path: stranger.get(path).status_code for path in pages} == dict.fromkeys(pages, 404)
    assert {stranger.send(path).status_code for path in pages} <= {404, 405}


@pytest.mark.usefixtures("inside")
def test_the_office_s_people_have_no_part_of_their_own_there(app: Flask, here: int):
    assert sign_in(app).get(at(here)).status_code == 404


def test_an_invited_colleague_sees_and_changes_the_same(petra: Insider, app: Flask, here: int, inside):
    answer = petra.send(at(here, "team"), {"name": "Kim Muster", "email": COLLEAGUE})
    assert answer.status_code == 303
    kim = sign_in(app, COLLEAGUE, is_organiser=False, name="Kim Muster")
    path = at(here, "firmeneintrag/anschrift")

    kim.send(path, form_of(kim, path, street="Kims Weg 1", schritt="spaeter"))

    assert "Kims Weg 1" in petra.get(path).text
    history = petra.get(at(here, "verlauf")).text
    assert "Kim Muster" in history
    assert "Kims Weg 1" in history


def test_who_in_the_office_it_was_stays_the_office_s_affair_when_they_have_left(petra: Insider, here: int, inside):
    leaving = do(invite_person, "olaf@messe.example", name="Olaf Amt", language="de", by=None, is_organiser=True)
    do(reopen, inside(), "company", until=AT + timedelta(days=90), by=leaving)
    do(withdraw_office, leaving, by=office())

    history = petra.get(at(here, "verlauf")).text

    assert ("hat die Frist verlängert" in history, "Olaf Amt" in history) == (True, False)


def test_a_colleague_needs_a_name_and_one_address(petra: Insider, here: int):
    page = petra.send(at(here, "team"), {"name": "", "email": "kein@ zeichen"})

    assert page.status_code == 422
    assert "<title>Fehler: " in page.text
    assert "Geben Sie einen Namen ein." in page.text


def test_who_is_taken_off_the_team_finds_nothing_any_more(petra: Insider, app: Flask, here: int, inside):
    kim = do(invite_colleague, inside(), email=COLLEAGUE, name="Kim Muster", by=person()).id

    assert petra.send(at(here, f"team/{kim}/entfernen")).status_code == 303
    assert sign_in(app, COLLEAGUE, is_organiser=False).get(at(here)).status_code == 404
    assert petra.send(at(here, f"team/{kim}/entfernen")).status_code == 404


def test_after_acceptance_it_is_your_appearance(petra: Insider, here: int, inside, monkeypatch: pytest.MonkeyPatch):
    make_public(inside())
    set_for_the_fair(
        build_up=(Span(AT, AT + timedelta(hours=8)),),
        delivery_address="Halle 4, Tor 7\n44139 Dortmund",
        contact=OfficeContact("Sabine Beispiel", "+49 231 1234567", "buero@messe.example"),
    )
    own = OwnSession(Words("Sicherungen verstehen"), AT, AT + timedelta(minutes=45), Words("Bühne A"))
    monkeypatch.setattr(offers, "sessions_of", [lambda exhibitor_id: [own] if exhibitor_id == here else []])

    page = petra.get(at(here)).text

    assert "<h1>Ihr Auftritt</h1>" in page
    for told in (
        "SIBA GmbH",
        "Halle 4, Tor 7",
        "Di., 1. Dezember, 10:00–18:00 Uhr",
        "Sicherungen verstehen",
        "Bühne A",
    ):
        assert told in page
    assert 'href="tel:+492311234567"' in page


def test_what_differs_from_what_is_public_is_said(petra: Insider, here: int, inside):
    make_public(inside())
    write_on(entry_of(inside()), {"text_de": "Ein neuer Text."})

    assert "Öffentlich bleibt der freigegebene Stand" in petra.get(at(here)).text
    page = petra.get(at(here, "firmeneintrag/texte")).text
    assert "<ins>Ein neuer Text.</ins>" in page
    assert "<del>Sicherungen für alles, was Strom führt.</del>" in page


def test_withdrawing_asks_first_and_then_closes_everything(petra: Insider, here: int):
    assert "Teilnahme zurückziehen?" in petra.get(at(here, "zurueckziehen")).text
    assert petra.send(at(here, "zurueckziehen"), {"reason": "Keine Zeit"}).location == at(here)

    assert "Ihre Teilnahme ist zurückgezogen." in petra.get(at(here)).text
    path = at(here, "firmeneintrag/anschrift")
    assert petra.get(path).status_code == 303
    assert petra.send(path, {"street": "Weg 1"}).status_code == 422


def test_what_was_handed_in_last_time_is_offered_and_taken_over(petra: Insider, app: Flask, inside):
    last = make_invited(make_fair("messe-2025", title="Messe 2025", starts_on=AT.date()), "Andere AG", PETRA)
    write_on(entry_of(last), {"text_de": "Text von damals."}, is_office=True)
    new = do(add_exhibitor, get_fair(SLUG), last.member, contact_name="Erika Muster", contact_email=PETRA)
    do(invite, [new], by=office())
    assert "übernehmen" in petra.get(at(new.id)).text

    path = at(new.id, "uebernehmen")
    assert petra.send(path).status_code == 422
    assert petra.send(path, form_of(petra, path)).location == at(new.id)

    assert "Text von damals." in petra.get(at(new.id, "firmeneintrag/texte")).text
    assert petra.get(path).location == at(new.id)


def test_reading_changes_nothing(petra: Insider, app: Flask, here: int):
    before = all_rows(app)
    walked(petra, at(here))

    assert all_rows(app) == before


def test_a_withdrawn_part_is_still_found(petra: Insider, here: int, inside):
    do(withdraw, inside(), by=person())

    assert "zurückgezogen" in petra.get("/mein-stand/?alle=1").text
    assert petra.get(at(here, "pruefen")).status_code == 200
