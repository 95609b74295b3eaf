"""Answers sent without Flask: the same ones, to whom Flask would have sent them, and no others."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import Client, TestResponse

from eventapp import create_app
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair_locked
from eventapp.web.kept import Kept
from eventapp.web.ready import OFFERED, Offer, ReadyAnswers
from eventapp.web.versions import Versions
from tests.conftest import settings
from tests.factories import SLUG, at

PAGE = f"/{SLUG}/programm"
SESSION = f"/{SLUG}/programm/AAAAAA"
FEED = f"/{SLUG}/kalender/{SLUG}-programm.ics"
ADDRESSES = (PAGE, f"/en{PAGE}", SESSION, FEED, f"/en{FEED}", f"{SESSION}.ics", f"/{SLUG}/vortragende", f"/{SLUG}/")
LONG_AGO, LATER = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 31 Dec 2100 23:59:59 GMT"
ASKING: tuple[dict[str, str], ...] = (
    {},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "gzip, deflate, br"},
    {"Accept-Encoding": "br;q=0, *"},
    {"If-None-Match": "{etag}"},
    {"If-None-Match": "{strong}", "Accept-Encoding": "br"},
    {"If-None-Match": '"x", {etag}', "Accept-Encoding": "gzip"},
    {"If-None-Match": "*"},
    {"If-None-Match": '"x"', "If-Modified-Since": LATER},
    {"If-None-Match": ""},
    {"If-Modified-Since": LATER},
    {"If-Modified-Since": LONG_AGO},
    {"If-Modified-Since": "gestern"},
    {"Cookie": "session=x", "Accept-Language": "en", "Range": "bytes=0-10"},
)


class Watched(FlaskClient):
    """``flask`` lists what Flask was asked for."""

    flask: list[str]


def watched(database: str, seconds: str = "3600", **more: str) -> Watched:
    """A visitor of an app that believes a version for so long."""
    app = create_app(settings(database, PUBLIC_VERSION_SECONDS=seconds, **more))
    client = Watched(app, app.response_class)
    client.flask = []
    app.before_request(lambda: client.flask.append(request.full_path))
    return client


@pytest.fixture
def holding(house: Flask) -> Iterator[Watched]:
    client = watched(house.config["SQLALCHEMY_DATABASE_URI"])
    yield client
    with client.application.app_context():
        db.engine.dispose()


def told(answer: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    return answer.status, list(answer.headers), answer.get_data()


@pytest.fixture
def still() -> Iterator[None]:
    """A minute in which no page turns."""
    with time_machine.travel(at("09:00"), tick=False):
        yield


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_flask_s_answer_header_for_header(
    visitor: FlaskClient, holding: Watched, still: None, address: str, method: str
):
    etag = visitor.get(address).headers["ETag"]
    asked = [
        {name: value.format(etag=etag, strong=etag.removeprefix("W/")) for name, value in headers.items()}
        for headers in ASKING
    ]
    made = [told(holding.open(address, method=method, headers=headers)) for headers in asked]
    again = [told(holding.open(address, method=method, headers=headers)) for headers in asked]

    assert made == again == [told(visitor.open(address, method=method, headers=headers)) for headers in asked]


@pytest.mark.parametrize("address", [*ADDRESSES, f"{PAGE}?tag=2027-03-28"])
def test_what_was_answered_once_needs_no_flask(holding: Watched, still: None, address: str):
    etag = holding.get(address).headers["ETag"]
    holding.flask.clear()

    answers = [holding.get(address), holding.head(address), holding.get(address, headers={"If-None-Match": etag})]

    assert [answer.status_code for answer in answers] == [200, 200, 304]
    assert holding.flask == []


def test_who_has_the_bytes_needs_no_flask_even_if_nobody_needed_them(holding: Watched, still: None):
    etag = watched(holding.application.config["SQLALCHEMY_DATABASE_URI"]).get(FEED).headers["ETag"]
    known = {"If-None-Match": etag}

    first, second, bytes_ = holding.get(FEED, headers=known), holding.get(FEED, headers=known), holding.get(FEED)

    assert told(first) == told(second)
    assert (second.status_code, bytes_.status_code, len(holding.flask)) == (304, 200, 2)


@pytest.mark.parametrize(
    "address",
    [
        f"{PAGE}?x=1",
        f"{PAGE}?tag=2027-03-28&x=1",
        f"{PAGE}?tag=2027-03-28&tag=2027-03-29",
        f"{PAGE}?q=licht",
        f"{PAGE}?um=2027-03-28T10:20",
        f"/{SLUG}/?um=2027-03-28T10:20",
        f"{PAGE}/ZZZZZZ",
        f"{PAGE}?tag=2027-03-28&&",
        f"{PAGE}?{'tag=2027-03-28&' * 40}tag=2027-03-28",
        "/gibt-es-nicht/programm",
        "/",
        "/healthz",
    ],
)
def test_everything_else_is_flask_s(holding: Watched, address: str):
    for _ in range(3):
        holding.get(address)

    assert len(holding.flask) == 3


@pytest.mark.parametrize("header", ["01 Jan 99999999999999999999 00:00:00 GMT", "01 Jan 2027 00:00:00 +99999999999999"])
def test_a_date_that_no_clock_knows_is_no_date(holding: Watched, header: str):
    answers = [holding.get(PAGE, headers={"If-Modified-Since": f"Fri, {header}"}).status_code for _ in range(2)]

    assert answers == [200, 200]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nobody_may_write_to_what_is_held(visitor: FlaskClient, holding: Watched, method: str):
    holding.get(PAGE)

    assert told(holding.open(PAGE, method=method)) == told(visitor.open(PAGE, method=method))


def test_under_a_host_that_is_not_ours_nothing_is_told(holding: Watched):
    holding.get(PAGE, base_url="http://localhost")

    assert holding.get(PAGE, base_url="http://evil.example").status_code == 400


def test_https_is_insisted_on_where_it_is_spoken(holding: Watched):
    schemes = ("http", "https", "http", "https")
    answers = [holding.get(PAGE, base_url=f"{scheme}://messe.example") for scheme in schemes]

    assert ["Strict-Transport-Security" in answer.headers for answer in answers] == [False, True, False, True]


def test_a_page_that_says_now_turns_at_the_second(visitor: FlaskClient, holding: Watched):
    moments = [at("10:00") + timedelta(seconds=seconds) for seconds in (-90, -60, -20, -1, 0, 1, -1, 5000)]
    pairs = []
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            pairs += [(told(client.get(f"/{SLUG}/")), told(visitor.get(f"/{SLUG}/"))) for client in (holding, holding)]

    assert [held == flask_s for held, flask_s in pairs] == [True] * 16


def test_a_publication_of_another_process_is_seen_within_the_time_set(released: None, app: Flask):
    client = watched(app.config["SQLALCHEMY_DATABASE_URI"], seconds="0.3")
    old = client.get(PAGE).headers["ETag"]

    with app.app_context(), transaction():
        get_fair_locked(SLUG).public_version += 1
    published = time.monotonic()
    while client.get(PAGE).headers["ETag"] == old and time.monotonic() < published + 10:
        pass

    assert client.get(PAGE).headers["ETag"] != old
    assert client.get(FEED).status_code == 200


def test_a_publication_of_the_same_process_is_seen_at_once(released: None, app: Flask):
    client = watched(app.config["SQLALCHEMY_DATABASE_URI"])
    old = client.get(PAGE).headers["ETag"]

    with client.application.app_context(), transaction():
        get_fair_locked(SLUG).public_version += 1

    assert client.get(PAGE).headers["ETag"] != old


def test_a_held_answer_costs_no_query(holding: Watched, still: None):
    holding.get(PAGE)
    asked: list[str] = []
    with holding.application.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))

    assert [holding.get(PAGE).status_code, asked] == [200, []]


class Small:
    """An application of one kept answer per address, that counts."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.kept = Kept.of(b"x" * 100, "text/plain")
        self.headers, self.status = headers, status
        self.asked = 0

    def __call__(self, environ, start_response) -> Iterable[bytes]:
        self.asked += 1
        environ[OFFERED] = Offer(self.kept, "messe", 7)
        start_response(self.status, [("Content-Type", "text/plain"), ("Content-Length", "100"), *self.headers])
        return [self.kept.in_encoding("identity")]


