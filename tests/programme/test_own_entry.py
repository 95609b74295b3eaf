"""A speaker's own entry, behind her private link: completing it, agreeing, a picture."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from PIL import Image

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.journal.queries import entries
from eventapp.programme.actions.own_entry import HERSELF, RIGHTS_VERSION
from eventapp.uploads import storage
from tests.factories import SLUG
from tests.programme.desk_pages import released_in, texts
from tests.programme.own_pages import (
    EMAIL,
    NAME,
    PRESSED,
    change_her,
    fair_with_speaker,
    hand_in,
    her_row,
    page_of_hers,
    release_again,
    save,
)
from tests.uploads.pictures import jpeg, png
from tests.web.test_routes import all_rows


@pytest.fixture
def page(app: Flask) -> str:
    fair_with_speaker(app)
    return page_of_hers(app)


def test_the_page_shows_her_sessions_and_what_is_said_of_her(client: FlaskClient, page: str):
    shown = client.get(page).get_data(as_text=True)

    assert texts(shown, "//h1") == ["Ihr Eintrag im Programm"]
    assert texts(shown, "//ul[@class='own__sessions']/li") == [
        "Wärme aus dem Hafen So., 28. März, 10:00–10:45 Uhr, Bühne A"
    ]
    assert EMAIL not in shown


def test_the_page_is_hers_alone_and_kept_by_nobody(client: FlaskClient, page: str):
    answer = client.get(page)

    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "Set-Cookie" not in answer.headers


def test_in_english_the_page_is_english(client: FlaskClient, app: Flask, page: str):
    assert "Your entry in the programme" in client.get(page_of_hers(app, "en")).get_data(as_text=True)


@pytest.mark.parametrize("wrong", ["1.AAAAAAAAAAAAAAAAAAAAAA", "999.AAAAAAAAAAAAAAAAAAAAAA", "x"])
def test_a_made_up_link_opens_nothing(client: FlaskClient, page: str, wrong: str):
    answer = client.get(f"/{SLUG}/vortragende/mein/{wrong}")

    assert answer.status_code == 404
    assert NAME not in answer.get_data(as_text=True)


def test_a_shut_link_opens_nothing(app: Flask, client: FlaskClient, page: str):
    change_her(app, generation=her_row(app).generation + 1)

    assert client.get(page).status_code == 404
    assert client.post(f"{page}/zurueckziehen", data=PRESSED).status_code == 404


def test_looking_changes_nothing(app: Flask, client: FlaskClient, page: str):
    before = all_rows(app)
    for path in (page, f"{page}/bild", f"{page}?fertig=gespeichert"):
        client.get(path)

    assert all_rows(app) == before


def test_what_another_site_sends_is_refused(client: FlaskClient, page: str):
    answers = [
        client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
        for path in (page, f"{page}/bild", f"{page}/zurueckziehen", f"{page}/bild/zurueckziehen")
    ]

    assert [answer.status_code for answer in answers] == [403] * 4


def test_she_completes_her_entry_and_agrees(app: Flask, client: FlaskClient, page: str):
    answer = save(client, page, 1, biography_en="Builds lanterns.", organisation="Leuchtwerk", agrees="y")
    row = her_row(app)

    assert answer.status_code == 303
    assert (row.biography_en, row.organisation, row.consent, row.version) == (
        "Builds lanterns.",
        "Leuchtwerk",
        "given",
        2,
    )
    assert row.completed_at is not None
    assert "Gespeichert. Danke!" in client.get(answer.location).get_data(as_text=True)


def test_saving_without_a_change_says_that_all_is_right(app: Flask, client: FlaskClient, page: str):
    save(client, page, 1)
    row = her_row(app)

    assert (row.version, row.consent) == (1, "source")
    assert row.completed_at is not None


def test_what_she_saves_is_public_with_the_next_release_only(app: Flask, client: FlaskClient, page: str):
    save(client, page, 1, biography_en="Builds lanterns.")
    before = released_in(app).speakers
    shown = client.get(page).get_data(as_text=True)
    release_again(app)

    assert [one.biography.en for one in before if one.name == NAME] == [""]
    assert "mit der nächsten Version" in shown
    assert [one.biography.en for one in released_in(app).speakers if one.name == NAME] == ["Builds lanterns."]


def test_the_journal_says_that_it_was_her(app: Flask, client: FlaskClient, page: str):
    save(client, page, 1, organisation="Leuchtwerk")
    with app.app_context():
        found = entries(get_fair(SLUG).id, kinds=("speaker",))
        db.session.remove()

    assert [(one.kind, one.by, one.role) for one in found] == [("speaker.changed", None, HERSELF)]


def test_what_she_wrote_is_left_alone_by_the_next_file(app: Flask, client: FlaskClient, page: str):
    change_her(app, source="csv:programm")
    save(client, page, 1, organisation="Leuchtwerk")

    assert her_row(app).hand_fields == {"organisation": "Laternenwerk"}


def test_whoever_saves_an_older_state_is_shown_both(app: Flask, client: FlaskClient, page: str):
    change_her(app, version=2, organisation="Vom Büro")
    answer = save(client, page, 1, organisation="Von ihr")
    shown = answer.get_data(as_text=True)

    assert answer.status_code == 409
    assert "Vom Büro" in texts(shown, "//*[@class='field__stored-text']")
    assert 'value="Von ihr"' in shown
    assert her_row(app).organisation == "Vom Büro"


def test_a_text_that_is_too_long_stays_in_the_form(client: FlaskClient, page: str):
    answer = save(client, page, 1, organisation="x" * 301)

    assert answer.status_code == 422
    assert "x" * 301 in answer.get_data(as_text=True)


def test_fields_that_are_not_hers_are_not_taken(app: Flask, client: FlaskClient, page: str):
    save(client, page, 1, name="Andere", email="x@y.example", consent="withdrawn", slug="andere")
    row = her_row(app)

    assert (row.name, row.email, row.consent) == (NAME, EMAIL, "source")


def test_a_picture_is_kept_with_rights_consent_and_words(app: Flask, client: FlaskClient, page: str):
    answer = hand_in(client, page, 1)
    row = her_row(app)

    assert answer.status_code == 303
    assert (row.portrait_consent, row.portrait_rights, row.portrait_alt_de) == (
        "given",
        RIGHTS_VERSION,
        "Eine Frau vor einer Laterne",
    )
    assert row.portrait_rights_at is not None
    assert client.get(f"{page}/bild-320.webp").mimetype == "image/webp"


def test_nothing_that_a_camera_wrote_is_left_in_the_picture(app: Flask, client: FlaskClient, page: str):
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Canary"
    hand_in(client, page, 1, jpeg(exif=exif))
    with app.app_context():
        kept = storage.octets_of(storage.path_of(her_row(app).portrait, "800"))

    assert kept
    assert b"Kamera von Canary" not in kept


@pytest.mark.parametrize("left_out", ["alt_de", "has_rights", "agrees"])
def test_a_picture_without_what_belongs_to_it_is_not_taken(app: Flask, client: FlaskClient, page: str, left_out: str):
    answer = hand_in(client, page, 1, **{left_out: None})
    shown = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert [link.get("href") for link in _links(shown)] == [f"#bild-{left_out}"]
    assert her_row(app).portrait == ""


@pytest.mark.parametrize(("content", "said"), [(b"<svg/>", ""), (png(200, 200), "400")])
def test_a_picture_that_is_none_or_too_small_says_so_at_its_field(
    client: FlaskClient, page: str, content: bytes, said: str
):
    answer = hand_in(client, page, 1, content)
    shown = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert [link.get("href") for link in _links(shown)] == ["#bild-picture"]
    assert said in " ".join(texts(shown, "//ul[@id='bild-picture-errors']"))


def test_without_a_picture_it_says_to_choose_one(client: FlaskClient, page: str):
    answer = client.post(f"{page}/bild", data={"bild-version": "1", "bild-alt_de": "Ich"})

    assert answer.status_code == 422
    assert "Wählen Sie ein Bild aus." in answer.get_data(as_text=True)


def test_words_of_a_picture_can_be_changed_without_sending_it_again(app: Flask, client: FlaskClient, page: str):
    hand_in(client, page, 1)
    told = {"version": "2", "alt_de": "Eine Frau", "alt_en": "A woman", "has_rights": "y", "agrees": "y"}
    answer = client.post(f"{page}/bild", data={f"bild-{name}": value for name, value in told.items()})
    row = her_row(app)

    assert answer.status_code == 303
    assert (row.portrait_alt_de, row.portrait_alt_en, len(row.portrait)) == ("Eine Frau", "A woman", 64)


def test_a_picture_is_public_with_the_release_and_not_before(app: Flask, client: FlaskClient, page: str):
    hand_in(client, page, 1)
    address = f"/bild/person/{her_row(app).portrait}-320.webp"
    before = client.get(address).status_code
    release_again(app)
    answer = client.get(address)

    assert (before, answer.status_code) == (404, 200)
    assert answer.headers["Cache-Control"] == "public, max-age=120, must-revalidate"
    assert client.get(f"/bild/{her_row(app).portrait}-320.webp").status_code == 404
    for shown in (f"/{SLUG}/vortragende", f"/{SLUG}/programm/CANARY", f"/{SLUG}/vortragende/{her_row(app).slug}"):
        assert address in client.get(shown).get_data(as_text=True), shown


def test_the_words_of_a_picture_stand_on_her_page_in_the_language_of_the_page(
    app: Flask, client: FlaskClient, page: str
):
    hand_in(client, page, 1, alt_en="A woman by a lantern")
    release_again(app)
    slug = her_row(app).slug

    german, english = (client.get(f"{way}/{SLUG}/vortragende/{slug}").get_data(as_text=True) for way in ("", "/en"))

    assert 'alt="Eine Frau vor einer Laterne"' in german
    assert 'alt="A woman by a lantern"' in english


def _links(shown: str):
    return html.fromstring(shown).xpath("//ul[@class='errors__list']//a")
