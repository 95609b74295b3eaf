"""The catalogue as a visitor handles it: typing narrows at once, what is chosen can be dropped, one field finds all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.fairs import BIG, DEMO
from tests.browser.programme_page import choose, dropper, query_of, search_field, status, submit
from tests.browser.watching import Scales

pytestmark = pytest.mark.browser

LIST, EXHIBITS = f"/{DEMO}/aussteller", f"/{DEMO}/exponate"
DESK = {"width": 1280, "height": 800}
EVERYBODY = 18


def shown(page: Page) -> list[str]:
    """The names of the entries that can be seen."""
    return [text.strip() for text in page.locator("[data-entry]:visible").locator("h2, h3").all_inner_texts()]


def test_typing_narrows_the_list_at_once_and_the_number_is_said(visit: Visit):
    page = visit(LIST)
    expect(status(page)).to_have_text(f"Aussteller: {EVERYBODY}")
    page.evaluate("window.__stays = true")

    search_field(page).fill("strassenleuchten")

    expect(status(page)).to_have_text("Treffer: 1")
    assert shown(page) == ["Beispielwerke Musterlicht GmbH"]
    expect(page.get_by_role("heading", level=2).filter(visible=True)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Buchstaben").get_by_role("link")).to_have_count(1)
    assert (query_of(page), page.evaluate("window.__stays")) == ({"q": "strassenleuchten"}, True)


def test_a_theme_of_several_narrows_and_goes_along_to_the_exhibits(visit: Visit):
    page = visit(EXHIBITS)

    choose(page, "Thema", "Hafenumfeld")

    expect(status(page)).to_have_text("Treffer: 3")
    assert "Eine Brücke unter Aufsicht" in shown(page)
    page.locator(".view-switch").get_by_role("link", name="Aussteller").click()
    expect(page).to_have_url(re.compile("aussteller.thema=hafenumfeld"))


def test_an_empty_result_offers_to_drop_each_choice(visit: Visit):
    page = visit(LIST)
    search_field(page).fill("gibtesnicht")
    expect(status(page)).to_have_text("Keine Treffer. Lassen Sie einen Filter weg:")

    dropper(page, "„gibtesnicht“").click()

    expect(status(page)).to_have_text(f"Aussteller: {EVERYBODY}")


@pytest.mark.parametrize("query", ["WÄRME", "hochschule forschung", "laterne"])
def test_the_page_finds_the_same_with_and_without_script(visit: Visit, query: str):
    with_script, without = visit(LIST), visit(LIST, java_script_enabled=False)

    search_field(with_script).fill(query)
    search_field(without).fill(query)
    submit(without)

    expect(without).to_have_url(re.compile("q="))
    expect(status(with_script)).to_have_text(status(without).inner_text())
    assert shown(with_script) == shown(without)


def test_two_hundred_exhibitors_are_searched_for_no_more_than_a_page_may_weigh(visit: Visit):
    page = visit("about:blank")
    scales = Scales.under(page)
    page.goto(f"/{BIG}/aussteller", wait_until="networkidle")

    search_field(page).fill("netz")
    expect(status(page)).to_have_text(re.compile("Treffer: "))

    assert scales.bytes <= 150_000


def test_the_field_in_the_head_finds_from_any_page_without_script(visit: Visit):
    page = visit(f"/{DEMO}/impressum", viewport=DESK, java_script_enabled=False)

    field = page.get_by_role("banner").get_by_role("searchbox", name="Alles durchsuchen")
    field.fill("laterne")
    field.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Suche nach „laterne“")
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile("Programm"))


def test_on_a_phone_the_head_leads_to_the_search_and_stays_on_one_line(visit: Visit):
    page = visit(LIST)
    banner = page.get_by_role("banner")

    boxes = [
        banner.get_by_role("link", name=name).bounding_box() for name in ("Elektrotechnik 2027", "Suche", "English")
    ]
    banner.get_by_role("link", name="Suche").click()

    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert max(middles) - min(middles) <= 2
    expect(page.get_by_role("searchbox", name="Was suchen Sie?")).to_be_visible()
