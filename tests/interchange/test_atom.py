"""The changes as an Atom feed (RFC 4287)."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import etree

from tests.factories import SLUG, at, change, make_fair, make_release, make_session

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def told(app, client: FlaskClient):
    """A fair with two releases: a move between them."""
    with app.app_context():
        fair = make_fair()
        row = make_session(fair, "Wärme & <Hafen>", code="AAAAAA")
        make_release(comment="Das Programm steht.")
        change(row, starts_at=at("11:00"), ends_at=at("11:45"))
        make_release(later=5, comment="Verlegt.")
    return etree.fromstring(client.get(f"/{SLUG}/changes.atom").data)


def test_each_release_is_one_entry_newest_first(told):
    titles = told.xpath("a:entry/a:title/text()", namespaces=ATOM)

    assert titles == ["Version 2: Verlegt.", "Version 1: Das Programm steht."]


def test_an_entry_tells_old_and_new(told):
    content = told.xpath("string(a:entry[1]/a:content)", namespaces=ATOM)

    assert "Zeit: So., 28. März, 10:00–10:45 Uhr → So., 28. März, 11:00–11:45 Uhr" in content
    assert "Wärme &amp; &lt;Hafen&gt;" in content


def test_ids_are_unique_and_not_addresses(told):
    ids = told.xpath("//a:id/text()", namespaces=ATOM)

    assert ids == [
        f"tag:messe.example,2027:{SLUG}/changes",
        f"tag:messe.example,2027:{SLUG}/version/2",
        f"tag:messe.example,2027:{SLUG}/version/1",
    ]


def test_the_feed_is_as_new_as_its_newest_entry(told):
    assert told.xpath("string(a:updated)", namespaces=ATOM) == "2027-01-04T09:05:00+00:00"


def test_the_media_type_is_atom(app, client, told):
    assert client.get(f"/{SLUG}/changes.atom").content_type == "application/atom+xml; charset=utf-8"


def test_it_speaks_english_too(app, client, told):
    english = etree.fromstring(client.get(f"/en/{SLUG}/changes.atom").data)

    assert english.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_a_fair_without_release_has_no_changes_yet(app, client: FlaskClient):
    with app.app_context():
        make_fair()

    assert client.get(f"/{SLUG}/changes.atom").status_code == 404
