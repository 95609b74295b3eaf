"""What somebody set on their device is respected: strong contrast, less motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, Visit
from tests.browser.fairs import DEMO
from tests.browser.kinds import DURING, address, tolerated
from tests.browser.test_keyboard import stops

pytestmark = pytest.mark.browser

MOVING = """() => {
  const second = (one) => parseFloat(one) * (one.trim().endsWith("ms") ? 0.001 : 1);
  const seconds = (list) => Math.max(...list.split(",").map(second));
  const found = [];
  for (const one of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(one, part);
      const longest = Math.max(seconds(style.transitionDuration), seconds(style.animationDuration));
      if (longest > 0.01) found.push(`${one.tagName}.${one.className}${part ?? ""}: ${longest} s`);
    }
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") found.push("smooth scrolling");
  return found;
}"""
LOOKS = """(one) => {
  const style = getComputedStyle(one);
  return ["backgroundColor", "color", "borderBottomColor", "borderBottomWidth", "borderBottomStyle", "fontWeight",
    "outlineStyle", "textDecorationLine", "forcedColorAdjust"].map((name) => style[name]).join(" ");
}"""


@pytest.mark.parametrize("path", [f"/{DEMO}/?{DURING}", f"/{DEMO}/programm?thema=energie", f"/{DEMO}/kalender"])
def test_with_forced_colours_every_stop_has_its_ring(visit: Visit, path: str):
    page = visit(path, forced_colors="active")

    passed = list(stops(page))

    assert len(passed) > 10
    assert [stop["name"] for stop in passed if not (stop["hasRing"] and stop["isSeen"])] == []


def looks(page: Page, name: str) -> str:
    described: str = page.get_by_role("link", name=name, exact=True).evaluate(LOOKS)
    return described


def test_with_forced_colours_the_chosen_day_and_page_still_stand_out(visit: Visit):
    page = visit(f"/{DEMO}/programm?tag=2027-02-11", forced_colors="active")

    assert looks(page, "Do., 11.02.") != looks(page, "Fr., 12.02.")
    assert looks(page, "Programm") != looks(page, "Vortragende")


@pytest.mark.parametrize(
    "kind", ["home while sessions run", "programme", "session", "subscribe", "changes", "not found"]
)
def test_with_less_motion_nothing_moves(visit: Visit, site: Site, kind: str):
    page = visit(address(kind, site), reduced_motion="reduce", tolerated=tolerated(kind))

    assert page.evaluate(MOVING) == []


def test_dark_and_light_are_both_designed(visit: Visit):
    grounds = set()
    for scheme in ("light", "dark"):
        page = visit(f"/{DEMO}/programm", color_scheme=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert len(grounds) == 2
