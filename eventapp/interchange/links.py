"""Links worth showing: web addresses, nothing that runs, logs in or writes a mail."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from eventapp.interchange.wording import line
from eventapp.programme.value import Link
from eventapp.text import clean_line, without_email

MOST = 20
LONGEST = 2_000


def link(address: str, title: str = "") -> Link | None:
    """The link, or None where the address is no plain web address."""
    url = clean_line(address, longest=LONGEST + 1)
    if url.lower().startswith("www."):
        url = f"https://{url}"
    if len(url) > LONGEST or " " in url or without_email(url) != url or not is_web(url):
        return None
    return Link(url, line(title))


def links(pairs: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    found = {}
    for address, title in pairs:
        one = link(address, title)
        if one and one.url not in found:
            found[one.url] = one
    return tuple(found.values())[:MOST]


def is_web(url: str) -> bool:
    """Whether a browser would open it as a page, and nothing else."""
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        return False
