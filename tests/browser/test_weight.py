"""What a page costs and leaves behind: bytes, shifts, foreign requests, things on the device."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import BIG, DEMO
from tests.browser.kinds import DURING, KINDS, address, tolerated
from tests.browser.programme_page import search_field
from tests.browser.watching import Scales, first_paint, left_on_the_device

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000
MOST_SHIFT = 0.05
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
LONGEST_WAIT = 2_500


def shift(page: Page) -> float:
    return float(page.evaluate("window.__shift"))


@pytest.mark.parametrize("kind", [*KINDS])
def test_a_page_is_light_stands_still_and_leaves_nothing_behind(visit: Visit, site: Site, kind: str):
    page = visit("about:blank", tolerated=tolerated(kind))
    scales = Scales.under(page)
    page.goto(address(kind, site), wait_until="networkidle")

    assert scales.requests >= 3
    assert scales.bytes <= MOST_BYTES
    assert shift(page) <= MOST_SHIFT
    assert left_on_the_device(page) == []


def test_searching_costs_no_more_than_a_page_may(visit: Visit):
    page = visit("about:blank")
    scales = Scales.under(page)
    page.goto(f"/{DEMO}/programm")

    search_field(page).fill("laterne")
    page.wait_for_load_state("networkidle")

    assert scales.bytes <= MOST_BYTES
    assert left_on_the_device(page) == []


def test_the_big_programme_as_a_wide_grid_is_light_and_stands_still(visit: Visit):
    page = visit("about:blank", viewport={"width": 1280, "height": 800})
    scales = Scales.under(page)
    page.goto(f"/{BIG}/programm?ansicht=raster", wait_until="networkidle")

    assert scales.bytes <= MOST_BYTES
    assert shift(page) <= MOST_SHIFT


@pytest.mark.parametrize("path", [f"/{DEMO}/?{DURING}", f"/{DEMO}/programm", f"/{BIG}/programm"])
def test_in_a_slow_network_text_is_there_in_time(visit: Visit, path: str):
    page = visit(path)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.send("Network.emulateNetworkConditions", SLOW)

    page.reload(wait_until="load")

    assert 0 < first_paint(page) <= LONGEST_WAIT
    assert shift(page) <= MOST_SHIFT


def test_nothing_jumps_when_the_script_of_my_programme_comes_late(visit: Visit):
    page = visit("about:blank")
    held: list[Route] = []
    page.route("**/mine*.js", lambda route: held.append(route))
    page.goto(f"/{DEMO}/mein", wait_until="commit")
    page.wait_for_timeout(500)

    for route in held:
        route.continue_()
    page.locator("[data-empty]").wait_for()

    assert held
    assert shift(page) <= MOST_SHIFT
