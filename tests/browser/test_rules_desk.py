"""The rules of a fair's registration in a real browser: set by keyboard, warned about, previewed, measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.office import SCREENS, House, house_of, signed_in
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.factories import SLUG, make_entry, make_exhibitor, make_fair, make_theme

pytestmark = pytest.mark.browser

RULES = f"/desk/{SLUG}/aussteller/anmeldung"


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("rules"), a_member, people=6) as house:
        yield house


def a_member() -> None:
    fair = make_fair()
    make_theme(fair, "Energie")
    make_entry(make_exhibitor(fair), "exhibit", draft={"title_de": "Wärmenetz", "weight": 12})


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser of the office, signed in; with ``indirect`` False it runs no script."""
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


def save(page: Page) -> None:
    page.get_by_role("button", name="speichern").last.click()


@pytest.mark.parametrize(("context", "limit"), [(True, "310"), (False, "320")], indirect=["context"])
def test_a_task_is_warned_about_previewed_saved_and_set_back(context: BrowserContext, limit: str):
    page = context.pages[0]
    page.goto(f"{RULES}/exponate")
    page.locator("#text_de__limit").fill(limit)
    page.locator("#weight__how").select_option("left_out")
    page.get_by_role("button", name="Vorschau").click()
    expect(page.locator("#vorschau .as-read__side").last).to_contain_text(limit)
    expect(page.locator("#vorschau").get_by_label("Weight")).to_have_count(0)

    save(page)
    expect(page.locator("#vorher")).to_contain_text("„Gewicht“: 1 Mitglied hat das schon ausgefüllt.")
    save(page)

    expect(page.locator(".flash")).to_contain_text("Gespeichert: Exponate.")
    page.get_by_role("link", name="Exponate", exact=True).click()
    group = page.get_by_role("group", name="Gewicht")
    group.get_by_role("button", name="Zurück zur Vorgabe").click()
    expect(group.get_by_label("Gefragt")).to_have_value("optional")
    expect(page.locator("#text_de__limit")).to_have_value(limit)
    save(page)
    expect(page.locator(".flash")).to_contain_text("Gespeichert: Exponate.")


def test_the_enter_key_saves_and_the_warning_gets_the_focus(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{RULES}/standpersonal")
    page.locator("#due_day").fill("2027-03-28")
    page.locator("#due_time").press("Enter")
    expect(page.locator("#vorher")).to_be_focused()
    page.locator("#due_day").fill("2027-02-20")
    page.locator("#due_time").press("Enter")

    expect(page.locator(".flash")).to_contain_text("Erinnerungen richten sich ab jetzt nach der neuen Frist")


def test_a_stale_save_shows_both_rules(context: BrowserContext):
    mine, hers = context.pages[0], context.new_page()
    for page in (mine, hers):
        page.goto(f"{RULES}/rechnung")
    hers.locator("#help_de").fill("Von ihr")
    save(hers)
    mine.locator("#help_de").fill("Von mir")
    save(mine)

    expect(mine.locator(".field__stored-text")).to_have_text("Von ihr")
    expect(mine.locator("#help_de")).to_have_value("Von mir")
    expect(mine.locator("[data-errors]")).to_be_focused()
    assert violations_by_light_and_dark(mine) == {}


def test_axe_finds_nothing_and_nothing_is_wider_than_its_screen(context: BrowserContext):
    page = context.pages[0]
    wrong: dict[str, object] = {}
    for path in ("", "/angaben", "/firmeneintrag", "/exponate", "preview"):
        for size in SCREENS:
            page.set_viewport_size(size)
            page.goto(f"{RULES}/exponate" if path == "preview" else RULES + path)
            if path == "preview":
                page.get_by_role("button", name="Vorschau").click()
                expect(page.locator("#vorschau")).to_be_visible()
            if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
                wrong[f"{path} {size['width']}"] = width
        if found := violations_by_light_and_dark(page):
            wrong[path] = found

    assert wrong == {}
