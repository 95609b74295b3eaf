"""Publishing the plan from the desk."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.database import db
from tests.factories import SLUG, make_exhibitor, make_fair
from tests.people import Insider, sign_in
from tests.stand.desk_pages import DESK, draft_in, edit, filled_in, id_of, send_json, text_of, texts
from tests.stand.ground import make_area, make_exhibit, make_stand, put


@pytest.fixture
def office(app: Flask) -> Insider:
    with app.app_context():
        fair = make_fair()
        stand = make_stand(fair)
        a1 = make_area(stand, "A1")
        siba = make_exhibitor(fair, "SIBA", slug="siba", accepted={})
        put(stand, make_exhibit(siba, "Sicherung", power="10kw"), a1)
        put(stand, make_exhibit(siba, "Schalter", is_public=False), a1)
        db.session.remove()
    return sign_in(app)


def test_what_becomes_public_is_told_before_and_after(app: Flask, office: Insider):
    page = office.get(f"{DESK}/veroeffentlichen").get_data(as_text=True)
    assert texts(page, "//*[@class='release-line']") == ["A1: Theke", "A1: neu SIBA", "A1: neu „Sicherung“"]
    assert texts(page, "//*[@class='clashes']//li") == ["A1: 10 kW bestellt, 0 kW vorhanden. Es fehlen 10 kW."]
    assert "1 Zuordnung steht noch nicht öffentlich" in " ".join(texts(page, "//main"))

    answer = edit(office, "/veroeffentlichen", comment="Der erste")
    assert (answer.status_code, answer.location) == (303, f"{DESK}/plan/1")
    told = office.get(answer.location).get_data(as_text=True)
    assert texts(told, "//*[@class='release-line']") == ["A1: Theke", "A1: neu SIBA", "A1: neu „Sicherung“"]
    assert texts(told, "//table//td")[1] == "Der erste"
    assert "A1" in text_of(office.get(f"/{SLUG}/stand"))


def test_only_what_changed_since_is_told_and_an_unchanged_plan_is_not_published_again(app: Flask, office: Insider):
    edit(office, "/veroeffentlichen")
    assert "nichts zu veröffentlichen" in text_of(office.get(f"{DESK}/veroeffentlichen"))

    send_json(office, f"/flaechen/{id_of(app, 'A1')}/lage", version="1", points="1; 0\n3; 0\n3; 2\n1; 2")
    page = office.get(f"{DESK}/veroeffentlichen").get_data(as_text=True)
    assert texts(page, "//*[@class='release-line']") == ["A1: 3 × 2 m bei 0 / 0 → 2 × 2 m bei 1 / 0"]


def test_nobody_publishes_what_they_have_not_seen(app: Flask, office: Insider):
    page = office.get(f"{DESK}/veroeffentlichen").get_data(as_text=True)
    edit(office, f"/flaechen/{id_of(app, 'A1')}", name_de="Inzwischen umbenannt")
    answer = office.send(f"{DESK}/veroeffentlichen", filled_in(page))

    assert (answer.status_code, draft_in(app).stand.published) == (409, 0)
    assert "Inzwischen umbenannt" in text_of(answer)
    assert office.send(f"{DESK}/veroeffentlichen", filled_in(answer.get_data(as_text=True))).status_code == 303


def test_a_plan_that_never_was_is_not_found(office: Insider):
    assert office.get(f"{DESK}/plan/7").status_code == 404
