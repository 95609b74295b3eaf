"""``db upgrade``: a backup before, the doctor's look after."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.database import db
from eventapp.upkeep.backup import read_manifest
from tests.factories import SLUG, make_fair
from tests.next_migration import NEXT, NextMigration
from tests.upkeep.conftest import fill


def backups(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("*")) if (folder / "backups").exists() else []


@pytest.fixture
def filled(app: Flask) -> Flask:
    with app.app_context():
        fill()
    return app


def test_a_pending_migration_is_preceded_by_a_backup(
    filled: Flask, cli: FlaskCliRunner, next_migration: NextMigration, tmp_path: Path
):
    next_migration.write("op.execute(\"UPDATE fair SET title_de = 'Neu'\")")

    answer = cli.invoke(args=["db", "upgrade"])

    (backup,) = backups(tmp_path)
    assert answer.exit_code == 0
    assert f"Vor der Umstellung gesichert: {backup}" in answer.stderr
    assert backup.name.endswith(f"-from-{next_migration.newest}-to-{NEXT}.zip")
    assert read_manifest(backup)["revision"] == next_migration.newest
    assert read_manifest(backup)["tables"]["fair"]["rows"] == 1


def test_a_way_back_is_preceded_by_a_backup_too(
    filled: Flask, cli: FlaskCliRunner, next_migration: NextMigration, tmp_path: Path
):
    next_migration.write("pass")
    cli.invoke(args=["db", "upgrade"])

    cli.invoke(args=["db", "downgrade", next_migration.newest])

    assert [path.name[15:] for path in backups(tmp_path)] == [
        f"-from-{next_migration.newest}-to-{NEXT}.zip",
        f"-from-{NEXT}-to-{next_migration.newest}.zip",
    ]


@pytest.mark.parametrize("command", [["upgrade"], ["current"], ["heads"], ["check"]])
def test_where_nothing_is_pending_nothing_is_saved(
    filled: Flask, cli: FlaskCliRunner, tmp_path: Path, command: list[str]
):
    filled.config["BACKUP_FOLDER"] = str(tmp_path / "backups")

    answer = cli.invoke(args=["db", *command])

    assert (answer.exit_code, backups(tmp_path)) == (0, [])


def test_a_first_migration_saves_nothing(tmp_path: Path, open_app):
    app = open_app(f"sqlite:///{tmp_path / 'new.sqlite'}")
    app.config["BACKUP_FOLDER"] = str(tmp_path / "backups")

    answer = app.test_cli_runner().invoke(args=["db", "upgrade"])

    assert (answer.exit_code, backups(tmp_path)) == (0, [])


def test_what_a_migration_broke_is_named_with_the_way_back(
    filled: Flask, cli: FlaskCliRunner, next_migration: NextMigration, tmp_path: Path
):
    next_migration.write('op.execute("UPDATE fair SET released = 1")')

    answer = cli.invoke(args=["db", "upgrade"])

    (backup,) = backups(tmp_path)
    assert answer.exit_code == 1
    assert f"{SLUG}: Als gültig ist Version 1 eingetragen, die letzte ist 2." in answer.stderr
    assert f"restore {backup}" in answer.stderr


def test_a_migration_that_cannot_be_saved_first_does_not_begin(
    filled: Flask, cli: FlaskCliRunner, next_migration: NextMigration, tmp_path: Path
):
    next_migration.write("op.execute(\"UPDATE fair SET title_de = 'Neu'\")")
    (tmp_path / "backups").write_text("kein Ordner")

    answer = cli.invoke(args=["db", "upgrade"])

    with filled.app_context():
        assert answer.exit_code != 0
        assert db.session.scalar(db.text("SELECT title_de FROM fair")) == "Messe „Übersicht“ 💡"
        db.session.remove()


def test_old_backups_of_this_kind_go(app: Flask, cli: FlaskCliRunner, next_migration: NextMigration, tmp_path: Path):
    next_migration.write("pass")
    with app.app_context():
        make_fair()
    (tmp_path / "backups").mkdir()
    for number in range(12):
        (tmp_path / "backups" / f"20200101-0000{number:02d}-from-000-to-001.zip").touch()
    (tmp_path / "backups" / "von-hand.zip").touch()

    cli.invoke(args=["db", "upgrade"])

    names = [path.name for path in backups(tmp_path)]
    assert len(names) == 11
    assert "von-hand.zip" in names
    assert names[0] == "20200101-000003-from-000-to-001.zip"
