"""Two languages: the same view under two addresses, and none leaks from one request to the next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp import create_app
from eventapp.i18n import language
from eventapp.web.access import everyone
from tests.conftest import settings
from tests.factories import SLUG
from tests.reader import read

PAGES = [
    "",
    "programm",
    "programm/AAAAAA",
    "vortragende",
    "themen/energie",
    "orte/buehne-a",
    "version/1",
    "kalender",
    "impressum",
]


def crash() -> str:
    raise RuntimeError("on purpose")


def spoken_in(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True).partition('<html lang="')[2][:2]


def other_language(client: FlaskClient, path: str) -> str:
    (address,) = read(client, path).tree.xpath("//a[contains(@class, 'masthead__language')]/@href")
    return address


@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_the_language_of_its_address(visitor: FlaskClient, page: str):
    assert (read(visitor, f"/{SLUG}/{page}").lang, read(visitor, f"/en/{SLUG}/{page}").lang) == ("de", "en")


@pytest.mark.parametrize("page", PAGES)
def test_the_other_language_stays_on_the_page(visitor: FlaskClient, page: str):
    there = other_language(visitor, f"/{SLUG}/{page}")
    back = other_language(visitor, there)

    assert (there, back) == (f"/en/{SLUG}/{page}", f"/{SLUG}/{page}")


def test_the_other_language_keeps_the_filter_and_nothing_else(visitor: FlaskClient):
    assert other_language(visitor, f"/{SLUG}/programm?q=Licht&fremd=1") == f"/en/{SLUG}/programm?q=Licht"


def test_links_of_an_english_page_stay_english(visitor: FlaskClient):
    page = read(visitor, f"/en/{SLUG}/programm")

    left = [link for link in page.pages() if not link.startswith(f"/en/{SLUG}/")]
    assert left == [f"/{SLUG}/programm"]


def test_the_languages_do_not_share_kept_bytes(visitor: FlaskClient):
    german, english = visitor.get(f"/{SLUG}/"), visitor.get(f"/en/{SLUG}/")

    assert german.headers["ETag"] != english.headers["ETag"]


def test_parallel_requests_keep_their_languages_apart(house: Flask):
    paths = [f"/{SLUG}/programm?q={number}" for number in range(40)]
    paths += [f"/en/{SLUG}/programm?q={number}" for number in range(40)]

    with ThreadPoolExecutor(8) as pool:
        spoken = list(pool.map(lambda path: spoken_in(house.test_client(), path), paths))

    assert spoken == ["de"] * 40 + ["en"] * 40


@pytest.mark.parametrize("first", ["/en/", "/en/nichts/", "/en/kaputt", "/en/healthz", "/en"])
def test_no_language_is_left_behind(first: str):
    app = create_app(settings("sqlite://"))
    app.add_url_rule("/en/kaputt", view_func=everyone(crash))
    client = app.test_client()
    client.get(first)
    after = language()

    assert (after, spoken_in(client, "/gibt-es-nicht/x")) == ("de", "de")


@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_a_refused_method_speaks_the_language_of_the_address(visitor: FlaskClient, method: str):
    page = getattr(visitor, method)("/en/nichts/impressum").get_data(as_text=True)

    assert '<html lang="en">' in page


@pytest.mark.parametrize("path", ["/english", "/enx/", "/e/n"])
def test_only_the_first_part_of_the_address_decides(visitor: FlaskClient, path: str):
    assert spoken_in(visitor, f"{path}/x/") == "de"
