"""Two sessions change places on the planning board: by mouse with Alt, and in the dialog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.board_page import a_plan, box_of, called, hint, opened, pull_to, reloaded, status, tile
from tests.browser.office import REFUSALS, TALL, House, house_of, signed_in

pytestmark = pytest.mark.browser

TITLES = ("Früh", "Tauscht", "Erster", "Zweiter", "Zurück", "Stur", "Eilig")


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("swaps"), a_plan(*TITLES), people=12) as house:
        yield house


@pytest.fixture
def context(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, tolerated=REFUSALS, viewport=TALL) as context:
        yield context


@pytest.fixture
def colleague(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, tolerated=REFUSALS, viewport=TALL) as context:
        yield context


def hold_over(page: Page, title: str, other: str) -> None:
    """By mouse, without letting go."""
    there = box_of(tile(page, other))
    pull_to(page, tile(page, title), there["x"] + 60, there["y"] + 8)


def asked(page: Page, title: str, other: str) -> Locator:
    """The dialog of one session with another one chosen to change places with."""
    tile(page, title).focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    code = tile(page, other).get_attribute("data-code")
    assert code
    dialog.get_by_label("Tauschen mit").select_option(code)
    return dialog


def test_a_session_let_go_with_alt_on_another_changes_places_with_it(context: BrowserContext):
    page = opened(context)
    page.keyboard.down("Alt")
    hold_over(page, "Tauscht", "Nachbar")
    expect(hint(page)).to_contain_text("Tauscht mit „Nachbar“.")
    page.mouse.up()
    page.keyboard.up("Alt")

    expect(status(page)).to_have_text("„Tauscht“ und „Nachbar“ sind getauscht.")
    reloaded(page)
    assert "16:30–17:00, Bühne B" in called(page, "Tauscht")
    assert "10:00–11:00, Bühne A" in called(page, "Nachbar")


def test_alt_turns_what_rests_over_another_into_an_exchange_and_back(context: BrowserContext):
    page = opened(context)
    before = called(page, "Stur")
    hold_over(page, "Stur", "Eilig")
    expect(hint(page)).not_to_contain_text("Tauscht mit")
    page.keyboard.down("Alt")
    expect(hint(page)).to_contain_text("Tauscht mit „Eilig“.")
    page.keyboard.up("Alt")
    expect(hint(page)).not_to_contain_text("Tauscht mit")
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(status(page)).to_have_text("Zurückgelegt, nichts ist geändert.")
    assert called(page, "Stur") == before


def test_what_an_exchange_would_clash_with_is_said_while_it_is_held(context: BrowserContext):
    page = opened(context)
    page.keyboard.down("Alt")
    hold_over(page, "Skizze", "Still")
    expect(hint(page)).to_contain_text("Tauscht mit „Still“.")
    expect(hint(page)).to_contain_text("Ada Beispiel steht 30 Minuten lang zugleich bei „Früh“ und „Still“.")
    page.keyboard.press("Escape")
    page.mouse.up()
    page.keyboard.up("Alt")
    expect(status(page)).to_have_text("Zurückgelegt, nichts ist geändert.")


def test_two_sessions_change_places_in_the_dialog(context: BrowserContext):
    page = opened(context)
    dialog = asked(page, "Erster", "Zweiter")
    expect(dialog.get_by_role("status")).to_have_text("Kein Konflikt.")
    dialog.get_by_role("button", name="Tauschen").click()

    expect(tile(page, "Erster")).to_be_focused()
    reloaded(page)
    assert "12:00–12:30" in called(page, "Erster")
    assert "11:00–11:30" in called(page, "Zweiter")


def test_nothing_can_be_exchanged_until_another_one_is_chosen(context: BrowserContext):
    page = opened(context)
    tile(page, "Still").focus()
    page.keyboard.press("m")

    expect(page.get_by_role("dialog").get_by_role("button", name="Tauschen")).to_be_disabled()


def test_an_exchange_is_undone_by_keys_right_after_the_mouse_let_go(context: BrowserContext):
    page = opened(context)
    before = called(page, "Zurück"), called(page, "Still")
    page.keyboard.down("Alt")
    hold_over(page, "Zurück", "Still")
    expect(hint(page)).to_contain_text("Tauscht mit „Still“.")
    page.mouse.up()
    page.keyboard.up("Alt")
    expect(tile(page, "Zurück")).to_be_focused()
    page.keyboard.press("Control+z")

    expect(status(page)).to_contain_text("Rückgängig gemacht.")
    reloaded(page)
    assert [one.removesuffix(", Geändert") for one in (called(page, "Zurück"), called(page, "Still"))] == [
        one.removesuffix(", Geändert") for one in before
    ]


def test_an_exchange_with_what_somebody_moved_meanwhile_is_refused_and_both_stay(
    context: BrowserContext, colleague: BrowserContext
):
    mine, hers = opened(context), opened(colleague)
    before = called(mine, "Stur")
    tile(hers, "Eilig").focus()
    for key in ("Enter", "ArrowRight", "Enter"):
        hers.keyboard.press(key)
    expect(hers.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    asked(mine, "Stur", "Eilig").get_by_role("button", name="Tauschen").click()

    expect(status(mine)).to_contain_text("Büro hat „Eilig“ um")
    expect(status(mine)).to_contain_text("Bühne A → Bühne B")
    assert called(mine, "Stur") == before
    assert called(mine, "Eilig") == called(hers, "Eilig")
