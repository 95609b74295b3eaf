"""The public page, keeping a programme under a private link, and the buttons of the private page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.agenda.queries import starred_codes
from eventapp.database import db
from eventapp.visitors.actions import MOST_STARS, shut_links
from eventapp.visitors.models import Visitor
from tests.agenda.house import MINE, keep, only_visitor, page_of, page_with, press, sealed
from tests.factories import at, change, make_fair, make_release, make_session
from tests.people import Insider
from tests.reader import read
from tests.signups.house import come, make_workshop
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app")


def test_the_public_page_is_the_same_for_everybody_and_kept(browser: Insider):
    make_workshop()

    page = read(browser, MINE)

    assert page.h1 == "Mein Programm"
    assert browser.get(MINE).headers["Cache-Control"] == "public, max-age=60"


def test_what_the_device_remembers_comes_along(app: Flask, browser: Insider, clock):
    make_session(make_workshop(), code="TALK01", starts="12:00", ends="12:30")
    make_release(later=1)

    address = keep(browser, app, clock, codes="WORKSH TALK01 NOTHIN")

    assert starred_codes(only_visitor()) == {"WORKSH", "TALK01"}
    assert "Messen" in read(browser, address).text


def test_nothing_personal_is_kept(app: Flask, browser: Insider, clock):
    make_workshop()

    keep(browser, app, clock)

    visitor = only_visitor()
    assert (visitor.name, visitor.email) == ("", "")


def test_the_same_form_sent_twice_is_one_programme(app: Flask, browser: Insider, clock):
    make_workshop()
    form = {"siegel": sealed(app, "my programme", clock), "codes": "WORKSH"}

    first, second = browser.post(MINE, data=form), browser.post(MINE, data=form)

    assert first.location == second.location == page_of(only_visitor())


def test_two_forms_are_two_programmes(app: Flask, browser: Insider, clock):
    make_workshop()

    assert keep(browser, app, clock) != keep(browser, app, clock)


def test_the_button_works_at_once(browser: Insider, clock):
    make_workshop()

    assert press(browser, f"{MINE}/behalten", "Privaten Link anlegen").status_code == 303


def test_a_form_without_a_seal_makes_nothing(browser: Insider):
    make_workshop()

    assert browser.post(MINE, data={"codes": "WORKSH"}).status_code == 422
    assert db.session.scalars(select(Visitor)).all() == []


def test_another_site_cannot_make_one(app: Flask, browser: Insider, clock):
    make_workshop()
    form = {"siegel": sealed(app, "my programme", clock), "codes": "WORKSH"}

    assert browser.post(MINE, data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_device_that_remembers_too_much_brings_what_fits(app: Flask, browser: Insider, clock):
    make_workshop()

    keep(browser, app, clock, codes=" ".join(["NOTHIN", *(f"X{number:05d}" for number in range(MOST_STARS)), "WORKSH"]))

    assert starred_codes(only_visitor()) == set()


def test_the_private_page_stays_with_whom_it_was_given_to(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)

    for page in (address, f"{address}/programm", f"{address}/daten", f"{address}/daten.json", f"{address}/adresse"):
        headers = browser.get(page).headers
        told = (headers["Cache-Control"], headers["X-Robots-Tag"], headers["Referrer-Policy"])
        assert told == ("no-store", "noindex", "same-origin"), page


def test_a_link_that_opens_nothing_says_what_to_do(app: Flask, browser: Insider, clock):
    fair = make_workshop().slug

    for page in (f"/{fair}/mein/7.AAAAAAAAAAAAAAAAAAAAAA", f"/{fair}/mein/7.AAAAAAAAAAAAAAAAAAAAAA/anmelden/WORKSH"):
        assert "schicken wir ihn noch einmal" in browser.get(page).text


def test_a_link_that_was_guessed_or_shut_opens_nothing(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)
    assert browser.get(f"{address[:-1]}x").status_code == 404

    visitor = only_visitor()
    shut_links(visitor)
    db.session.commit()

    assert browser.get(address).status_code == 404
    assert browser.post(f"{address}/merken", data={"code": "WORKSH", "wanted": "1"}).status_code == 404


def test_without_script_the_programme_has_a_button_at_each_session(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock, codes="")

    answer = press(browser, f"{address}/programm", "Merken")

    assert (answer.status_code, answer.location) == (303, f"{address}/programm#WORKSH")
    assert starred_codes(only_visitor()) == {"WORKSH"}
    assert press(browser, f"{address}/programm", "Nicht mehr merken").status_code == 303
    assert starred_codes(only_visitor()) == set()


def test_the_day_of_the_list_is_kept(app: Flask, browser: Insider, clock):
    fair = make_workshop()
    make_session(fair, code="TALK01", day=at("10:00").date() + timedelta(days=1))
    make_release(later=1)
    address = keep(browser, app, clock, codes="")

    answer = press(browser, f"{address}/programm?tag=2027-03-29", "Merken")

    assert answer.location == f"{address}/programm?tag=2027-03-29#TALK01"


def test_script_is_answered_without_a_page(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock, codes="")
    json = {"Accept": "application/json"}

    answer = browser.post(f"{address}/merken", data={"code": "WORKSH", "wanted": "1"}, headers=json)

    assert (answer.status_code, answer.data) == (204, b"")
    assert starred_codes(only_visitor()) == {"WORKSH"}


def test_a_session_that_is_not_released_cannot_be_starred(app: Flask, browser: Insider, clock):
    make_session(make_workshop(), code="DRAFT1")
    address = keep(browser, app, clock, codes="")

    assert browser.post(f"{address}/merken", data={"code": "DRAFT1", "wanted": "1"}).status_code == 404


def test_the_page_tells_places_and_waiting_in_order_of_time(browser: Insider, clock):
    make_workshop(capacity=1)
    ada, ben, cem = (come(f"{name}@besuch.example") for name in ("ada", "ben", "cem"))

    has_one, first, second = (read(browser, page_with(one)).text for one in (ada, ben, cem))

    assert "Platz bestätigt" in has_one
    assert f"{ada.code[:3]} {ada.code[3:]}" in has_one
    assert "Warteliste, niemand vor Ihnen" in first
    assert "Warteliste, vor Ihnen: 1" in second
    assert "Code für die Tür" not in second


def test_an_offer_says_until_when(browser: Insider, clock):
    make_workshop(capacity=1)
    come("ada@besuch.example")
    ben = come("ben@besuch.example")
    goes("ada@besuch.example")

    assert "Platz angeboten, antworten Sie bis Mi., 03.02., 22:01 Uhr" in read(browser, page_with(ben)).text


def test_what_moved_or_was_cancelled_says_so(app: Flask, browser: Insider, clock):
    fair = make_workshop()
    talk = make_session(fair, "Licht", code="TALK01", starts="14:00", ends="15:00")
    make_release(later=1)
    address = keep(browser, app, clock, codes="WORKSH TALK01")
    change(talk, starts_at=at("15:00"), ends_at=at("16:00"))
    make_release(later=2)

    assert "Verlegt" in read(browser, address).text

    change(talk, is_cancelled=True)
    make_release(later=3)
    assert "Abgesagt" in read(browser, address).text


def test_the_code_for_the_door_is_drawn_for_its_owner_alone(browser: Insider, clock):
    make_workshop()
    ada, ben = come("ada@besuch.example"), come("ben@besuch.example")

    own = browser.get(f"{page_with(ada)}/code-{ada.handle}.svg")

    assert (own.status_code, own.mimetype) == (200, "image/svg+xml")
    assert own.headers["Cache-Control"] == "no-store"
    assert browser.get(f"{page_with(ben)}/code-{ada.handle}.svg").status_code == 404


def test_queries_do_not_grow_with_what_is_starred(app: Flask, browser: Insider, clock, queries_counted):
    fair = make_workshop()
    for number in range(5):
        make_session(fair, code=f"TALK0{number}", starts=f"1{number}:00", ends=f"1{number}:30")
    make_release(later=1)
    few = keep(browser, app, clock, codes="WORKSH")
    many = keep(browser, app, clock, codes="WORKSH TALK00 TALK01 TALK02 TALK03 TALK04")
    browser.get(few)

    def asked(address: str) -> int:
        before = queries_counted()
        assert browser.get(address).status_code == 200
        return queries_counted() - before

    assert asked(many) == asked(few)


def test_the_programme_belongs_to_one_fair(app: Flask, browser: Insider, clock):
    make_workshop()
    token = keep(browser, app, clock).rpartition("/")[2]
    make_fair("andere-2027", title="Andere")

    assert browser.get(f"/andere-2027/mein/{token}").status_code == 404
