"""The door's pages outlive the network: loaded anew without it, they go on; when the link is shut, they are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from eventapp import create_app
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.signups.models import DoorLink
from tests.browser.conftest import PHONE
from tests.browser.hall import Hall
from tests.browser.office import devices
from tests.browser.relay import Relay, relayed
from tests.browser.test_door import Open, expect_verdict, hall, row, scan
from tests.browser.watching import left_on_the_device, wait_until
from tests.conftest import settings

pytestmark = pytest.mark.browser
__all__ = ["hall"]

SHOWN = re.compile(r"Ohne Netz gezeigt, gespeichert .*\d\d:\d\d")

IS_KEPT = "async path => Boolean(await caches.match(`${path}/ohne-netz.buch`))"
IS_IN = "async path => (await (await caches.match(path)).text()).includes('person--in')"


@pytest.fixture
def net(hall: Hall) -> Iterator[Relay]:
    with relayed(hall.url) as relay:
        yield relay


@pytest.fixture
def stand_at(chromium: Browser, hall: Hall, net: Relay) -> Iterator[Open]:
    """A door on a device of its own, by a network that can be cut; its page is on the device."""
    with devices(
        chromium, net.url, tolerated=("net::ERR_", "a status of 503", "a status of 404"), viewport=PHONE
    ) as new_device:

        def open_(path: str = "/WORKSH", *, before: str = "") -> Page:
            page = new_device().new_page()
            if before:
                page.goto("/healthz")
                page.evaluate(before)
            page.goto(f"{hall.doors['Tür A']}{path}")
            wait_until(page, IS_KEPT, hall.doors["Tür A"])
            return page

        yield open_


def note(page: Page):
    return page.locator("[data-offline-note]")


def test_a_door_loaded_anew_without_network_goes_on_and_tells_later(stand_at: Open, hall: Hall, net: Relay):
    page = stand_at()
    net.cut()

    page.reload()

    expect(note(page)).to_have_text(SHOWN)
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "OK", "A. Beispiel")
    net.mend()
    expect(page.get_by_text("noch nicht übertragen")).to_be_hidden(timeout=10_000)
    expect(page.locator("[data-present]")).to_have_text("1")


def test_who_was_let_in_without_network_is_in_after_another_reload(stand_at: Open, hall: Hall, net: Relay):
    page = stand_at()
    net.cut()
    row(page, "A. Beispiel").get_by_role("button").click()
    expect_verdict(page, "OK", "A. Beispiel")

    page.reload()

    expect(page.locator("[data-present]")).to_have_text("1")
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "Schon da", "A. Beispiel")


def test_who_was_let_in_with_network_is_in_after_a_reload_without_it(stand_at: Open, hall: Hall, net: Relay):
    page = stand_at()
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "OK", "A. Beispiel")
    wait_until(page, IS_IN, page.url, longest=40)
    net.cut()

    page.reload()

    expect(note(page)).to_have_text(SHOWN)
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "Schon da", "A. Beispiel")


def test_a_door_is_kept_on_a_device_that_kept_another_yesterday(stand_at: Open, net: Relay):
    page = stand_at(before="caches.open('ohne-netz 1000 /messe-am-tag/tuer/gestern 1')")
    net.cut()

    page.reload()

    expect(note(page)).to_have_text(SHOWN)


def test_the_note_goes_when_the_network_is_back(stand_at: Open, net: Relay):
    page = stand_at()
    net.cut()
    page.reload()
    expect(note(page)).to_be_visible()

    net.mend()

    expect(note(page)).to_have_count(0)


def test_from_the_list_of_the_day_each_session_opens_without_network(stand_at: Open, net: Relay):
    page = stand_at("")
    net.cut()

    page.get_by_role("link", name="Messen mit echten Geräten").click()

    expect(page.get_by_role("heading", level=1, name="Messen mit echten Geräten")).to_be_visible()
    expect(note(page)).to_have_text(SHOWN)
    expect(row(page, "A. Beispiel")).to_be_visible()


def test_no_code_and_no_whole_name_is_on_the_device(stand_at: Open, hall: Hall):
    page = stand_at()

    kept = page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const one of await cache.keys()) texts.push(await (await cache.match(one)).text());
          }
          return texts.join("");
        }"""
    )

    assert "A. Beispiel" in kept
    assert [name for name in hall.codes if name in kept] == []
    assert [code for code in hall.codes.values() if code in kept] == []


def test_a_link_that_was_shut_leaves_nothing_on_the_device(stand_at: Open, hall: Hall):
    page = stand_at()
    app = create_app(settings(hall.database))
    with app.app_context():
        with transaction():
            for door in db.session.query(DoorLink):
                door.revoked_at = now()
        db.session.remove()
        db.engine.dispose()

    expect(page.get_by_role("heading", name="Dieser Link öffnet keine Tür")).to_be_visible()

    wait_until(page, "async () => (await caches.keys()).length === 0")
    wait_until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert left_on_the_device(page) == []
