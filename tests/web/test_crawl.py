"""Every page of the demo that a visitor can reach from its front page, in both languages."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.reader import Answers, dead_links, faults, read, text_of
from tests.reader import Page as ReadPage

FAIR = "elektrotechnik-2027"
PAST = "elektrotechnik-2019"
AT_THE_FAIR = "um=2027-02-10T10:20"


def crawled(client: FlaskClient, start: str, within: str) -> tuple[list[ReadPage], list[str]]:
    """All HTML pages reachable from ``start`` below ``within``, and what is wrong with them."""
    to_open, pages, wrong = [start], [], []
    seen, answers = {start}, Answers()
    while to_open:
        path = to_open.pop()
        response = client.get(path)
        if response.mimetype != "text/html":
            continue
        page = ReadPage(path, response.status_code, response.get_data(as_text=True))
        pages.append(page)
        wrong += [f"{path}: {fault}" for fault in (*faults(page), *dead_links(client, page, answers))]
        for link in page.pages():
            if link.startswith(within) and link not in seen and "?" not in link:
                seen.add(link)
                to_open.append(link)
    return pages, wrong


@pytest.mark.parametrize("within", [f"/{FAIR}/", f"/en/{FAIR}/", f"/{PAST}/", f"/en/{PAST}/"])
def test_every_page_of_the_demo_is_a_good_page(demo: FlaskClient, within: str):
    pages, wrong = crawled(demo, within, within)

    assert wrong == []
    assert len(pages) > (60 if FAIR in within else 5)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        f"/{FAIR}/?{AT_THE_FAIR}",
        f"/{FAIR}/?um=2027-02-10T18:30",
        f"/{FAIR}/?um=2027-02-20T12:00",
        f"/{FAIR}/programm?{AT_THE_FAIR}",
        f"/{FAIR}/programm?ansicht=raster",
        f"/{FAIR}/programm?q=gibtesnicht",
        f"/{FAIR}/kalender?feed=programm",
    ],
)
def test_a_page_that_hangs_on_its_query_is_a_good_page(demo: FlaskClient, prefix: str, path: str):
    assert read(demo, prefix + path).h1


def test_the_english_pages_have_the_same_addresses_as_the_german_ones(demo: FlaskClient):
    german, _ = crawled(demo, f"/{FAIR}/", f"/{FAIR}/")
    english, _ = crawled(demo, f"/en/{FAIR}/", f"/en/{FAIR}/")

    assert {f"/en{page.path}" for page in german} == {page.path for page in english}


def test_no_page_of_the_demo_leads_out_of_its_own_address(demo: FlaskClient):
    pages, _ = crawled(demo, f"/{FAIR}/", f"/{FAIR}/")

    canonical = {page.path: page.tree.xpath("string(//link[@rel='canonical']/@href)") for page in pages}
    assert canonical == {path: f"https://messe.example{path}" for path in canonical}


def test_the_reader_finds_what_is_wrong(demo: FlaskClient):
    body = "<html lang='en'><title>B</title><h1>A</h1><p id=x><p id=x><input name=q><a href='/nope/x'></a><i style='a'>"
    page = ReadPage("/de", 200, body)

    found = [*faults(page), *dead_links(demo, page, {})]

    assert found == [
        "title 'B' does not start with h1 'A'",
        "lang is 'en', not 'de'",
        "id 'x' stands 2 times",
        "field 'q' has no label",
        "nameless a /nope/x",
        "inline style on i",
        "/nope/x answers 404",
    ]
    assert text_of(None) == ""
