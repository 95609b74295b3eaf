"""Several sessions changed at once, and taken back, in a real browser; each page measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.measuring import faults_here, faults_of
from tests.browser.office import House, house_of, signed_in
from tests.factories import SLUG, make_fair, make_place, make_release, make_session, make_speaker

pytestmark = pytest.mark.browser

DESK, HISTORY = f"/desk/{SLUG}/programm", f"/desk/{SLUG}/verlauf"


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("undo"), a_programme, people=3) as house:
        yield house


def a_programme() -> None:
    fair = make_fair()
    stage = make_place(fair, "Bühne A", slug="buehne-a")
    ada = make_speaker(fair, "Ada Beispiel", organisation="Stadt")
    make_session(fair, "Wärme aus dem Hafen", code="AAAAAA", place=stage, speakers=[ada])
    make_release()
    for number, code in enumerate(("BBBBBB", "CCCCCC", "DDDDDD")):
        make_session(
            fair, f"Punkt {code[0]}", code=code, starts=f"1{number + 1}:00", ends=f"1{number + 1}:30", place=stage
        )


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser of the office, signed in; with ``indirect`` False it runs no script."""
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


@pytest.mark.parametrize("context", [True, False], indirect=True)
def test_several_are_put_aside_in_one_step_and_come_back_in_one(
    context: BrowserContext, request: pytest.FixtureRequest
):
    runs_script = request.node.callspec.params["context"]
    page = context.pages[0]
    page.goto(f"{DESK}?q=punkt")
    for code in ("BBBBBB", "CCCCCC"):
        page.locator(f"input[value='{code}']").check()
    if runs_script:
        expect(page.locator("[data-counts-ticks]")).to_have_text("Weiter mit 2 Programmpunkten")
        page.get_by_label("Alle auf dieser Seite").check()
        expect(page.locator("[data-counts-ticks]")).to_have_text("Weiter mit 3 Programmpunkten")
        page.locator("input[value='DDDDDD']").uncheck()
    page.locator("select[name='act']").select_option("aside")
    page.locator("[data-counts-ticks]").click()
    page.get_by_role("button", name="2 Programmpunkte zur Seite legen").click()
    expect(page.locator(".flash")).to_contain_text("2 Programmpunkte geändert.")
    expect(page.locator(".plan-state--unscheduled")).to_have_count(2)

    page.get_by_role("button", name="Rückgängig machen").click()

    expect(page.locator(".flash")).to_contain_text("2 Änderungen zurückgenommen.")
    expect(page.locator(".plan-state--unscheduled")).to_have_count(0)


def test_nothing_is_wrong_at_any_width_by_light_by_dark_or_in_large_text(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/AAAAAA/absagen")
    page.get_by_role("button", name="Absagen").click()
    way = page.locator(".history__act").first.get_attribute("href")
    wrong: dict[str, object] = {}

    wrong["after an act"] = faults_here(page)
    wrong |= faults_of(page, way, HISTORY, f"{HISTORY}?nur=meine", f"{HISTORY}?q=nichts", DESK)
    page.goto(DESK)
    page.get_by_label("Alle auf dieser Seite").check()
    page.locator("select[name='act']").select_option("aside")
    page.locator("[data-counts-ticks]").click()
    wrong["several"] = faults_here(page)

    assert wrong == {"after an act": {}, "several": {}}
