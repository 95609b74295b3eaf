"""Everything by keyboard alone: in a sensible order, always seen, never caught."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import BIG, DEMO
from tests.browser.kinds import DURING, USUAL
from tests.browser.programme_page import hits, search_field, status

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 800}
MOST_STOPS = 400
WHERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  window.__stops ??= new Map();
  if (!window.__stops.has(at)) window.__stops.set(at, window.__stops.size);
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const middle = [...at.getClientRects()][0] ?? box;
  const top = document.elementFromPoint(middle.x + middle.width / 2, middle.y + middle.height / 2);
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    number: window.__stops.get(at),
    name: (at.innerText || at.getAttribute("aria-label") || at.name || at.tagName).trim().slice(0, 60),
    isSeen: inside && box.width > 0 && box.height > 0,
    isCovered: !(top && (at.contains(top) || top.contains(at))),
    hasRing: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""
STOPS_THERE_ARE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility()).length"""


def stops(page: Page) -> Iterator[dict]:
    """Every place the Tab key leads to, once round the page."""
    seen = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if stop is None or stop["number"] in seen:
            return
        seen.add(stop["number"])
        yield stop


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the thing of that name has the focus."""
    for stop in stops(page):
        if stop["name"] == name:
            return
    pytest.fail(f"the Tab key never leads to {name!r}")


def test_the_first_stop_is_the_skip_link_and_it_is_seen(visit: Visit):
    page = visit(f"/{DEMO}/programm", viewport=DESK)

    page.keyboard.press("Tab")

    skip = page.get_by_role("link", name="Zum Inhalt")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)


def test_the_skip_link_leads_past_the_head_of_the_page(visit: Visit):
    page = visit(f"/{DEMO}/programm", viewport=DESK)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "path",
    [
        f"/{DEMO}/?{DURING}",
        f"/{DEMO}/programm?{DURING}",
        f"/{DEMO}/programm?ansicht=raster",
        "session",
        f"/{DEMO}/kalender",
        f"/{DEMO}/programm/dateien",
    ],
)
def test_every_stop_is_seen_with_a_ring_and_nothing_catches_the_focus(
    visit: Visit, site: Site, path: str, viewport: dict[str, int]
):
    page = visit(f"/{DEMO}/programm/{site.session(USUAL).code}" if path == "session" else path, viewport=viewport)
    expected = page.evaluate(STOPS_THERE_ARE)

    passed = list(stops(page))

    assert [stop["name"] for stop in passed if not stop["isSeen"]] == []
    assert [stop["name"] for stop in passed if stop["isCovered"]] == []
    assert [stop["name"] for stop in passed if not stop["hasRing"]] == []
    assert len(passed) == expected


def test_a_session_is_found_and_opened_by_keyboard_alone(visit: Visit):
    page = visit(f"/{DEMO}/programm", viewport=DESK)

    tab_to(page, "q")
    page.keyboard.type("Tiefgarage")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Treffer: 1")
    (title,) = hits(page)
    tab_to(page, title)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_filters_unfold_and_choose_by_keyboard_alone(visit: Visit):
    page = visit(f"/{DEMO}/programm")

    tab_to(page, "Filter")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Thema", exact=True)).to_be_focused()
    page.keyboard.type("Haf")

    expect(page.get_by_label("Thema", exact=True)).to_have_value("hafenumfeld")
    expect(status(page)).to_contain_text("Treffer: ")


def test_after_dropping_a_filter_the_focus_is_not_lost(visit: Visit):
    page = visit(f"/{DEMO}/programm?thema=energie&q=gibtesnicht", viewport=DESK)

    page.get_by_role("link", name="Filter weglassen: „gibtesnicht“").press("Enter")

    expect(status(page)).to_be_focused()


def test_after_choosing_a_day_the_focus_stays_on_it(visit: Visit):
    page = visit(f"/{DEMO}/programm", viewport=DESK)
    day = page.get_by_role("link", name="Do., 11.02.", exact=True)

    day.press("Enter")

    expect(day).to_have_attribute("aria-current", "true")
    expect(day).to_be_focused()


def test_jumping_to_now_moves_the_focus_along(visit: Visit):
    page = visit(f"/{DEMO}/programm?um=2027-02-11T13:40", viewport=DESK)

    page.get_by_role("link", name="Zu jetzt springen").press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.getElementById('jetzt').contains(document.activeElement)")


def test_what_is_folded_away_unfolds_by_keyboard(visit: Visit):
    page = visit(f"/{DEMO}/kalender")
    code = page.get_by_role("img", name="QR-Code mit der Adresse dieses Kalenders")
    expect(code).to_be_hidden()

    page.get_by_text("QR-Code dieser Adresse zeigen").press("Enter")

    expect(code).to_be_visible()


def test_a_wide_grid_is_scrolled_by_the_arrow_keys(visit: Visit):
    page = visit(f"/{BIG}/programm?ansicht=raster", viewport=DESK)
    region = page.get_by_role("region", name="Dienstag, 4. Mai").last

    region.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)

    assert region.evaluate("region => region.scrollLeft") > 0


def test_typing_alone_already_finds(visit: Visit):
    page = visit(f"/{DEMO}/programm", viewport=DESK)

    search_field(page).focus()
    page.keyboard.type("tiefgar")

    expect(status(page)).to_have_text("Treffer: 1")
