"""What a page's form would send if nobody touched it, and the addresses that a page leads to."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from tests.people import Insider


class _Form(HTMLParser):
    """The first form that saves by itself (or any with fields): names and values."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.links: list[str] = []
        self._is_inside = False
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        if tag == "a" and had.get("href"):
            self.links.append(str(had["href"]))
        if tag == "form":
            self._is_inside = "form" in (had.get("class") or "").split()
        if not self._is_inside or not had.get("name"):
            return
        name, kind = str(had["name"]), had.get("type")
        if tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in had:
                self.values.setdefault(name, []).append(had.get("value") or "y")
        elif tag == "input" and kind != "file":
            self.values[name] = had.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.values[self._area] = self.values[self._area].removeprefix("\r\n").removeprefix("\n")
            self._area = ""
        if tag == "form":
            self._is_inside = False


def filled_in(html: str) -> dict[str, Any]:
    parser = _Form()
    parser.feed(html)
    return {name: value for name, value in parser.values.items() if name != "csrf_token"}


def links(html: str) -> list[str]:
    parser = _Form()
    parser.feed(html)
    return parser.links


def form_of(browser: Insider, path: str, **answers: Any) -> dict[str, Any]:
    """What the page at that address would send back, with some answers changed."""
    return {**filled_in(browser.get(path).text), **answers}


def walked(browser: Insider, start: str) -> dict[str, str]:
    """Every page below ``start`` that a reader can get to, by address."""
    pages: dict[str, str] = {}
    to_open = [start]
    while to_open:
        path = to_open.pop()
        if path in pages:
            continue
        answer = browser.get(path)
        assert answer.status_code in (200, 303), (path, answer.status_code)
        pages[path] = answer.text
        found = [*links(answer.text), *([answer.location] if answer.location else [])]
        to_open += [link.split("#")[0] for link in found if link.startswith(start)]
    return pages


class _Live(HTMLParser):
    """What a browser would run or load of what somebody typed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in had and had.get("type") != "application/ld+json":
            self.found.append("script")
        self.found += [f"{tag} {name}" for name in had if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            address = had.get(name, "").strip().lower()
            if address == "x" or address.startswith(("javascript:", "data:", "//")) or "evil.example" in address:
                self.found.append(f"{tag} {name}={address}")


def live(html: str) -> list[str]:
    """Scripts, handlers and addresses that no page of ours has by itself."""
    parser = _Live()
    parser.feed(html)
    return [*parser.found, *(["1337"] if "1337" in html else [])]
