"""Private calendars sent without Flask: the same answers, to whom Flask would have sent them, not a moment longer."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from werkzeug.test import Client, TestResponse

from eventapp import prepared
from eventapp.database import db, transaction
from eventapp.programme.models import ConferenceSession
from eventapp.visitors.actions import erase, keep_programme, shut_links, star, unstar
from eventapp.visitors.links import feed_path, feed_token, page_token
from eventapp.visitors.models import Visitor
from eventapp.web import direct
from eventapp.web.direct import DirectAnswers, Way
from eventapp.web.kept import Kept
from tests.factories import SLUG, at, change, make_fair, make_release
from tests.web.test_ready import ASKING, Watched, told, watched

NOW = at("09:00")
HEADERS = [headers for headers in ASKING if "Range" not in headers]


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here(released: None, app: Flask) -> Watched:
    """A worker, besides the application that changes things; ``here.flask`` lists what its Flask was asked for."""
    return watched(app.config["SQLALCHEMY_DATABASE_URI"], seconds="0")


def by_somebody_else(app: Flask, act: Callable[[Visitor], object]) -> None:
    """Something happens to the first visitor in another process."""
    with app.app_context(), transaction():
        act(db.session.get_one(Visitor, 1))


def path_of(app: Flask, number: int = 1, language: str = "de") -> str:
    with app.app_context():
        path = feed_path(SLUG, feed_token(db.session.get_one(Visitor, number)), language)
        db.session.remove()
    return path


def one_more(app: Flask, *codes: str) -> None:
    with app.app_context(), transaction():
        fair_id = db.session.get_one(Visitor, 1).fair_id
        keep_programme(fair_id, codes=codes, language="de", at=NOW)


def warm(client: Watched, *paths: str) -> None:
    for path in paths:
        client.get(path)
    client.flask.clear()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_flask_s_answer_header_for_header(here: Watched, app: Flask, language: str, method: str):
    path = path_of(app, language=language)
    etag = here.get(path).headers["ETag"]
    asked = [
        {name: value.format(etag=etag, strong=etag.removeprefix("W/")) for name, value in headers.items()}
        for headers in HEADERS
    ]
    first, again = ([told(here.open(path, method=method, headers=headers)) for headers in asked] for _ in range(2))
    here.flask.clear()
    once_more = [told(here.open(path, method=method, headers=headers)) for headers in asked]

    assert here.flask == []
    flask_s = [told(here.open(f"{path}?x=1", method=method, headers=headers)) for headers in asked]
    assert len(here.flask) == len(asked)
    assert first == again == once_more == flask_s


def test_whoever_comes_after_the_first_needs_no_flask_and_gets_their_own(here: Watched, app: Flask):
    one_more(app, "BBBBBB")
    warm(here, path_of(app))

    answer = here.get(path_of(app, 2))

    assert here.flask == []
    assert (b"Licht im Quartier" in answer.data, b"AAAAAA" in answer.data) == (True, False)
    assert told(answer) == told(here.get(f"{path_of(app, 2)}?x=1"))


def test_flask_is_asked_once_for_each_kind_of_answer(here: Watched, app: Flask):
    german, english = path_of(app), path_of(app, language="en")

    for path in (german, english):
        etag = here.get(path).headers["ETag"]
        for headers in ({}, {"Accept-Encoding": "br"}, {"If-None-Match": etag}):
            for _ in range(3):
                here.get(path, headers=headers)

    assert len(here.flask) == 6


def test_a_shut_link_opens_nothing_from_that_moment(here: Watched, app: Flask):
    path = path_of(app)
    warm(here, path)

    by_somebody_else(app, shut_links)

    assert here.get(path).status_code == 404
    assert here.get(path_of(app)).status_code == 200


def test_who_was_erased_has_no_calendar_from_that_moment(here: Watched, app: Flask):
    path = path_of(app)
    warm(here, path)

    by_somebody_else(app, lambda visitor: erase(visitor, at=NOW))

    assert here.get(path).status_code == 404


def test_a_star_of_another_process_is_there_at_once(here: Watched, app: Flask):
    path = path_of(app)
    warm(here, path)
    with app.app_context():
        there = db.session.scalars(sa.select(ConferenceSession.id).where(ConferenceSession.code == "BBBBBB")).one()
        db.session.remove()
    found = []

    for action in (star, unstar):
        by_somebody_else(app, lambda visitor, action=action: action(visitor, there, at=NOW))
        found.append(b"Licht im Quartier" in here.get(path).data)

    assert (found, here.flask) == ([True, False], [])


def test_a_release_of_another_process_is_there_at_once_where_a_version_is_asked_for_each_time(
    here: Watched, app: Flask
):
    path = path_of(app)
    warm(here, path)
    with app.app_context():
        row = db.session.scalars(sa.select(ConferenceSession).where(ConferenceSession.code == "AAAAAA")).one()
        change(row, title_de="Ganz anders")
        make_release(later=1)
        db.session.remove()

    answers = [here.get(path).data for _ in range(2)]

    assert [b"Ganz anders" in answer for answer in answers] == [True, True]
    assert len(here.flask) == 1


def test_who_believes_the_version_of_before_shows_the_release_of_before_as_flask_does(released: None, app: Flask):
    client = watched(app.config["SQLALCHEMY_DATABASE_URI"], seconds="3600")
    path = path_of(app)
    warm(client, path)
    with app.app_context():
        make_release_of_another_title()
        db.session.remove()

    pairs = [(told(client.get(path)), told(client.get(f"{path}?x=1"))) for _ in range(2)]

    assert all(one == other for one, other in pairs)


def make_release_of_another_title() -> None:
    change(db.session.scalars(sa.select(ConferenceSession)).first(), title_de="Ganz anders")
    make_release(later=1)


def odd_paths(app: Flask) -> dict[str, str]:
    """What opens nothing, or is asked for in a way that is Flask's alone."""
    path = path_of(app)
    with app.app_context():
        visitor = db.session.get_one(Visitor, 1)
        token, page = feed_token(visitor), page_token(visitor)
        make_fair("andere-messe-2029")
        db.session.remove()
    return {
        "parameter": f"{path}?x=1",
        "page's token": path.replace(token, page),
        "forged": path.replace(token, f"1.{'A' * 22}"),
        "nobody": path.replace(token, f"99.{token.partition('.')[2]}"),
        "number too large": path.replace(token, f"99999999999.{token.partition('.')[2]}"),
        "other fair": path.replace(SLUG, "andere-messe-2029"),
        "no fair": path.replace(SLUG, "gibt-es-nicht"),
        "other name": path.replace("mein-programm", "fristen"),
        "another's name": path.replace(f"{SLUG}-mein", "andere-mein"),
        "two slashes": path.replace("/kalender", "//kalender"),
        "french": f"/fr{path}",
        "more": f"{path}/",
        "long": f"/{'a' * 600}/kalender/mein/{token}/{'a' * 600}-mein-programm.ics",
    }


