"""Requests that nobody means well: they end in a page or a refusal, never in an error of ours."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import SLUG
from tests.people import sign_in
from tests.web.addresses import addresses

HOSTILE = {
    "NUL": b"%00",
    "invalid UTF-8": b"%ff%fe%c3",
    "overlong": b"%c0%af",
    "lone surrogate": b"%ed%a0%80",
    "control": b"%01%1b%7f%0d%0aSet-Cookie:x=1",
    "bidi": b"%e2%80%ae",
    "astral": b"%f0%9f%92%a9",
    "template": b"%7b%7b7*7%7d%7d%7b%25",
    "sql": b"'%20OR%201=1;--",
    "script": b"%3Cscript%3Ealert(1)%3C/script%3E",
    "format": b"%25s%25n%7b0%7d%7bx%7d",
    "bare percent": b"%",
    "long": b"a" * 4000,
}
PARAMETERS = b"tag q ort thema art sprache ansicht um feed language slug _external _anchor endpoint code".split()
PLACES = ("/{}", "/{}/", "/en/{}/programm", "/messe-2027/{}", "/messe-2027/programm/{}", "/messe-2027/programm/{}.ics")
PLACES += (
    "/messe-2027/vortragende/{}",
    "/messe-2027/version/{}",
    "/messe-2027/kalender/{}.ics",
    "/static/{}/css/site.css",
)
PLACES += ("/messe-2027/kalender/qr-seite-{}.svg", "/static/x/{}", "/messe-2027/orte/{}", "/messe-2027/themen/{}")
FINE = {200, 302, 304, 308, 400, 404, 405, 410}


def raw_get(visitor: FlaskClient, path: str, query: bytes) -> int:
    """The query as bytes on the wire; the test client would encode it anew."""
    return visitor.get(path, environ_overrides={"QUERY_STRING": query.decode("latin-1")}).status_code


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_query_is_answered(house: Flask, visitor: FlaskClient, value: bytes):
    query = b"&".join(name + b"=" + value for name in PARAMETERS)

    found = {path: raw_get(visitor, path, query) for path in addresses(house).values()}

    assert {path: status for path, status in found.items() if status not in FINE} == {}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_path_is_answered(visitor: FlaskClient, value: bytes):
    paths = [place.format(value.decode("latin-1")) for place in PLACES]

    found = {path: visitor.get(path).status_code for path in paths}

    assert {path: status for path, status in found.items() if status not in FINE} == {}


@pytest.mark.parametrize("number", ["2147483648", "9" * 19, "9" * 30, "9" * 5000, "٣"], ids=lambda number: number[:20])
def test_a_number_that_no_row_has_leads_nowhere(app: Flask, visitor: FlaskClient, number: str):
    office = sign_in(app)
    paths = (f"/mein-stand/{number}/", f"/desk/{SLUG}/aussteller/{number}", f"/desk/{SLUG}/mails/{number}")

    found = [office.get(path).status_code for path in paths]

    assert (found, visitor.get(f"/{SLUG}/version/{number}").status_code) == ([404] * 3, 404)


def test_a_thousand_parameters_are_answered(visitor: FlaskClient):
    query = b"&".join(b"p%d=%d" % (number, number) for number in range(1000))

    assert raw_get(visitor, f"/{SLUG}/programm", query) == 200


def test_one_parameter_a_thousand_times_counts_once(visitor: FlaskClient):
    first = visitor.get(f"/{SLUG}/programm?q=Licht").get_data()

    many = visitor.get(f"/{SLUG}/programm?q=Licht" + "&q=anders" * 1000).get_data()

    assert many == first


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": "W/" * 500},
        {"If-None-Match": '"' + "x" * 4000},
        {"If-Modified-Since": "gestern"},
        {"Accept-Encoding": ";;;q=,,br;q=x,gzip;q=9"},
        {"Accept-Language": "*" * 2000},
        {"Range": "bytes=0-0,1-99999999999"},
        {"Cookie": "session=eyJ.x.y; __Host-s=\xff"},
        {"Content-Length": "-1"},
        {"Content-Type": "multipart/form-data"},
    ],
)
def test_a_hostile_header_is_answered(visitor: FlaskClient, headers: dict[str, str]):
    assert visitor.get(f"/{SLUG}/", headers=headers).status_code in FINE


def test_what_is_typed_comes_back_as_text_only(visitor: FlaskClient):
    page = visitor.get(f"/{SLUG}/programm?q=<img src=x onerror=alert(1)>").get_data(as_text=True)

    assert "<img src=x" not in page


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_in_the_search_and_the_filters_are_answered(visitor: FlaskClient, q: str, day: str, place: str):
    values = {name: text.encode(errors="replace") for name, text in (("q", q), ("tag", day), ("ort", place))}

    answer = visitor.get(f"/{SLUG}/programm", query_string=values)

    assert answer.status_code == (400 if "\0" in q + day + place else 200)
