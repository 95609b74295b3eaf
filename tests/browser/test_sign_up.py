"""From the programme to a place and back, with and without script, by keyboard alone."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from eventapp import create_app
from tests.browser.conftest import Site, Visit
from tests.browser.places import FREE, FULL, PLACES, confirming_link_of
from tests.conftest import settings

pytestmark = pytest.mark.browser

PROGRAMME = f"/{PLACES}/programm"
SESSION = f"{PROGRAMME}/{FREE}"
FORM = f"{SESSION}/anmelden"
AS_A_PERSON = 3.2
"""Seconds that somebody takes at least to fill in a form."""


def confirming_link(site: Site, email: str) -> str:
    with create_app(settings(site.database)).app_context():
        return confirming_link_of(email)


def places_told(page: Page, code: str):
    return page.locator(f'.entry .places[data-code="{code}"]')


@pytest.mark.parametrize("has_script", [True, False])
def test_a_place_is_had_and_given_back(visit: Visit, site: Site, has_script: bool):
    email = f"eva-{has_script}@besuch.example".lower()
    page = visit(SESSION, java_script_enabled=has_script)
    page.get_by_role("link", name="Anmelden").click()
    page.get_by_label("Ihr Name").fill("Eva Beispiel")
    page.get_by_label("Ihre E-Mail-Adresse").fill(email)
    page.get_by_label("Was möchten Sie messen?").fill("Strom")
    time.sleep(AS_A_PERSON)
    page.get_by_role("button", name="Platz anfragen").click()
    expect(page.get_by_text(re.compile("Bitte bestätigen bis"))).to_be_visible()

    page.goto(confirming_link(site, email))
    page.get_by_role("button", name="Platz bestätigen").click()
    expect(page.get_by_text("Sie haben einen Platz.")).to_be_visible()

    page.get_by_role("link", name="Platz zurückgeben").click()
    page.get_by_role("button", name="Platz zurückgeben").click()
    expect(page.get_by_text(re.compile("Sie sind nicht mehr angemeldet"))).to_be_visible()
    page.get_by_role("button", name="Platz nehmen").click()
    expect(page.get_by_text("Sie haben einen Platz.")).to_be_visible()


def test_back_and_again_is_one_place(visit: Visit, site: Site):
    page = visit(FORM)
    page.get_by_label("Ihr Name").fill("Fay Beispiel")
    page.get_by_label("Ihre E-Mail-Adresse").fill("fay@besuch.example")
    time.sleep(AS_A_PERSON)
    page.get_by_role("button", name="Platz anfragen").click()
    expect(page).to_have_url(re.compile("gesendet"))

    page.reload()
    expect(page.get_by_text(re.compile("Bitte bestätigen bis"))).to_be_visible()


def test_what_is_missing_is_told_first(visit: Visit):
    """The summary has the focus, and leads to the fields."""
    page = visit(FORM, tolerated=("422",))
    time.sleep(AS_A_PERSON)
    page.get_by_role("button", name="Platz anfragen").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fehler: "))
    page.get_by_role("link", name="Geben Sie Ihren Namen ein.").click()
    expect(page.get_by_label("Ihr Name")).to_be_focused()


def test_by_keyboard_alone_one_comes_through_the_form(visit: Visit):
    page = visit(FORM)
    page.get_by_label("Ihr Name").focus()
    for typed in ("Gil Beispiel", "gil@besuch.example", "Wärme"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    time.sleep(AS_A_PERSON)
    expect(page.get_by_role("link", name="Datenschutz").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text(re.compile("Bitte bestätigen bis"))).to_be_visible()


def test_the_lines_of_the_programme_say_how_many_places_are_left(visit: Visit):
    page = visit(PROGRAMME)

    expect(places_told(page, FREE)).to_have_text(re.compile(r"noch \d+ Plätze"))
    expect(places_told(page, FULL)).to_have_text("ausgebucht, Warteliste")


def test_without_script_they_say_that_one_signs_up(visit: Visit):
    page = visit(PROGRAMME, java_script_enabled=False)

    expect(places_told(page, FREE)).to_have_text("Mit Anmeldung")


def test_when_the_network_is_gone_the_lines_stay_as_they_are(visit: Visit):
    page = visit("/healthz")
    page.route("**/plaetze.json", lambda route: route.fulfill(status=200, body="no json"))
    page.goto(PROGRAMME)

    expect(places_told(page, FREE)).to_have_text("Mit Anmeldung")
