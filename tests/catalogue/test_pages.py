"""The catalogue: what was accepted, and nothing else, the same for everybody."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.database import db
from eventapp.fair.models import Fair
from tests.factories import SLUG, make_entry, make_exhibitor, make_fair, make_release, make_session, make_theme
from tests.reader import Page, read, text_of
from tests.uploads.keeping import keep
from tests.uploads.pictures import png

LIST, EXHIBITS = f"/{SLUG}/aussteller", f"/{SLUG}/exponate"


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def lit(fair: Fair) -> Fair:
    """Two exhibitors, two exhibits and a talk given by one of them; the programme knows the one theme."""
    theme = make_theme(fair, slug="energie")
    harbour = make_exhibitor(fair, "Musterhafen AG", slug="hafen", accepted={"organisation_kind": "services"})
    said = {"organisation_kind": "manufacturer", "text_de": "Wir machen Licht."}
    light = make_exhibitor(fair, "Lichtwerk GmbH", slug="licht", accepted=said)
    lamp = {"title_de": "Die Laterne", "text_de": "Sie lädt.", "text_en": "It charges.", "themes": ["energie"]}
    model = {"title_de": "Hafenmodell", "title_en": "Harbour model", "partners": [harbour.id]}
    make_entry(light, "exhibit", slug="laterne", accepted=lamp, state="accepted")
    make_entry(light, "exhibit", slug="modell", accepted=model, state="accepted")
    make_session(fair, code="LIGHT0", theme=theme, exhibitors=[light])
    make_release()
    return fair


def shown(page: Page) -> list[str]:
    return [str(slug) for slug in page.tree.xpath("//li[@data-entry][not(@hidden)]/@data-entry")]


def status(page: Page) -> str:
    return text_of(page.tree.xpath("//*[@role='status']")[0])


def test_before_anybody_is_accepted_the_pages_say_so(client: FlaskClient, fair: Fair):
    make_exhibitor(fair, "Geheim AG")

    page, exhibits = read(client, LIST), read(client, EXHIBITS)

    assert "Noch ist keiner veröffentlicht" in page.text
    assert "Noch ist keines veröffentlicht" in exhibits.text
    assert "Geheim" not in page.body


def test_exhibitors_stand_in_the_order_of_the_directory(client: FlaskClient, fair: Fair):
    for name, letter in (("Zeta GmbH", ""), ("Alpha e.V.", ""), ("Die Beta KG", "B")):
        make_exhibitor(fair, name, accepted={"sort_letter": letter})

    page = read(client, LIST)

    assert [text_of(name) for name in page.tree.xpath("//h3")] == ["Alpha e.V.", "Die Beta KG", "Zeta GmbH"]
    assert [text_of(name) for name in page.tree.xpath("//main//h2")] == ["A", "B", "Z"]


@pytest.mark.parametrize(
    ("query", "slugs", "said"),
    [
        ("", ["licht", "hafen"], "Aussteller: 2"),
        ("?thema=energie", ["licht"], "Treffer: 1"),
        ("?art=services&q=hafen", ["hafen"], "Treffer: 1"),
        ("?art=nichts", ["licht", "hafen"], "Aussteller: 2"),
        ("?q=nirgends", [], "Keine Treffer. Lassen Sie einen Filter weg:"),
    ],
)
def test_the_address_filters_and_the_number_is_said(client, lit, query, slugs, said):
    page = read(client, f"{LIST}{query}")

    assert (shown(page), status(page)) == (slugs, said)


@pytest.mark.parametrize(
    ("query", "slugs", "said"),
    [
        ("", ["laterne", "modell"], "Exponate: 2"),
        ("?thema=energie", ["laterne"], "Treffer: 1"),
        ("?art=services", ["modell"], "Treffer: 1"),
        ("?q=l%C3%A4dt", ["laterne"], "Treffer: 1"),
    ],
)
def test_the_exhibits_are_filtered_alike(client, lit, query, slugs, said):
    page = read(client, f"{EXHIBITS}{query}")

    assert (shown(page), status(page)) == (slugs, said)


def test_an_empty_result_offers_to_drop_each_choice(client, lit):
    page = read(client, f"{LIST}?q=nirgends&thema=energie")

    links = page.tree.xpath("//ul[@data-chosen]//a/@href")

    assert links == [f"{LIST}?q=nirgends", f"{LIST}?thema=energie", LIST]


def test_the_choice_goes_along_to_the_exhibits(client, lit):
    page = read(client, f"{LIST}?thema=energie")

    assert page.tree.xpath("//p[@class='view-switch']/a/@href") == [
        f"{LIST}?thema=energie",
        f"{EXHIBITS}?thema=energie",
    ]


@pytest.mark.parametrize("path", [LIST, EXHIBITS])
def test_the_index_holds_what_stands_on_the_page(client, lit, path):
    index = json.loads(client.get(f"{path}/suche.json").data)

    assert sorted(index) == sorted(shown(read(client, path)))
    assert "laterne" in " ".join(index.values())


def test_an_exhibit_names_who_shows_it_the_leader_first_and_its_themes(client, lit):
    page, model = read(client, f"{EXHIBITS}/laterne"), read(client, f"{EXHIBITS}/modell")

    assert page.tree.xpath("//dd/a/@href") == [f"{LIST}/licht", f"/{SLUG}/themen/energie"]
    assert model.tree.xpath("//header//p/a/@href") == [f"{LIST}/licht", f"{LIST}/hafen"]
    assert "Mehr von Lichtwerk GmbH Hafenmodell" in page.text


def test_an_exhibitor_names_its_exhibits_and_partners(client, lit):
    page = read(client, f"{LIST}/licht")

    exhibits = page.tree.xpath("//section[h2[@id='exponate']]//h3/a/@href")
    assert exhibits == [f"{EXHIBITS}/laterne", f"{EXHIBITS}/modell"]
    assert page.tree.xpath("//dd/a/@href") == [f"{LIST}/hafen"]


def test_an_exhibitor_names_its_sessions_and_leads_to_their_calendar(client, lit):
    page, other = read(client, f"{LIST}/licht"), read(client, f"{LIST}/hafen")

    subscribing = f"/{SLUG}/kalender?feed=aussteller-licht"
    assert page.tree.xpath("//section[h2[@id='programm']]//h3/a/@href") == [f"/{SLUG}/programm/LIGHT0"]
    assert page.tree.xpath("//header//a[contains(@href, 'feed')]/@href") == [subscribing]
    assert "Im Programm" not in other.text
    assert "feed=" not in other.body


@pytest.mark.parametrize(("name", "kind"), [("aussteller/licht", "Organization"), ("exponate/modell", "CreativeWork")])
def test_search_engines_get_things_as_data(client, lit, name, kind):
    [data] = read(client, f"/en/{SLUG}/{name}").tree.xpath("//script[@type='application/ld+json']/text()")

    assert json.loads(data)["@type"] == kind


def test_what_is_written_on_after_acceptance_stays_unseen(client: FlaskClient, fair: Fair):
    exhibitor = make_exhibitor(fair, slug="muster")
    make_entry(
        exhibitor, state="submitted", accepted={"name": "Muster GmbH", "text_de": "Alt"}, draft={"text_de": "Neu"}
    )
    make_entry(exhibitor, "exhibit", slug="geheim", draft={"title_de": "Prototyp"})

    page = read(client, f"{LIST}/muster")

    assert "Alt" in page.text
    assert "Neu" not in page.body
    assert "Prototyp" not in page.body
    assert client.get(f"{EXHIBITS}/geheim").status_code == 404


def test_who_withdrew_is_gone_and_so_is_what_it_shows(client: FlaskClient, fair: Fair):
    exhibitor = make_exhibitor(fair, slug="weg", accepted={}, state="withdrawn")
    make_entry(exhibitor, "exhibit", slug="auch-weg", accepted={"title_de": "Weg"}, state="accepted")

    assert [client.get(path).status_code for path in (f"{LIST}/weg", f"{EXHIBITS}/auch-weg")] == [404, 404]


@pytest.mark.parametrize(
    ("path", "text"), [(f"{LIST}/licht", "Wir machen Licht."), (f"{EXHIBITS}/laterne", "It charges.")]
)
def test_an_english_reader_gets_english_or_is_told_of_a_text_that_is_german_only(client, lit, path, text):
    page = read(client, f"/en{path}")

    is_german = text.startswith("Wir")
    assert bool(page.tree.xpath(f"//p[@lang='de'][contains(., '{text}')]")) == is_german
    assert ("German only" in page.text) == is_german
    assert text in page.text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", [LIST, EXHIBITS])
def test_the_lists_ask_the_database_as_often_for_three_as_for_one(
    app: Flask, client: FlaskClient, fair: Fair, count: int, path: str, queries_counted: Callable[[], int]
):
    for number in range(count):
        exhibitor = make_exhibitor(fair, f"Aussteller {number}", accepted={})
        make_entry(exhibitor, "exhibit", slug=f"exponat-{number}", accepted={"title_de": "Ding"}, state="accepted")
    db.session.remove()
    before = queries_counted()

    assert client.get(path).status_code == 200
    assert queries_counted() - before == (6 if "sqlite" in str(app.config["SQLALCHEMY_DATABASE_URI"]) else 5)


def test_a_catalogue_that_was_read_is_not_read_again(
    client: FlaskClient, lit: Fair, queries_counted: Callable[[], int]
):
    client.get(LIST)
    before = queries_counted()

    client.get(f"{EXHIBITS}?q=laterne")

    assert queries_counted() - before <= 2


@pytest.mark.parametrize(
    ("colours", "ground"),
    [
        ({"colour": "#ffffff", "ground": (0, 0, 0, 0)}, "plate plate--dark"),
        ({"ground": (0, 0, 0, 0)}, "plate"),
        ({"colour": "#ffffff", "ground": "#10161d"}, "plate"),
    ],
)
@pytest.mark.parametrize(("path", "size"), [("", ("320", "192")), ("/muster", ("800", "480"))])
def test_a_logo_has_its_room_before_it_comes_and_a_ground_it_can_be_seen_on(
    client: FlaskClient, fair: Fair, colours: dict[str, object], ground: str, path: str, size: tuple[str, str]
):
    digest = keep(png(**colours)).digest
    said = {"logo": digest, "logo_alt": "Muster", "logo_rights": {"by": 1}}
    make_exhibitor(fair, slug="muster", accepted=said)

    page = read(client, f"{LIST}{path}")

    image = page.tree.xpath("//main//img")[0]
    assert (image.get("width"), image.get("height"), image.getparent().get("class")) == (*size, ground)


def test_the_picture_of_an_exhibit_is_shown_with_its_words_and_stands_in_for_nothing(client: FlaskClient, fair: Fair):
    digest = keep(png()).digest
    exhibitor = make_exhibitor(fair, slug="muster", accepted={})
    said = {"title_de": "Ding", "picture": digest, "picture_alt": "Ein Ding", "picture_rights": {"by": 1}}
    make_entry(exhibitor, "exhibit", slug="ding", accepted=said, state="accepted")

    pages = [read(client, path) for path in (EXHIBITS, f"{EXHIBITS}/ding", f"{LIST}/muster")]

    assert [page.tree.xpath("//main//img/@alt") for page in pages] == [["Ein Ding"]] * 3
