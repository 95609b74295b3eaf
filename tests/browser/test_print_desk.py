"""The office's page of everything that can be printed, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from eventapp.fair.queries import get_fair
from tests.browser.measuring import faults_of
from tests.browser.office import House, house_of, signed_in
from tests.browser.test_places_desk import two_workshops
from tests.factories import SLUG, make_exhibitor
from tests.stand.ground import make_area, make_exhibit, make_stand, publish, put

pytestmark = pytest.mark.browser
DESK = f"/desk/{SLUG}/druck"


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("print"), everything_to_print, people=2) as house:
        yield house


def everything_to_print() -> None:
    """Workshops that people come to, a stand with an exhibit on it, all of it published."""
    two_workshops()
    fair = get_fair(SLUG)
    exhibitor = make_exhibitor(fair, "Forschungsgemeinschaft für vorausschauende Instandhaltung und mehr", accepted={})
    stand = make_stand(fair)
    put(stand, make_exhibit(exhibitor), make_area(stand))
    publish()


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


def test_nothing_is_wrong_at_any_width_by_light_by_dark_or_in_large_text(context: BrowserContext):
    page = context.pages[0]
    page.goto(DESK)
    assert page.locator("main form").count() == 6

    assert faults_of(page, DESK) == {}


@pytest.mark.parametrize("context", [False], indirect=True)
def test_a_list_of_names_is_taken_without_script(context: BrowserContext):
    page = context.pages[0]
    page.goto(DESK)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Listen als PDF").click()

    assert taken.value.suggested_filename == f"{SLUG}-anmeldelisten.pdf"
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")
