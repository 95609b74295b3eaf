"""The planning board as somebody of the office handles it: by mouse, by finger, by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, expect

from tests.browser.conftest import PATIENCE
from tests.factories import SLUG, make_fair, make_place, make_release, make_session, make_speaker, make_theme

BOARD = f"/desk/{SLUG}/programm/tafel"
OF_AXE = ("Applying inline style", ".css: Failed to load", "Couldn't load preload assets")
"""What axe does wrong itself when it reads a style sheet again that imports others."""
HOUR = 48
"""Pixels, in the largest steps."""


def a_plan(*titles: str, **values: Any) -> Callable[[], None]:
    """On the first stage a session for each title, one an hour from nine, and one that is never moved, "Still"; on the
    second the "Nachbar" and a draft, "Skizze"; beside the board the "Wartend"."""

    def fill() -> None:
        fair = make_fair(**values)
        first, second = make_place(fair, "Bühne A", slug="buehne-a"), make_place(fair, "Bühne B", slug="buehne-b")
        theme, ada = make_theme(fair, "Energie"), make_speaker(fair, "Ada Beispiel")
        for hour, title in enumerate((*titles, "Still"), 9):
            times = {"starts": f"{hour:02d}:00", "ends": f"{hour:02d}:30"}
            make_session(fair, title, place=first, theme=theme, speakers=[ada], **times)
        make_session(fair, "Nachbar", place=second, starts="16:30", ends="17:30")
        make_release()
        make_session(fair, "Skizze", place=second, starts="09:00", ends="09:30")
        make_session(fair, "Wartend", starts="09:00", ends="09:20", is_scheduled=False)

    return fill


def opened(context: BrowserContext, query: str = "raster=60") -> Page:
    page = context.pages[0]
    page.goto(f"{BOARD}?{query}")
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(tile(page, "Still")).to_be_visible()
    return page


def reloaded(page: Page) -> Page:
    """What is saved, and nothing else."""
    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    page.reload()
    expect(tile(page, "Still")).to_be_visible()
    return page


def tile(page: Page, title: str) -> Locator:
    return page.locator("[data-part=calendar] button[data-code]").filter(has_text=title)


def aside(page: Page, title: str) -> Locator:
    return page.locator("[data-part=aside] button[data-code]").filter(has_text=title)


def hint(page: Page) -> Locator:
    return page.locator("[data-part=hint]")


def status(page: Page) -> Locator:
    return page.locator("[data-part=status]")


def called(page: Page, title: str) -> str:
    return str(tile(page, title).get_attribute("aria-label"))


def box_of(what: Locator) -> dict[str, float]:
    box = what.bounding_box()
    assert box is not None
    return dict(box)


def column(page: Page) -> float:
    first, second = (box_of(page.locator(".ec-col-head").nth(at)) for at in (0, 1))
    return second["x"] - first["x"]


def pull(page: Page, what: Locator, across: float, down: float, *, from_below: bool = False) -> None:
    """By mouse, so many pixels, without letting go."""
    what.scroll_into_view_if_needed()
    box = box_of(what)
    x, y = box["x"] + box["width"] / 2, box["y"] + (box["height"] - 2 if from_below else 8)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2, steps=4)
    page.mouse.move(x + across, y + down, steps=4)


def pull_to(page: Page, what: Locator, x: float, y: float) -> None:
    """By mouse to that spot, without letting go."""
    here = box_of(what)
    pull(page, what, x - here["x"] - here["width"] / 2, y - here["y"] - 8)


def spot_in(page: Page, place: int, *, below: float = 0) -> tuple[float, float]:
    """So many pixels below the head of that column."""
    head = box_of(page.locator(".ec-col-head").nth(place))
    return head["x"] + 40, head["y"] + head["height"] + below


def spot_aside(page: Page) -> tuple[float, float]:
    side = box_of(page.locator("[data-part=aside]"))
    return side["x"] + 40, side["y"] + 20


def has_scrolled(page: Page, top: float, more: float) -> None:
    """Waits until the board has been scrolled down by more than that."""
    has = page.evaluate(
        """([wanted, patience]) => new Promise((done) => {
          const board = document.querySelector(".ec-main");
          const look = () => (board.scrollTop > wanted ? done(true) : requestAnimationFrame(look));
          setTimeout(() => done(false), patience);
          look();
        })""",
        [top + more, PATIENCE],
    )
    assert has, "the board has not been scrolled"


class Finger:
    """One finger on the glass."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.glass: CDPSession = page.context.new_cdp_session(page)
        self.x = self.y = 0.0

    def touch(self, what: Locator, *, at_the_end: bool = False) -> None:
        box = box_of(what)
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + (box["height"] - 4 if at_the_end else 10)
        self._say("touchStart")

    def press(self, what: Locator, *, at_the_end: bool = False) -> None:
        """Rests there until it is held."""
        self.touch(what, at_the_end=at_the_end)
        expect(self.page.locator("[data-board]")).to_have_attribute("data-moving", "")

    def draw(self, across: float, down: float, *, steps: int = 8) -> None:
        x, y = self.x, self.y
        for step in range(1, steps + 1):
            self.x, self.y = x + across * step / steps, y + down * step / steps
            self._say("touchMove")

    def draw_to(self, x: float, y: float) -> None:
        self.draw(x - self.x, y - self.y)

    def lift(self) -> None:
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _say(self, what: str) -> None:
        points = [{"x": self.x, "y": self.y}]
        self.glass.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})
