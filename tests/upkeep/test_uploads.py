"""Uploads are in the backup, come back with it, and the doctor names those that are missing or not what they were."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.upkeep.backup import BadBackup, read_manifest, restore, write_backup
from eventapp.upkeep.doctor import findings
from eventapp.uploads.actions import keep_file
from eventapp.uploads.queries import find_upload
from tests.upkeep.test_backup import rewritten
from tests.uploads.keeping import files, folder, keep
from tests.uploads.pictures import PDF, png, stream

OpenApp = Callable[[str], Flask]


@pytest.fixture
def digest(app: Flask) -> str:
    """A picture and a drawing are kept; the picture's hash."""
    with app.app_context():
        with transaction():
            keep_file(stream(PDF), at=now())
        found = keep(png()).digest
        db.session.remove()
    return found


@pytest.fixture
def archive(app: Flask, digest: str, tmp_path: Path) -> Path:
    path = tmp_path / "sicherung.zip"
    with app.app_context():
        write_backup(path)
    return path


@pytest.fixture
def empty(tmp_path: Path, open_app: OpenApp) -> Flask:
    app = open_app(f"sqlite:///{tmp_path / 'leer.sqlite'}")
    app.config["UPLOAD_FOLDER"] = str(tmp_path / "anderswo")
    return app


def contents(app: Flask) -> dict[str, bytes]:
    return {path: (folder(app) / path).read_bytes() for path in files(app)}


def test_every_file_comes_back_byte_for_byte(app: Flask, archive: Path, empty: Flask, digest: str):
    with empty.app_context():
        restore(archive)

        assert contents(empty) == contents(app)
        assert len(contents(empty)) == 5
        assert find_upload(digest) is not None
        assert list(findings()) == []


def test_the_manifest_names_every_file_with_its_hash(app: Flask, archive: Path):
    told = read_manifest(archive)["uploads"]

    assert told == {path: hashlib.sha256(octets).hexdigest() for path, octets in contents(app).items()}


def test_a_backup_from_before_there_were_uploads_is_read(archive: Path, empty: Flask):
    manifest = read_manifest(archive)
    del manifest["uploads"]

    with empty.app_context():
        restore(rewritten(archive, manifest=json.dumps(manifest).encode()))

    assert files(empty) == []


def test_a_changed_file_is_refused_by_name(archive: Path, empty: Flask):
    changed = archive.with_name("anders.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"x" if name.endswith(".pdf") else b""))

    with empty.app_context(), pytest.raises(BadBackup, match=r"original\.pdf“ stimmt nicht"):
        restore(changed)

    assert files(empty) == []


@pytest.mark.parametrize("name", ["../../boese.webp", "/var/boese.webp", "aa/../../x.webp", "aa/x.php"])
def test_no_name_in_an_archive_leads_out_of_the_folder(archive: Path, empty: Flask, tmp_path: Path, name: str):
    manifest = read_manifest(archive)
    manifest["uploads"] = {name: hashlib.sha256(b"x").hexdigest()}
    hostile = rewritten(archive, manifest=json.dumps(manifest).encode())
    with zipfile.ZipFile(hostile, "a") as parts:
        parts.writestr("uploads/" + name, b"x")

    with empty.app_context():
        restore(hostile)

    assert not list(tmp_path.rglob("boese*"))
    assert files(empty) == []


@pytest.mark.usefixtures("digest")
def test_strange_files_in_the_folder_are_in_no_backup(app: Flask, tmp_path: Path):
    (folder(app) / "notiz.txt").write_text("x")
    with app.app_context():
        write_backup(tmp_path / "b.zip")

    assert len(read_manifest(tmp_path / "b.zip")["uploads"]) == 5


def test_a_missing_file_is_named(app: Flask, digest: str):
    path = f"{digest[:2]}/{digest}-320.webp"
    (folder(app) / path).unlink()

    with app.app_context():
        assert list(findings()) == [f"Die hochgeladene Datei {path} fehlt."]
        db.session.remove()


def test_a_file_that_changed_is_named(app: Flask, digest: str):
    path = f"{digest[:2]}/{digest}-96.webp"
    (folder(app) / path).write_bytes(b"anders")

    with app.app_context():
        assert list(findings()) == [f"Die hochgeladene Datei {path} ist nicht mehr die, die gespeichert wurde."]
        db.session.remove()
