"""HTML in a description becomes what a person would have typed: paragraphs, ``- `` lists, links in brackets."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_KNOWN = "p|br|ul|ol|li|a|b|i|u|s|em|strong|h[1-6]|div|span|blockquote|code|pre|table|t[rdh]|hr|small|su[bp]|img|d[ldt]"
_TAG = re.compile(rf"</?(?:{_KNOWN}|script|style)\b[^<>]*>", re.IGNORECASE)
_LOOSE = re.compile(r"<(?!/?[a-z][^<>]*>)", re.IGNORECASE)
_BREAKS = re.compile(r"<(?:p|br)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d?);", re.IGNORECASE)
_BLOCKS = frozenset(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "dl", "hr"])
_LINES = frozenset(["br", "tr", "dt", "dd"])
_LISTS = frozenset(("ul", "ol"))
_UNSEEN = frozenset(("script", "style"))


class _Writer(HTMLParser):
    """Writes down the text it meets. Where the source breaks its lines without markup, the breaks are kept."""

    def __init__(self, *, keeps_lines: bool) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._keeps_lines = keeps_lines
        self._depth = 0
        self._unseen = 0
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "li":
            self.parts.append("\n" + "  " * min(max(self._depth - 1, 0), 3) + "- ")
        elif tag in _LISTS:
            self.parts.append("\n" if self._depth else "\n\n")
            self._depth += 1
        elif tag == "a":
            self._link = ((dict(attrs).get("href") or "").strip(" \"'“”„"), len(self.parts))
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _LISTS:
            self._depth = max(self._depth - 1, 0)
            self.parts.append("\n" if self._depth else "\n\n")
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data if self._keeps_lines else re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n")

    def _end_link(self) -> None:
        if self._link is None:
            return
        address, since = self._link
        self._link = None
        text = "".join(self.parts[since:])
        if address.startswith(("http://", "https://")) and address.partition("//")[2].rstrip("/") not in text:
            self.parts.append(f" ({address})")


def plain_text(source: str) -> str:
    """The text without markup; text that has none keeps its lines, and entities are decoded in both."""
    if not _TAG.search(source):
        return _ENTITY.sub(lambda entity: html.unescape(entity.group()), source)
    writer = _Writer(keeps_lines=not _BREAKS.search(source))
    writer.feed(_LOOSE.sub("&lt;", _without_comments(source)))
    writer.close()
    return _tidy("".join(writer.parts))


def _without_comments(source: str) -> str:
    """Taken out here, like every loose ``<``: the parser would search the whole rest of the text for each."""
    kept = []
    at = 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start)) >= 0:
        kept.append(source[at:start])
        at = end + 3
    return "".join(kept) + source[at:]


def _tidy(text: str) -> str:
    lines = [line.rstrip() if line.lstrip().startswith("- ") else line.strip() for line in text.splitlines()]
    kept: list[str] = []
    for number, line in enumerate(lines):
        if line or not _between_items(kept, lines, number):
            kept.append(line)
    return "\n".join(kept)


def _between_items(before: list[str], lines: list[str], number: int) -> bool:
    """Whether a blank line only parts two items of one list (or repeats another blank line)."""
    if not before or not before[-1]:
        return True
    following = next((line for line in lines[number + 1 : number + 20] if line), "")
    return _is_item(before[-1]) and _is_item(following)


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")
