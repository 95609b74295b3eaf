"""The same story on a browser without JavaScript, or before the script has come."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from eventapp.programme.filters import Filter
from tests.browser.conftest import Site, Visit
from tests.browser.fairs import BIG, DEMO
from tests.browser.kinds import DURING, USUAL
from tests.browser.programme_page import (
    choose,
    dropper,
    expect_hits,
    hits,
    query_of,
    search_field,
    status,
    submit,
    when,
)
from tests.browser.watching import first_paint

pytestmark = pytest.mark.browser

PROGRAMME = f"/{DEMO}/programm"
DESK = {"width": 1280, "height": 800}


def found(site: Site, **chosen: str) -> list[str]:
    return sorted(session.title.de for session in Filter(**chosen).sessions(site.demo))


@pytest.fixture
def plain(visit: Visit) -> Visit:
    """A visitor whose browser runs no script."""
    return lambda path, **device: visit(path, java_script_enabled=False, **device)


def test_filters_and_search_combine_without_script(plain: Visit, site: Site):
    page = plain(PROGRAMME)
    choose(page, "Thema", "Energie")
    search_field(page).fill("  STRASSE ")

    submit(page)

    expected = found(site, thema="energie", q="strasse")
    expect(status(page)).to_have_text(f"Treffer: {len(expected)}")
    expect_hits(page, expected)
    chosen = {name: value.strip() for name, value in query_of(page).items()}
    assert chosen == {"thema": "energie", "q": "STRASSE"}


def test_the_day_goes_along_with_a_search_without_script(plain: Visit, site: Site):
    page = plain(PROGRAMME)
    page.get_by_role("link", name="Do., 11.02.", exact=True).click()
    expect(page).to_have_url(re.compile("tag=2027-02-11"))
    search_field(page).fill("sensor")

    submit(page)

    expect_hits(page, found(site, tag="2027-02-11", q="sensor"))


def test_an_empty_result_offers_to_drop_a_filter_without_script(plain: Visit, site: Site):
    page = plain(f"{PROGRAMME}?thema=energie&q=gibtesnicht")
    expect(status(page)).to_have_text("Keine Treffer. Lassen Sie einen Filter weg:")

    dropper(page, "„gibtesnicht“").click()

    expect_hits(page, found(site, thema="energie"))


def test_back_keeps_the_filter_without_script(plain: Visit):
    page = plain(f"{PROGRAMME}?thema=hafenumfeld")
    before = hits(page)

    page.get_by_role("main").get_by_role("link", name=before[0]).click()
    expect(page.get_by_role("heading", level=1, name=before[0])).to_be_visible()
    page.go_back()

    expect_hits(page, before)
    expect(page.get_by_label("Thema", exact=True)).to_have_value("hafenumfeld")


def test_the_grid_is_a_table_without_script(plain: Visit):
    page = plain(f"{PROGRAMME}?thema=energie", viewport=DESK)

    page.get_by_role("link", name="Raster").click()

    table = page.get_by_role("table", name="Mittwoch, 10. Februar")
    expect(table.get_by_role("columnheader", name="Bühne Nord")).to_be_visible()
    expect(table.get_by_role("rowheader", name="11:45")).to_be_visible()
    expect(table.get_by_role("link", name="Laterne, Ladesäule, Tiefgarage")).to_be_visible()
    assert query_of(page) == {"thema": "energie", "ansicht": "raster"}


def test_a_search_in_the_grid_stays_in_the_grid_without_script(plain: Visit):
    page = plain(f"{PROGRAMME}?ansicht=raster", viewport=DESK)
    search_field(page).fill("5gain")

    submit(page)

    expect(page.get_by_role("table")).to_have_count(1)
    expect(page.get_by_role("table").get_by_role("link", name="5GAIN")).to_be_visible()


def test_a_session_says_everything_without_script(plain: Visit, site: Site):
    session = site.session(USUAL)
    page = plain(f"{PROGRAMME}/{session.code}")

    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(session.title.de)
    expect(when(page)).to_have_text(re.compile("10. Februar.*11:45–12:30 Uhr"))
    expect(main.get_by_role("link", name="In den Kalender laden")).to_be_visible()


def test_the_address_to_subscribe_to_is_there_without_script(plain: Visit):
    page = plain(f"/{DEMO}/kalender")

    expect(page.get_by_label("Adresse dieses Kalenders")).to_have_value(
        f"https://messe.example/{DEMO}/kalender/{DEMO}-programm.ics"
    )
    expect(page.get_by_role("button", name="Adresse kopieren")).to_have_count(0)


def hold(page: Page, pattern: str) -> list[Route]:
    """Requests for these files are never answered."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


@pytest.mark.parametrize("path", [f"/{DEMO}/?{DURING}", PROGRAMME, f"/{BIG}/programm", f"/{DEMO}/kalender"])
def test_the_text_is_painted_before_script_and_font_have_come(visit: Visit, path: str):
    page = visit("about:blank", tolerated=("net::ERR_FAILED",))
    scripts, fonts = hold(page, "**/*.js"), hold(page, "**/*.woff2")
    page.goto(path, wait_until="commit")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_be_visible()
    assert first_paint(page) > 0
    for route in [*scripts, *fonts]:
        route.abort()


def test_when_the_script_does_not_come_the_form_asks_the_server(visit: Visit, site: Site):
    page = visit("about:blank", tolerated=("net::ERR_FAILED",))
    page.route("**/*.js", lambda route: route.abort())
    page.goto(PROGRAMME)

    search_field(page).fill("laterne")
    submit(page)

    expect(status(page)).to_have_text(f"Treffer: {len(found(site, q='laterne'))}")


def test_when_the_words_to_search_do_not_come_what_stands_on_the_page_is_searched(visit: Visit):
    page = visit(PROGRAMME, tolerated=("net::ERR_FAILED",))
    page.route("**/suche.json", lambda route: route.abort())

    search_field(page).fill("strassenlaterne")

    expect(status(page)).to_have_text("Treffer: 1")
    expect_hits(page, ["Licht nach Bedarf: die Straßenlaterne als Infrastruktur"])
