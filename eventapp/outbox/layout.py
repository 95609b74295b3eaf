"""How the text of a mail is laid out in HTML: a few shapes that can be told from the text alone.

A chunk between empty lines is a link (a label, our address below it), a list (every line begins with ``- ``), something
to be read out or copied, like a code (every line is indented by four blanks), or else a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LINK_LIKE = re.compile(
    r"(?:\b[a-z][a-z0-9+.\-]{1,20}:)?//\S+|\b[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,8}\.[^\W\d_]{2,24}\b(?:[/?#]\S*)?",
    re.IGNORECASE,
)
"""What a mail program would turn into a link by itself."""
LOUD = "    "


@dataclass(frozen=True, slots=True)
class Part:
    """``shape`` is link, list, loud or paragraph."""

    shape: str
    lines: tuple[str, ...]
    url: str = ""


def parts_of(text: str, *, base_url: str) -> list[Part]:
    return [_part(chunk.split("\n"), base_url) for chunk in re.split(r"\n{2,}", text.strip("\n")) if chunk.strip()]


def _part(lines: list[str], base_url: str) -> Part:
    if len(lines) <= 2 and is_ours(lines[-1], base_url):
        return Part("link", (lines[0].removesuffix(":"),), url=lines[-1])
    if all(line.startswith(LOUD) for line in lines):
        return Part("loud", tuple(line.strip() for line in lines))
    if all(line.startswith("- ") for line in lines):
        return Part("list", tuple(line.removeprefix("- ") for line in lines))
    return Part("paragraph", tuple(lines))


def is_ours(line: str, base_url: str) -> bool:
    """An address of this site and nothing else on the line."""
    return (line == base_url or line.startswith(f"{base_url}/")) and " " not in line


def our_addresses(text: str, *, base_url: str) -> list[str]:
    """Every address of this site that stands on a line of its own, in the text's order."""
    return [line for line in text.split("\n") if is_ours(line, base_url)]


def without_links(text: str) -> str:
    """What strangers typed, as it may go to somebody who never wrote to us: nothing in it can be followed."""
    return " ".join(LINK_LIKE.sub(" ", text).split())
