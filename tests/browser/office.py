"""The office in a real browser: a house of its own that is served, people who can sign in, devices that are watched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from eventapp import create_app
from eventapp.accounts import actions, mails
from eventapp.accounts.queries import get_person
from eventapp.clock import now
from eventapp.database import db, transaction
from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.server import served
from tests.browser.watching import Watch
from tests.conftest import settings
from tests.people import OFFICE, make_person

WIDE = {"width": 1280, "height": 900}
TALL = {"width": 1280, "height": 1000}
"""Where the whole stand is to be seen."""
SCREENS = (PHONE, {"width": 768, "height": 900}, WIDE)
"""On each of these every page of the office is measured."""
REFUSALS = ("status of 409", "status of 422")
"""What Chromium says on its console when a page answers that it was refused or overtaken."""


@dataclass
class House:
    url: str
    links: list[str]
    """Paths that sign somebody of the office in, once each."""


@contextmanager
def house_of(template: Path, folder: Path, fill: Callable[[], None], *, people: int) -> Iterator[House]:
    """What ``fill`` puts into an empty database, served, with a link for each of so many people of the office."""
    database = f"sqlite:///{shutil.copy(template, folder / 'house.sqlite')}"
    app = create_app(settings(database))
    with app.app_context(), app.test_request_context():
        fill()
        links = [invited(number) for number in range(people)]
        db.session.remove()
        db.engine.dispose()
    with served(database, folder / "server.log") as url:
        yield House(url, links)


def invited(number: int) -> str:
    """The path of an invitation to somebody of the office."""
    person_id = make_person(OFFICE.replace("@", f"{number}@"), name="Büro", is_organiser=True)
    with transaction():
        address = mails.link_address(actions.invitation_link(get_person(person_id), at=now()))
    return urlsplit(address).path


@contextmanager
def devices(
    chromium: Browser, home: str, *, tolerated: Sequence[str] = (), **usual: Any
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens devices of people who are strangers to each other, as ``usual`` unless told otherwise.

    Whatever a test is about: at its end no page may have complained (errors, policy) or asked another host, except for
    what is ``tolerated``.
    """
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_(**device: Any) -> BrowserContext:
        context = chromium.new_context(**{"base_url": home, "locale": "de-DE", **usual, **device})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watches.append(Watch.over(context, home))
        return context

    try:
        yield open_
    finally:
        for context in contexts:
            context.close()
    noticed = [said for watch in watches for said in watch.everything if not any(part in said for part in tolerated)]
    assert noticed == [], "the browser noticed something beside the test"


@contextmanager
def signed_in(
    chromium: Browser, house: House, *, tolerated: Sequence[str] = REFUSALS, **device: Any
) -> Iterator[BrowserContext]:
    """Somebody of the office at a desk, signed in, with one page open."""
    with devices(chromium, house.url, tolerated=tolerated, viewport=WIDE) as open_:
        context = open_(**device)
        come_in(context.new_page(), house.links.pop())
        yield context


def come_in(page: Page, link: str) -> None:
    """By the link of an invitation, which asks for a press."""
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/**")
