"""Error pages are pages: in both languages, with a way on, and none needs the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import RequestEntityTooLarge

from eventapp import create_app
from eventapp.errors import DomainError
from eventapp.web.access import everyone
from tests.conftest import settings
from tests.factories import SLUG
from tests.reader import read

AWAY = {
    "sqlite": "sqlite:////nowhere/at/all.sqlite",
    "postgresql": "postgresql+psycopg://postgres@127.0.0.1:1/nobody?connect_timeout=1",
}


def crash() -> str:
    raise RuntimeError("geheim: Passwort 1234")


def rule() -> str:
    raise DomainError("Nur noch {number} Plätze.", number=3)


def too_large() -> str:
    raise RequestEntityTooLarge


def no_connection() -> str:
    raise NoConnectionFree("pool")


@pytest.fixture(scope="module")
def breaking(house: Flask) -> FlaskClient:
    """An app with views that fail in every way."""
    app = create_app(settings(house.config["SQLALCHEMY_DATABASE_URI"]))
    for view in (crash, rule, too_large, no_connection):
        for prefix in ("", "/en"):
            app.add_url_rule(f"{prefix}/{view.__name__}", f"{prefix}{view.__name__}", everyone(view))
    return app.test_client()


@pytest.fixture(params=AWAY.values(), ids=AWAY.keys(), scope="module")
def away(request: pytest.FixtureRequest) -> FlaskClient:
    """A site whose database is not there."""
    return create_app(settings(request.param)).test_client()


@pytest.mark.parametrize(
    ("path", "status", "h1"),
    [
        ("/nichts/da", 404, "Diese Seite gibt es nicht"),
        ("/crash", 500, "Hier ist etwas schiefgegangen"),
        ("/rule", 422, "Das konnte nicht gespeichert werden"),
        ("/too_large", 413, "Das ist zu groß"),
        ("/no_connection", 503, "Gerade nicht erreichbar"),
    ],
)
def test_an_error_is_a_good_page_in_german(breaking: FlaskClient, path: str, status: int, h1: str):
    assert read(breaking, path, status=status).h1 == h1


@pytest.mark.parametrize("path", ["/nichts/da", "/crash", "/rule", "/too_large", "/no_connection"])
def test_an_error_is_a_good_page_in_english(breaking: FlaskClient, path: str):
    status = breaking.get(path).status_code

    assert read(breaking, f"/en{path}", status=status).lang == "en"


def test_a_crash_tells_the_reader_nothing_of_itself(breaking: FlaskClient):
    page = breaking.get("/crash").get_data(as_text=True)

    assert [word for word in ("geheim", "1234", "RuntimeError", "Traceback", "crash") if word in page] == []


def test_a_crash_is_told_to_the_log(breaking: FlaskClient, caplog: pytest.LogCaptureFixture):
    breaking.get("/crash")

    assert "geheim: Passwort 1234" in caplog.text


def test_a_rule_says_its_sentence(breaking: FlaskClient):
    assert "Nur noch 3 Plätze." in read(breaking, "/rule", status=422).text


def test_an_unknown_fair_leads_to_no_page_that_is_missing(visitor: FlaskClient):
    assert "Zum Programm" not in read(visitor, "/gibt-es-nicht/programm", status=404).text


def test_a_missing_page_of_a_fair_leads_to_its_programme(visitor: FlaskClient):
    page = read(visitor, f"/{SLUG}/programm/ZZZZZZ", status=404)

    assert f"/{SLUG}/programm" in [*page.pages()]


def test_a_refused_method_says_what_is_allowed(visitor: FlaskClient):
    answer = visitor.post("/healthz")

    assert (answer.status_code, set(answer.allow)) == (405, {"GET", "HEAD", "OPTIONS"})


@pytest.mark.parametrize(
    "path", ["/", "/en/", f"/{SLUG}/", f"/{SLUG}/programm", f"/{SLUG}/kalender", f"/{SLUG}/changes.atom"]
)
def test_a_database_that_is_away_is_said_and_asked_for_again(away: FlaskClient, path: str):
    answer = away.get(path)

    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2")


def test_a_feed_without_database_tells_the_calendar_to_come_back(away: FlaskClient):
    answer = away.get(f"/{SLUG}/kalender/{SLUG}-programm.ics")

    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2")


def test_what_needs_no_database_goes_on_without_it(away: FlaskClient):
    statuses = {path: away.get(path).status_code for path in ("/healthz", "/nichts/da", "/favicon.ico")}

    assert statuses == {"/healthz": 200, "/nichts/da": 404, "/favicon.ico": 200}


@pytest.fixture
def locked(tmp_path: Path, sqlite_template: Path) -> Iterator[FlaskClient]:
    """A SQLite database whose write lock another process holds."""
    path = tmp_path / "locked.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    other = sa.create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
    with other.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield create_app(settings(f"sqlite:///{path}")).test_client()
        connection.exec_driver_sql("ROLLBACK")
    other.dispose()


def test_reading_goes_on_while_somebody_holds_the_write_lock(locked: FlaskClient):
    assert locked.get("/").status_code == 200
