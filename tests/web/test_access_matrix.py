"""Role times route, made from the URL map: who is let in, who is led to the entrance, who finds nothing there."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from eventapp.web.sessions import is_private
from tests.people import MEMBER, Insider, browser_of, sign_in
from tests.web.access_table import Door, doors
from tests.web.addresses import addresses
from tests.web.test_routes import all_rows

pytestmark = pytest.mark.usefixtures("released")

SEAL = re.compile(rb'name="siegel" type="hidden" value="[^"]+"')
"""Each form of strangers has its own."""


def knock(browser: Insider, door: Door, **options: object) -> TestResponse:
    """Asks as a page of ours would: what may change something carries the form's token."""
    if door.method == "GET":
        return browser.get(door.path)
    return browser.send(door.path, method=door.method, **options)


def is_led_to_the_entrance(answer: TestResponse) -> bool:
    return answer.status_code == 303 and str(answer.location).startswith("/konto/einloggen")


def test_outside_of_the_private_areas_everything_is_everybody_s(app: Flask):
    public = [rule.endpoint for rule in app.url_map.iter_rules() if not is_private(rule.rule)]

    assert {app.view_functions[endpoint].__dict__["access"] for endpoint in public} == {"everyone"}


def test_strangers_are_led_to_the_entrance(app: Flask):
    stranger = browser_of(app)
    wanted = [door for door in doors(app) if door.mark != "everyone"]

    assert [str(door) for door in wanted if not is_led_to_the_entrance(knock(stranger, door))] == []


def test_what_a_stranger_wanted_to_see_is_what_they_are_led_on_to(app: Flask):
    stranger = browser_of(app)
    wanted = [door for door in doors(app) if door.mark != "everyone" and door.method == "GET"]

    assert {door.path: stranger.get(door.path).location for door in wanted} == {
        door.path: f"/konto/einloggen?weiter={door.path}" for door in wanted
    }


def test_whoever_is_not_of_the_office_finds_nothing_there(app: Flask):
    member = sign_in(app, MEMBER, is_organiser=False)
    office = [door for door in doors(app) if door.mark == "organisers"]

    assert {str(door): knock(member, door).status_code for door in office} == {str(door): 404 for door in office}


def test_an_organiser_is_led_away_from_no_page_of_the_office(app: Flask):
    organiser = sign_in(app)
    pages = [door for door in doors(app) if door.mark in ("signed_in", "organisers") and door.method == "GET"]
    answers = {str(door): knock(organiser, door) for door in pages}

    assert [
        name for name, answer in answers.items() if is_led_to_the_entrance(answer) or answer.status_code >= 500
    ] == []


@pytest.mark.parametrize("is_organiser", [True, False])
def test_without_the_page_s_token_nothing_is_taken(app: Flask, is_organiser: bool):
    browser = sign_in(app, MEMBER, is_organiser=is_organiser)
    changing = [door for door in doors(app) if door.method != "GET"]

    answers = {str(door): browser.open(door.path, method=door.method).status_code for door in changing}

    assert answers == {str(door): 400 for door in changing}


@pytest.mark.parametrize(
    "said", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_what_another_site_sends_is_refused_whatever_it_carries(app: Flask, said: dict[str, str]):
    organiser = sign_in(app)
    changing = [door for door in doors(app) if door.method != "GET"]

    answers = {str(door): knock(organiser, door, headers=said).status_code for door in changing}

    assert answers == {str(door): 403 for door in changing}


def test_every_private_answer_stays_private(app: Flask):
    browsers = (browser_of(app), sign_in(app), sign_in(app, MEMBER, is_organiser=False))
    answers = [knock(browser, door) for door in doors(app) if door.method == "GET" for browser in browsers]

    assert {(a.headers["Cache-Control"], a.headers["X-Robots-Tag"]) for a in answers} == {("no-store", "noindex")}


def test_public_pages_know_nobody_who_is_signed_in(app: Flask):
    visitor, organiser = app.test_client(), sign_in(app)
    for path in addresses(app).values():
        plain, known = visitor.get(path), organiser.get(path)

        assert SEAL.sub(b"", known.get_data()) == SEAL.sub(b"", plain.get_data()), path
        assert "Set-Cookie" not in known.headers, path
        assert "Cookie" not in known.headers.get("Vary", ""), path


def test_looking_at_every_private_page_changes_no_row(app: Flask):
    organiser = sign_in(app)
    before = all_rows(app)
    for door in doors(app):
        if door.method == "GET":
            organiser.get(door.path)

    assert all_rows(app) == before
