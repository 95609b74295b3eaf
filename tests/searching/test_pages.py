"""The page of the one search, and the field that leads to it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventapp.searching.found import MOST_SHOWN
from tests.factories import (
    SLUG,
    make_entry,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.reader import Page, read, text_of

SEARCH = f"/{SLUG}/suche"


@pytest.fixture
def fair(in_app: None) -> None:
    fair = make_fair()
    people = [make_speaker(fair, f"Anna Licht {number}") for number in range(MOST_SHOWN + 1)]
    place, theme = make_place(fair, "Lichthof", slug="lichthof"), make_theme(fair, "Licht", slug="licht")
    make_session(fair, "Licht im Hafen", code="LIGHT0", place=place, theme=theme, speakers=people)
    make_release()
    exhibitor = make_exhibitor(fair, "Lichtwerk GmbH", slug="lichtwerk", accepted={})
    make_entry(exhibitor, "exhibit", slug="lampe", accepted={"title_de": "Lichtlampe"}, state="accepted")


def status(page: Page) -> str:
    return text_of(page.tree.xpath("//*[@role='status']")[0])


def test_hits_stand_in_groups_each_with_its_number(client: FlaskClient, fair: None):
    page = read(client, f"{SEARCH}?q=licht")

    assert [text_of(h2) for h2 in page.tree.xpath("//main//h2")] == [
        "Programm 1",
        "Aussteller 1",
        "Exponate 1",
        "Vortragende 11",
        "Orte und Themen 2",
    ]
    assert (page.h1, status(page)) == ("Suche nach „licht“", "16 Treffer")


def test_a_long_group_is_cut_and_leads_to_all_of_it(client: FlaskClient, fair: None):
    page = read(client, f"{SEARCH}?q=anna")
    [more] = page.tree.xpath("//p[@class='found__all']/a/@href")

    whole = read(client, more)

    assert [len(one.tree.xpath("//li[@class='people__one']")) for one in (page, whole)] == [MOST_SHOWN, MOST_SHOWN + 1]


def test_the_empty_page_has_a_field_and_ways_on(client: FlaskClient, fair: None):
    page = read(client, SEARCH)

    assert (status(page), page.tree.xpath("//main//input[@name='q']/@value")) == ("", [""])
    assert f"/{SLUG}/programm" in page.tree.xpath("//main//a/@href")


def test_too_little_explains_itself(client: FlaskClient, fair: None):
    assert status(read(client, f"{SEARCH}?q=l")) == "Geben Sie mindestens zwei Buchstaben oder Ziffern ein."


def test_nothing_found_suggests_to_leave_out_a_word(client: FlaskClient, fair: None):
    page = read(client, f"{SEARCH}?q=lichtwerk+gibtesnicht")

    assert status(page) == "Keine Treffer für „lichtwerk gibtesnicht“."
    assert f"{SEARCH}?q=lichtwerk" in page.tree.xpath("//main//a/@href")


def test_what_was_asked_cannot_leave_its_place(client: FlaskClient, fair: None):
    page = read(client, f"{SEARCH}?q=%22%3E%3Cscript%3Elicht")

    assert page.tree.xpath("//main//input[@name='q']/@value") == ['"><script>licht']


def test_results_are_not_for_search_engines(client: FlaskClient, fair: None):
    assert read(client, f"{SEARCH}?q=licht").tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_every_page_has_one_field_or_a_link_to_it(client: FlaskClient, fair: None):
    page = read(client, f"/en/{SLUG}/aussteller/lichtwerk")

    assert page.tree.xpath("//header//form/@action") == [f"/en/{SEARCH.lstrip('/')}"]
    assert page.tree.xpath("//header//a[contains(@class, 'masthead__find')]/@href") == [f"/en{SEARCH}"]


def test_searches_are_not_kept(client: FlaskClient, fair: None):
    memos = [client.application.extensions[name] for name in ("eventapp.memo", "eventapp.memo_asked")]

    for number in range(5):
        client.get(f"{SEARCH}?q=licht{number}")

    assert [memo.bytes for memo in memos] == [0, 0]


def test_a_fair_with_nothing_at_all_can_be_searched(client: FlaskClient, in_app: None):
    make_fair()

    assert status(read(client, f"{SEARCH}?q=licht")) == "Keine Treffer für „licht“."
