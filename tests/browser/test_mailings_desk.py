"""The office's mailings in a real browser: from a text of ours to sent, without script; each page measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.measuring import faults_of
from tests.browser.office import House, house_of, signed_in
from tests.mailings.house import ADA, CEM, DESK, make_house, make_mailing, sent

pytestmark = pytest.mark.browser
LONG_WORD = "Niederspannungsnetzanschlussprüfungsverfahrensordnung"
LONG = f"Ein Wort wie {LONG_WORD}, {{name}}.\n\n- eins\n- zwei\n\nMehr:\n{{link}}"
OUTBOX = DESK.replace("rundmails", "mails")
WAYS = ("/text", "/empfaenger", "/ansehen", "/ansehen?sprache=en", "/senden", "/loeschen")


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("mailings"), three_mailings, people=2) as house:
        yield house


def three_mailings() -> None:
    """One that waits to go out, a draft that is ready, a draft that lacks everything."""
    make_house()
    sent(make_mailing(audience="teams"))
    make_mailing(audience="places", text_de=LONG, subject_en="", text_en="")
    make_mailing(name="Noch leer", audience="", subject_de="", subject_en="", text_de="", text_en="")


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


def test_nothing_is_wrong_at_any_width_by_light_by_dark_or_in_large_text(context: BrowserContext):
    page = context.pages[0]
    written = [DESK, f"{DESK}/neu", f"{DESK}/1", f"{DESK}/2", *(f"{DESK}/2{way}" for way in WAYS), f"{DESK}/3/senden"]

    assert faults_of(page, *written, OUTBOX, f"{OUTBOX}/1") == {}


@pytest.mark.parametrize("context", [False], indirect=True)
def test_a_mailing_is_written_read_and_sent_without_script(context: BrowserContext):
    page = context.pages[0]
    page.goto(DESK)
    page.get_by_role("link", name="Rundmail schreiben").click()
    page.get_by_role("button", name="Mit diesem Text beginnen Warteliste: wie die Chancen stehen").click()
    page.locator("#audience").select_option("waiting:session:WORKSH")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".lead").first).to_contain_text("1 Person bekommt die Mail")

    page.get_by_role("link", name="So liest es sich").click()
    expect(page.locator(".letter-sheet")).to_contain_text("Guten Tag Cem")
    page.get_by_role("link", name="Zum Senden").click()
    page.get_by_role("button", name="An 1 senden").click()

    expect(page.locator(".flash")).to_contain_text("1 Mail ist unterwegs.")
    expect(page.locator("main table")).to_contain_text(CEM)
    expect(page.locator("main table")).not_to_contain_text(ADA)
    expect(page.get_by_role("link", name="Neu laden")).to_be_visible()
