"""The programme page as a visitor handles it: filter, search, count, drop. With script and without."""

from __future__ import annotations

import time
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error, Locator, Page


def query_of(page: Page) -> dict[str, str]:
    """What stands in the address behind the question mark."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def open_filters(page: Page) -> None:
    details = page.get_by_role("main").get_by_role("search").locator("details")
    if details.count() and details.get_attribute("open") is None:
        details.locator("summary").click()


def choose(page: Page, label: str, option: str) -> None:
    open_filters(page)
    page.get_by_label(label, exact=True).select_option(label=option)


def search_field(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("searchbox", name="Suche")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Anzeigen").click()


def status(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("search").locator("xpath=..").get_by_role("status")


def hits(page: Page) -> list[str]:
    """The titles of the sessions that can be seen, in their order."""
    return [
        text.strip() for text in page.get_by_role("main").get_by_role("article").get_by_role("link").all_inner_texts()
    ]


def expect_hits(page: Page, titles: Iterable[str], *, patience: float = 8.0) -> None:
    """Waits until exactly these sessions can be seen: a click returns before the next page has come."""
    expected, seen = sorted(titles), None
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            seen = sorted(hits(page))
        except Error as gone:  # the page left while it was being read
            seen = [str(gone)]
        if seen == expected:
            return
        page.wait_for_timeout(50)
    assert seen == expected


def dropper(page: Page, name: str) -> Locator:
    """The link that drops one filter."""
    return page.get_by_role("link", name=f"Filter weglassen: {name}")


def when(page: Page) -> Locator:
    """What a session's page says beside the word "Wann"."""
    return page.get_by_role("main").locator("dl > div").filter(has_text="Wann").locator("dd").first
