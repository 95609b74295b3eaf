"""The page on how to subscribe to one's own programme: the secret is shown to whom it belongs and told to nobody."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.visitors.actions import shut_links
from eventapp.visitors.links import feed_path, feed_token, page_path, page_token
from eventapp.visitors.models import Visitor
from tests.factories import SLUG
from tests.signups.house import known_visitor, make_workshop


@pytest.fixture
def visitor(in_app: None) -> Visitor:
    make_workshop()
    return known_visitor("ada@besuch.example")


def path_of(visitor: Visitor, language: str = "de") -> str:
    return page_path(SLUG, page_token(visitor), language) + "/kalender"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_address_shown_is_that_of_the_feed_in_the_page_s_language(
    client: FlaskClient, visitor: Visitor, language: str
):
    page = client.get(path_of(visitor, language)).text

    [address] = re.findall(r'<input id="kalenderadresse"[^>]* value="https://messe.example([^"]*)"', page)
    assert address == feed_path(SLUG, feed_token(visitor), language)
    assert client.get(address).status_code == 200


def test_the_secret_is_in_no_link_to_others_and_never_asked_for_without_encryption(
    client: FlaskClient, visitor: Visitor
):
    page = client.get(path_of(visitor)).text

    outside = [link for link in re.findall(r'href="([^"]*)"', page) if "//" in link]
    secrets = {feed_token(visitor), page_token(visitor), quote(feed_token(visitor), safe="")}
    assert [link for link in outside if any(secret in link for secret in secrets)] == []
    assert "webcal:" not in page
    assert outside, "the calendars' own pages are linked all the same"


def test_every_program_is_told_with_how_soon_it_follows(client: FlaskClient, visitor: Visitor):
    page = client.get(path_of(visitor)).text

    assert page.count("Bemerkt Änderungen:") == page.count('<article class="stack"') == 7


@pytest.mark.parametrize("end", ["", "/qr-adresse.svg", "/qr-seite.svg"])
def test_nothing_of_it_is_kept_or_indexed(client: FlaskClient, visitor: Visitor, end: str):
    answer = client.get(path_of(visitor) + end)

    assert answer.status_code == 200
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "Set-Cookie" not in answer.headers


def test_the_page_repeats_its_own_secret_in_no_preview(client: FlaskClient, visitor: Visitor):
    head = client.get(path_of(visitor)).text.partition("</head>")[0]

    assert page_token(visitor) not in head


def test_a_former_or_a_feed_s_link_opens_nothing(client: FlaskClient, visitor: Visitor):
    former, feeds = path_of(visitor), path_of(visitor).replace(page_token(visitor), feed_token(visitor))
    in_transaction(lambda: shut_links(db.session.get_one(Visitor, visitor.id)))

    assert {client.get(path).status_code for path in (former, feeds, f"{former}/qr-adresse.svg")} == {404}
    assert client.get(path_of(db.session.get_one(Visitor, visitor.id))).status_code == 200