def test_everything_else_is_flask_s(here: Watched, app: Flask):
    warm(here, path_of(app))
    odd = odd_paths(app)
    answers = {}
    for name, path in odd.items():
        here.flask.clear()
        answers[name] = (here.get(path).status_code, here.get(path).status_code, len(here.flask))

    shut = dict.fromkeys(odd, (404, 404, 2))
    assert answers == shut | {"parameter": (200, 200, 2), "two slashes": (308, 308, 2)}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nobody_may_write_to_it(here: Watched, app: Flask, method: str):
    path = path_of(app)
    warm(here, path)

    assert told(here.open(path, method=method)) == told(here.open(f"{path}?x=1", method=method))
    assert len(here.flask) == 2


def test_under_a_host_that_is_not_ours_nothing_is_told(here: Watched, app: Flask):
    path = path_of(app)
    warm(here, path)

    assert here.get(path, base_url="http://evil.example").status_code == 400


def test_https_is_insisted_on_where_it_is_spoken(here: Watched, app: Flask):
    path, schemes = path_of(app), ("http", "https") * 3

    answers = [here.get(path, base_url=f"{scheme}://messe.example") for scheme in schemes]

    assert ["Strict-Transport-Security" in answer.headers for answer in answers] == [False, True] * 3
    assert len(here.flask) == 2


def test_a_connection_that_broke_is_replaced_and_its_request_answered(
    here: Watched, app: Flask, caplog: pytest.LogCaptureFixture
):
    path = path_of(app)
    warm(here, path, path)
    with caplog.at_level(logging.DEBUG):
        break_what_is_idle()
        answers = [here.get(path).status_code for _ in range(3)]

    assert (answers, len(here.flask)) == ([200, 200, 200], 1)
    assert [record.name for record in caplog.records if record.name == direct.__name__] == [direct.__name__]
    assert path.split("/")[4] not in caplog.text


def break_what_is_idle() -> None:
    """The connections that wait for the next question are closed under it."""
    for question in prepared._prepared:
        for connection in question._idle:
            connection.close()


def test_one_statement_and_no_session(here: Watched, app: Flask):
    path = path_of(app)
    warm(here, path)
    sent: list[str] = []
    with here.application.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
        sa.event.listen(db.engine, "checkout", lambda *_call: sent.append("checkout"))
    here.get(path)
    sent.clear()

    answer = here.get(path)

    assert (answer.status_code, sent) == (200, [])


def plain(kept: Kept | None, *headers: tuple[str, str], status: str = "200 OK") -> tuple[Client, list[str]]:
    """A client of an application that answers so, with a way beside it; and what that application was asked."""
    asked: list[str] = []

    def application(environ, start_response):
        asked.append(environ["PATH_INFO"])
        start_response(status, [("ETag", "x"), ("Content-Length", "1"), *headers])
        return [b"x"]

    way = Way(re.compile(r"/(?P<token>\w+)"), lambda token: kept)
    return Client(DirectAnswers(application, way), TestResponse), asked


def test_what_leaves_something_on_a_device_is_never_a_pattern_for_others():
    client, asked = plain(Kept.of(b"eigen", "text/plain"), ("Set-Cookie", "a=b"))

    assert ([client.get(f"/{name}").data for name in "abc"], len(asked)) == ([b"x"] * 3, 3)


@pytest.mark.parametrize("status", ["404 NOT FOUND", "500 INTERNAL SERVER ERROR", "206 PARTIAL CONTENT"])
def test_a_refusal_is_never_a_pattern_for_others(status: str):
    client, asked = plain(Kept.of(b"eigen", "text/plain"), status=status)

    assert ([client.get(f"/{name}").data for name in "abc"], len(asked)) == ([b"x"] * 3, 3)


def test_what_is_somebody_s_own_is_told_anew():
    kept = Kept.of(b"eigen", "text/plain")
    kept.last_modified = NOW - timedelta(days=1)
    client, asked = plain(kept, ("Last-Modified", "y"), ("X-Same", "z"))
    client.get("/a")

    answer = client.get("/b")

    assert (asked, answer.data) == (["/a"], b"eigen")
    assert list(answer.headers) == [
        ("ETag", f'W/"{kept.etag}"'),
        ("Content-Length", "5"),
        ("Last-Modified", "Sat, 27 Mar 2027 07:00:00 GMT"),
        ("X-Same", "z"),
    ]
