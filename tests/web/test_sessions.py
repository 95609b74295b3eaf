"""Sessions exist in the signed-in areas alone, and end by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Blueprint, Flask, session
from flask.testing import FlaskClient

from eventapp import create_app
from eventapp.web import sessions
from eventapp.web.access import everyone
from tests.conftest import settings

BEGAN = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)


def remember() -> str:
    session["colour"] = "blue"
    return "remembered"


def recall() -> str:
    return str(session.get("colour"))


def site(**more: str) -> Flask:
    """Views that remember, on both sides of the door."""
    app = create_app(settings("sqlite://", **more))
    for path in ("/konto", "/oeffentlich"):
        part = Blueprint(path.strip("/"), __name__, url_prefix=path)
        part.add_url_rule("/merken", view_func=everyone(remember))
        part.add_url_rule("/sagen", view_func=everyone(recall))
        app.register_blueprint(part)
    return app


@pytest.fixture
def browser() -> FlaskClient:
    return site().test_client()


@pytest.mark.parametrize(
    ("path", "private"),
    [
        ("/konto", True),
        ("/konto/", True),
        ("/desk/messe-2027/programm", True),
        ("/mein-stand/7", True),
        ("/", False),
        ("", False),
        ("/konto-2027/", False),
        ("/messe-2027/konto/", False),
        ("/static/desk/x.js", False),
        ("/en/desk/", False),
        ("//desk/", False),
    ],
)
def test_the_first_word_of_an_address_says_whether_it_is_private(path: str, private: bool):
    assert sessions.is_private(path) is private


def test_a_private_page_remembers(browser: FlaskClient):
    browser.get("/konto/merken")

    assert browser.get("/konto/sagen").text == "blue"


def test_a_public_page_does_not_know_what_a_private_one_remembers(browser: FlaskClient):
    browser.get("/konto/merken")
    answer = browser.get("/oeffentlich/sagen")

    assert answer.text == "None"
    assert {"Set-Cookie", "Vary"} & set(answer.headers.keys()) == set()


def test_a_public_page_that_wants_to_remember_fails_loudly(browser: FlaskClient):
    assert browser.get("/oeffentlich/merken").status_code == 500


def test_private_answers_are_for_nobody_else(browser: FlaskClient):
    answers = [browser.get("/konto/sagen"), browser.get("/desk/nichts-da"), browser.get("/konto/nichts-da")]

    assert {(a.headers["Cache-Control"], a.headers["X-Robots-Tag"]) for a in answers} == {("no-store", "noindex")}


def test_an_hour_without_a_request_ends_the_session(browser: FlaskClient):
    with time_machine.travel(BEGAN, tick=False) as clock:
        browser.get("/konto/merken")
        clock.shift(timedelta(minutes=59))
        awake = browser.get("/konto/sagen").text
        clock.shift(timedelta(minutes=60))

        assert (awake, browser.get("/konto/sagen").text) == ("blue", "None")


def test_twelve_hours_end_the_session_of_somebody_busy_too(browser: FlaskClient):
    with time_machine.travel(BEGAN, tick=False) as clock:
        browser.get("/konto/merken")
        told = []
        for _ in range(13):
            clock.shift(timedelta(minutes=56))
            told.append(browser.get("/konto/sagen").text)

    assert told == ["blue"] * 12 + ["None"]


def test_the_cookie_is_set_anew_once_a_minute_at_most(browser: FlaskClient):
    with time_machine.travel(BEGAN, tick=False) as clock:
        browser.get("/konto/merken")
        clock.shift(timedelta(seconds=59))
        soon = browser.get("/konto/sagen").headers.getlist("Set-Cookie")
        clock.shift(timedelta(seconds=1))

        assert (soon, len(browser.get("/konto/sagen").headers.getlist("Set-Cookie"))) == ([], 1)


def test_in_production_the_cookie_is_bound_to_the_host_and_to_https():
    browser = site(DEMO="0").test_client()

    cookie = browser.get("/konto/merken", base_url="https://messe.example").headers["Set-Cookie"]

    assert cookie.startswith("__Host-s=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
