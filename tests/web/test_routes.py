"""The matrix: every route, generated from the URL map, times every method."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from eventapp.database import db
from tests.people import sign_in
from tests.web.addresses import addresses

FORMS = (
    *("mitmachen.apply", "sign_ups.ask", "sign_ups.again", "agenda.mine", "agenda.keep", "agenda.lost_link"),
    *("agenda.address", "agenda.data", "agenda.erase", "agenda.new_link"),
    *("own_entry.withdraw", "own_entry.withdraw_picture"),
)
WITH_A_FORM = tuple(f"{name} {spoken}" for name in FORMS for spoken in ("de", "en"))
"""Public pages that take what strangers send, and private ones; an empty form does nothing."""
OVERTAKEN = tuple(f"own_entry.{page} {spoken}" for page in ("entry", "picture") for spoken in ("de", "en"))
"""Forms that say which state their reader saw; an empty one saw none."""
OWN = {
    **dict.fromkeys(("sign_ups.give_back", "sign_ups.accept", "agenda.address_confirmed", "agenda.star"), 404),
    "sign_ups.confirm": 410,
    **dict.fromkeys((f"door.{page}" for page in ("start", "counts", "session", "press", "stand", "offline")), 404),
}
"""Private addresses of places, of an address to confirm and of doors; the one visitor there is has none, and there is
no door."""
OPENED_BY_A_LINK = {f"{name} {spoken}": status for name, status in OWN.items() for spoken in ("de", "en")}
ONLY_PRESSED = tuple(f"{name} {spoken}" for name in ("sign_ups.accept", "agenda.star") for spoken in ("de", "en"))
ONLY_READ = tuple(f"door.{page} {spoken}" for page in ("start", "stand") for spoken in ("de", "en"))
LEADING_ON = {"fair.front de": 302, "fair.front en": 302}
NOT_SHOWN = {
    "uploads.image": 404,
    "uploads.portrait": 404,
    "agenda.door_code de": 404,
    "agenda.door_code en": 404,
    "own_entry.own_picture de": 404,
    "own_entry.own_picture en": 404,
}
"""A picture that nothing published shows, a code of nobody; their own rooms' tests ask for some that are there."""


def statuses(app: Flask, client: FlaskClient, method: str) -> dict[str, int]:
    return {name: client.open(path, method=method).status_code for name, path in addresses(app).items()}


def all_rows(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context(), db.engine.connect() as connection:
        tables = db.metadata.sorted_tables
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in tables
        }


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_route_can_be_read(house: Flask, visitor: FlaskClient, method: str):
    expected = dict.fromkeys(addresses(house), 200) | LEADING_ON | NOT_SHOWN | OPENED_BY_A_LINK
    expected |= dict.fromkeys(ONLY_PRESSED, 405)

    assert statuses(house, visitor, method) == expected


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_no_route_can_be_written_to(house: Flask, visitor: FlaskClient, method: str):
    refused = dict.fromkeys(addresses(house), 405)
    if method == "POST":
        refused |= (
            dict.fromkeys(WITH_A_FORM, 422)
            | dict.fromkeys(OVERTAKEN, 409)
            | OPENED_BY_A_LINK
            | dict.fromkeys(ONLY_READ, 405)
        )

    assert statuses(house, visitor, method) == refused


def test_every_route_tells_its_methods(house: Flask, visitor: FlaskClient):
    written = (*WITH_A_FORM, *OVERTAKEN, *OPENED_BY_A_LINK)
    told = {path: visitor.options(path) for name, path in addresses(house).items() if name not in written}

    allowed = {path: (answer.status_code, set(answer.allow)) for path, answer in told.items()}
    assert allowed == dict.fromkeys(told, (200, {"GET", "HEAD", "OPTIONS"}))


def test_head_says_what_get_says_without_a_body(house: Flask, visitor: FlaskClient):
    for path in addresses(house).values():
        read, asked = visitor.get(path), visitor.head(path)

        assert asked.get_data() == b"", path
        assert asked.headers == read.headers, path


@pytest.mark.usefixtures("released")
def test_reading_everything_twice_changes_no_row(app: Flask, client: FlaskClient):
    before = all_rows(app)

    for path in [*addresses(app).values()] * 2:
        client.get(path)

    assert all_rows(app) == before


@pytest.mark.parametrize("slug", ["en", "api", "bild", "konto", "mein-stand", "static", "healthz", "readyz"])
def test_a_reserved_word_is_no_fair(visitor: FlaskClient, slug: str):
    assert visitor.get(f"/{slug}/programm", follow_redirects=True).status_code == 404


def test_what_is_no_fair_has_no_desk(app: Flask):
    assert sign_in(app).get("/desk/programm/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/.git/config", "/metrics", "/console", "/.env", "/static/", "/admin", "/server-status"]
)
def test_what_scanners_look_for_is_not_there(visitor: FlaskClient, path: str):
    assert visitor.get(path, follow_redirects=True).status_code == 404


@pytest.mark.parametrize(
    "name", ["../config.py", "..%2f..%2fconfig.py", "/etc/passwd", "css/../../config.py", ".gitkeep"]
)
def test_only_static_files_are_served_as_static_files(visitor: FlaskClient, name: str):
    assert visitor.get(f"/static/000000000000/{name}", follow_redirects=True).status_code == 404
