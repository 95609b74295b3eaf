"""Kept answers: the same bytes in three encodings, known by their ETag, new with every publication."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime, timedelta

import brotli
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from eventapp import create_app
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair_locked
from eventapp.web.kept import Kept, Memo
from tests.conftest import settings
from tests.factories import SLUG, at

HOME = f"/{SLUG}/"
PROGRAMME = f"/{SLUG}/programm"


@pytest.fixture
def own(released: None, app: Flask) -> FlaskClient:
    """A visitor of an app of the test's own, on either database."""
    return app.test_client()


def packed(client: FlaskClient, accepted: str, path: str = PROGRAMME) -> TestResponse:
    return client.get(path, headers={"Accept-Encoding": accepted})


def publish(app: Flask) -> None:
    with app.app_context(), transaction():
        get_fair_locked(SLUG).public_version += 1


def kept_bytes(app: Flask) -> int:
    return app.extensions["eventapp.memo"].bytes


def test_what_the_reader_has_is_not_sent_again(visitor: FlaskClient):
    first = visitor.get(HOME)

    second = visitor.get(HOME, headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.get_data(), second.headers.get("Content-Type")) == (304, b"", None)
    same = ("ETag", "Vary", "Cache-Control")
    assert [second.headers[name] for name in same] == [first.headers[name] for name in same]


@pytest.mark.parametrize("form", ["{}", 'W/"alt", {}', '"alt", {}, "neu"', "*"])
def test_a_known_answer_is_recognised_however_it_is_named(visitor: FlaskClient, form: str):
    etag = visitor.get(HOME).headers["ETag"]

    assert visitor.get(HOME, headers={"If-None-Match": form.format(etag)}).status_code == 304


def test_a_strong_form_of_the_tag_is_recognised_too(visitor: FlaskClient):
    etag = visitor.get(HOME).headers["ETag"].removeprefix("W/")

    assert visitor.get(HOME, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("tag", ['"alt"', 'W/"alt"', "", "unsinn"])
def test_an_unknown_tag_gets_the_page(visitor: FlaskClient, tag: str):
    assert visitor.get(HOME, headers={"If-None-Match": tag}).status_code == 200


def test_a_date_does_not_stand_against_an_unknown_tag(visitor: FlaskClient):
    headers = {"If-None-Match": '"alt"', "If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}

    assert visitor.get(f"/{SLUG}/kalender/{SLUG}-programm.ics", headers=headers).status_code == 200


@pytest.mark.parametrize(("accepted", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_the_packed_page_is_the_same_page(visitor: FlaskClient, accepted: str, unpack):
    plain, small = packed(visitor, "identity"), packed(visitor, accepted)

    assert small.headers["Content-Encoding"] == accepted
    assert unpack(small.get_data()) == plain.get_data()
    assert len(small.get_data()) < len(plain.get_data()) / 2


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0", None),
        ("br;q=0.1, gzip;q=1", "gzip"),
        ("gzip;q=0.2, identity;q=1", None),
        ("br;q=0.5, *;q=0.5", "br"),
        ("*", "br"),
        ("*;q=0", None),
        ("deflate", None),
        ("", None),
    ],
)
def test_the_encoding_is_the_best_that_the_reader_takes(visitor: FlaskClient, accepted: str, encoding: str | None):
    assert packed(visitor, accepted).headers.get("Content-Encoding") == encoding


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
def test_every_encoding_warns_caches_of_the_others(visitor: FlaskClient, accepted: str):
    answer = packed(visitor, accepted)

    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["ETag"].startswith('W/"')


def test_the_same_page_is_the_same_bytes_every_time(house: Flask, visitor: FlaskClient):
    other_worker = create_app(settings(house.config["SQLALCHEMY_DATABASE_URI"])).test_client()

    assert [packed(visitor, one).get_data() for one in ("br", "gzip", "")] == [
        packed(other_worker, one).get_data() for one in ("br", "gzip", "")
    ]


def test_parameters_that_no_page_knows_are_dropped(visitor: FlaskClient):
    plain = visitor.get(PROGRAMME)

    strange = visitor.get(f"{PROGRAMME}?utm_source=mail&fbclid=1&q=")

    assert (strange.get_data(), strange.headers["ETag"]) == (plain.get_data(), plain.headers["ETag"])


def test_made_up_parameters_do_not_fill_the_memo(house: Flask, visitor: FlaskClient):
    visitor.get(PROGRAMME)
    before = kept_bytes(house)

    for number in range(50):
        visitor.get(f"{PROGRAMME}?p{number}={number}")

    assert kept_bytes(house) == before


def test_missing_pages_do_not_fill_the_memo(house: Flask, visitor: FlaskClient):
    before = kept_bytes(house)

    for number in range(50):
        visitor.get(f"{PROGRAMME}/ZZZZ{number}")

    assert kept_bytes(house) == before


def kept_of(size: int) -> Kept:
    """Bytes that no packing makes smaller."""
    return Kept.of(random.Random(size).randbytes(size), "text/plain")


def test_the_memo_drops_what_was_not_asked_for_longest():
    one = kept_of(1000)
    one.squeeze()
    memo = Memo(most_bytes=2 * one.weight)
    for key in ("a", "b", "a", "c"):
        memo.get(key, lambda: kept_of(1000))
    made: list[str] = []

    for key in ("a", "c", "b"):
        memo.get(key, lambda key=key: made.append(key) or kept_of(1000))

    assert made == ["b"]


def test_the_memo_counts_packed_forms_as_well():
    kept = Kept.of(b"x" * 100_000, "text/plain")
    sizes = [len(kept.in_encoding(one)) for one in ("identity", "gzip", "br")]

    assert sum(sizes) <= kept.weight


def test_what_is_small_is_kept_packed_and_sent_in_any_form():
    memo, body = Memo(most_bytes=100_000), b"<p>W\xc3\xa4rme</p>" * 500
    made = memo.get("a", lambda: Kept.of(body, "text/html"))

    sent = [made.in_encoding(one) for one in ("identity", "br", "gzip", "identity")]

    assert [sent[0], brotli.decompress(sent[1]), gzip.decompress(sent[2]), sent[3]] == [body] * 4
    assert sum(map(len, made.forms.values())) <= memo.bytes == made.weight < len(body) / 2


def test_the_memo_stays_below_its_bound():
    memo = Memo(most_bytes=100_000)

    for number in range(500):
        memo.get(number, lambda: kept_of(3000))

    assert memo.bytes <= 100_000


def test_a_publication_makes_every_page_new(app: Flask, own: FlaskClient):
    old = own.get(HOME).headers["ETag"]

    publish(app)

    answer = own.get(HOME, headers={"If-None-Match": old})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != old


def test_an_unchanged_fair_costs_one_query(app: Flask, own: FlaskClient):
    own.get(HOME)
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2].split()[0]))

    own.get(HOME)

    assert asked.count("SELECT") == 1


