"""axe finds nothing on any kind of page, by light and by dark, by the tags of WCAG 2.2 AA."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import DEMO
from tests.browser.kinds import KINDS, USUAL, USUAL_KINDS, address, tolerated

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK = {"width": 1280, "height": 800}
WIDE = (
    *("programme as a grid", "big programme as a grid", "subscribe", "files", "changes"),
    *("exhibitors", "exhibitor", "exhibit", "search with hits"),
)
"""Kinds that show something else on a wide screen."""
ENGLISH = (
    *("home while sessions run", "programme", "session without English text", "files", "changes"),
    *("exhibitors", "exhibitor without English text", "exhibit", "search with hits"),
)


def violations(page: Page) -> list[str]:
    """``rule: selector`` for everything axe objects to."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['target'][0]} {node.get('failureSummary', '')}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def violations_by_light_and_dark(page: Page) -> dict[str, list[str]]:
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        if wrong := violations(page):
            found[scheme] = wrong
    return found


@pytest.mark.parametrize("kind", [*USUAL_KINDS, "big exhibitors", "big home", "big programme searched", "big session"])
def test_axe_finds_nothing_on_a_phone(visit: Visit, site: Site, kind: str):
    assert violations_by_light_and_dark(visit(address(kind, site), tolerated=tolerated(kind))) == {}


@pytest.mark.parametrize("kind", WIDE)
def test_axe_finds_nothing_on_a_wide_screen(visit: Visit, site: Site, kind: str):
    assert violations_by_light_and_dark(visit(address(kind, site), viewport=DESK)) == {}


@pytest.mark.parametrize("kind", ENGLISH)
def test_axe_finds_nothing_in_english(visit: Visit, site: Site, kind: str):
    page = visit(f"/en{address(kind, site)}")

    assert page.locator("html").get_attribute("lang") == "en"
    assert violations_by_light_and_dark(page) == {}


def test_axe_finds_nothing_with_filters_unfolded(visit: Visit):
    page = visit(f"/{DEMO}/programm")

    page.get_by_text("Filter", exact=True).click()

    assert violations_by_light_and_dark(page) == {}


def test_axe_would_find_grey_text_and_nameless_fields(visit: Visit):
    page = visit(f"/{DEMO}/impressum")
    page.evaluate("""() => {
      const text = document.querySelector("main p");
      text.style.color = "#999";
      text.style.background = "#fff";
      text.after(document.createElement("input"));
    }""")

    assert {wrong.split(":")[0] for wrong in violations(page)} == {"color-contrast", "label"}


@pytest.mark.parametrize("kind", [*KINDS])
def test_every_kind_of_page_has_one_heading_its_landmarks_and_a_title_that_begins_alike(
    visit: Visit, site: Site, kind: str
):
    page = visit(address(kind, site), tolerated=tolerated(kind))

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    assert page.title().startswith(" ".join(heading.inner_text().split()))


def test_a_cell_of_the_grid_is_told_with_day_time_and_place(visit: Visit):
    page = visit(f"/{DEMO}/programm?ansicht=raster", viewport=DESK)

    table = page.get_by_role("table", name="Mittwoch, 10. Februar")
    assert table.locator("thead th:not([scope=col]), tbody th:not([scope=row])").count() == 0
    cell = table.get_by_role("cell").filter(has=page.get_by_role("link", name="Zehn Jahre Allianz"))
    expect(cell).to_contain_text("10:05–10:45")
    expect(cell.locator("xpath=..").get_by_role("rowheader")).to_have_text("10:05")


def test_the_states_of_a_session_are_words_beside_their_signs(visit: Visit, site: Site):
    page = visit(f"/{DEMO}/programm?um=2027-02-11T13:40")

    main = page.get_by_role("main")
    for word in ("Läuft", "Abgesagt", "Verlegt", "Als Nächstes"):
        said = main.get_by_text(word, exact=True).filter(visible=True).first
        expect(said).to_be_attached()
        assert said.locator("svg[aria-hidden=true]").count() == 1
    assert site.session(USUAL).title.de in main.inner_text()
