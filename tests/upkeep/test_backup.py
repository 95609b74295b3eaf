"""Backup and restore: consistent while writing goes on, readable into either database, harmed ones refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.database import db, transaction
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.programme.models import Place
from eventapp.upkeep.backup import MANIFEST, BadBackup, read_manifest, restore, write_backup
from tests.conftest import _empty
from tests.factories import SLUG, make_fair, make_place, make_release, make_session
from tests.next_migration import NextMigration
from tests.upkeep.conftest import everything, fill

OpenApp = Callable[[str], Flask]


@pytest.fixture
def archive(app: Flask, tmp_path: Path) -> Path:
    """The backup of a filled database of either kind."""
    path = tmp_path / "sicherung.zip"
    with app.app_context():
        fill()
        write_backup(path)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, database_url: str, tmp_path: Path, open_app: OpenApp) -> Flask:
    """A second database of either kind. There is one PostgreSQL: restoring into it from itself empties it first."""
    if request.param == "sqlite":
        return open_app(f"sqlite:///{tmp_path / 'other.sqlite'}")
    return open_app(request.getfixturevalue("postgres_url"))


def rewritten(archive: Path, **parts: bytes | None) -> Path:
    """The same archive with parts replaced, or left out where they are None."""
    changed = archive.with_name("anders.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            body = parts.get(name.split(".")[0], old.read(name))
            if body is not None:
                new.writestr(name, body)
    return changed


def test_every_row_comes_back_in_either_database(app: Flask, archive: Path, other: Flask):
    with app.app_context():
        before = everything()
        db.session.remove()
        db.engine.dispose()
    if other.config["SQLALCHEMY_DATABASE_URI"].startswith("postgres"):
        _empty(other.config["SQLALCHEMY_DATABASE_URI"])

    with other.app_context():
        restore(archive)

        assert everything() == before


def test_work_goes_on_after_restoring(archive: Path, other: Flask):
    if other.config["SQLALCHEMY_DATABASE_URI"].startswith("postgres"):
        _empty(other.config["SQLALCHEMY_DATABASE_URI"])
    with other.app_context():
        restore(archive)
        fair = get_fair(SLUG)
        make_session(fair, starts="14:00", ends="14:30", place=make_place(fair, "Neue Bühne"))

        assert make_release(later=9).programme.number == 3
        db.session.remove()


def test_a_backup_tells_its_rows(app: Flask, tmp_path: Path):
    with app.app_context():
        fill()

        rows = write_backup(tmp_path / "b.zip")

        assert rows == {name: len(found) for name, found in everything().items()}


def test_a_backup_is_readable_by_its_owner_only(archive: Path):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_two_backups_of_one_state_hold_the_same_parts(app: Flask, archive: Path):
    again = archive.with_name("b.zip")
    with app.app_context():
        write_backup(again)

    assert read_manifest(again)["tables"] == read_manifest(archive)["tables"]


def test_a_backup_is_consistent_while_writing_goes_on(app: Flask, tmp_path: Path):
    """The writer counts its places in the fair's row; a torn copy would hold another number of them."""
    with app.app_context():
        fair_id = make_fair().id
        db.session.remove()
    done = threading.Event()

    def write() -> None:
        with app.app_context():
            while not done.is_set():
                with transaction() as work:
                    work.execute(sa.update(Fair).values(released=Fair.released + 1))
                    work.add(Place(fair_id=fair_id, slug=f"ort-{time.monotonic_ns()}", name_de="Ort"))

    thread = threading.Thread(target=write)
    thread.start()
    with app.app_context():
        for number in range(10):
            write_backup(tmp_path / f"{number}.zip")
    done.set()
    thread.join()

    counted = [counted_and_there(tmp_path / f"{number}.zip") for number in range(10)]
    assert [pair for pair in counted if pair[0] != pair[1]] == []
    assert len(set(counted)) > 1


def counted_and_there(archive: Path) -> tuple[int, int]:
    with zipfile.ZipFile(archive) as parts:
        return json.loads(parts.read("fair.jsonl"))["released"], len(parts.read("place.jsonl").splitlines())


@pytest.mark.usefixtures("in_app")
def test_a_truncated_archive_is_refused(archive: Path, open_app: OpenApp):
    cut = archive.with_name("cut.zip")
    cut.write_bytes(archive.read_bytes()[:-200])

    with pytest.raises(BadBackup, match="keine vollständige Sicherung"):
        restore(cut)


