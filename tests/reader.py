"""Opens a page as a reader would, and holds what holds for every page of the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from lxml import html

HOSTS = ("", "localhost", "messe.example")
"""Where a link stays in the house: relative, the test client's host, and PUBLIC_BASE_URL's."""
SCHEMES = ("", "http", "https", "webcal")
NAMED_BY = ("aria-label", "aria-labelledby", "title", "alt")
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
Answers = dict[str, int]


@dataclass(frozen=True)
class Page:
    """What came back, as text and as a tree."""

    path: str
    status: int
    body: str

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.body)

    @property
    def h1(self) -> str:
        return text_of(self.tree.find(".//h1"))

    @property
    def title(self) -> str:
        return text_of(self.tree.find(".//title"))

    @property
    def lang(self) -> str:
        return self.tree.get("lang", "")

    @property
    def text(self) -> str:
        return text_of(self.tree.find(".//main"))

    def links(self) -> Iterator[str]:
        """Every address of our own that the page names, without fragments, in the page's order."""
        named = [*self.tree.xpath("//@href[not(starts-with(., '#'))]"), *self.tree.xpath("//@src")]
        every = [urlsplit(urljoin(self.path, address)) for address in named]
        ours = [parts for parts in every if parts.scheme in SCHEMES and (parts.hostname or "") in HOSTS and parts.path]
        yield from dict.fromkeys(parts.path + (f"?{parts.query}" if parts.query else "") for parts in ours)

    def pages(self) -> Iterator[str]:
        """The addresses that a visitor can follow with a click."""
        followed = {urlsplit(urljoin(self.path, address)).path for address in self.tree.xpath("//a/@href")}
        yield from (link for link in self.links() if urlsplit(link).path in followed)


def text_of(element: html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def read(
    client: FlaskClient, path: str, *, status: int = 200, answers: Answers | None = None, language: str = ""
) -> Page:
    """The page, with everything checked. ``answers`` remembers the status of links between several readings.
    ``language`` is that of a person who is signed in; elsewhere the address says it."""
    response = client.get(path)
    page = Page(path, response.status_code, response.get_data(as_text=True))
    assert response.mimetype == "text/html", f"{path} is {response.mimetype}"
    assert page.status == status, f"{path} answers {page.status}"
    wrong = [*faults(page, language), *dead_links(client, page, {} if answers is None else answers)]
    assert not wrong, f"{path}: {wrong}"
    return page


def faults(page: Page, language: str = "") -> Iterator[str]:
    tree = page.tree
    headings = [text_of(h1) for h1 in tree.iter("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} h1: {headings}"
    if not page.h1 or not page.title.startswith(page.h1):
        yield f"title {page.title!r} does not start with h1 {page.h1!r}"
    wanted = language or ("en" if page.path == "/en" or page.path.startswith("/en/") else "de")
    if page.lang != wanted:
        yield f"lang is {page.lang!r}, not {wanted!r}"
    yield from _faults_of_ids(tree)
    yield from _faults_of_names(tree)
    yield from _faults_of_policy(tree)


def _faults_of_ids(tree: html.HtmlElement) -> Iterator[str]:
    ids = Counter(tree.xpath("//@id"))
    yield from (f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1)
    for attribute in POINTERS:
        for value in tree.xpath(f"//@{attribute}"):
            yield from (
                f"{attribute} points to {name!r}, which is not there" for name in value.split() if not ids[name]
            )
    for target in tree.xpath("//a/@href[starts-with(., '#')]"):
        if not ids[target[1:]]:
            yield f"link {target} leads nowhere"


def _faults_of_names(tree: html.HtmlElement) -> Iterator[str]:
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input[not(@type='hidden' or @type='submit')] | //select | //textarea"):
        if field.get("id") not in labelled and not _has_a_name(field) and not field.xpath("ancestor::label"):
            yield f"field {field.get('name')!r} has no label"
    for element in tree.xpath("//a[@href] | //button"):
        named_inside = any(_has_a_name(inside) for inside in element.iter()) or element.xpath(".//svg/title")
        if not text_of(element) and not named_inside:
            yield f"nameless {element.tag} {element.get('href', '')}"
    yield from (f"image without alt: {src}" for src in tree.xpath("//img[not(@alt)]/@src"))


def _has_a_name(element: html.HtmlElement) -> bool:
    return any(element.get(attribute, "").strip() for attribute in NAMED_BY)


def _faults_of_policy(tree: html.HtmlElement) -> Iterator[str]:
    """What the one policy would block."""
    yield from (f"inline style on {element.tag}" for element in tree.xpath("//*[@style] | //style"))
    yield from (f"handler {name}" for name in tree.xpath("//@*[starts-with(name(), 'on')]"))
    for script in tree.xpath("//script[not(@src)]"):
        if script.get("type") != "application/ld+json":
            yield "inline script"
    for source in (
        *tree.xpath("//script/@src"),
        *tree.xpath("//img/@src"),
        *tree.xpath("//link[@rel!='canonical']/@href"),
    ):
        if (urlsplit(source).hostname or "") not in HOSTS:
            yield f"from another house: {source}"


def dead_links(client: FlaskClient, page: Page, answers: Answers) -> Iterator[str]:
    for link in page.links():
        if link not in answers:
            with client.head(link) as answer:  # a picture's file is closed by who takes the answer
                answers[link] = answer.status_code
        if answers[link] >= 400:
            yield f"{link} answers {answers[link]}"
