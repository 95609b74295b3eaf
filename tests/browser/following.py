"""How a test goes from page to page where the next thing it does needs that page's script.

A click comes back as soon as the next page is there to be read. Its modules may still be on their way, and what is
typed or pressed until then is answered by the page without script: right for people, but another story.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Route


@contextmanager
def leading_on(page: Page) -> Iterator[None]:
    """Whatever is done in here leads to another page; afterwards that has loaded, and its modules have run."""
    page.wait_for_load_state("load")
    with page.expect_event("load"):
        yield


def follow(what: Locator) -> None:
    """Clicks what leads to another page."""
    with leading_on(what.page):
        what.click()


@contextmanager
def before_its_script(page: Page, path: str, script: str) -> Iterator[None]:
    """On that page, whose script comes only after what is done in here."""
    held: list[Route] = []
    page.route(f"**/js/{script}", lambda route: held.append(route))
    with page.expect_request(f"**/js/{script}"):
        page.goto(path, wait_until="commit")
    yield
    held.pop().continue_()
