"""What the programme's pages say."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme import offers
from eventapp.programme.value import NamedArea
from tests.factories import (
    SLUG,
    change,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.reader import Page, read

NAMES = {"hafen": "Hafen KG", "siba": "SIBA GmbH"}


@pytest.fixture
def fair(app: Flask):
    """Two sessions: a talk in German only, and a workshop in both languages."""
    with app.app_context():
        fair = make_fair()
        north, south = make_place(fair, "Bühne Nord", slug="nord"), make_place(fair, "Bühne Süd", slug="sued")
        energy, team = make_theme(fair, slug="energie"), make_speaker(fair)
        talk = make_session(fair, code="TALK00", place=north, theme=energy, speakers=[team], language="de")
        workshop = make_session(
            fair, "Licht bauen", code="WORK00", starts="11:00", ends="12:00", place=south, kind="workshop"
        )
        change(workshop, title_en="Build a light", abstract_de="Mit Lötkolben.", abstract_en="With a soldering iron.")
        make_release()
        yield {"talk": talk, "workshop": workshop, "south": south}


@pytest.fixture
def given(app: Flask, fair: dict[str, object]) -> None:
    """A third session, given by two exhibitors."""
    with app.app_context():
        here = get_fair(SLUG)
        several = [make_exhibitor(here, name, slug=slug, accepted={}) for slug, name in NAMES.items()]
        make_session(here, "Züge", code="ZUEGE0", starts="16:00", ends="17:00", exhibitors=several)
        make_release(later=5)


def on_area_a12(_fair_id: int) -> dict[str, NamedArea]:
    """What the stand would tell."""
    return {"nord": NamedArea("A12", Words("Ecke"))}


@pytest.fixture
def on_the_plan(app: Flask, fair: dict[str, object]) -> Iterator[None]:
    """Released with the area that the place of the talk lies on."""
    offers.areas_of_places.append(on_area_a12)
    with app.app_context():
        make_release(later=5)
        yield
    offers.areas_of_places.remove(on_area_a12)


def visible_codes(page: Page) -> list[str]:
    return page.tree.xpath("//article[@data-entry][not(@hidden)]/@data-entry")


def overview(client: FlaskClient, query: str = "") -> Page:
    return read(client, f"/{SLUG}/programm{query}")


def session(client: FlaskClient, code: str, language: str = "") -> Page:
    return read(client, f"{language}/{SLUG}/programm/{code}")


@pytest.mark.parametrize(
    ("query", "codes", "said"),
    [
        ("", ["TALK00", "WORK00"], "Programmpunkte: 2"),
        ("?thema=energie", ["TALK00"], "Treffer: 1"),
        ("?q=w%C3%A4rme&ort=nord", ["TALK00"], "Treffer: 1"),
        ("?thema=gibt-es-nicht", ["TALK00", "WORK00"], "Programmpunkte: 2"),
        ("?q=nirgends", [], "Keine Treffer. Lassen Sie einen Filter weg:"),
    ],
)
def test_the_address_filters_and_the_number_is_said(client, fair, query, codes, said):
    page = overview(client, query)

    assert (visible_codes(page), page.tree.xpath("string(//*[@role='status'])").strip()) == (codes, said)


def test_the_programme_can_be_narrowed_to_an_exhibitor(client, given):
    page = overview(client, "?aussteller=siba")

    assert visible_codes(page) == ["ZUEGE0"]
    options = page.tree.xpath("//select[@name='aussteller']/option")
    assert [option.text for option in options] == ["Alle", "Hafen KG", "SIBA GmbH"]
    assert page.tree.xpath("normalize-space(//ul[@data-chosen]//*[@data-label])") == "SIBA GmbH"
    assert page.tree.xpath("//article/@data-aussteller") == ["hafen siba"]


def test_a_session_leads_to_its_exhibitors(client, given):
    links = session(client, "ZUEGE0", "/en").tree.xpath("//dl//a[contains(@href, '/aussteller/')]")

    assert [(link.get("href"), link.text) for link in links] == [
        (f"/en/{SLUG}/aussteller/{slug}", name) for slug, name in NAMES.items()
    ]


def test_where_a_place_lies_the_plan_shows(client, on_the_plan):
    for path in ("programm/TALK00", "orte/nord"):
        page = html.fromstring(client.get(f"/{SLUG}/{path}").text)
        assert page.xpath("//a[contains(., 'Auf dem Standplan zeigen')]/@href") == [f"/{SLUG}/stand#A12"]


def test_an_empty_result_offers_to_drop_each_filter(client, fair):
    page = overview(client, "?q=nirgends&thema=energie")

    links = page.tree.xpath("//ul[@data-chosen]//a/@href")

    assert links == [f"/{SLUG}/programm?q=nirgends", f"/{SLUG}/programm?thema=energie", f"/{SLUG}/programm"]


def test_the_grid_is_a_table_with_places_across_and_times_down(client, fair):
    table = overview(client, "?ansicht=raster").tree.find(".//table")

    heads = {
        scope: [th.text_content().strip() for th in table.xpath(f".//th[@scope='{scope}']")] for scope in ("col", "row")
    }

    assert heads == {"col": ["Zeit", "Bühne Nord", "Bühne Süd"], "row": ["10:00", "11:00"]}


def test_a_moved_session_says_where_it_was_and_where_it_is(app, client, fair):
    change(fair["talk"], place=fair["south"])
    make_release(later=5)

    text = session(client, "TALK00").text

    assert (
        "Verlegt. Jetzt: So., 28. März, 10:00–10:45 Uhr, Bühne Süd; vorher Bühne Nord (geändert mit Version 2)." in text
    )


def test_a_cancelled_session_says_so_and_offers_no_download(client, fair):
    change(fair["talk"], is_cancelled=True)
    make_release(later=5)

    page = session(client, "TALK00")

    assert "Abgesagt. Dieser Programmpunkt findet nicht statt." in page.text
    assert page.tree.xpath("//a[contains(@href, '.ics')]") == []


def test_a_missing_english_text_falls_back_to_german_and_says_so(client, fair):
    page = session(client, "TALK00", "/en")

    assert page.tree.xpath("//h1/span/@lang") == ["de"]
    assert page.tree.xpath("//p[@class='notice']") != []


def test_an_english_text_stands_on_the_english_page_without_a_note(client, fair):
    page = session(client, "WORK00", "/en")

    assert (page.h1, page.tree.xpath("//p[@class='notice']")) == ("Build a light", [])


def test_search_engines_get_the_session_as_data(client, fair):
    [data] = session(client, "TALK00").tree.xpath("//script[@type='application/ld+json']/text()")

    told = json.loads(data)

    assert (told["@type"], told["startDate"], told["location"]["name"]) == (
        "Event",
        "2027-03-28T10:00:00+02:00",
        "Bühne Nord",
    )


def test_a_title_cannot_leave_the_data_it_is_told_in(client, fair):
    change(fair["talk"], title_de="</script><script>alert(1)</script>")
    make_release(later=5)

    page = session(client, "TALK00")

    assert (page.h1, len(page.tree.xpath("//script[not(@src)]"))) == ("</script><script>alert(1)</script>", 1)


def test_what_changed_is_told_field_by_field(client, fair):
    change(fair["talk"], title_de="Wärme aus dem Fluss")
    make_release(later=5)

    text = read(client, f"/{SLUG}/version/1").text

    assert "Geändert 1" in text
    assert "Titel vorher Wärme aus dem Hafen jetzt Wärme aus dem Fluss" in text


def test_since_the_present_version_nothing_has_changed(client, fair):
    assert "Das ist die aktuelle Version." in read(client, f"/{SLUG}/version/1").text


@pytest.mark.parametrize(
    "address", ["programm/ZZZZZZ", "themen/nichts", "orte/nichts", "vortragende/nichts", "version/9"]
)
def test_what_was_never_released_is_not_found(client, fair, address):
    assert client.get(f"/{SLUG}/{address}").status_code == 404


def test_the_overview_asks_the_database_no_more_for_more_sessions(app, client, fair, queries_counted):
    client.get(f"/{SLUG}/programm")
    before = queries_counted()

    client.get(f"/{SLUG}/programm?q=licht")

    assert queries_counted() - before <= 2
