"""On paper: the text, black on white, and nothing that only works on a screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import DEMO
from tests.browser.kinds import USUAL
from tests.browser.programme_page import when

pytestmark = pytest.mark.browser

PRINTED_INK = """() => [...document.querySelectorAll("h1, h2, h3, main p, main a, main dd, main time")]
  .filter((one) => one.checkVisibility() && one.innerText.trim())
  .map((one) => getComputedStyle(one).color)
  .filter((colour) => Math.max(...colour.match(/[\\d.]+/g).slice(0, 3).map(Number)) > 110)"""


def printed(visit: Visit, path: str) -> Page:
    page = visit(path, color_scheme="dark")
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("path", [f"/{DEMO}/programm", f"/{DEMO}/programm?ansicht=raster"])
def test_the_programme_is_printed_whole_and_without_controls(visit: Visit, site: Site, path: str):
    page = printed(visit, path)

    titles = set(page.get_by_role("main").get_by_role("link").filter(visible=True).all_inner_texts())
    assert {session.title.de for session in site.demo.sessions} - titles == set()
    for control in (
        page.get_by_role("navigation"),
        page.get_by_role("search"),
        page.get_by_role("link", name="English"),
    ):
        expect(control.filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("link", name="Zum Inhalt").filter(visible=True)).to_have_count(0)


def test_a_session_is_printed_with_time_place_and_people_and_without_controls(visit: Visit, site: Site):
    session = site.session(USUAL)
    page = printed(visit, f"/{DEMO}/programm/{session.code}")

    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(session.title.de)
    expect(when(page)).to_have_text(re.compile("10. Februar.*11:45–12:30 Uhr"))
    expect(main.get_by_role("heading", name=site.demo.speakers_of(session)[0].name)).to_be_visible()
    expect(page.get_by_role("navigation").filter(visible=True)).to_have_count(0)
    expect(main.get_by_role("link", name="In den Kalender laden").filter(visible=True)).to_have_count(0)


def test_the_printed_page_says_which_version_it_is(visit: Visit, site: Site):
    page = printed(visit, f"/{DEMO}/programm")

    expect(page.get_by_text(f"Version {site.demo.number}")).to_be_visible()


@pytest.mark.parametrize(
    "path", [f"/{DEMO}/?um=2027-02-10T10:20", f"/{DEMO}/programm", f"/{DEMO}/version/1", "session"]
)
def test_print_is_dark_on_white_even_from_a_dark_screen(visit: Visit, site: Site, path: str):
    page = printed(visit, f"/{DEMO}/programm/{site.session(USUAL).code}" if path == "session" else path)

    assert page.evaluate(PRINTED_INK) == []


def test_a_printed_programme_fits_on_paper(visit: Visit):
    page = visit(f"/{DEMO}/programm")

    pdf = page.pdf(format="A4")

    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") <= 12


@pytest.mark.parametrize("path", [f"/{DEMO}/stand", f"/en/{DEMO}/stand"])
def test_the_stand_with_everybody_on_it_is_one_sheet(visit: Visit, path: str):
    pdf = visit(path).pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
