"""The programme narrowed to what has places left: with script and without, by keyboard, shared by its address."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.places import FREE, FULL, LATER, LONG, OFFERED, PLACES
from tests.browser.programme_page import choose, dropper, expect_hits, query_of, status, submit

pytestmark = pytest.mark.browser
PROGRAMME = f"/{PLACES}/programm"
WITH_PLACES = [LONG, "Löten", "Für alle"]
EVERYTHING = [*WITH_PLACES, "Messen", "Schalten", "Nur wir"]
NOT_TOLD = "Failed to load resource"


@pytest.mark.parametrize("has_script", [True, False])
def test_what_is_full_or_closed_is_left_out_and_comes_back(visit: Visit, has_script: bool):
    page = visit(PROGRAMME, java_script_enabled=has_script)
    choose(page, "Plätze", "Plätze frei")
    if not has_script:
        submit(page)

    expect_hits(page, WITH_PLACES)
    expect(status(page)).to_have_text("Treffer: 3")
    assert query_of(page) == {"plaetze": "frei"}

    dropper(page, "Plätze frei").click()

    expect(status(page)).to_have_text("Programmpunkte: 6")
    expect_hits(page, EVERYTHING)


@pytest.mark.parametrize("has_script", [True, False])
def test_it_combines_with_words(visit: Visit, has_script: bool):
    page = visit(f"{PROGRAMME}?plaetze=frei&q=l%C3%B6ten", java_script_enabled=has_script)

    expect_hits(page, ["Löten"])
    dropper(page, "„löten“").click()
    expect_hits(page, WITH_PLACES)


def test_the_address_can_be_shared(visit: Visit):
    page = visit(f"{PROGRAMME}?plaetze=frei")

    expect_hits(page, WITH_PLACES)
    expect(page.get_by_label("Plätze", exact=True)).to_have_value("frei")


def test_it_works_with_keys_alone(visit: Visit):
    page = visit(PROGRAMME, viewport={"width": 1280, "height": 800})
    page.get_by_label("Plätze", exact=True).focus()
    page.keyboard.press("P")

    expect_hits(page, WITH_PLACES)


def test_the_grid_is_narrowed_by_the_button(visit: Visit):
    page = visit(f"{PROGRAMME}?ansicht=raster", viewport={"width": 1280, "height": 800})
    page.get_by_label("Plätze", exact=True).select_option(label="Plätze frei")
    submit(page)

    expect(status(page)).to_have_text("Treffer: 3")
    expect(page.locator(".grid__entry:visible .grid__title")).to_have_text(WITH_PLACES)
    assert query_of(page) == {"plaetze": "frei", "ansicht": "raster"}


def told(page: Page, **states: str) -> None:
    """From now on the small address tells this."""

    def answer(route: Route) -> None:
        known = {code: {"state": state, "left": None, "waiting": False} for code, state in states.items()}
        route.fulfill(status=200, content_type="application/json", body=json.dumps(known))

    page.route("**/plaetze.json", answer)


def test_what_fills_up_while_the_page_is_open_goes(visit: Visit):
    """The numbers are asked for again every half minute."""
    page = visit("about:blank")
    page.clock.install()
    page.goto(f"{PROGRAMME}?plaetze=frei", wait_until="networkidle")
    expect_hits(page, WITH_PLACES)
    told(page, **{FREE: "full", FULL: "few", LATER: "not_yet", OFFERED: "full"})

    page.clock.fast_forward(60_000)

    expect_hits(page, ["Messen", "Löten", "Für alle"])
    expect(status(page)).to_have_text("Treffer: 3")


def test_where_the_numbers_cannot_be_had_that_is_said_and_nothing_taken_for_full(visit: Visit):
    page = visit("about:blank", tolerated=(NOT_TOLD,))
    page.route("**/plaetze.json", lambda route: route.fulfill(status=503))
    page.goto(PROGRAMME, wait_until="networkidle")

    choose(page, "Plätze", "Plätze frei")

    expect(status(page)).to_have_text("Treffer: 5 Wo noch Plätze frei sind, war gerade nicht zu erfahren.")
