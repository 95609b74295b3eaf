"""The page that offers the programme as a file."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.calendars.clients import qr_svg
from tests.factories import SLUG, make_fair, make_release, make_session
from tests.reader import Page, read

PAGE = f"/{SLUG}/programm/dateien"
SITE = "https://messe.example"


@pytest.fixture
def fair(app: Flask):
    with app.app_context():
        fair = make_fair()
        make_session(fair)
        make_release()
        yield fair


def to_copy(page: Page) -> list[str]:
    return page.tree.xpath("//input[@data-copy-from]/@value")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_address_to_copy_is_public_and_in_the_pages_language(client: FlaskClient, fair, prefix: str):
    files = ("schedule.xml", "schedule.json", "changes.atom")

    assert to_copy(read(client, prefix + PAGE)) == [f"{SITE}{prefix}/{SLUG}/{name}" for name in files]


def test_what_is_offered_answers(client: FlaskClient, fair):
    page = read(client, PAGE)

    offered = [*to_copy(page), *page.tree.xpath("//main//a[contains(@href, '.xlsx')]/@href")]
    assert [client.get(address.removeprefix(SITE)).status_code for address in offered] == [200] * 4


def test_giggity_is_handed_the_address_of_the_schedule(client: FlaskClient, fair):
    [link] = read(client, PAGE).tree.xpath("//a[contains(@href, 'ggt.gaa.st')]/@href")

    assert link == f"https://ggt.gaa.st/#url={SITE}/{SLUG}/schedule.xml"


@pytest.mark.parametrize(
    ("prefix", "target", "path"),
    [
        ("", "adresse", f"/{SLUG}/schedule.xml"),
        ("/en", "adresse", f"/en/{SLUG}/schedule.xml"),
        ("", "seite", PAGE),
        ("/en", "seite", f"/en{PAGE}"),
    ],
)
def test_the_codes_hold_public_addresses(client: FlaskClient, fair, prefix: str, target: str, path: str):
    answer = client.get(f"{prefix}{PAGE}/qr-{target}.svg")

    assert (answer.mimetype, answer.data) == ("image/svg+xml", qr_svg(SITE + path))


def test_no_other_code_is_made(client: FlaskClient, fair):
    assert client.get(f"{PAGE}/qr-egal.svg").status_code == 404


def test_each_way_says_how_it_learns_of_changes(client: FlaskClient, fair):
    page = read(client, PAGE)

    ways = page.tree.xpath("//main//h3")
    assert len(ways) == page.text.count("Bemerkt Änderungen:") == 9


def test_each_link_to_a_part_of_the_page_names_what_stands_there(client: FlaskClient, fair):
    page = read(client, PAGE)

    for link in page.tree.xpath("//main//nav//a[starts-with(@href, '#')]"):
        [target] = page.tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert link.text_content() in target.text_content()


@pytest.mark.parametrize("path", ["", "programm", "kalender", "impressum"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_leads_there(client: FlaskClient, fair, prefix: str, path: str):
    assert prefix + PAGE in read(client, f"{prefix}/{SLUG}/{path}").pages()


def test_below_the_programme_there_are_all_ways_to_take_it_along(client: FlaskClient, fair):
    links = read(client, f"/{SLUG}/programm").tree.xpath("//main//nav[@aria-label='Zum Mitnehmen']//a/@href")

    assert links == [f"/{SLUG}/kalender", f"/{SLUG}/programm.pdf", f"/{SLUG}/ohne-netz", PAGE]


def test_before_the_first_release_it_says_that_nothing_is_there_yet(app: Flask, client: FlaskClient):
    with app.app_context():
        make_fair()

    page = read(client, PAGE)

    assert "Noch ist kein Programm veröffentlicht." in page.text
    assert len(to_copy(page)) == 3


def test_the_page_of_an_unknown_fair_is_not_found(client: FlaskClient, fair):
    assert client.get("/nirgends/programm/dateien").status_code == 404
