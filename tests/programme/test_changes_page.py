"""The page on what changed since a release."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventapp.i18n import Words
from tests.factories import SLUG, change, make_fair, make_place, make_release, make_session


@pytest.mark.parametrize("number", ["0", "2", "3000000000", "99999999999999999999"])
def test_a_release_that_never_was_is_not_found(app, client: FlaskClient, number: str):
    with app.app_context():
        make_session(make_fair())
        make_release()

    assert client.get(f"/{SLUG}/version/{number}").status_code == 404


def test_a_renamed_place_is_told_with_both_names(app, client: FlaskClient):
    with app.app_context():
        fair = make_fair()
        place = make_place(fair, "Bühne A")
        make_session(fair, place=place)
        make_release()
        change(place, name_de="Bühne Nord")
        make_release(later=5)

    page = client.get(f"/{SLUG}/version/1").text

    assert "Neue Namen" in page
    assert "Bühne A" in page
    assert "Bühne Nord" in page


def test_new_links_are_told_as_material(app, client: FlaskClient):
    with app.app_context():
        row = make_session(make_fair(), "Wärme aus dem Hafen")
        make_release()
        change(row, links=[{"url": "https://example.org/folien.pdf", "title": "Folien"}])
        make_release(later=5)

    page = client.get(f"/{SLUG}/version/1").text

    assert "Links, Aussteller oder Einlass geändert" in page
    assert "Wärme aus dem Hafen" in page


def test_nothing_new_says_so(app, client: FlaskClient):
    with app.app_context():
        make_session(make_fair())
        make_release()

    assert "Das ist die aktuelle Version." in client.get(f"/{SLUG}/version/1").text


def test_what_was_said_to_the_releases_since_is_read_in_ones_language(app, client: FlaskClient):
    with app.app_context():
        row = make_session(make_fair())
        make_release(comment="Zuerst.")
        change(row, title_de="Wärme neu")
        make_release(later=5, comment=Words("Neuer Titel.", "A new title."))
        change(row, title_de="Wärme ganz neu")
        make_release(later=9, comment="Noch einer.")

    german, english = (client.get(f"{way}/{SLUG}/version/1").text for way in ("", "/en"))

    assert "Zuerst." not in german
    assert "Neuer Titel." in german
    assert "A new title." in english
    assert '<span lang="de">Noch einer.</span> <span class="small">(in German only)</span>' in english
