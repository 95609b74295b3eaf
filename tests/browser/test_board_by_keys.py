"""The planning board by keyboard alone, from the first Tab to the last move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.board_page import a_plan, aside, called, opened, reloaded, status, tile
from tests.browser.office import REFUSALS, WIDE, House, house_of, signed_in
from tests.browser.test_keyboard import stops, tab_to

pytestmark = pytest.mark.browser

TITLES = ("Reise", "Länger", "Nachher", "Tausch")
MOST_STOPS_OF_THE_DIALOG = 20
IS_BOARD = "document.activeElement.closest('[data-part=calendar]') !== null"
COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const spots = [[box.left + 4, box.top + 3], [box.left + 4, box.bottom - 3]];
  return spots.filter(([x, y]) => !document.activeElement.contains(document.elementFromPoint(x, y))).length;
}"""
"""How many of the upper and the lower edge of what has the focus something else lies on."""


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("keys"), a_plan(*TITLES), people=14) as house:
        yield house


@pytest.fixture
def page(chromium: Browser, house: House) -> Iterator[Page]:
    with signed_in(chromium, house, tolerated=REFUSALS, viewport=WIDE) as context:
        yield opened(context)


def tab_onto_the_board(page: Page) -> None:
    for _stop in stops(page):
        if page.evaluate(IS_BOARD):
            return
    pytest.fail("the Tab key never leads onto the board")


def tab_in_the_dialog_to(wanted: Locator) -> None:
    """A field for a time has a stop for its hours and one for its minutes."""
    for _stop in range(MOST_STOPS_OF_THE_DIALOG):
        wanted.page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail("the Tab key never leads there")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_every_stop_of_the_board_is_seen_with_a_ring(page: Page):
    passed = list(stops(page))

    assert [stop["name"] for stop in passed if not (stop["isSeen"] and stop["hasRing"])] == []
    assert [stop["name"] for stop in passed if stop["isCovered"]] == []


def test_tab_stops_once_on_the_board_and_goes_on_to_what_waits(page: Page):
    tab_onto_the_board(page)
    page.keyboard.press("Tab")

    expect(aside(page, "Wartend").or_(aside(page, "Skizze")).first).to_be_focused()


def test_arrows_lead_from_session_to_session(page: Page):
    tab_onto_the_board(page)
    expect(tile(page, "Reise")).to_be_focused()
    press(page, "ArrowDown", "ArrowDown")
    expect(tile(page, "Nachher")).to_be_focused()
    press(page, "ArrowRight")

    expect(page.locator("[data-part=calendar] button:focus")).to_have_attribute("aria-label", re.compile("Bühne B"))


def test_a_session_is_taken_to_another_day_and_place_and_back_by_undoing(page: Page):
    before = called(page, "Reise")
    tab_onto_the_board(page)
    press(page, "Enter", "PageDown", "ArrowRight", "Control+ArrowDown")
    expect(page.locator("[data-part=spoken]")).to_contain_text("Montag, 29. März 10:00–10:30, Bühne B")
    press(page, "Enter")
    expect(tile(page, "Reise")).to_be_focused()
    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    press(page, "Control+z")

    expect(status(page)).to_contain_text("Rückgängig gemacht.")
    expect(tile(page, "Reise")).to_be_focused()
    reloaded(page)
    assert called(page, "Reise") == before


def test_a_session_is_stretched_and_shortened_but_never_to_nothing(page: Page):
    tile(page, "Länger").focus()
    press(page, "Enter", "Shift+ArrowDown", "Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "Enter")

    reloaded(page)
    assert "10:00–10:15" in called(page, "Länger")


def test_what_waits_is_put_on_the_board_by_keys(page: Page):
    tab_onto_the_board(page)
    aside(page, "Wartend").focus()
    press(page, "Enter", "ArrowRight", "Control+ArrowDown", "Control+ArrowDown", "Enter")

    expect(tile(page, "Wartend")).to_be_focused()
    reloaded(page)
    assert "Bühne B" in called(page, "Wartend")


def test_a_draft_is_set_aside_by_keys(page: Page):
    tile(page, "Skizze").focus()
    press(page, "m")
    tab_in_the_dialog_to(page.get_by_role("button", name="Zur Seite legen"))
    press(page, "Enter")

    expect(aside(page, "Skizze")).to_be_focused()
    reloaded(page)
    expect(aside(page, "Skizze")).to_be_visible()


def test_two_sessions_change_places_by_keys(page: Page):
    tile(page, "Tausch").focus()
    press(page, "m")
    tab_in_the_dialog_to(page.get_by_label("Tauschen mit"))
    page.keyboard.type("16:30")
    tab_in_the_dialog_to(page.get_by_role("button", name="Tauschen"))
    press(page, "Enter")

    expect(tile(page, "Tausch")).to_be_focused()
    reloaded(page)
    assert "16:30–17:00, Bühne B" in called(page, "Tausch")


def test_the_dialog_closes_with_escape_and_the_focus_is_where_it_was(page: Page):
    tile(page, "Still").focus()
    press(page, "m")
    expect(page.get_by_role("dialog")).to_be_visible()
    press(page, "Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(tile(page, "Still")).to_be_focused()


def test_day_and_steps_are_chosen_by_keys(page: Page):
    tab_to(page, "Mo., 29.03.")
    press(page, "Enter")
    expect(tile(page, "Still")).to_have_count(0)
    tab_to(page, "Ganze Messe")
    press(page, "Enter")
    expect(tile(page, "Still")).to_be_visible()
    tab_to(page, "15 min")
    press(page, "Enter")

    expect(page.get_by_role("button", name="Viertelstunden")).to_have_attribute("aria-pressed", "true")


def test_what_the_arrows_reach_is_never_below_the_head_of_the_board(chromium: Browser, house: House):
    with signed_in(chromium, house, viewport={"width": 1280, "height": 720}) as context:
        page = opened(context, "raster=15")
        tile(page, "Still").focus()
        for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):
            page.keyboard.press(key)
            assert page.evaluate(COVERED) == 0
