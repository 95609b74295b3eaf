"""Security headers on every answer there is, and nothing left on anybody's device."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventapp import create_app
from eventapp.web.access import everyone
from tests.conftest import settings
from tests.factories import SLUG
from tests.web.addresses import addresses

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
ON_EVERYTHING = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
SPOOFED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Port": "6666",
    "Forwarded": "host=evil.example;proto=gopher",
    "X-Original-URL": "/evil",
    "X-Script-Name": "/evil",
}


def crash() -> str:
    raise RuntimeError("on purpose")


@pytest.fixture(scope="module")
def answers(house: Flask) -> list[TestResponse]:
    """Every route's answer, and one of each other kind: 304, 308, 404, 405, 500."""
    app = create_app(settings(house.config["SQLALCHEMY_DATABASE_URI"]))
    client = app.test_client()
    app.add_url_rule("/kaputt", view_func=everyone(crash))
    read = [client.get(path) for path in addresses(app).values() if path != "/kaputt"]
    known = [
        client.get(path.request.path, headers={"If-None-Match": path.headers["ETag"]})
        for path in read
        if path.headers.get("ETag")
    ]
    others = [client.get("/kaputt"), client.get("/nix"), client.get("/nix/"), client.post("/"), client.options("/")]
    assert {answer.status_code for answer in (*known, *others)} == {200, 304, 308, 404, 405, 500}
    return [*read, *known, *others]


def named(answers: list[TestResponse]) -> Iterator[tuple[str, TestResponse]]:
    return ((f"{answer.status_code} {answer.request.path}", answer) for answer in answers)


def test_every_answer_wears_the_security_headers_once(answers: list[TestResponse]):
    wrong = [
        (name, header, answer.headers.getlist(header))
        for name, answer in named(answers)
        for header, value in ON_EVERYTHING.items()
        if answer.headers.getlist(header) != [value]
    ]

    assert wrong == []


def test_no_answer_leaves_anything_on_the_device(answers: list[TestResponse]):
    assert [name for name, answer in named(answers) if "Set-Cookie" in answer.headers] == []


def test_no_answer_varies_with_a_cookie(answers: list[TestResponse]):
    assert [name for name, answer in named(answers) if "Cookie" in answer.headers.get("Vary", "")] == []


def test_every_text_says_its_charset(answers: list[TestResponse]):
    texts = [(name, answer) for name, answer in named(answers) if (answer.mimetype or "").startswith("text/")]

    assert [name for name, answer in texts if answer.mimetype_params != {"charset": "utf-8"}] == []


def test_only_what_is_the_same_for_all_may_be_kept_by_others(answers: list[TestResponse]):
    errors = {name: answer.headers.get("Cache-Control") for name, answer in named(answers) if answer.status_code >= 400}

    assert errors == dict.fromkeys(errors, "no-store")


def test_no_answer_tells_what_it_is_made_with(answers: list[TestResponse]):
    assert [name for name, answer in named(answers) if {"X-Powered-By", "Via"} & set(answer.headers.keys())] == []


@pytest.mark.parametrize(
    "path", [f"/{SLUG}/", f"/{SLUG}/programm/AAAAAA", f"/{SLUG}/kalender", f"/{SLUG}/changes.atom"]
)
def test_spoofed_headers_change_no_byte(visitor: FlaskClient, path: str):
    plain = visitor.get(path).get_data()

    assert visitor.get(path, headers=SPOOFED).get_data() == plain


def for_any_host(house: Flask) -> FlaskClient:
    """The demo as a phone in the same network sees it: no host is refused."""
    return create_app(settings(house.config["SQLALCHEMY_DATABASE_URI"], HOST="0.0.0.0")).test_client()  # noqa: S104 -- what HOST=0.0.0.0 means


def test_a_claimed_host_is_in_no_page(house: Flask):
    page = for_any_host(house).get(f"/{SLUG}/", headers={"Host": "evil.example"})

    assert page.status_code == 200
    assert b"evil" not in page.get_data()


def test_a_redirect_repeats_no_claimed_host(house: Flask):
    answer = for_any_host(house).get(f"/{SLUG}?a=1", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.location) == (308, f"/{SLUG}/?a=1")


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example//x", "/\\evil.example", "/%2f%2fevil.example"])
def test_no_redirect_leads_out_of_the_house(visitor: FlaskClient, path: str):
    location = visitor.get(path).location or "/"

    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.fixture(scope="module")
def in_production(house: Flask) -> FlaskClient:
    return create_app(settings(house.config["SQLALCHEMY_DATABASE_URI"], DEMO="0")).test_client()


@pytest.mark.parametrize("host", ["evil.example", "messe.example.evil.example", "", "messe.example:x"])
def test_an_untrusted_host_is_refused(in_production: FlaskClient, host: str):
    answer = in_production.get("/", headers={"Host": host})

    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert {name: answer.headers.get(name) for name in ON_EVERYTHING} == ON_EVERYTHING


@pytest.mark.parametrize("host", ["messe.example", "messe.example:443", "127.0.0.1:8000", "localhost"])
def test_our_own_host_and_the_watchdog_s_are_answered(in_production: FlaskClient, host: str):
    assert in_production.get("/healthz", headers={"Host": host}).status_code == 200


def test_https_is_promised_where_it_is_spoken(in_production: FlaskClient):
    secure, plain = (
        in_production.get("/healthz", base_url=f"{scheme}://messe.example") for scheme in ("https", "http")
    )

    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in plain.headers
