"""Databases of the benchmark's own: a SQLite file in a folder that goes, a PostgreSQL database that is dropped."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
"""The server that the tests use, too."""


FOREIGN = frozenset(
    ("DEMO", "CURRENT_FAIR", "FLASK_DEBUG", "UID_DOMAIN", "SECRET_KEY_FILE", "FLASK_APP", "PYTHONDONTWRITEBYTECODE")
)
"""What our processes are not told. (Compiled once, as wherever they are installed; some machines forbid it for what one
tries out.)"""


@dataclass(frozen=True, slots=True)
class Database:
    """``name`` as people say it; ``folder`` is for whatever else the run writes."""

    name: str
    url: str
    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        """What a process of the application is started with: production's settings on this database."""
        ours = {
            "DATABASE_URL": self.url,
            "PUBLIC_BASE_URL": "https://messe.example",
            "SECRET_KEY": "benchmark" * 5,
            "BACKUP_FOLDER": str(self.folder / "backups"),
        }
        return {name: value for name, value in os.environ.items() if name not in FOREIGN} | ours | more


@contextmanager
def sqlite() -> Iterator[Database]:
    with tempfile.TemporaryDirectory(prefix="eventapp-bench-") as folder:
        yield Database("SQLite", f"sqlite:///{folder}/bench.sqlite", Path(folder))


@contextmanager
def postgresql() -> Iterator[Database]:
    """A new database on the local server; ``sqlalchemy.exc.OperationalError`` where none answers."""
    server = sa.make_url(POSTGRES)
    name = f"eventapp_bench_{os.getpid()}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 5})
    with admin.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    try:
        with tempfile.TemporaryDirectory(prefix="eventapp-bench-") as folder:
            url = server.set(database=name).render_as_string(hide_password=False)
            yield Database("PostgreSQL", url, Path(folder))
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.dispose()


def postgresql_answers() -> bool:
    engine = sa.create_engine(POSTGRES, connect_args={"connect_timeout": 5})
    try:
        with engine.connect():
            return True
    except sa.exc.OperationalError:
        return False
    finally:
        engine.dispose()
