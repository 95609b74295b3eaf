"""The planning board under a finger: a tap asks, a swipe scrolls, and what is pressed long enough goes along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.board_page import (
    HOUR,
    Finger,
    a_plan,
    aside,
    box_of,
    called,
    column,
    has_scrolled,
    hint,
    opened,
    reloaded,
    spot_aside,
    spot_in,
    status,
    tile,
)
from tests.browser.office import House, house_of, signed_in

pytestmark = pytest.mark.browser

TABLET = {"width": 820, "height": 1180}
MOVING = "[data-board][data-moving]"
SCROLLED = "document.querySelector('.ec-main').scrollTop"


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("touch"), a_plan("Ziehen", "Dehnen"), people=12) as house:
        yield house


@pytest.fixture
def tablet(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, viewport=TABLET, has_touch=True) as context:
        yield context


def shown_whole(page: Page) -> Page:
    """With the board and its side on one screen."""
    page.locator("[data-part=aside]").scroll_into_view_if_needed()
    return page


def test_a_tap_opens_the_dialog(tablet: BrowserContext):
    page = opened(tablet)
    finger = Finger(page)
    finger.touch(tile(page, "Still"))
    finger.lift()

    expect(page.get_by_role("dialog")).to_contain_text("Still")


def test_a_swipe_scrolls_the_board_and_moves_nothing(tablet: BrowserContext):
    page = opened(tablet, "raster=15")
    before, top = called(page, "Ziehen"), page.evaluate(SCROLLED)
    finger = Finger(page)
    finger.touch(tile(page, "Ziehen"), at_the_end=True)
    finger.draw(0, -120)
    has_scrolled(page, top, 60)
    finger.lift()

    expect(page.locator(MOVING)).to_have_count(0)
    assert called(page, "Ziehen") == before


def test_a_session_that_is_pressed_long_goes_along_and_stays_where_it_is_let_go(tablet: BrowserContext):
    page = opened(tablet)
    finger = Finger(page)
    finger.press(tile(page, "Ziehen"))
    finger.draw(column(page), HOUR * 4)
    expect(hint(page)).to_contain_text("13:00–13:30")
    expect(hint(page)).to_contain_text("Bühne B")
    finger.lift()

    reloaded(page)
    assert "13:00–13:30, Bühne B" in called(page, "Ziehen")


def test_a_session_is_stretched_by_a_finger_on_its_lower_edge(tablet: BrowserContext):
    page = opened(tablet)
    finger = Finger(page)
    finger.press(tile(page, "Dehnen"), at_the_end=True)
    finger.draw(0, 12)
    expect(hint(page)).to_contain_text("10:00–10:45")
    finger.lift()

    reloaded(page)
    assert "10:00–10:45, Bühne A" in called(page, "Dehnen")


def test_what_is_pressed_and_let_go_again_stays_and_opens_nothing(tablet: BrowserContext):
    page = opened(tablet)
    before = called(page, "Still")
    finger = Finger(page)
    finger.press(tile(page, "Still"))
    finger.lift()

    expect(page.locator(MOVING)).to_have_count(0)
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert called(page, "Still") == before


def test_at_the_edge_the_board_goes_on_below_what_is_held(tablet: BrowserContext):
    page = opened(tablet, "raster=15")
    board = box_of(page.locator(".ec-main"))
    finger = Finger(page)
    finger.press(tile(page, "Still"))
    top = page.evaluate(SCROLLED)
    finger.draw_to(board["x"] + 200, min(board["y"] + board["height"], TABLET["height"]) - 10)
    has_scrolled(page, top, 40)
    finger.draw_to(20, 20)
    finger.lift()

    expect(page.locator(MOVING)).to_have_count(0)


def test_what_waits_is_drawn_onto_the_board_by_a_finger(tablet: BrowserContext):
    page = shown_whole(opened(tablet))
    finger = Finger(page)
    finger.press(aside(page, "Wartend"))
    finger.draw_to(*spot_in(page, 1, below=5 * HOUR))
    expect(hint(page)).to_contain_text("Bühne B")
    finger.lift()

    reloaded(page)
    assert "Bühne B" in called(page, "Wartend")


def test_a_draft_is_drawn_to_the_side_by_a_finger(tablet: BrowserContext):
    page = shown_whole(opened(tablet))
    finger = Finger(page)
    finger.press(tile(page, "Skizze"))
    finger.draw_to(*spot_aside(page))
    expect(hint(page)).to_contain_text("Kommt zur Seite, ohne Zeit.")
    finger.lift()

    expect(status(page)).to_contain_text("liegt jetzt an der Seite")
    reloaded(page)
    expect(aside(page, "Skizze")).to_be_visible()
