"""Nothing sticks out at any width, nor with text twice as large."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import BIG, DEMO
from tests.browser.kinds import KINDS, address, tolerated

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
DESK = {"width": 1280, "height": 800}
STICKING_OUT = """() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (region) => region && getComputedStyle(region).overflowX !== "visible";
  const out = [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1)
    .filter((one) => !scrolls(one.closest("[role=region], nav")));
  const described = out.slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.innerText?.slice(0, 30)}`);
  return [`page ${root.scrollWidth} px`, ...described];
}"""
CUT_OFF = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && one.clientWidth > 1 && one.clientHeight > 1 && one.tagName !== "INPUT")
  .filter((one) => !one.closest(".visually-hidden"))
  .filter((one) => {
    const style = getComputedStyle(one);
    if (style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis") return false;
    const cuts = (way) => ["hidden", "clip"].includes(way);
    return (cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
      || (cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 6);
  })
  .map((one) => `${one.tagName}.${one.className}: ${one.innerText?.slice(0, 40)}`)"""
"""Elements whose text ends at their edge; what is shortened on purpose shows its dots and is whole one tap away."""


def enlarge(page: Page) -> None:
    """Text twice as large, as set in the browser's own settings."""
    wire = page.context.new_cdp_session(page)
    wire.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.reload()


def sticking_out(page: Page) -> dict[int, list[str]]:
    page.wait_for_load_state()  # behind a press the page may be there and only half of it
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        if out := page.evaluate(STICKING_OUT):
            found[width] = out
    return found


@pytest.mark.parametrize("kind", [*KINDS])
def test_nothing_sticks_out_at_any_width(visit: Visit, site: Site, kind: str):
    assert sticking_out(visit(address(kind, site), tolerated=tolerated(kind))) == {}


@pytest.mark.parametrize("kind", [*KINDS])
def test_text_twice_as_large_sticks_out_nowhere_and_is_not_cut_off(visit: Visit, site: Site, kind: str):
    page = visit("about:blank", viewport=DESK, tolerated=tolerated(kind))
    page.goto(address(kind, site))
    enlarge(page)

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") in ("32px", "34px", "36px")
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(
    "path",
    [
        *(f"/{DEMO}/?um=2027-02-10T10:20", f"/{DEMO}/programm", f"/{DEMO}/kalender", f"/{DEMO}/stand"),
        *(f"/{DEMO}/aussteller", f"/{DEMO}/exponate", f"/{DEMO}/suche?q=licht", f"/en/{DEMO}/suche?q=light"),
        *(f"/{DEMO}/aussteller/klimanetz-musterstadt-gmbh", f"/{DEMO}/exponate/licht-das-mitgeht"),
    ],
)
def test_text_twice_as_large_sticks_out_nowhere_on_a_phone(visit: Visit, path: str):
    page = visit(path)
    enlarge(page)

    assert page.evaluate(STICKING_OUT) == []


def test_a_wide_grid_scrolls_in_its_own_region_and_leaves_the_page_alone(visit: Visit):
    page = visit(f"/{BIG}/programm?ansicht=raster", viewport=DESK)

    region = page.get_by_role("region", name="Dienstag, 4. Mai").last
    assert region.evaluate("one => one.scrollWidth > one.clientWidth && one.tabIndex === 0")
    assert page.evaluate(STICKING_OUT) == []


def test_a_title_too_wide_would_be_noticed(visit: Visit):
    page = visit(f"/{DEMO}/impressum")
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    page.evaluate("document.querySelector('h1').textContent = 'Niederspannungsnetzanschlussprüfung '.repeat(4)")

    assert sorted(sticking_out(page)) == [*WIDTHS]
