"""Two people of the office on the planning board at once: who comes second is told, and nothing is lost unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.board_page import HOUR, a_plan, aside, called, column, opened, pull, reloaded, status, tile
from tests.browser.office import REFUSALS, House, house_of, signed_in

pytestmark = pytest.mark.browser

TITLES = ("Gezogen", "Gedehnt", "Gefragt", "Rückwärts", "Gesehen", "Zweimal")
SMALL = {"width": 1280, "height": 720}
A_MINUTE = 61_000


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("two"), a_plan(*TITLES), people=18) as house:
        yield house


@pytest.fixture
def mine(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, tolerated=REFUSALS, viewport=SMALL) as context:
        yield context


@pytest.fixture
def hers(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, tolerated=REFUSALS, viewport=SMALL) as context:
        yield context


def carry(page: Page, title: str, *keys: str) -> None:
    """By keys, saved."""
    tile(page, title).focus()
    for key in ("Enter", *keys, "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")


def test_a_stale_drag_is_refused_with_what_happened_where_it_is_seen(mine: BrowserContext, hers: BrowserContext):
    my_board, her_board = opened(mine), opened(hers)
    carry(her_board, "Gezogen", "ArrowRight")
    my_board.locator("[data-part=conflicts]").scroll_into_view_if_needed()
    pull(my_board, tile(my_board, "Gezogen"), 0, HOUR / 2)
    my_board.mouse.up()

    expect(status(my_board)).to_contain_text("Büro hat „Gezogen“ um")
    expect(status(my_board)).to_contain_text("Ort: Bühne A → Bühne B")
    expect(status(my_board)).to_be_in_viewport(ratio=1)
    assert "09:00–09:30, Bühne B" in called(my_board, "Gezogen")


def test_a_stale_stretch_is_refused_and_shows_the_length_that_counts(mine: BrowserContext, hers: BrowserContext):
    my_board, her_board = opened(mine), opened(hers)
    carry(her_board, "Gedehnt", "Shift+ArrowDown")
    tile(my_board, "Gedehnt").focus()
    for key in ("Enter", "Shift+ArrowDown", "Shift+ArrowDown", "Enter"):
        my_board.keyboard.press(key)

    expect(status(my_board)).to_contain_text("Ende: 28.03.2027 10:30 → 28.03.2027 10:45")
    assert "10:00–10:45" in called(my_board, "Gedehnt")


def test_a_stale_dialog_is_refused_too(mine: BrowserContext, hers: BrowserContext):
    my_board, her_board = opened(mine), opened(hers)
    tile(my_board, "Gefragt").focus()
    my_board.keyboard.press("m")
    dialog = my_board.get_by_role("dialog")
    dialog.get_by_label("Beginn").fill("18:00")
    carry(her_board, "Gefragt", "ArrowRight")
    dialog.get_by_role("button", name="Verschieben", exact=True).click()

    expect(status(my_board)).to_contain_text("Büro hat „Gefragt“ um")
    assert "11:00–11:30, Bühne B" in called(my_board, "Gefragt")


def test_what_somebody_else_changed_is_not_taken_back_by_undoing(mine: BrowserContext, hers: BrowserContext):
    my_board = opened(mine)
    carry(my_board, "Rückwärts", "ArrowDown")
    carry(opened(hers), "Rückwärts", "ArrowRight")
    my_board.get_by_role("button", name="Rückgängig").click()

    expect(status(my_board)).to_contain_text("Büro hat „Rückwärts“ um")
    assert "12:15–12:45, Bühne B" in called(my_board, "Rückwärts")


def test_after_a_refusal_the_next_move_counts(mine: BrowserContext, hers: BrowserContext):
    my_board, her_board = opened(mine), opened(hers)
    carry(her_board, "Zweimal", "ArrowRight")
    tile(my_board, "Zweimal").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        my_board.keyboard.press(key)
    expect(status(my_board)).to_contain_text("Büro hat „Zweimal“ um")
    carry(my_board, "Zweimal", "ArrowDown")

    reloaded(my_board)
    assert "14:15–14:45, Bühne B" in called(my_board, "Zweimal")


def test_what_she_sets_aside_cannot_be_moved_as_if_it_still_stood(mine: BrowserContext, hers: BrowserContext):
    my_board, her_board = opened(mine), opened(hers)
    tile(her_board, "Skizze").focus()
    her_board.keyboard.press("m")
    her_board.get_by_role("dialog").get_by_role("button", name="Zur Seite legen").click()
    expect(her_board.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    pull(my_board, tile(my_board, "Skizze"), -column(my_board), HOUR)
    my_board.mouse.up()

    expect(status(my_board)).to_contain_text("Büro hat „Skizze“ um")
    expect(aside(my_board, "Skizze")).to_be_visible()
    expect(tile(my_board, "Skizze")).to_have_count(0)


def test_the_board_shows_by_itself_what_others_moved(mine: BrowserContext, hers: BrowserContext):
    mine.pages[0].clock.install()
    my_board = opened(mine)
    carry(opened(hers), "Gesehen", "ArrowRight")
    my_board.clock.fast_forward(A_MINUTE)

    expect(tile(my_board, "Gesehen")).to_have_attribute("aria-label", called(hers.pages[0], "Gesehen"))
