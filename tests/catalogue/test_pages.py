"""The catalogue: what was accepted, and nothing else, the same for everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.database import db
from eventapp.fair.models import Fair
from tests.factories import SLUG, make_entry, make_exhibitor, make_fair
from tests.reader import read, text_of
from tests.uploads.keeping import keep
from tests.uploads.pictures import png


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def test_before_anybody_is_accepted_the_page_says_so(client: FlaskClient, fair: Fair):
    make_exhibitor(fair, "Geheim AG")

    page = read(client, f"/{SLUG}/aussteller")

    assert "Noch ist keiner veröffentlicht" in page.text
    assert "Geheim" not in page.body


def test_exhibitors_stand_in_the_order_of_the_directory(client: FlaskClient, fair: Fair):
    for name, letter in (("Zeta GmbH", ""), ("Alpha e.V.", ""), ("Die Beta KG", "B")):
        make_exhibitor(fair, name, accepted={"sort_letter": letter})

    page = read(client, f"/{SLUG}/aussteller")

    assert [text_of(name) for name in page.tree.xpath("//h3")] == ["Alpha e.V.", "Die Beta KG", "Zeta GmbH"]
    assert [text_of(name) for name in page.tree.xpath("//main//h2")] == ["A", "B", "Z"]


def test_what_is_written_on_after_acceptance_stays_unseen(client: FlaskClient, fair: Fair):
    exhibitor = make_exhibitor(fair, slug="muster")
    make_entry(
        exhibitor, state="submitted", accepted={"name": "Muster GmbH", "text_de": "Alt"}, draft={"text_de": "Neu"}
    )
    make_entry(exhibitor, "exhibit", draft={"title_de": "Prototyp"})

    page = read(client, f"/{SLUG}/aussteller/muster")

    assert "Alt" in page.text
    assert "Neu" not in page.body
    assert "Prototyp" not in page.body


def test_who_withdrew_is_gone(client: FlaskClient, fair: Fair):
    make_exhibitor(fair, slug="weg", accepted={}, state="withdrawn")

    assert client.get(f"/{SLUG}/aussteller/weg").status_code == 404


def test_an_english_reader_is_told_of_a_text_that_is_german_only(client: FlaskClient, fair: Fair):
    make_exhibitor(fair, slug="muster", accepted={"text_de": "Wir machen Wärme."})

    page = read(client, f"/en/{SLUG}/aussteller/muster")

    assert page.tree.xpath("//*[@lang='de'][contains(., 'Wir machen Wärme.')]")
    assert "only available in German" in page.text or "German only" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    app: Flask, client: FlaskClient, fair: Fair, count: int, queries_counted: Callable[[], int]
):
    for number in range(count):
        make_exhibitor(fair, f"Aussteller {number}", accepted={})
    db.session.remove()
    before = queries_counted()

    assert client.get(f"/{SLUG}/aussteller").status_code == 200
    assert queries_counted() - before == (5 if "sqlite" in str(app.config["SQLALCHEMY_DATABASE_URI"]) else 4)


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

    page = read(client, f"/{SLUG}/aussteller{path}")

    image = page.tree.xpath("//main//img")[0]
    assert (image.get("width"), image.get("height"), image.getparent().get("class")) == (*size, ground)
