"""The migration after the newest, written by a test into a copy of the folder; afterwards the database is as before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
from flask import Flask

from eventapp.database import MIGRATIONS, db, migrate
from eventapp.upkeep.revisions import known_revisions, standing_revision

FOLDER = Path(__file__).parent.parent / "eventapp" / "migrations"
NEXT = "999"


class NextMigration:
    """``write("op.execute(…)")`` makes it pending; ``newest`` is the one it follows."""

    def __init__(self, folder: Path, newest: str) -> None:
        self.folder, self.newest = folder, newest

    def write(self, does: str) -> None:
        lines = "".join(f"    {line}\n" for line in does.strip().splitlines())
        head = f'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "{NEXT}"\n'
        body = f'down_revision = "{self.newest}"\ndef upgrade():\n{lines}def downgrade():\n    pass\n'
        (self.folder / "versions" / f"{NEXT}_next.py").write_text(head + body)


@contextmanager
def next_migration_of(app: Flask, tmp_path: Path) -> Iterator[NextMigration]:
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    with app.app_context():
        newest = known_revisions()[0]
    _stand_in(app, folder)
    app.config["BACKUP_FOLDER"] = str(tmp_path / "backups")
    yield NextMigration(folder, newest)
    _stand_in(app, FOLDER)
    with app.app_context():
        _start_anew(newest)


def _stand_in(app: Flask, folder: Path) -> None:
    app.extensions[MIGRATIONS] = folder
    app.extensions["migrate"].directory = migrate.directory = str(folder)


def _start_anew(newest: str) -> None:
    """PostgreSQL's database is shared by the tests of a worker."""
    db.session.remove()
    with db.engine.connect() as connection:
        is_as_before = standing_revision(connection) == newest
    if is_as_before or db.engine.dialect.name != "postgresql":
        return
    with db.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    flask_migrate.upgrade()
