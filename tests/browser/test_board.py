"""The planning board in a real browser: by mouse, finger and keys, undone, overtaken, and without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.board_page import (
    BOARD,
    HOUR,
    OF_AXE,
    a_plan,
    aside,
    called,
    column,
    hint,
    opened,
    pull,
    pull_to,
    reloaded,
    spot_aside,
    spot_in,
    status,
    tile,
)
from tests.browser.office import REFUSALS, SCREENS, WIDE, House, house_of, signed_in
from tests.browser.test_accessibility import violations_by_light_and_dark

pytestmark = pytest.mark.browser

TITLES = ("Drag", "Stretch", "Keys", "Clash", "Stale", "Undo")


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("board"), a_plan(*TITLES), people=24) as house:
        yield house


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    usual = {"viewport": {"width": 1280, "height": 1100}, "tolerated": REFUSALS}
    with signed_in(chromium, house, **usual | getattr(request, "param", {})) as context:
        yield context


@pytest.fixture
def colleague(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, tolerated=REFUSALS, viewport=WIDE) as context:
        yield context


def test_a_session_is_dragged_to_another_time_and_place(context: BrowserContext):
    page = opened(context)
    pull(page, tile(page, "Drag"), column(page), HOUR)
    expect(hint(page)).to_contain_text("10:00–10:30")
    expect(hint(page)).to_contain_text("Bühne B")
    page.mouse.up()

    reloaded(page)
    assert "28. März 10:00–10:30, Bühne B" in called(page, "Drag")


def test_a_session_is_stretched_at_its_lower_edge(context: BrowserContext):
    page = opened(context)
    pull(page, tile(page, "Stretch"), 0, 12, from_below=True)
    page.mouse.up()

    reloaded(page)
    assert "10:00–10:45, Bühne A" in called(page, "Stretch")


def test_what_waits_is_dragged_onto_the_board(context: BrowserContext):
    page = opened(context)
    pull_to(page, aside(page, "Wartend"), *spot_in(page, 1, below=4 * HOUR))
    expect(hint(page)).to_contain_text("Bühne B")
    page.mouse.up()

    reloaded(page)
    assert "Bühne B" in called(page, "Wartend")


def test_a_draft_is_dragged_to_the_side(context: BrowserContext):
    page = opened(context)
    pull_to(page, tile(page, "Skizze"), *spot_aside(page))
    expect(hint(page)).to_contain_text("Kommt zur Seite, ohne Zeit.")
    page.mouse.up()

    expect(aside(page, "Skizze")).to_be_visible()
    reloaded(page)
    expect(aside(page, "Skizze")).to_be_visible()
    expect(tile(page, "Skizze")).to_have_count(0)


def test_over_the_side_it_is_said_that_what_is_released_stays(context: BrowserContext):
    page = opened(context)
    before = called(page, "Still")
    pull_to(page, tile(page, "Still"), *spot_aside(page))
    expect(hint(page)).to_contain_text("Schon veröffentlicht: kann nicht zur Seite.")
    page.mouse.up()

    expect(status(page)).to_contain_text("braucht eine Zeit")
    assert called(page, "Still") == before


def test_a_session_is_moved_and_stretched_by_keys_alone(context: BrowserContext):
    page = opened(context)
    tile(page, "Keys").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("[data-part=spoken]")).to_contain_text("11:15–12:00, Bühne B. Kein Konflikt.")
    page.keyboard.press("Enter")

    expect(tile(page, "Keys")).to_be_focused()
    reloaded(page)
    assert "11:15–12:00, Bühne B" in called(page, "Keys")


def test_escape_puts_back_what_keys_have_taken_up(context: BrowserContext):
    page = opened(context)
    before = called(page, "Still")
    tile(page, "Still").focus()
    for key in ("Enter", "ArrowDown", "ArrowDown", "Escape"):
        page.keyboard.press(key)

    expect(status(page)).to_have_text("Zurückgelegt, nichts ist geändert.")
    expect(tile(page, "Still")).to_be_focused()
    assert called(page, "Still") == before


def test_a_clash_is_named_while_dragging_and_afterwards(context: BrowserContext):
    page = opened(context)
    in_the_menu = page.locator("[data-conflicts] > span").first
    expect(in_the_menu).not_to_be_empty()
    before = in_the_menu.inner_text()
    pull(page, tile(page, "Clash"), column(page), HOUR * 4.5)
    expect(hint(page)).to_contain_text("30 Minuten lang zugleich auf „Bühne B“")
    page.mouse.up()

    expect(page.locator("[data-part=conflicts]")).to_contain_text("30 Minuten lang zugleich auf „Bühne B“")
    expect(tile(page, "Clash")).to_have_class("tile tile--changed tile--serious")
    assert "Konflikt" in called(page, "Clash")
    expect(in_the_menu).not_to_have_text(before)


def test_who_comes_second_is_told_who_was_first_and_sees_it(context: BrowserContext, colleague: BrowserContext):
    mine, hers = opened(context), opened(colleague)
    tile(hers, "Stale").focus()
    for key in ("Enter", "ArrowRight", "Enter"):
        hers.keyboard.press(key)
    expect(hers.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    tile(mine, "Stale").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        mine.keyboard.press(key)

    expect(status(mine)).to_contain_text("Büro hat „Stale“ um")
    expect(status(mine)).to_contain_text("Bühne A → Bühne B")
    assert "13:00–13:30, Bühne B" in called(mine, "Stale")


def test_a_move_is_undone_and_done_again(context: BrowserContext):
    page = opened(context)
    tile(page, "Undo").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    page.get_by_role("button", name="Rückgängig").click()
    expect(status(page)).to_contain_text("Rückgängig gemacht.")
    assert "14:00–14:30" in called(page, "Undo")
    page.keyboard.press("Control+Shift+z")
    reloaded(page)
    assert "14:15–14:45" in called(page, "Undo")


def test_the_dialog_moves_by_day_time_and_place(context: BrowserContext):
    page = opened(context)
    tile(page, "Still").focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Beginn").fill("18:00")
    expect(dialog.get_by_label("Ende")).to_have_value("18:30")
    expect(dialog.get_by_role("status")).to_contain_text("Kein Konflikt.")
    dialog.get_by_role("button", name="Verschieben", exact=True).click()

    expect(tile(page, "Still")).to_be_focused()
    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    assert "18:00–18:30" in called(page, "Still")


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_script_the_list_leads_to_where_one_moves(context: BrowserContext):
    page = context.pages[0]
    page.goto(BOARD)
    expect(page.locator("[data-part=calendar]")).to_be_hidden()
    page.get_by_role("link", name="Verschieben … Nachbar").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/verschieben")


@pytest.mark.parametrize("context", [{"tolerated": OF_AXE}], indirect=True)
@pytest.mark.parametrize("query", ["raster=60", "tag=alle&raster=15"])
def test_axe_finds_nothing_in_light_and_dark(context: BrowserContext, query: str):
    page = opened(context, query)
    found = violations_by_light_and_dark(page)
    tile(page, "Still").focus()
    page.keyboard.press("m")
    found |= {f"dialog {scheme}": wrong for scheme, wrong in violations_by_light_and_dark(page).items()}
    assert found == {}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen["width"])
def test_the_page_is_never_wider_than_its_screen(context: BrowserContext, screen: dict[str, int]):
    page = context.pages[0]
    page.set_viewport_size(screen)
    page.goto(f"{BOARD}?tag=alle")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
