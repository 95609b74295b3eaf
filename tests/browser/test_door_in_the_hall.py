"""The door in the hall's network: what is pressed before its script has come, and how soon that comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import Hall
from tests.browser.test_door import Open, expect_verdict, hall, row, stand_at, verdict
from tests.browser.test_weight import SLOW

__all__ = ["hall", "stand_at"]
pytestmark = pytest.mark.browser


@contextmanager
def without_script_yet(page: Page) -> Iterator[None]:
    """What is done in here is done before the script has come; it comes with the page that answers."""
    page.route("**/js/door.js", lambda route: route.abort())
    page.reload()
    yield
    page.unroute("**/js/door.js")


def test_a_scan_before_the_script_is_answered_over_the_whole_screen_once(stand_at: Open, hall: Hall):
    page = stand_at(keeps_pages=False)
    with without_script_yet(page):
        page.locator("#code").fill(hall.codes["Ada Beispiel"])

    page.keyboard.press("Enter")

    expect_verdict(page, "OK", "A. Beispiel")
    expect(page.get_by_role("region", name="Ergebnis")).to_have_count(0)
    expect(verdict(page)).to_be_hidden(timeout=4_000)
    expect(page.get_by_text("OK: A. Beispiel")).to_be_visible()
    for again in (page.reload, page.get_by_role("link", name="English").click):
        again()
        page.wait_for_load_state("load")
        expect(page.locator("[data-sound]")).to_be_visible()
        expect(page.locator(".verdict:visible")).to_have_count(0)


def test_a_verdict_that_the_script_finds_late_is_noted_and_covers_nobody(stand_at: Open, hall: Hall):
    page = stand_at(keeps_pages=False)
    with without_script_yet(page):
        page.locator("#code").fill(hall.codes["Ada Beispiel"])
    page.add_init_script("performance.now = () => 6000")

    page.keyboard.press("Enter")

    expect(page.get_by_text("OK: A. Beispiel")).to_be_visible()
    expect(page.locator(".verdict:visible")).to_have_count(0)


def test_a_name_asked_for_before_the_script_leaves_a_page_that_scans(stand_at: Open, hall: Hall):
    page = stand_at(keeps_pages=False)
    with without_script_yet(page):
        page.locator("#code").fill("muster")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gesucht: „muster“")).to_be_visible()
    expect(page.get_by_role("button", name="Ton an")).to_be_visible()

    page.locator("#code").fill(hall.codes["Ben Muster"])
    page.keyboard.press("Enter")

    expect_verdict(page, "OK", "B. Muster")
    expect(row(page, "B. Muster")).to_contain_text(re.compile(r"da \d\d:\d\d"))


def test_in_a_slow_network_the_door_s_modules_come_together(stand_at: Open):
    """Each names others; a browser that had to find them one after the other would wait a round trip for each."""
    page = stand_at()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.send("Network.emulateNetworkConditions", SLOW)

    page.reload(wait_until="load")

    asked, come = page.evaluate("""() => {
      const modules = performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".js"));
      return [modules.map((one) => one.startTime), modules.map((one) => one.responseEnd)];
    }""")
    assert len(asked) == 9
    assert max(asked) < min(come)
