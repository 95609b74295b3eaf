"""What a device keeps for a hall without network goes when it is told to, whatever is under way just then."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from eventapp import create_app
from eventapp.database import transaction
from eventapp.fair.queries import get_fair
from eventapp.visitors.actions import shut_links
from eventapp.visitors.queries import find_by_page
from tests.browser.conftest import Site
from tests.browser.fairs import DEMO
from tests.browser.places import PLACES
from tests.browser.relay import Relay
from tests.browser.test_my_programme import MORNING, kept, starred
from tests.browser.test_without_network import MAKE_OLD, net, saved, visitor
from tests.browser.watching import left_on_the_device, wait_until
from tests.conftest import settings

__all__ = ["net", "visitor"]
pytestmark = pytest.mark.browser


def test_another_press_deletes_it_all(visitor: Callable[..., Page], net: Relay):
    page = saved(visitor(f"/{DEMO}/"))
    page.goto(f"/{DEMO}/ohne-netz")

    page.get_by_role("button", name="Von diesem Gerät löschen").click()

    expect(page.get_by_text("Auf diesem Gerät liegt nichts mehr.")).to_be_visible()
    assert left_on_the_device(page) == []


EVERYTHING_KEPT = """async () => {
  const told = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) told.push(one.url, await (await cache.match(one))?.text());
  }
  return told.join(" ");
}"""


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_of_a_private_link_that_the_device_forgets_nothing_is_kept(
    visitor: Callable[..., Page], net: Relay, prefix: str
):
    page = kept(visitor, MORNING)
    address = page.url
    token = address.rpartition("/")[2]
    saved(page)
    assert token in page.evaluate(EVERYTHING_KEPT)
    page.goto(address.replace(f"/{DEMO}/", f"{prefix}/{DEMO}/"))

    page.locator("[data-disregard] button").click()

    wait_until(page, f"async () => !(await ({EVERYTHING_KEPT})()).includes({token!r})")


def test_deleting_everything_on_the_device_deletes_the_pages_too(visitor: Callable[..., Page], net: Relay):
    page = saved(starred(visitor, MORNING))
    page.goto(f"/{DEMO}/mein")

    page.get_by_role("button", name="Alles auf diesem Gerät löschen").click()

    wait_until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert left_on_the_device(page) == []


def test_what_has_ended_goes_with_the_next_page_of_a_fair(visitor: Callable[..., Page], net: Relay):
    page = visitor(f"/{DEMO}/")
    page.evaluate("caches.open('ohne-netz 1000 /alt/tuer/x 1')")

    page.goto(f"/{DEMO}/programm")

    wait_until(page, "async () => (await caches.keys()).length === 0")


def test_what_was_on_its_way_when_a_private_link_was_forgotten_goes_too(visitor: Callable[..., Page], net: Relay):
    page = kept(visitor, MORNING)
    address = page.url.split("#")[0]
    token = address.rpartition("/")[2]
    saved(page)
    page.goto(address)
    page.locator("[data-disregard] button").click()
    wait_until(page, f"async () => !(await ({EVERYTHING_KEPT})()).includes({token!r})")
    net.delay = 1.0

    page.locator("[data-remember] button").click()
    page.locator("[data-disregard] button").click()

    until_quiet(page, net)
    assert token not in page.evaluate(EVERYTHING_KEPT)


def test_a_renewal_under_way_brings_nothing_back(visitor: Callable[..., Page], net: Relay):
    page = saved(starred(visitor, MORNING))
    page.evaluate(MAKE_OLD)
    net.delay = 1.0
    page.goto(f"/{DEMO}/mein")

    page.get_by_role("button", name="Alles auf diesem Gerät löschen").click()

    until_quiet(page, net)
    assert left_on_the_device(page) == []


def test_of_a_private_link_that_was_shut_elsewhere_no_code_for_the_door_stays(
    visitor: Callable[..., Page], net: Relay, site: Site
):
    page = visitor(site.links["to be shut"])
    token = page.url.rpartition("/")[2]
    page.locator("[data-remember] button").click()
    saved(page, PLACES)
    codes = f"async () => /{token}\\/code-/.test(await ({EVERYTHING_KEPT})())"
    wait_until(page, codes)
    with create_app(settings(site.database)).app_context(), transaction():
        shut_links(find_by_page(get_fair(PLACES).id, token))

    page.goto(site.links["to be shut"])

    wait_until(page, f"async () => !(await ({codes})())")


def test_a_script_that_has_nothing_left_goes_though_the_other_language_saw_the_end(
    visitor: Callable[..., Page], net: Relay
):
    page = saved(visitor(f"/{DEMO}/"))
    page.goto(f"/{DEMO}/programm")
    page.evaluate(END_ALL)

    page.goto(f"/en/{DEMO}/programm")

    wait_until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert left_on_the_device(page) == []


END_ALL = """async () => {
  for (const name of await caches.keys()) {
    await caches.delete(name);
    await caches.open(name.replace(/ \\d+ /, " 1000 "));
  }
}"""
"""As if the moment until which they may stay had come."""


def until_quiet(page: Page, net: Relay) -> None:
    deadline = time.monotonic() + 60
    while not net.is_quiet():
        assert time.monotonic() < deadline, "the network never came to rest"
        page.wait_for_timeout(100)