def seen_at(client: FlaskClient, moment: datetime, path: str = HOME) -> TestResponse:
    with time_machine.travel(moment, tick=False):
        return client.get(path)


def test_a_page_that_says_now_turns_when_a_session_begins(visitor: FlaskClient):
    begins = at("10:00")

    before, after = seen_at(visitor, begins - timedelta(seconds=1)), seen_at(visitor, begins)

    assert before.headers["ETag"] != after.headers["ETag"]
    assert before.get_data() != after.get_data()


def test_a_page_that_says_now_is_kept_between_two_boundaries(visitor: FlaskClient):
    first, second = seen_at(visitor, at("10:05")), seen_at(visitor, at("10:40"))

    assert first.headers["ETag"] == second.headers["ETag"]


@pytest.mark.parametrize(("seconds", "age"), [(300, 60), (61, 60), (20, 20), (1, 1)])
def test_a_page_that_says_now_may_be_kept_until_it_turns(visitor: FlaskClient, seconds: int, age: int):
    answer = seen_at(visitor, at("10:45") - timedelta(seconds=seconds))

    assert answer.headers["Cache-Control"] == f"public, max-age={age}"


def test_the_days_until_the_fair_are_counted_anew_each_day(visitor: FlaskClient):
    monday = datetime(2026, 11, 23, 12, tzinfo=UTC)

    first, second = seen_at(visitor, monday), seen_at(visitor, monday + timedelta(days=1))

    assert first.get_data() != second.get_data()


def test_a_page_without_now_does_not_turn(visitor: FlaskClient):
    pages = [seen_at(visitor, at(wall), f"/{SLUG}/vortragende").headers["ETag"] for wall in ("09:00", "10:10", "20:00")]

    assert len(set(pages)) == 1


def test_the_demo_shows_any_minute(visitor: FlaskClient):
    asked = visitor.get(f"{HOME}?um=2027-03-28T10:20").get_data(as_text=True)

    assert asked != visitor.get(HOME).get_data(as_text=True)
    assert "Wärme aus dem Hafen" in asked


@pytest.mark.parametrize("unreadable", ["gestern", "1999-01-01T10:00", "2027-13-01", "10:00", "9999-12-31T23:59"])
def test_an_unreadable_minute_is_now(visitor: FlaskClient, unreadable: str):
    with time_machine.travel(at("09:00"), tick=False):
        assert visitor.get(f"{HOME}?um={unreadable}").get_data() == visitor.get(HOME).get_data()


def test_outside_of_the_demo_it_is_always_now(house: Flask):
    client = create_app(settings(house.config["SQLALCHEMY_DATABASE_URI"], DEMO="0")).test_client()

    now, asked = (client.get(HOME + query, base_url="https://messe.example") for query in ("", "?um=2027-03-28T10:20"))

    assert (now.status_code, asked.get_data()) == (200, now.get_data())


def test_static_files_are_kept_for_ever_under_their_version_only(house: Flask, visitor: FlaskClient):
    version = house.extensions["eventapp.assets"].version

    ages = [visitor.get(f"/static/{one}/css/site.css").headers["Cache-Control"] for one in (version, "alt")]

    assert ages == ["public, max-age=31536000, immutable", "public, max-age=60"]
