"""``schedule.xml`` and ``schedule.json`` over HTTP, as apps and programs ask for them."""

from __future__ import annotations

import gzip
import json

import brotli
import pytest
from flask.testing import FlaskClient
from lxml import etree

from eventapp.interchange import schedule_json, schedule_xml
from tests.factories import SLUG, change, make_fair, make_release, make_session, value_programme

BASE_URL = "https://messe.example"
XML, JSON = f"/{SLUG}/schedule.xml", f"/{SLUG}/schedule.json"
WRITERS = {XML: schedule_xml.write, JSON: schedule_json.write}
both = pytest.mark.parametrize("address", WRITERS)


@pytest.fixture
def row(app):
    """The one session of a released programme."""
    with app.app_context():
        fair = make_fair()
        row = make_session(fair, "Wärme & <Hafen>", title_en="Heat", code="AAAAAA", description_de="Lang. " * 200)
        make_release()
        return row


@pytest.mark.parametrize(
    ("address", "media_type", "name"),
    [
        (XML, "application/vnd.c3voc.schedule+xml; charset=utf-8", "schedule.xml"),
        (JSON, "application/json; charset=utf-8", "schedule.json"),
    ],
)
def test_it_says_what_it_is_and_that_any_program_may_have_it(client: FlaskClient, row, address, media_type, name):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("way", ["", "/en"])
def test_the_title_is_in_the_language_of_the_address(client: FlaskClient, row, way):
    title = "Heat" if way else "Wärme & <Hafen>"
    days = json.loads(client.get(way + JSON).data)["schedule"]["conference"]["days"]

    assert etree.fromstring(client.get(way + XML).data).findtext("day/room/event/title") == title
    assert [event["title"] for day in days for events in day["rooms"].values() for event in events] == [title]


@both
def test_links_lead_to_the_public_address_whatever_host_was_asked(client: FlaskClient, row, address):
    octets = client.get(address, headers={"X-Forwarded-Host": "evil.example"}).data

    assert f"{BASE_URL}/{SLUG}/programm/AAAAAA".encode() in octets
    assert b"evil" not in octets


@both
def test_who_has_it_already_is_told_so(client: FlaskClient, row, address):
    etag = client.get(address).headers["ETag"]

    known = client.get(address, headers={"If-None-Match": etag})
    assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", etag)
    assert client.get(address, headers={"If-None-Match": '"x"'}).status_code == 200


@both
def test_a_release_makes_it_new(app, client: FlaskClient, row, address):
    etag = client.get(address).headers["ETag"]
    with app.app_context():
        change(row, title_de="Strom statt Gas")
        make_release(later=5)

    answer = client.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, b"Strom statt Gas" in answer.data) == (200, True)


@both
def test_a_draft_is_not_in_it(app, client: FlaskClient, row, address):
    with app.app_context():
        change(row, title_de="Noch geheim")

    assert b"geheim" not in client.get(address).data


@both
@pytest.mark.parametrize(
    ("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)]
)
def test_it_comes_packed_as_the_reader_likes(client: FlaskClient, row, address, encoding, unpack):
    answer = client.get(address, headers={"Accept-Encoding": encoding})

    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert unpack(answer.data) == client.get(address).data


@both
def test_who_only_asks_gets_the_headers(client: FlaskClient, row, address):
    asked, got = client.head(address), client.get(address)

    assert (asked.status_code, asked.data) == (200, b"")
    for name in ("Content-Type", "ETag", "Content-Length", "Cache-Control"):
        assert asked.headers[name] == got.headers[name]


@both
@pytest.mark.parametrize("way", ["", "/en"])
def test_before_the_first_release_it_is_empty_and_whole(app, client: FlaskClient, address, way):
    with app.app_context():
        make_fair()
    answer = client.get(way + address)

    empty = value_programme(number=0, released_at=None)
    assert answer.status_code == 200
    assert answer.data == WRITERS[address](empty, way.strip("/") or "de", base_url=BASE_URL)


@both
def test_a_fair_that_does_not_exist_has_none(client: FlaskClient, address):
    assert client.get(address.replace(SLUG, "nirgends")).status_code == 404


@both
def test_nothing_can_be_sent_there(client: FlaskClient, row, address):
    assert client.post(address).status_code == 405
