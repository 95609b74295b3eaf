"""The office's first page, a new fair made of the last one, the archive: in a real browser, each page measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from eventapp.clock import now
from tests.browser.measuring import faults_of
from tests.browser.office import House, house_of, signed_in
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.factories import DAY, SLUG, make_exhibitor, make_fair, make_place, make_release, make_session
from tests.signups.house import come
from tests.stand.ground import make_area, make_stand

pytestmark = pytest.mark.browser
OVER = "messe-2025"
MORNING = f"/desk/{SLUG}/?um={DAY:%Y-%m-%d}T10:10"


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("front"), two_fairs, people=8) as house:
        yield house


def two_fairs() -> None:
    """One that is over, and one with a day: something on, something full, something late, something cancelled."""
    fair = make_fair()
    stage, room = make_place(fair, "Bühne mit einem recht langen Namen"), make_place(fair, "Werkraum")
    make_session(fair, "Niederspannungsnetzanschlussprüfung im Bestand", place=stage)
    make_session(fair, "Danach", starts="11:10", ends="11:40", delay_minutes=10, place=stage)
    make_session(fair, "Abgesagt", starts="12:00", ends="12:30", is_cancelled=True, place=stage)
    values = {"admission": "sign_up", "capacity": 1, "place": room}
    make_session(fair, "Messen", starts="11:00", ends="12:00", code="WORKSH", **values)
    make_release()
    for name in ("ada", "ben"):
        come(f"{name}@besuch.example", now=now())
    make_exhibitor(fair, "SIBA")
    make_area(make_stand(fair))
    make_fair(OVER, title="Messe 2025", starts_on=date(2025, 2, 12))


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


def test_nothing_is_wrong_at_any_width_by_light_by_dark_or_in_large_text(context: BrowserContext):
    page = context.pages[0]
    evening = MORNING.replace("10:10", "21:10")
    paths = [f"/desk/{SLUG}/", MORNING, evening, "/desk/", "/desk/neu", f"/desk/{OVER}/archiv", f"/desk/{SLUG}/archiv"]

    assert faults_of(page, *paths, f"/desk/{SLUG}/zahlen") == {}


@pytest.mark.parametrize("context", [True, False], indirect=True, ids=["with script", "without"])
def test_on_a_day_of_the_fair_the_first_page_leads_from_what_is_on_to_the_act(context: BrowserContext):
    page = context.pages[0]
    page.goto(MORNING)
    stage = page.get_by_role("region", name="Bühne mit einem recht langen Namen")
    expect(stage).to_contain_text("Niederspannungsnetzanschlussprüfung")
    expect(page.get_by_role("region", name="Voll 1")).to_contain_text("1 wartet")
    expect(page.get_by_role("region", name="Heute abgesagt 1")).to_contain_text("Abgesagt")

    stage.get_by_role("link", name=re.compile("^Verspätung.*Niederspannung")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Um wie viele Minuten verspätet er sich?")


def test_before_the_fair_the_first_page_leads_from_what_waits_to_the_act(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"/desk/{SLUG}/")
    expect(page.get_by_role("heading", name="Heute auf der Messe")).to_have_count(0)

    page.get_by_role("link", name="Programmpunkt ist voll und hat eine Warteliste").click()

    expect(page).to_have_url(re.compile(r"zustand=waiting$"))


def test_what_is_on_is_fetched_anew_unless_somebody_is_in_it(context: BrowserContext):
    page = context.pages[0]
    page.clock.install()
    page.goto(MORNING)
    page.evaluate("document.querySelector('[data-refresh]').dataset.old = 'yes'")
    page.locator("[data-refresh] a").first.focus()
    page.clock.run_for(61_000)
    expect(page.locator("[data-refresh][data-old]")).to_have_count(1)

    page.evaluate("document.activeElement.blur()")
    page.clock.run_for(61_000)
    expect(page.locator("[data-refresh][data-old]")).to_have_count(0)
    expect(page.locator("[data-refresh] h2")).to_have_text("Heute auf der Messe")


def test_a_new_fair_is_made_of_the_last_one_after_a_look_at_what_comes_along(context: BrowserContext):
    page = context.pages[0]
    page.goto("/desk/")
    page.get_by_role("link", name="Messeauftritt anlegen").click()
    page.get_by_label("Titel auf Deutsch").fill("Elektrotechnik 2029")
    page.get_by_label("Erster Messetag").fill("2029-02-14")
    page.get_by_label("Letzter Messetag").fill("2029-02-16")
    page.get_by_label("Regeln der Plätze").uncheck()
    page.get_by_role("button", name="Weiter").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Prüfen und anlegen")
    expect(page.locator(".carried")).to_contain_text("Orte des Programms")
    if found := violations_by_light_and_dark(page):
        pytest.fail(str(found))
    page.get_by_role("button", name="Messeauftritt anlegen").click()

    page.wait_for_url("**/desk/elektrotechnik-2029/messe")
    page.goto("/desk/elektrotechnik-2029/stand")
    expect(page.locator("main")).to_contain_text("A1")


def test_a_fair_is_archived_and_brought_back(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"/desk/{OVER}/archiv")
    page.get_by_role("button", name="Messe archivieren").click()
    expect(page.get_by_role("region", name="Archiv")).to_contain_text("Messe 2025")
    if found := violations_by_light_and_dark(page):
        pytest.fail(str(found))

    page.get_by_role("link", name="Aus dem Archiv holen …").click()
    page.get_by_role("button", name="Aus dem Archiv holen").click()

    page.wait_for_url(f"**/desk/{OVER}/")
    expect(page.get_by_role("status")).to_contain_text("Zurückgeholt")
