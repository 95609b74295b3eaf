"""Alive and ready: what whoever watches the machine gets to know, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp import create_app
from eventapp.database import db
from tests.conftest import settings
from tests.next_migration import NextMigration

WELL = {"database": True, "migrations": True, "disk": True}


def test_a_living_process_says_so_without_asking_anybody():
    client = create_app(settings("sqlite:////nowhere/at/all.sqlite")).test_client()

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_a_migrated_database_is_ready(client: FlaskClient):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"status": "ok", "checks": WELL})


def test_an_unmigrated_database_is_not_ready(tmp_path: Path):
    client = create_app(settings(f"sqlite:///{tmp_path / 'new.sqlite'}")).test_client()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"status": "not ready", "checks": WELL | {"migrations": False}})


def test_a_database_behind_this_build_is_not_ready(client: FlaskClient, next_migration: NextMigration):
    next_migration.write("pass")

    assert client.get("/readyz").json["checks"] == WELL | {"migrations": False}


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/x.sqlite", "postgresql+psycopg://nobody@127.0.0.1:1/x?connect_timeout=1"]
)
def test_a_database_that_is_away_is_named_without_detail(url: str):
    answer = create_app(settings(url)).test_client().get("/readyz")

    away = WELL | {"database": False, "migrations": False}
    assert (answer.status_code, answer.json) == (503, {"status": "not ready", "checks": away})


@pytest.fixture
def production(database_url: str) -> Iterator[Flask]:
    """A service that is to send mails."""
    app = create_app(settings(database_url, DEMO="0", MAIL_URL="smtp://127.0.0.1:1"))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_where_mails_are_to_be_sent_a_worker_belongs_to_being_ready(production: Flask):
    client = production.test_client()

    without = client.get("/readyz", base_url="https://messe.example")
    production.test_cli_runner().invoke(args=["worker", "--once"])
    beside_one = client.get("/readyz", base_url="https://messe.example")

    assert (without.status_code, without.json["checks"]) == (503, WELL | {"worker": False})
    assert (beside_one.status_code, beside_one.json["checks"]) == (200, WELL | {"worker": True})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_never_remembered(client: FlaskClient, path: str):
    assert client.get(path).headers["Cache-Control"] == "no-store"
