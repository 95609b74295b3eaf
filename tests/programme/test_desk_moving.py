"""Moving without a mouse: the page says what a move would mean before it is made, and what others did meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from eventapp.fair.models import Fair
from tests.factories import SLUG, at, change, make_fair, make_place, make_release, make_session
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, filled_in, texts
from tests.signups.house import come, make_workshop

LOOK, SAVE = {"do": "look"}, {"do": "save"}
CONFLICTS = "//*[contains(@class, 'conflict__words')]"


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def looked_at(office: Insider, path: str, **values: Any) -> str:
    """The page after the first button: what it would be."""
    first = office.get(path).text
    return office.send(path, filled_in(first, **values) | LOOK).text


def test_a_move_is_shown_before_it_is_made(app: Flask, office: Insider, fair: Fair):
    make_session(fair, code="AAAAAA")
    path = f"{DESK}/AAAAAA/verschieben"

    page = looked_at(office, path, starts="14:00", ends="14:45")

    assert "14:00–14:45 Uhr" in " ".join(texts(page, "//*[@data-trial]"))
    assert "Nichts steht im Weg." in page
    assert draft_of(app, "AAAAAA").starts_at == at("10:00")
    answer = office.send(path, filled_in(page) | SAVE)
    assert answer.location == f"{DESK}/AAAAAA"
    assert draft_of(app, "AAAAAA").starts_at == at("14:00")


@pytest.mark.parametrize("way", ["verschieben", "tauschen"])
def test_for_how_many_people_it_is_news_is_said_before(app: Flask, in_app: None, way: str):
    make_workshop()
    come("ada@x.example")
    come("ben@x.example")

    page = sign_in(app).get(f"{DESK}/WORKSH/{way}").text

    assert "Angemeldet: 2 Personen." in page


def test_a_move_into_an_overlap_names_it_and_is_made_all_the_same(app: Flask, office: Insider, fair: Fair):
    stage = make_place(fair, "Bühne")
    make_session(fair, "Alt", code="AAAAAA", place_id=stage.id)
    make_session(fair, "Neu", code="BBBBBB", starts="15:00", ends="15:30")
    path = f"{DESK}/BBBBBB/verschieben"

    page = looked_at(office, path, starts="10:30", ends="", minutes="30", place=str(stage.id))

    assert texts(page, CONFLICTS) == ["„Alt“ und „Neu“ stehen 15 Minuten lang zugleich auf „Bühne“."]
    assert texts(page, "//button[@value='save']") == ["Trotzdem verschieben"]
    office.send(path, filled_in(page) | SAVE)
    assert draft_of(app, "BBBBBB").starts_at == at("10:30")


def test_what_was_typed_after_looking_is_looked_at_again(app: Flask, office: Insider, fair: Fair):
    make_session(fair, code="AAAAAA")
    path = f"{DESK}/AAAAAA/verschieben"
    page = looked_at(office, path, starts="14:00", ends="14:45")

    answer = office.send(path, filled_in(page, starts="16:00", ends="16:45") | SAVE)

    assert answer.status_code == 200
    assert "16:00–16:45 Uhr" in answer.text
    assert draft_of(app, "AAAAAA").starts_at == at("10:00")


def test_a_stale_move_is_told_who_did_what(app: Flask, office: Insider, fair: Fair):
    make_session(fair, code="AAAAAA")
    path = f"{DESK}/AAAAAA/verschieben"
    old = filled_in(looked_at(office, path, starts="16:00", ends="16:45"))
    office.send(path, filled_in(looked_at(office, path, starts="14:00", ends="14:45")) | SAVE)

    answer = office.send(path, old | SAVE)

    assert answer.status_code == 409
    stale = " ".join(texts(answer.text, "//*[@data-errors]"))
    assert "Programmpunkt verschoben" in stale
    assert "28.03.2027 10:00 → 28.03.2027 14:00" in stale
    assert draft_of(app, "AAAAAA").starts_at == at("14:00")
    again = office.send(path, filled_in(answer.text) | LOOK).text
    assert "16:00–16:45 Uhr" in again


def test_a_time_that_makes_none_is_refused_at_its_field(office: Insider, fair: Fair):
    make_session(fair, code="AAAAAA")
    path = f"{DESK}/AAAAAA/verschieben"

    answer = office.send(path, filled_in(office.get(path).text, starts="14:00", ends="") | LOOK)

    assert answer.status_code == 422
    assert texts(answer.text, "//*[@id='ends-errors']") == ["Geben Sie das Ende oder die Dauer ein."]


def test_what_lies_aside_is_scheduled_by_the_same_page(app: Flask, office: Insider, fair: Fair):
    make_session(fair, code="AAAAAA", is_scheduled=False)
    path = f"{DESK}/AAAAAA/verschieben"

    page = looked_at(office, path, day="2027-03-28", starts="11:00")
    office.send(path, filled_in(page) | SAVE)

    row = draft_of(app, "AAAAAA")
    assert (row.is_scheduled, row.starts_at, row.ends_at) == (True, at("11:00"), at("11:45"))


def test_two_change_places_once_both_were_looked_at(app: Flask, office: Insider, fair: Fair):
    make_session(fair, "Alt", code="AAAAAA")
    make_session(fair, "Neu", code="BBBBBB", starts="15:00", ends="15:30")
    path = f"{DESK}/AAAAAA/tauschen"

    page = looked_at(office, path, other="BBBBBB")

    trial = " ".join(texts(page, "//*[@data-trial]"))
    assert "15:00–15:45 Uhr" in trial
    assert "10:00–10:30 Uhr" in trial
    office.send(path, filled_in(page) | SAVE)
    assert draft_of(app, "AAAAAA").starts_at == at("15:00")
    assert draft_of(app, "BBBBBB").starts_at == at("10:00")


def test_a_swap_with_one_that_moved_meanwhile_is_told_so(app: Flask, office: Insider, fair: Fair):
    make_session(fair, "Alt", code="AAAAAA")
    make_session(fair, "Neu", code="BBBBBB", starts="15:00", ends="15:30")
    path, of_other = f"{DESK}/AAAAAA/tauschen", f"{DESK}/BBBBBB/verschieben"
    page = looked_at(office, path, other="BBBBBB")
    office.send(of_other, filled_in(looked_at(office, of_other, starts="16:00", minutes="30")) | SAVE)

    answer = office.send(path, filled_in(page) | SAVE)

    assert answer.status_code == 409
    assert "„Neu“ hat sich inzwischen geändert" in answer.text
    assert draft_of(app, "AAAAAA").starts_at == at("10:00")


def test_laying_aside_asks_first_and_refuses_what_is_public(app: Flask, office: Insider, fair: Fair):
    make_session(fair, code="AAAAAA")
    path = f"{DESK}/AAAAAA/zur-seite"

    office.send(path, filled_in(office.get(path).text))
    assert not draft_of(app, "AAAAAA").is_scheduled
    change(draft_of(app, "AAAAAA"), is_scheduled=True)
    make_release()
    answer = office.send(path, filled_in(office.get(path).text))

    assert answer.status_code == 422
    assert "Verschieben Sie den Programmpunkt, oder sagen Sie ihn ab." in answer.text


def test_the_list_shows_what_has_no_time_and_finds_it_by_that(office: Insider, fair: Fair):
    make_session(fair, "Lose", code="AAAAAA", is_scheduled=False)
    make_session(fair, "Fest", code="BBBBBB")

    everything, loose = (
        texts(office.get(f"{DESK}{query}").text, "//tbody//th") for query in ("", "?zustand=unscheduled")
    )

    assert everything == ["Fest", "Lose"]
    assert loose == ["Lose"]
    assert "ohne Zeit" in office.get(f"{DESK}?zustand=unscheduled").text


def test_the_form_keeps_what_has_no_time_aside_until_it_is_given_one(app: Flask, office: Insider, fair: Fair):
    make_session(fair, code="AAAAAA", is_scheduled=False)
    path = f"{DESK}/AAAAAA"

    office.send(path, filled_in(office.get(path).text, minutes="60", do="save"))
    aside = draft_of(app, "AAAAAA")
    office.send(path, filled_in(office.get(path).text, day="2027-03-28", starts="11:00", do="save"))
    row = draft_of(app, "AAAAAA")

    assert (aside.is_scheduled, aside.ends_at - aside.starts_at) == (False, at("11:00") - at("10:00"))
    assert (row.is_scheduled, row.starts_at, row.ends_at) == (True, at("11:00"), at("12:00"))


def test_one_that_is_entered_without_day_and_start_lies_aside(office: Insider, fair: Fair):
    path = f"{DESK}/neu"
    page = office.get(path).text

    office.send(path, filled_in(page, title_de="Lose", day="", starts="", minutes="20", do="save"))

    assert texts(office.get(f"{DESK}?zustand=unscheduled").text, "//tbody//th") == ["Lose"]


def test_conflicts_stand_in_a_list_by_how_grave_they_are(office: Insider, fair: Fair):
    stage = make_place(fair, "Bühne")
    change(stage, changeover_minutes=15)
    make_session(fair, "Eins", code="AAAAAA", place_id=stage.id)
    make_session(fair, "Zwei", code="BBBBBB", place_id=stage.id, starts="10:30", ends="11:00")
    make_session(fair, "Drei", code="CCCCCC", place_id=stage.id, starts="11:05", ends="11:30")

    page = office.get(f"{DESK}/konflikte").text
    narrowed = office.get(f"{DESK}/konflikte?art=changeover").text

    assert texts(page, "//h2") == ["Verhindert die Veröffentlichung 1", "Hinweis 1", "Liste mitnehmen"]
    assert texts(page, CONFLICTS) == [
        "„Eins“ und „Zwei“ stehen 15 Minuten lang zugleich auf „Bühne“.",
        "Zwischen „Zwei“ und „Drei“ bleiben auf „Bühne“ 5 Minuten zum Umbauen, gebraucht werden 15.",
    ]
    assert f'href="{DESK}/AAAAAA/verschieben"' in page
    assert len(texts(narrowed, CONFLICTS)) == 1


def test_a_fair_without_conflicts_is_told_so(office: Insider, fair: Fair):
    make_session(fair)

    assert "Alles geht zusammen" in office.get(f"/desk/{SLUG}/programm/konflikte").text
