"""Times are the hall's, wherever the device believes to be."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import DEMO
from tests.browser.kinds import USUAL
from tests.browser.programme_page import choose, status, when

pytestmark = pytest.mark.browser

FAR_AWAY = ("Pacific/Kiritimati", "Pacific/Niue")


@pytest.mark.parametrize("zone", FAR_AWAY)
def test_the_programme_shows_the_times_of_the_hall(visit: Visit, zone: str):
    page = visit(f"/{DEMO}/programm", timezone_id=zone)
    assert page.evaluate("new Date(2027, 1, 10).getTimezoneOffset()") in (-840, 660)

    choose(page, "Art", "Podium")

    expect(status(page)).to_contain_text("Treffer")
    times = page.get_by_role("main").get_by_role("heading", level=3).filter(visible=True).all_inner_texts()
    assert [time.split() for time in times[:2]] == [["11:45", "Uhr"], ["14:45", "Uhr"]]
    days = page.get_by_role("main").get_by_role("heading", level=2).filter(visible=True).all_inner_texts()
    assert days == ["Mittwoch, 10. Februar", "Donnerstag, 11. Februar", "Freitag, 12. Februar"]


@pytest.mark.parametrize("zone", FAR_AWAY)
def test_the_front_page_shows_the_times_of_the_hall(visit: Visit, zone: str):
    page = visit(f"/{DEMO}/?um=2027-02-10T10:20", timezone_id=zone)

    line = page.get_by_role("article").filter(has_text="Zehn Jahre Allianz")
    expect(line).to_contain_text("10:05")
    expect(line).to_contain_text("10:45")


@pytest.mark.parametrize("zone", FAR_AWAY)
def test_a_session_shows_the_times_of_the_hall(visit: Visit, site: Site, zone: str):
    page = visit(f"/{DEMO}/programm/{site.session(USUAL).code}", timezone_id=zone)

    expect(when(page)).to_have_text(re.compile("10. Februar.*11:45–12:30 Uhr"))