def asked_twice(small: Small, first: str = "/", second: str = "/", **options) -> int:
    versions = Versions(3600)
    versions.find("messe", lambda: 7)
    client = Client(ReadyAnswers(small, versions, **options))
    for address in (first, second, first):
        client.get(address)
        client.get(address, headers={"If-None-Match": "*"})
    return small.asked


def test_an_offer_is_held():
    assert asked_twice(Small()) == 1


@pytest.mark.parametrize("status", ["404 NOT FOUND", "500 INTERNAL SERVER ERROR", "206 PARTIAL CONTENT"])
def test_a_refusal_is_never_held(status: str):
    assert asked_twice(Small(status=status)) == 6


def test_what_leaves_something_on_a_device_is_never_held():
    assert asked_twice(Small(("Set-Cookie", "a=b"))) == 6


def test_so_many_addresses_are_held_and_no_more():
    assert [asked_twice(Small(), "/a", "/b", most=most) for most in (1, 2)] == [3, 2]


def test_what_is_asked_with_parameters_pushes_out_no_plain_address():
    assert asked_twice(Small(), "/a", "/b?x=1", most=1) == 2


def test_bytes_that_the_memo_dropped_are_not_held_any_longer():
    small = Small()
    versions = Versions(3600)
    versions.find("messe", lambda: 7)
    client = Client(ReadyAnswers(small, versions))
    client.get("/")

    small.kept = Kept.of(b"y" * 100, "text/plain")

    assert client.get("/").get_data() == b"y" * 100
