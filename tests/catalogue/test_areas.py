"""Where exhibitors and exhibits are found on the published plan of the stand."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventapp.i18n import Words
from tests.factories import SLUG, make_exhibitor, make_fair
from tests.reader import Page, read
from tests.stand.ground import make_area, make_exhibit, make_stand, publish, put, put_exhibitor

LIST, EXHIBITS = f"/{SLUG}/aussteller", f"/{SLUG}/exponate"


@pytest.fixture
def placed(in_app: None) -> None:
    """A kiln on A1, its builders on A1 and A2, a boat's builder on A2 without the boat; nothing is published."""
    fair = make_fair()
    stand = make_stand(fair)
    kiln = make_exhibitor(fair, "Ofenbau AG", slug="ofenbau", accepted={"organisation_kind": "manufacturer"})
    boats = make_exhibitor(fair, "Bootshaus", slug="bootshaus", accepted={"organisation_kind": "services"})
    one, two = make_area(stand, "A1"), make_area(stand, "A2", (300, 0, 300, 200), name=Words("Hafeninsel"))
    put(stand, make_exhibit(kiln, "Ofen"), one)
    make_exhibit(boats, "Boot")
    put_exhibitor(stand, kiln, two)
    put_exhibitor(stand, boats, two)


def shown(page: Page) -> list[str]:
    return [str(slug) for slug in page.tree.xpath("//li[@data-entry][not(@hidden)]/@data-entry")]


def tags(page: Page) -> list[str]:
    return [str(href) for href in page.tree.xpath("//main//*[contains(@class, 'area-')]/@href")]


def test_before_the_plan_is_published_nothing_is_said_of_places(client: FlaskClient, placed: None):
    pages = [read(client, path) for path in (LIST, EXHIBITS, f"{LIST}/ofenbau", f"{EXHIBITS}/ofenbau-ofen")]

    assert [tags(page) for page in pages] == [[], [], [], []]
    assert "flaeche" not in pages[0].tree.xpath("//select/@name")


def test_entries_wear_the_numbers_of_their_areas_and_lead_to_the_plan(client: FlaskClient, placed: None):
    publish()

    exhibitors, exhibits = read(client, LIST), read(client, EXHIBITS)

    assert tags(exhibitors) == [f"/{SLUG}/stand#A2", f"/{SLUG}/stand#A1", f"/{SLUG}/stand#A2"]
    assert tags(exhibits) == [f"/{SLUG}/stand#A1"]


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        (f"{LIST}?flaeche=A1", ["ofenbau"]),
        (f"{LIST}?flaeche=A2", ["bootshaus", "ofenbau"]),
        (f"{LIST}?flaeche=A2&art=services", ["bootshaus"]),
        (f"{EXHIBITS}?flaeche=A1", ["ofenbau-ofen"]),
        (f"{LIST}?q=hafeninsel", ["bootshaus", "ofenbau"]),
        (f"{LIST}?q=a1", ["ofenbau"]),
    ],
)
def test_the_area_narrows_and_is_searched(client: FlaskClient, placed: None, path: str, slugs: list[str]):
    publish()

    assert shown(read(client, path)) == slugs


def test_a_page_shows_on_the_plan_where_the_exhibit_is_or_who_shows_it(client: FlaskClient, placed: None):
    publish()

    pages = [
        read(client, path) for path in (f"{LIST}/ofenbau", f"{EXHIBITS}/ofenbau-ofen", f"{EXHIBITS}/bootshaus-boot")
    ]

    assert [page.tree.xpath("//dl//a[contains(@class, 'area-')]/@href") for page in pages] == [
        [f"/{SLUG}/stand#A1", f"/{SLUG}/stand#A2"],
        [f"/{SLUG}/stand#A1"],
        [f"/{SLUG}/stand#A2"],
    ]


def test_an_area_is_found_by_its_number_and_its_name(client: FlaskClient, placed: None):
    publish()

    pages = [read(client, f"/{SLUG}/suche?q={query}&nur=flaechen") for query in ("a2", "Hafeninsel")]

    assert [tags(page) for page in pages] == [[f"/{SLUG}/stand#A2"]] * 2