@pytest.mark.usefixtures("in_app")
@pytest.mark.parametrize("offset", [40, 200, 600, -400])
def test_an_archive_with_flipped_bits_is_refused(archive: Path, offset: int):
    body = bytearray(archive.read_bytes())
    body[offset] ^= 0xFF
    archive.write_bytes(bytes(body))

    with pytest.raises(BadBackup):
        restore(archive)


@pytest.mark.usefixtures("in_app")
def test_a_changed_row_is_refused_by_name(archive: Path):
    with zipfile.ZipFile(archive) as parts:
        body = parts.read("fair.jsonl").replace(b"Messe", b"Messy")

    with pytest.raises(BadBackup, match="„fair“ stimmt nicht"):
        restore(rewritten(archive, fair=body))


@pytest.mark.usefixtures("in_app")
@pytest.mark.parametrize("manifest", [None, b"", b"[]", b"{}", b'{"format": 1}', b"\xff"])
def test_an_archive_without_a_whole_manifest_is_refused(archive: Path, manifest: bytes | None):
    with pytest.raises(BadBackup, match="keine vollständige Sicherung"):
        restore(rewritten(archive, manifest=manifest))


@pytest.mark.usefixtures("in_app")
@pytest.mark.parametrize("change", [{"format": 99}, {"revision": "zukunft"}, {"revision": None}])
def test_an_archive_of_another_build_is_refused(archive: Path, change: dict[str, object]):
    manifest = json.dumps(read_manifest(archive) | change).encode()

    with pytest.raises(BadBackup, match="andere"):
        restore(rewritten(archive, manifest=manifest))


@pytest.mark.usefixtures("in_app")
def test_a_database_with_content_is_not_written_over(archive: Path):
    before = everything()

    with pytest.raises(BadBackup, match="nicht leer"):
        restore(archive)

    assert everything() == before


@pytest.mark.usefixtures("in_app")
def test_an_archive_that_breaks_a_rule_leaves_no_row(archive: Path, tmp_path: Path, open_app: OpenApp):
    with zipfile.ZipFile(archive) as parts:
        body = parts.read("release.jsonl").replace(b'"fair_id": 1', b'"fair_id": 77')
    manifest = read_manifest(archive)
    manifest["tables"]["release"]["sha256"] = hashlib.sha256(body).hexdigest()
    broken = rewritten(archive, release=body, manifest=json.dumps(manifest).encode())
    empty = open_app(f"sqlite:///{tmp_path / 'empty.sqlite'}")

    with empty.app_context():
        with pytest.raises(sa.exc.IntegrityError):
            restore(broken)

        assert set(map(len, everything().values())) == {0}


def test_an_older_archive_comes_into_a_newer_build(
    app: Flask, archive: Path, next_migration: NextMigration, tmp_path: Path
):
    next_migration.write("op.execute(\"UPDATE fair SET title_de = 'Neu'\")")
    with app.app_context():
        with db.engine.begin() as connection:
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(sa.delete(table))

        restore(archive)

        assert get_fair(SLUG).title_de == "Neu"
        db.session.remove()


def test_an_unwritable_place_is_refused_with_a_sentence(cli: FlaskCliRunner, tmp_path: Path):
    answer = cli.invoke(args=["backup", str(tmp_path / "kein" / "ordner.zip")])

    assert answer.exit_code == 1
    assert answer.stderr.startswith("Dorthin lässt sich nicht schreiben")


def test_the_commands_save_and_bring_back(app: Flask, cli: FlaskCliRunner, tmp_path: Path, open_app: OpenApp):
    with app.app_context():
        fill()
    path = str(tmp_path / "b.zip")
    saved = cli.invoke(args=["backup", path])
    shutil.rmtree(tmp_path / "leer", ignore_errors=True)
    empty = open_app(f"sqlite:///{tmp_path / 'leer.sqlite'}")

    brought = empty.test_cli_runner().invoke(args=["restore", path])

    tables = len(db.metadata.tables)
    assert saved.output.startswith(f"Gesichert: 36 Zeilen aus {tables} Tabellen")
    assert brought.output.splitlines()[-2:] == [f"Zurückgespielt: 36 Zeilen in {tables} Tabellen.", "Alles in Ordnung."]


def test_the_manifest_is_the_last_part(archive: Path):
    with zipfile.ZipFile(archive) as parts:
        assert parts.namelist()[-1] == MANIFEST
