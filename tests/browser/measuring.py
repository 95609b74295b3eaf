"""What every page behind a sign-in is measured by: any width, text twice as large, light and dark, standing still."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.browser.test_weight import MOST_SHIFT, shift
from tests.browser.test_widths import CUT_OFF, STICKING_OUT, sticking_out

DESK = {"width": 1280, "height": 900}
USUAL = {"standard": 16, "fixed": 13}
LARGE = {"standard": 32, "fixed": 26}
"""Sizes of text as a reader sets them in the browser itself."""
UNFOLD = "document.querySelectorAll('main details').forEach((one) => { one.open = true })"


def faults_of(page: Page, *paths: str) -> dict[str, object]:
    """By path what is wrong: each page with all that is folded away, then each once more with text twice as large."""
    found: dict[str, object] = {}
    for path in paths:
        if not (answer := page.goto(path)) or not answer.ok:
            found[f"{path} is no page"] = answer and answer.status
        if (moved := shift(page)) > MOST_SHIFT:
            found[f"{path} moves while it opens"] = moved
        page.evaluate(UNFOLD)
        found |= {f"{path} {name}": fault for name, fault in faults_here(page).items()}
    wire = page.context.new_cdp_session(page)
    _set_text(wire, LARGE)
    for path in paths:
        page.goto(path)
        found |= {f"{path} {name}": fault for name, fault in _faults_of_large_text(page).items()}
    _set_text(wire, USUAL)
    return found


def faults_here(page: Page) -> dict[str, object]:
    """Of what is open now, however one came there: wider than some screen, or not for everybody to read."""
    faults = {f"at {width} px": out for width, out in sticking_out(page).items()}
    page.set_viewport_size(DESK)
    return faults | violations_by_light_and_dark(page)


def _faults_of_large_text(page: Page) -> dict[str, object]:
    faults = {}
    for screen in (PHONE, DESK):
        page.set_viewport_size(screen)
        if out := [*page.evaluate(STICKING_OUT), *page.evaluate(CUT_OFF)]:
            faults[f"text twice as large at {screen['width']} px"] = out
    return faults


def _set_text(wire: CDPSession, sizes: dict[str, int]) -> None:
    wire.send("Page.setFontSizes", {"fontSizes": sizes})
