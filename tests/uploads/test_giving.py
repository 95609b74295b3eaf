"""Who is given what: public pictures to everybody for good, drafts to those whose they are, drawings as downloads."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.database import db, transaction
from eventapp.uploads import hooks
from eventapp.uploads.actions import keep_file
from eventapp.uploads.value import SIZES
from tests.people import Insider, browser_of, sign_in
from tests.uploads.keeping import AT, files, folder, keep
from tests.uploads.pictures import PDF, png, stream


class House:
    """Stands for the rooms: which digests are public, and whose they are."""

    def __init__(self) -> None:
        self.public: set[str] = set()
        self.owners: set[tuple[int, str]] = set()
        self.asked = 0

    def is_public(self, digest: str) -> bool:
        self.asked += 1
        return digest in self.public

    def may_see(self, person_id: int, digest: str) -> bool:
        return (person_id, digest) in self.owners


@pytest.fixture
def rooms(app: Flask, monkeypatch: pytest.MonkeyPatch) -> House:
    house = House()
    monkeypatch.setattr(hooks, "is_public", [house.is_public])
    monkeypatch.setattr(hooks, "may_see", [house.may_see])
    return house


@pytest.fixture
def picture(app: Flask) -> str:
    with app.app_context():
        digest = keep(png(), name="<script>alert(1)</script>.html").digest
        db.session.remove()
    return digest


@pytest.fixture
def drawing(app: Flask) -> str:
    with app.app_context():
        with transaction():
            digest = keep_file(stream(PDF), at=AT, name="GEHEIM.html").digest
        db.session.remove()
    return digest


@pytest.fixture
def owner(app: Flask, rooms: House, picture: str, drawing: str) -> Insider:
    browser = sign_in(app, "erika@mitglied.example", is_organiser=False)
    rooms.owners |= {(browser.person_id, picture), (browser.person_id, drawing)}
    return browser


@pytest.fixture
def other(app: Flask) -> Insider:
    return sign_in(app, "max@anderes.example", is_organiser=False)


@pytest.mark.parametrize("size", SIZES)
def test_a_public_picture_is_given_to_everybody_for_good(client: FlaskClient, rooms: House, picture: str, size: int):
    rooms.public.add(picture)

    answer = client.get(f"/bild/{picture}-{size}.webp")

    assert (answer.status_code, answer.mimetype, answer.data[8:12]) == (200, "image/webp", b"WEBP")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_given_can_run_nowhere_and_wears_no_name_of_a_stranger(
    client: FlaskClient, rooms: House, picture: str, drawing: str, owner: Insider
):
    rooms.public.add(picture)
    answers = [
        client.get(f"/bild/{picture}-320.webp"),
        owner.get(f"/mein-stand/bild/{picture}-320.webp"),
        owner.get(f"/mein-stand/datei/{drawing}"),
    ]

    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "script" not in str(answer.headers)
        assert "GEHEIM" not in str(answer.headers)
    assert [answer.headers["Content-Disposition"].split(";")[0] for answer in answers] == [
        "inline",
        "inline",
        "attachment",
    ]
    assert answers[2].headers["Content-Disposition"] == f'attachment; filename="logo-{drawing[:8]}.pdf"'


def test_a_public_picture_leaves_nothing_and_varies_with_nothing(client: FlaskClient, rooms: House, picture: str):
    rooms.public.add(picture)

    headers = client.get(f"/bild/{picture}-320.webp").headers

    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")


def test_who_has_it_is_told_so(client: FlaskClient, rooms: House, picture: str):
    rooms.public.add(picture)
    address = f"/bild/{picture}-320.webp"

    again = client.get(address, headers={"If-None-Match": client.get(address).headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_picture_that_nothing_published_shows_is_not_there(client: FlaskClient, rooms: House, picture: str):
    answer = client.get(f"/bild/{picture}-320.webp")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize(
    "path", ["{0}-321.webp", "{0}-0.webp", "{0}.webp", "{0}-320.png", "../{0}-320.webp", "{0}-original.pdf"]
)
def test_only_the_sizes_there_are_can_be_asked_for(client: FlaskClient, rooms: House, picture: str, path: str):
    rooms.public.add(picture)

    assert client.get("/bild/" + path.format(picture)).status_code == 404


@pytest.mark.parametrize("digest", ["g" * 64, "0" * 63, "A" * 64, "../" * 21 + "x", "%2e%2e%2f" * 7 + "x", "0" * 65])
def test_what_is_no_hash_is_not_even_asked_for(client: FlaskClient, rooms: House, digest: str):
    assert client.get(f"/bild/{digest}-320.webp", follow_redirects=True).status_code == 404
    assert rooms.asked == 0


def test_a_drawing_is_no_picture_even_if_a_room_says_it_is_public(client: FlaskClient, rooms: House, drawing: str):
    rooms.public.add(drawing)

    assert client.get(f"/bild/{drawing}-320.webp").status_code == 404


def test_a_file_that_got_lost_is_not_there(app: Flask, client: FlaskClient, rooms: House, picture: str):
    rooms.public.add(picture)
    for path in files(app):
        (folder(app) / path).unlink()

    assert client.get(f"/bild/{picture}-320.webp").status_code == 404


def test_rooms_are_asked_once_a_minute_for_what_is_public(client: FlaskClient, rooms: House, picture: str):
    rooms.public.add(picture)

    for _ in range(5):
        client.get(f"/bild/{picture}-320.webp")

    assert rooms.asked == 1


def test_what_was_withdrawn_is_gone_with_the_commit(app: Flask, client: FlaskClient, rooms: House, picture: str):
    rooms.public.add(picture)
    client.get(f"/bild/{picture}-320.webp")

    with app.app_context(), transaction():
        rooms.public.clear()

    assert client.get(f"/bild/{picture}-320.webp").status_code == 404


def test_a_draft_is_given_to_whose_it_is_and_kept_nowhere(owner: Insider, picture: str):
    answer = owner.get(f"/mein-stand/bild/{picture}-800.webp")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_a_drawing_is_a_download_for_whose_it_is(owner: Insider, drawing: str):
    answer = owner.get(f"/mein-stand/datei/{drawing}")

    assert (answer.data, answer.mimetype, answer.headers["Cache-Control"]) == (PDF, "application/pdf", "no-store")


@pytest.mark.parametrize(
    "path", ["bild/{picture}-320.webp", "datei/{drawing}", "datei/{picture}", "bild/{drawing}-320.webp"]
)
def test_to_another_member_it_is_not_there(other: Insider, picture: str, drawing: str, path: str):
    assert other.get("/mein-stand/" + path.format(picture=picture, drawing=drawing)).status_code == 404


@pytest.mark.parametrize("path", ["datei/{picture}", "bild/{drawing}-320.webp", "bild/{picture}-7.webp", "datei/x"])
def test_what_is_not_of_that_kind_is_not_there(owner: Insider, picture: str, drawing: str, path: str):
    assert owner.get("/mein-stand/" + path.format(picture=picture, drawing=drawing)).status_code == 404


def test_a_stranger_is_led_to_the_entrance(app: Flask, picture: str):
    assert browser_of(app).get(f"/mein-stand/bild/{picture}-320.webp").status_code == 303


def test_a_room_that_joins_twice_is_asked_once():
    asked: list[object] = []

    hooks.join(asked, len)
    hooks.join(asked, len)

    assert asked == [len]
