"""Names on a stand as nobody should choose them: without blanks, with signs that mean something to a program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eventapp.i18n import Words
from eventapp.stand.actions import marking
from eventapp.stand.entries import MarkEntry
from tests.browser.office import House, devices, house_of, signed_in
from tests.browser.test_widths import sticking_out
from tests.factories import SLUG, make_exhibitor, make_fair
from tests.stand.ground import do, make_area, make_exhibit, make_stand, publish, put

pytestmark = pytest.mark.browser

DESK, PUBLIC = f"/desk/{SLUG}/stand", f"/{SLUG}/stand"
UNBROKEN = "Niederspannungsnetzanschlusspruefung" * 2 + "Niederspannungs"
SIGNS = "$& $` {what} {x}"


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("names"), odd_names, people=1) as house:
        yield house


def odd_names() -> None:
    fair = make_fair()
    stand = make_stand(fair)
    area = make_area(stand, "A1", name=Words(UNBROKEN), kind="stage")
    exhibitor = make_exhibitor(fair, UNBROKEN, accepted={"city": UNBROKEN, "organisation_kind": "university"})
    put(stand, make_exhibit(exhibitor, UNBROKEN), area)
    do(marking.add_mark, stand, MarkEntry("quiet", ((600, 600),), Words(UNBROKEN)))
    do(marking.add_mark, stand, MarkEntry("info", ((800, 600),), Words(SIGNS)))
    publish()


@pytest.fixture
def page(chromium: Browser, house: House) -> Iterator[Page]:
    with devices(chromium, house.url) as open_:
        yield open_().new_page()


@pytest.fixture(scope="module")
def office(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house) as context:
        yield context


@pytest.mark.parametrize(
    "path", [PUBLIC, *(f"/{SLUG}/{part}" for part in ("suche?q=niederspannung", "aussteller", "exponate"))]
)
def test_a_name_without_blanks_makes_no_public_page_wider(page: Page, path: str):
    page.goto(path)

    expect(page.locator("main")).to_contain_text(UNBROKEN)
    assert sticking_out(page) == {}


@pytest.mark.parametrize("path", ["", "/zeichen", "/belegung", "/orte", "/veroeffentlichen", "/plan/1"])
def test_a_name_without_blanks_makes_no_page_of_the_office_wider(office: BrowserContext, path: str):
    page = office.pages[0]
    page.goto(DESK + path)

    assert sticking_out(page) == {}


def test_the_editor_says_a_name_as_it_is_whatever_signs_are_in_it(office: BrowserContext):
    page = office.pages[0]
    page.goto(DESK)
    page.locator(".plan__mark--info").focus()

    expect(page.locator("[data-status]")).to_have_text(f"{SIGNS} ist ausgewählt.")


def test_an_address_that_names_no_area_marks_none_and_breaks_nothing(page: Page):
    page.goto(f"{PUBLIC}#%zz")
    expect(page.locator("[data-chosen]")).to_have_count(0)

    page.evaluate("location.hash = 'A1'")
    expect(page.locator("[data-area=A1]")).to_have_attribute("data-chosen", "")
