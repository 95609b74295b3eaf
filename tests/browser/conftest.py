"""One server and one browser for each worker, and visitors with devices of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from eventapp import create_app
from eventapp.cli.demo import make_demo
from eventapp.database import db
from eventapp.programme.value import Programme, Session
from tests.browser.fairs import BIG, DEMO, FULL, make_big_fair, make_fair_of_today, programme_of
from tests.browser.places import make_fair_with_places
from tests.browser.server import served
from tests.browser.watching import Watch
from tests.conftest import missing, settings

BROWSERS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
CHROMIUM = next((path for path in BROWSERS if path.exists()), BROWSERS[-1])
"""The same browser without windows of its own, which take three times the processor's time that its pages do."""
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PHONE = {"width": 360, "height": 740}
PATIENCE = 15_000
"""Milliseconds that anything on a page may take before a test gives up; a shared machine has slow moments."""
expect.set_options(timeout=PATIENCE)

Visit = Callable[..., Page]


@dataclass(frozen=True)
class Site:
    """Where the fairs answer, the demo's released programme to compare pages with, private links by their names, and
    the database behind it all."""

    url: str
    demo: Programme
    links: dict[str, str] = field(default_factory=dict)
    database: str = ""

    def session(self, title: str) -> Session:
        """The demo's session whose German title begins like this."""
        return next(session for session in self.demo.sessions if session.title.de.startswith(title))


@pytest.fixture(scope="session")
def site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo and the synthetic fairs, served as in production."""
    folder = tmp_path_factory.mktemp("site")
    database = folder / "site.sqlite"
    shutil.copy(sqlite_template, database)
    pictures = {"UPLOAD_FOLDER": str(folder / "uploads")}
    app = create_app(settings(f"sqlite:///{database}", **pictures))
    with app.app_context():
        make_demo()
        make_big_fair(BIG, 200, exhibitors=200)
        make_big_fair(FULL, 199)
        make_fair_of_today()
        links = make_fair_with_places()
        demo = programme_of(DEMO)
        db.session.remove()
        db.engine.dispose()
    with served(f"sqlite:///{database}", folder / "server.log", environ=pictures) as url:
        yield Site(url, demo, links, f"sqlite:///{database}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing("there is no /usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Visit]:
    """Opens an address on a device of its own, a phone unless told otherwise.

    Whatever a test is about: at its end no page may have complained (errors, policy) or asked another host, except
    what begins with one of ``tolerated``.
    """
    contexts, watches = [], []

    def open_(path: str, *, tolerated: tuple[str, ...] = (), **device: Any) -> Page:
        context = chromium.new_context(**{"base_url": site.url, "viewport": PHONE, "locale": "de-DE", **device})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watches.append((Watch.over(context, site.url), tolerated))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    noticed = [
        said for watch, tolerated in watches for said in watch.everything if not any(t in said for t in tolerated)
    ]
    assert noticed == [], "the browser noticed something beside the test"
