"""The public page of the plan: a picture, and beside it the same as a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.stand.actions import placing
from eventapp.stand.models import Stand
from tests.factories import SLUG, make_exhibitor, make_fair, make_place, make_release, make_session, make_theme
from tests.reader import read, text_of
from tests.stand.ground import do, make_area, make_exhibit, make_mark, make_stand, publish, put


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def stand(fair: Fair) -> Stand:
    """Two exhibitors on two areas, published by whoever needs it."""
    stand, theme = make_stand(fair), make_theme(fair, "Wärme", slug="waerme")
    kiln = make_exhibitor(fair, "Ofenbau AG", slug="ofenbau", accepted={"text_de": "Öfen mit Wärmerückgewinnung."})
    boats = make_exhibitor(fair, "Bootshaus", slug="bootshaus", accepted={"organisation_kind": "university"})
    one, two = make_area(stand, "A1"), make_area(stand, "A2", (300, 0, 300, 200), name=Words("Hafeninsel"))
    put(stand, make_exhibit(kiln, "Ofen", themes=[theme.slug]), one)
    put(stand, make_exhibit(boats, "Boot"), two)
    return stand


def test_the_next_programme_says_on_which_area_of_the_published_plan_a_place_lies(
    client: FlaskClient, fair: Fair, stand: Stand
):
    place = make_place(fair, "Bühne", slug="buehne")
    make_session(fair, code="AAAAAA", place=place)
    do(placing.put_place, stand, place, make_area(stand, "B1", (0, 400, 300, 200), kind="stage"))
    before = make_release().programme
    publish()

    after = make_release(later=5).programme

    assert before is not None
    assert after is not None
    assert (before.places[0].area, after.places[0].area) == ("", "B1")
    assert f'href="/{SLUG}/stand#B1"' in client.get(f"/{SLUG}/programm/AAAAAA").text


def test_before_a_plan_is_published_the_page_says_so(client: FlaskClient, stand: Stand):
    page = read(client, f"/{SLUG}/stand")

    assert "noch in Arbeit" in page.text
    assert "Ofenbau" not in page.body


def test_every_area_is_an_address_with_a_name_on_the_plan(client: FlaskClient, stand: Stand):
    publish()
    page = read(client, f"/{SLUG}/stand")
    area = page.tree.xpath("//*[@id='A1']")[0]

    assert area.get("aria-label") == "A1: Theke – Ofenbau AG"
    assert area.get("href") == "#flaeche-A1"


def test_the_list_tells_the_same_as_the_picture_and_leads_to_both(client: FlaskClient, stand: Stand):
    publish()
    page = read(client, f"/{SLUG}/stand")
    entry = page.tree.xpath("//*[@id='flaeche-A2']")[0]

    assert "Hafeninsel" in text_of(entry)
    assert entry.xpath(".//a[@href='#A2']")
    assert entry.xpath(f".//a[@href='/{SLUG}/aussteller/bootshaus']")


@pytest.mark.parametrize("asked", ["q=waermerueck", "q=OFEN", "thema=waerme"])
def test_what_does_not_hit_leaves_the_list_and_stays_quiet_on_the_plan(client: FlaskClient, stand: Stand, asked: str):
    publish()
    page = read(client, f"/{SLUG}/stand?{asked}")

    assert page.tree.xpath("//*[@id='flaeche-A1']")
    assert not page.tree.xpath("//*[@id='flaeche-A2']")
    assert "plan__area--quiet" in page.tree.xpath("//*[@id='A2']")[0].get("class")
    assert text_of(page.tree.xpath("//*[@role='status']")[0]) == "Treffer: 1"


def test_nothing_found_offers_to_drop_each_choice(client: FlaskClient, stand: Stand):
    publish()
    page = read(client, f"/{SLUG}/stand?q=einhorn&art=university")

    assert "Keine Treffer" in page.text
    assert page.tree.xpath(f"//a[@href='/{SLUG}/stand?art=university']")
    assert page.tree.xpath(f"//a[@href='/{SLUG}/stand?q=einhorn']")


def test_an_area_tells_what_comes_next_on_it(client: FlaskClient, fair: Fair, stand: Stand):
    place = make_place(fair, "Bühne", slug="buehne")
    do(placing.put_place, stand, place, make_area(stand, "B1", (0, 400, 300, 200), kind="stage"))
    make_session(fair, "Wärme aus dem Hafen", place_id=place.id)
    make_release()
    publish()
    page = read(client, f"/{SLUG}/stand")

    assert "Wärme aus dem Hafen" in text_of(page.tree.xpath("//*[@id='flaeche-B1']")[0])


def test_visitors_are_not_shown_where_the_power_comes_from(client: FlaskClient, stand: Stand):
    make_mark(stand, "power", (50, 50), kw=10)
    make_mark(stand, "entrance", (600, 800))
    publish()
    page = read(client, f"/{SLUG}/stand")

    assert "Eingang" in page.text
    assert "Stromanschluss" not in page.body


def test_hostile_names_stay_text(client: FlaskClient, fair: Fair):
    stand = make_stand(fair, '"><script>alert(1)</script>')
    evil = make_exhibitor(fair, "</text><image href=x onerror=alert(1)>", accepted={})
    put(stand, make_exhibit(evil, "<b>fett</b>"), make_area(stand, "A1", (0, 0, 900, 600), name=Words("<i>x</i>")))
    publish()
    page = read(client, f"/{SLUG}/stand")

    assert not page.tree.xpath("//*[@onerror]")
    assert "<script>alert" not in page.body
    assert "<i>x" not in page.body


def test_the_english_page_says_kinds_in_english(client: FlaskClient, stand: Stand):
    publish()
    page = read(client, f"/en/{SLUG}/stand")

    assert page.tree.xpath("//*[@id='A1']")[0].get("aria-label") == "A1: Counter – Ofenbau AG"


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_asks_the_database_as_often_for_three_areas_as_for_one(
    client: FlaskClient, fair: Fair, count: int, queries_counted: Callable[[], int]
):
    stand = make_stand(fair)
    for number in range(count):
        exhibitor = make_exhibitor(fair, f"Aussteller {number}", accepted={})
        put(stand, make_exhibit(exhibitor), make_area(stand, f"A{number}", (300 * number, 0, 300, 200)))
    publish()
    db.session.remove()
    before = queries_counted()

    assert client.get(f"/{SLUG}/stand").status_code == 200
    assert queries_counted() - before <= 8
