"""Doors and settings on the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from lxml import html

from eventapp.database import db
from eventapp.signups.doors import find_door, token_of
from eventapp.signups.models import DoorLink
from eventapp.signups.queries import settings_of
from tests.factories import DAY, SLUG, at
from tests.people import Insider, sign_in
from tests.signups.desk_pages import DESK, faults_of, text_of
from tests.signups.house import fair_id, make_workshop

pytestmark = pytest.mark.usefixtures("in_app", "clock")


def made(browser: Insider, name: str = "Foyer") -> DoorLink:
    answer = browser.send(f"{DESK}/tueren", {"day": DAY.isoformat(), "place": "", "name": name})
    assert answer.status_code == 303
    db.session.rollback()
    return db.session.query(DoorLink).filter_by(name=name).one()


def test_a_link_is_made_and_shown_with_its_address_and_code(app: Flask):
    make_workshop()
    browser = sign_in(app)
    door = made(browser)
    page = browser.get(f"{DESK}/tueren/{door.handle}")
    (address,) = html.fromstring(page.get_data(as_text=True)).xpath("//input[@id='address']/@value")
    assert address.endswith(f"/{SLUG}/tuer/{token_of(door)}")
    assert faults_of(page) == []
    code = browser.get(f"{DESK}/tueren/{door.handle}/qr.svg")
    assert (code.status_code, code.mimetype) == (200, "image/svg+xml")


def test_the_list_of_doors_says_which_are_good(app: Flask):
    make_workshop()
    browser = sign_in(app)
    door = made(browser)
    assert "gilt noch nicht" in text_of(browser.get(f"{DESK}/tueren"))
    with time_machine.travel(at("09:00"), tick=False):
        today = sign_in(app, "tag@messe.example")
        assert "gilt heute" in text_of(today.get(f"{DESK}/tueren"))
        assert today.send(f"{DESK}/tueren/{door.handle}/zurueckziehen").status_code == 303
        page = today.get(f"{DESK}/tueren")
        assert "zurückgezogen" in text_of(page)
        assert faults_of(page) == []
        assert find_door(SLUG, token_of(door), at("09:00")) is None
        assert today.get(f"{DESK}/tueren/{door.handle}/qr.svg").status_code == 404


def test_revoking_asks_first(app: Flask):
    make_workshop()
    browser = sign_in(app)
    door = made(browser)
    page = browser.get(f"{DESK}/tueren/{door.handle}/zurueckziehen")
    assert faults_of(page) == []
    assert find_door(SLUG, token_of(door), at("09:00")) is not None


def test_each_door_gets_a_sheet_until_its_day_is_over(app: Flask):
    make_workshop()
    browser = sign_in(app)
    made(browser)
    made(browser, "Eingang West")
    sheets = browser.get(f"{DESK}/tueren/druck")
    assert text_of(sheets).count("Mit der Kamera öffnen") == 2
    assert faults_of(sheets) == []
    with time_machine.travel(at("09:00", DAY + timedelta(days=2)), tick=False):
        assert "Kein Link gilt heute" in text_of(sign_in(app, "tag@messe.example").get(f"{DESK}/tueren/druck"))


def test_a_door_without_name_and_place_is_refused(app: Flask):
    make_workshop()
    answer = sign_in(app).send(f"{DESK}/tueren", {"day": DAY.isoformat(), "place": "", "name": ""})
    assert answer.status_code == 422
    assert "Geben Sie der Tür einen Namen" in text_of(answer)


def test_settings_hold_at_once(app: Flask):
    make_workshop()
    browser = sign_in(app)
    page = browser.get(f"{DESK}/einstellungen")
    assert faults_of(page) == []
    told = {"version": "1", "overlap": "refuse", "shows": "words", "offer_hours": "6"}
    assert browser.send(f"{DESK}/einstellungen", told).status_code == 303
    db.session.rollback()
    row = settings_of(fair_id())
    assert (row.overlap, row.shows, row.offer_hours, row.version) == ("refuse", "words", 6, 2)


def test_who_saves_an_older_state_of_the_settings_is_shown_both(app: Flask):
    make_workshop()
    browser = sign_in(app)
    told = {"version": "1", "overlap": "refuse", "shows": "words", "offer_hours": "6"}
    browser.send(f"{DESK}/einstellungen", told)
    answer = browser.send(f"{DESK}/einstellungen", {**told, "overlap": "allow"})
    assert answer.status_code == 409
    assert "Inzwischen gespeichert" in text_of(answer)
    db.session.rollback()
    assert settings_of(fair_id()).overlap == "refuse"
