"""Markdown from organisers and imports as safe HTML: two walls, no images, no relative or foreign-scheme links.

What is imported never shows an e-mail address, however it was written; only an organiser's own text may.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from eventapp.text import EMAIL_GONE, email_places, without_email

_markdown = MarkdownIt("js-default", {"linkify": False, "breaks": True, "maxNesting": 20}).disable("image")
TAGS = {
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "blockquote",
    "code",
    "pre",
    "hr",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}


@lru_cache(maxsize=200)
def rich_text(text: str, top: int = 3, mail: bool = False) -> Markup:
    """The text as paragraphs, lists and links. Its highest heading becomes one of level ``top``, so that it fits into
    the page around it whatever the writer began with. Addresses are shown with ``mail`` only."""
    tokens = _markdown.parse(text)
    if not mail:
        _take_out_addresses(tokens)
    _set_headings(tokens, top)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"} if mail else {"https", "http"},
        url_relative="deny",
        link_rel="noopener nofollow ugc",
    )
    return Markup(clean)  # noqa: S704 -- cleaned by nh3 one line above


def _set_headings(tokens: list[Token], top: int) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    shift = top - min((int(token.tag[1]) for token in headings), default=top)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) + shift)}"


def _take_out_addresses(tokens: Sequence[Token]) -> None:
    """What only became an address by rendering, in a text that may be broken up by emphasis and links."""
    for token in tokens:
        if token.type in ("fence", "code_block"):
            token.content = without_email(token.content)
        for child in token.children or ():
            address = unquote(str(child.attrs.get("href", "")))
            if without_email(address) != address:
                del child.attrs["href"]
        _take_out_of_line(token.children or ())


def _take_out_of_line(children: Sequence[Token]) -> None:
    shown = [child.content or ("\n" if "break" in child.type else "") for child in children]
    signs = list("".join(shown))
    places = email_places("".join(shown))
    if not places:
        return
    for start, end in places:
        signs[start:end] = [EMAIL_GONE, *[""] * (end - start - 1)]
    at = 0
    for child, part in zip(children, shown, strict=True):
        child.content = "".join(signs[at : at + len(part)])
        at += len(part)
