"""The story of signing in, in a real browser: by the code from the mail without script, by a passkey with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eventapp import create_app
from eventapp.database import db
from tests.browser.conftest import PHONE
from tests.browser.office import devices
from tests.browser.server import served
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.conftest import settings
from tests.people import OFFICE, make_person

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


REFUSALS = ("status of 410", "status of 422")
"""What Chromium says on its console when it is shown a page that says no."""


@dataclass(frozen=True)
class House:
    """A site with organisers, and the outbox in which their mails lie."""

    url: str
    database: str

    def last_code(self) -> str:
        engine = sa.create_engine(self.database)
        with engine.connect() as connection:
            written = connection.scalar(sa.text("SELECT filled_with FROM outbox_mail ORDER BY id DESC LIMIT 1"))
        engine.dispose()
        return str(json.loads(str(written))["code"])


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("office")
    database = f"sqlite:///{shutil.copy(sqlite_template, folder / 'office.sqlite')}"
    app = create_app(settings(database))
    with app.app_context():
        for number in range(4):
            make_person(OFFICE.replace("@", f"{number}@"), name="Büro", is_organiser=True)
        db.session.remove()
        db.engine.dispose()
    with served(database, folder / "server.log", is_called_by_name=True) as url:
        yield House(url, database)


@pytest.fixture
def context(chromium: Browser, office: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone; with ``indirect`` False it runs no script."""
    with devices(chromium, office.url, tolerated=REFUSALS, viewport=PHONE) as open_:
        yield open_(java_script_enabled=getattr(request, "param", True))


def sign_in(page: Page, office: House, email: str) -> None:
    page.goto("/konto/einloggen?weiter=/konto/")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_role("button", name="Code anfordern").click()
    page.get_by_label("Code").fill(office.last_code())
    page.get_by_role("button", name="Einloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Konto")


def with_a_device(context: BrowserContext) -> Page:
    """A page on a machine that keeps passkeys."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


@pytest.mark.parametrize("context", [False], indirect=True)
def test_without_script_the_code_from_the_mail_is_enough(context: BrowserContext, office: House):
    page = context.new_page()

    sign_in(page, office, "office0@messe.example")
    page.get_by_role("button", name="Abmelden").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Einloggen")
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Einloggen")


def test_a_passkey_is_set_up_signs_in_and_is_removed(context: BrowserContext, office: House):
    page = with_a_device(context)
    sign_in(page, office, "office1@messe.example")
    page.get_by_label("Name des Geräts").fill("Mein Telefon")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.get_by_role("rowheader", name="Mein Telefon")).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()

    page.goto("/konto/einloggen?weiter=/konto/")
    page.get_by_role("button", name="Mit Passkey einloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Konto")

    page.get_by_role("button", name="Entfernen").click()
    expect(page.get_by_role("rowheader", name="Mein Telefon")).to_have_count(0)


def test_a_passkey_that_this_site_does_not_know_is_refused_in_words(context: BrowserContext, office: House):
    page = with_a_device(context)
    sign_in(page, office, "office2@messe.example")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.get_by_role("button", name="Entfernen")).to_be_visible()
    page.get_by_role("button", name="Entfernen").click()
    page.get_by_role("button", name="Abmelden").click()

    page.get_by_role("button", name="Mit Passkey einloggen").click()

    expect(page.locator("[data-passkey-status]")).to_contain_text("Das hat mit diesem Passkey nicht geklappt")


@pytest.mark.parametrize("path", ["/konto/einloggen", "/konto/link/spent"])
def test_axe_finds_nothing_at_the_entrance(context: BrowserContext, path: str):
    page = context.new_page()
    page.goto(path)

    assert violations_by_light_and_dark(page) == {}


def test_axe_finds_nothing_inside(context: BrowserContext, office: House):
    page = context.new_page()
    sign_in(page, office, "office3@messe.example")
    found = {}
    for path in ("/konto/", "/desk/konten"):
        page.goto(path)
        found[path] = violations_by_light_and_dark(page)

    assert found == {"/konto/": {}, "/desk/konten": {}}
