"""The world of the tests: real databases of both kinds, migrated as in production, empty before each test."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from flask_migrate import upgrade

import config
from eventapp import create_app, database, prepared
from eventapp.cli.demo import make_demo
from eventapp.database import db
from tests import made_once

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
TEST_DATABASE = "eventapp_test_"
UPLOADS = str(Path(tempfile.gettempdir()) / f"eventapp-tests-{os.getpid()}" / "uploads")
"""Never the folder of the site that may run beside the tests. The ``app`` fixture takes one of its own."""
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def pytest_collection_finish() -> None:
    """What has been imported by now lives as long as the run: the collector need not look through it for each test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


made_once.install()


def settings(database_url: str, **more: str) -> config.Config:
    """The demo's settings (no https needed) on the given database. What is published is seen at once."""
    environ = {"DEMO": "1", "DATABASE_URL": database_url, "SECRET_KEY": "k" * 40, "UID_DOMAIN": "messe.example"}
    environ |= {"PUBLIC_BASE_URL": "https://messe.example", "PUBLIC_VERSION_SECONDS": "0", "UPLOAD_FOLDER": UPLOADS}
    environ |= {"ERASED_LIST": str(Path(UPLOADS).with_name("erased.txt"))}
    return config.Config(environ | more)


def missing(reason: str) -> None:
    """Skips, or fails where everything has to be there."""
    if REQUIRE_ALL:
        pytest.fail(f"REQUIRE_ALL=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file that tests copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    app = create_app(settings(f"sqlite:///{path}"))
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


@contextmanager
def new_postgres(name: str) -> Iterator[str]:
    """A migrated PostgreSQL database that is gone afterwards; its address."""
    server = sa.make_url(POSTGRES)
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
            connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    except sa.exc.OperationalError:
        admin.dispose()
        missing("no PostgreSQL answers at TEST_POSTGRES_URL")
    url = server.set(database=name).render_as_string(hide_password=False)
    app = create_app(settings(url))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    yield url
    with admin.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    admin.dispose()


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this worker's own."""
    with new_postgres(f"{TEST_DATABASE}{worker_id}_{os.getpid()}") as url:
        yield url


@pytest.fixture(scope="session")
def demo_database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo's fairs as an office would make them; made once, only read."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    shutil.copy(sqlite_template, path)
    app = create_app(settings(f"sqlite:///{path}"))
    with app.app_context():
        make_demo()
        db.session.remove()
        db.engine.dispose()
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty, migrated database of either kind."""
    if request.param == "sqlite":
        copy = tmp_path / "test.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        return f"sqlite:///{copy}"
    url: str = request.getfixturevalue("postgres_url")
    _empty(url)
    return url


def _empty(url: str) -> None:
    """As TRUNCATE … RESTART IDENTITY would, which makes every table anew and takes twenty times as long."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(_emptying(connection))
    engine.dispose()


def _emptying(connection: sa.Connection) -> str:
    sequences = connection.scalars(sa.text("SELECT quote_ident(sequencename) FROM pg_sequences"))
    steps = [
        "SET LOCAL session_replication_role = replica",  # in any order, whatever points to what
        *(str(sa.delete(table)) for table in db.metadata.tables.values()),
        *(f"SELECT setval('{sequence}', 1, false)" for sequence in sequences),
    ]
    return "; ".join(steps)


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(
        settings(database_url, UPLOAD_FOLDER=str(tmp_path / "uploads"), ERASED_LIST=str(tmp_path / "erased.txt"))
    )
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def no_connection_outlives_its_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests make further applications on the same database. Left to the collector, their connections would complain in
    another test: so all are known by strong references until here, and one that somebody still holds is told now.
    Tests that close an engine themselves do it too early for whoever has a connection at that moment."""
    engines, questions = set(database._engines), set(prepared._prepared)
    monkeypatch.setattr(database, "_engines", engines)
    monkeypatch.setattr(prepared, "_prepared", questions)
    made: list[Any] = []
    note = lambda connection, _record: made.append(connection)  # noqa: E731 -- listened for below and removed by name
    sa.event.listen(sa.pool.Pool, "connect", note)
    yield
    sa.event.remove(sa.pool.Pool, "connect", note)
    for thread in threading.enumerate():  # what an application does beside its requests
        if thread.name == "feed readers":
            thread.join()
    for engine in engines:
        if engine.dialect.name == "postgresql":
            engine.dispose()
    for question in questions:
        question.close()
    held = [one for one in made if not getattr(one, "closed", True) and one.info.dbname.startswith(TEST_DATABASE)]
    for connection in held:
        connection.close()
    assert held == [], "a connection that nobody gives back"


@pytest.fixture
def in_app(app: Flask) -> Iterator[None]:
    """An application context, for tests that call actions and queries."""
    with app.app_context():
        yield
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def cli(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def queries_counted(app: Flask) -> Iterator[Callable[[], int]]:
    """How many statements went to the database since the fixture began."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def count(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", count)
    yield lambda: len(seen)
    sa.event.remove(engine, "before_cursor_execute", count)
