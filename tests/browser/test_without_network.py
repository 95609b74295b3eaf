"""The fair on the device: kept by one press, shown without network, gone by another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import BIG, DEMO
from tests.browser.following import follow
from tests.browser.programme_page import expect_hits
from tests.browser.relay import Relay, relayed
from tests.browser.test_my_programme import LATER, MORNING, kept, starred
from tests.browser.test_without_script import found
from tests.browser.watching import left_on_the_device, wait_until

pytestmark = pytest.mark.browser

WITHOUT_NETWORK = ("net::ERR_", "a status of 503")
SAVE, DONE = "Auf diesem Gerät speichern", re.compile("^Fertig")
UNFILTERED = "Filter wirken hier erst wieder mit Netz."
SHOWN = re.compile(r"Ohne Netz gezeigt, gespeichert .*\d\d:\d\d")


@pytest.fixture
def net(site: Site) -> Iterator[Relay]:
    with relayed(site.url) as relay:
        yield relay


@pytest.fixture
def visitor(visit: Visit, net: Relay) -> Callable[..., Page]:
    """As everybody, but by a network that can be cut. Only of that may a page complain."""

    def open_(path: str, **device: Any) -> Page:
        return visit(path, base_url=net.url, tolerated=(*WITHOUT_NETWORK, net.url), **device)

    return open_


def saved(page: Page, fair: str = DEMO) -> Page:
    """Everything on the device."""
    page.goto(f"/{fair}/ohne-netz")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text(DONE)).to_be_visible(timeout=60_000)
    return page


def saved_and_cut(page: Page, net: Relay) -> Page:
    saved(page)
    net.cut()
    return page


def note(page: Page):
    return page.locator("[data-offline-note]")


def test_nothing_is_on_the_device_before_the_press(visitor: Callable[..., Page], net: Relay):
    page = visitor(f"/{DEMO}/ohne-netz")
    expect(page.get_by_role("button", name=SAVE)).to_be_visible()

    assert left_on_the_device(page) == []


def test_keys_alone_save_and_delete(visitor: Callable[..., Page], net: Relay):
    page = visitor(f"/{DEMO}/ohne-netz")
    save, delete = (page.locator(f"[data-{name}]") for name in ("save", "forget"))
    expect(save).to_be_visible()
    save.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(DONE)).to_be_visible(timeout=60_000)

    page.keyboard.press("Tab")
    expect(delete).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Auf diesem Gerät liegt nichts mehr.")).to_be_visible()
    expect(save).to_be_focused()


def test_after_one_press_the_programme_opens_without_network_and_says_since_when(
    visitor: Callable[..., Page], net: Relay
):
    page = saved_and_cut(visitor(f"/{DEMO}/"), net)

    page.goto(f"/{DEMO}/programm")
    expect(note(page)).to_have_text(SHOWN)
    follow(page.get_by_role("link", name=re.compile(f"^{MORNING}")).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text(MORNING)
    expect(note(page)).to_have_text(SHOWN)


@pytest.mark.parametrize("path", ["/", "/stand", "/aussteller", "/exponate", "/vortragende", "/mein"])
def test_what_one_wants_in_the_hall_is_there(visitor: Callable[..., Page], net: Relay, path: str):
    page = saved_and_cut(visitor(f"/{DEMO}/"), net)

    page.goto(f"/{DEMO}{path}")

    expect(note(page)).to_have_text(SHOWN)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_programme_is_searched_without_network(visitor: Callable[..., Page], net: Relay):
    page = saved_and_cut(visitor(f"/{DEMO}/"), net)
    page.goto(f"/{DEMO}/programm")

    page.get_by_role("searchbox", name="Suche", exact=True).fill("Klimasensor")

    expect(page.locator(".entry:visible")).to_have_count(1)


def test_stars_go_on_without_network(visitor: Callable[..., Page], net: Relay):
    page = saved_and_cut(starred(visitor, MORNING), net)

    page.goto(f"/{DEMO}/mein")

    expect(page.get_by_role("heading", name=MORNING)).to_be_visible()


def test_the_private_programme_comes_along(visitor: Callable[..., Page], net: Relay):
    page = kept(visitor, MORNING)
    address = page.url
    page.goto(f"/{DEMO}/ohne-netz")
    expect(page.get_by_text("Ihr privates Programm mit Plätzen")).to_be_visible()
    saved_and_cut(page, net)

    page.goto(address)

    expect(note(page)).to_have_text(SHOWN)
    expect(page.get_by_role("heading", name=MORNING)).to_be_visible()


def test_a_network_that_hangs_is_not_waited_for(visitor: Callable[..., Page], net: Relay):
    page = saved(visitor(f"/{DEMO}/"))
    net.stall()

    page.goto(f"/{DEMO}/programm")

    expect(note(page)).to_contain_text("Das Netz ist zu langsam")


def test_a_network_that_hangs_in_the_middle_of_a_page_is_not_waited_for(visitor: Callable[..., Page], net: Relay):
    page = saved(visitor(f"/{DEMO}/"))
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    net.hang_after(4_000)

    page.goto(f"/{DEMO}/programm")

    expect(note(page)).to_contain_text("Das Netz ist zu langsam")


def test_a_filter_in_the_address_filters_without_network(visitor: Callable[..., Page], net: Relay, site: Site):
    page = saved_and_cut(visitor(f"/{DEMO}/"), net)

    page.goto(f"/{DEMO}/programm?art=workshop&q=bauen")

    expect_hits(page, found(site, art="workshop", q="bauen"))
    expect(note(page)).not_to_contain_text(UNFILTERED)


def test_where_a_device_cannot_filter_it_says_so_and_shows_the_day_that_was_asked_for(
    visitor: Callable[..., Page], net: Relay
):
    page = saved(visitor(f"/{BIG}/"), BIG)
    net.cut()

    page.goto(f"/{BIG}/programm?tag=2027-05-05&sprache=en")

    expect(page.get_by_role("main").get_by_role("heading", level=2, name="Mittwoch, 5. Mai")).to_be_visible()
    expect(note(page)).to_contain_text(UNFILTERED)


def test_a_page_that_is_not_kept_says_so_and_leads_to_those_that_are(visitor: Callable[..., Page], net: Relay):
    page = saved_and_cut(visitor(f"/{DEMO}/"), net)

    page.goto(f"/{DEMO}/impressum")

    expect(note(page)).to_have_text("Ohne Netz: Diese Seite liegt nicht auf dem Gerät.")
    follow(page.get_by_role("main").get_by_role("link", name="Zum Programm"))
    expect(note(page)).to_have_text(SHOWN)


def test_what_is_sent_without_network_is_told_as_uncertain(visitor: Callable[..., Page], net: Relay):
    page = kept(visitor, MORNING)
    address = page.url
    saved_and_cut(page, net)
    page.goto(address)

    page.get_by_role("button", name="Nicht mehr merken").click()

    expect(note(page)).to_contain_text("Ob das ankam, ist ungewiss")


def test_with_network_again_the_page_is_the_server_s(visitor: Callable[..., Page], net: Relay):
    page = saved_and_cut(visitor(f"/{DEMO}/"), net)
    page.goto(f"/{DEMO}/programm")
    expect(note(page)).to_be_visible()

    net.mend()
    page.reload()

    expect(page.get_by_role("heading", level=1, name="Programm")).to_be_visible()
    expect(note(page)).to_have_count(0)


def test_a_star_set_after_the_save_is_on_the_kept_private_page(visitor: Callable[..., Page], net: Relay):
    page = kept(visitor, MORNING)
    address = page.url
    saved(page)
    page.goto(f"{address}/programm")
    line = page.locator(".mine__line", has=page.get_by_role("heading", name=re.compile(f"^{LATER}")))
    line.get_by_role("button").click()
    wait_until(page, f"async () => (await (await caches.match({address!r})).text()).includes({LATER!r})")
    net.cut()

    page.goto(address)

    expect(page.get_by_role("heading", name=re.compile(f"^{LATER}"))).to_be_visible()


def test_my_programme_is_drawn_where_the_network_hangs(visitor: Callable[..., Page], net: Relay):
    page = saved(starred(visitor, MORNING))
    net.stall()

    page.goto(f"/{DEMO}/mein")

    expect(page.get_by_role("heading", name=MORNING)).to_be_visible()


def test_what_comes_too_late_is_kept_for_the_next_time(visitor: Callable[..., Page], net: Relay):
    page = saved(visitor(f"/{DEMO}/"))
    path = f"/{DEMO}/programm"
    page.evaluate(
        """async (path) => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            const old = new Response("<main>alt</main>", { headers: { "Content-Type": "text/html" } });
            if (await cache.match(path)) await cache.put(path, old);
          }
        }""",
        path,
    )
    net.delay = 6.0
    page.goto(path)
    expect(page.get_by_text("Das Netz ist zu langsam")).to_be_visible()
    expect(page.get_by_role("main")).to_have_text("alt")

    wait_until(page, "async (path) => !(await (await caches.match(path)).text()).startsWith('<main>alt')", path)


def test_a_save_that_broke_goes_on_where_it_was_and_can_be_deleted(visitor: Callable[..., Page], net: Relay):
    page = visitor(f"/{DEMO}/ohne-netz")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text(re.compile(r"^Geladen: [1-9]\d"))).to_be_visible()
    net.cut()
    expect(page.get_by_text(re.compile("^Das Netz ist abgebrochen"))).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Von diesem Gerät löschen")).to_be_visible()
    net.mend()

    page.get_by_role("button", name=SAVE).click()

    expect(page.get_by_text(DONE)).to_be_visible(timeout=60_000)


def test_a_new_version_replaces_what_is_kept(visitor: Callable[..., Page], net: Relay):
    page = saved(visitor(f"/{DEMO}/"))
    page.evaluate(MAKE_OLD)
    page.goto(f"/{DEMO}/programm")

    wait_until(page, "async () => !(await caches.keys())[0].endsWith(' 1.old')", longest=60)
    net.cut()
    page.goto(f"/{DEMO}/stand")
    expect(note(page)).to_have_text(SHOWN)


MAKE_OLD = """async () => {
  const [name] = await caches.keys();
  const [from, to] = [await caches.open(name), await caches.open(name.replace(/ \\S+$/, " 1.old"))];
  for (const one of await from.keys()) {
    let answer = await from.match(one);
    if (one.url.endsWith(".buch")) {
      answer = new Response(JSON.stringify({ ...(await answer.json()), version: "1.old", askedAt: 0 }));
    }
    await to.put(one, answer);
  }
  await caches.delete(name);
}"""
"""As if an older version had been kept a while ago."""


def test_the_english_pages_are_kept_in_english(visitor: Callable[..., Page], net: Relay):
    page = visitor(f"/en/{DEMO}/ohne-netz")
    page.get_by_role("button", name="Save on this device").click()
    expect(page.get_by_text(re.compile("^Done"))).to_be_visible(timeout=60_000)
    net.cut()

    page.goto(f"/en/{DEMO}/programm")

    expect(note(page)).to_have_text(re.compile(r"Shown without network, saved .*\d\d:\d\d"))
