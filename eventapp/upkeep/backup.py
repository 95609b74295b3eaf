"""Backup and restore: one archive, a consistent copy while the site runs, readable into either kind of database.

The archive is a ZIP with ``manifest.json`` (schema revision, row counts, SHA-256 of each part), one file of JSON
lines per table, read in one snapshot, and the uploads under ``uploads/``. So one code serves SQLite and PostgreSQL, and
a small site can outgrow one machine by restoring its backup into a server.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import flask_migrate
import sqlalchemy as sa

from eventapp.clock import now
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.upkeep.revisions import known_revisions, standing_revision
from eventapp.uploads import storage

MANIFEST = "manifest.json"
FORMAT = 1
VERSION_TABLE = "alembic_version"
UPLOADS = "uploads/"
ROWS_AT_ONCE = 500
UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, TypeError, AttributeError, ValueError, OSError)
"""What reading a damaged or foreign archive ends in."""

OF_ANOTHER_BUILD = mark("Die Sicherung stammt aus einer anderen Fassung von eventapp. Nehmen Sie die, die sie schrieb.")


class BadBackup(DomainError):
    """The archive cannot be used; nothing was written."""


def write_backup(path: Path) -> dict[str, int]:
    """Write the archive and tell the rows per table. It appears under its name only when it is whole."""
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
    except OSError as error:
        raise BadBackup(mark("Dorthin lässt sich nicht schreiben: {error}."), error=error) from error
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin(), zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            manifest = _write_tables(connection, archive)
            manifest["uploads"] = _write_uploads(archive)
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    read_manifest(unfinished)
    unfinished.replace(path)
    return {name: part["rows"] for name, part in manifest["tables"].items()}


def _write_tables(connection: sa.Connection, archive: zipfile.ZipFile) -> dict[str, Any]:
    tables = _tables_in(connection)
    parts: dict[str, Any] = {}
    for table in tables:
        lines = [
            json.dumps(_plain_row(row), ensure_ascii=False)
            for row in connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()
        ]
        body = "\n".join(lines).encode()
        archive.writestr(f"{table.name}.jsonl", body)
        parts[table.name] = {"rows": len(lines), "sha256": hashlib.sha256(body).hexdigest()}
    return {"format": FORMAT, "made_at": now().isoformat(), "revision": standing_revision(connection), "tables": parts}


def _write_uploads(archive: zipfile.ZipFile) -> dict[str, str]:
    """All files, after the rows: a file is written before its row, so none that a row names can be missing. They are
    packed already. One that is removed meanwhile had no row any more."""
    parts: dict[str, str] = {}
    for path in storage.all_paths():
        octets = storage.octets_of(path)
        if octets is not None:
            archive.writestr(UPLOADS + path, octets, compress_type=zipfile.ZIP_STORED)
            parts[path] = hashlib.sha256(octets).hexdigest()
    return parts


def _tables_in(connection: sa.Connection) -> list[sa.Table]:
    """The tables as they really are (not as this build's models would like them), parents before children."""
    found = sa.MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def _plain_row(row: sa.RowMapping) -> dict[str, Any]:
    return {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def read_manifest(path: Path) -> dict[str, Any]:
    """The manifest of an archive whose every part is there and unharmed."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            for name, part in manifest["tables"].items():
                _check(name, archive.read(f"{name}.jsonl"), part["sha256"])
            for upload, sha256 in manifest.get("uploads", {}).items():
                _check(upload, archive.read(UPLOADS + upload), sha256)
            is_known = manifest["format"] == FORMAT and "revision" in manifest
    except UNREADABLE as error:
        raise BadBackup(mark("Das ist keine vollständige Sicherung von eventapp: {error}."), error=error) from error
    if not is_known:
        raise BadBackup(OF_ANOTHER_BUILD)
    return manifest


def _check(name: str, body: bytes, sha256: str) -> None:
    if hashlib.sha256(body).hexdigest() != sha256:
        raise BadBackup(
            mark("Die Sicherung ist beschädigt: „{name}“ stimmt nicht mit ihrer Prüfsumme überein."), name=name
        )


def restore(path: Path) -> dict[str, int]:
    """Bring the archive into an empty database: its schema, its rows in one transaction, then the newest schema."""
    manifest = read_manifest(path)
    if manifest["revision"] not in known_revisions():
        raise BadBackup(OF_ANOTHER_BUILD)
    with db.engine.connect() as connection:
        if any(connection.scalar(sa.select(sa.func.count()).select_from(table)) for table in _tables_in(connection)):
            raise BadBackup(mark("Die Datenbank ist nicht leer. Geben Sie mit DATABASE_URL eine leere an."))
    _bring_schema_to(manifest["revision"])
    with db.engine.connect() as connection, zipfile.ZipFile(path) as archive, connection.begin():
        _read_uploads(manifest, archive)
        for table in _tables_in(connection):
            if table.name in manifest["tables"]:
                _read_table(connection, table, archive)
    flask_migrate.upgrade()
    return {name: part["rows"] for name, part in manifest["tables"].items()}


def _bring_schema_to(revision: str) -> None:
    """The empty database's schema as it was when the archive was written: forwards or, under a newer build, back."""
    newest_first = known_revisions()
    with db.engine.connect() as connection:
        standing = standing_revision(connection)
    is_newer = standing in newest_first and newest_first.index(standing) < newest_first.index(revision)
    (flask_migrate.downgrade if is_newer else flask_migrate.upgrade)(revision=revision)


def _read_uploads(manifest: dict[str, Any], archive: zipfile.ZipFile) -> None:
    """Before the rows that name them. Only where uploads of ours lie: a name that leads elsewhere is passed over."""
    for path in manifest.get("uploads", {}):
        if storage.is_ours(path):
            storage.write(path, archive.read(UPLOADS + path))


def _read_table(connection: sa.Connection, table: sa.Table, archive: zipfile.ZipFile) -> None:
    with archive.open(f"{table.name}.jsonl") as lines:
        for rows in _batches(table, lines):
            connection.execute(sa.insert(table), rows)
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        newest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "id"), newest, False)))


def _batches(table: sa.Table, lines: Iterator[bytes] | Any) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for line in lines:
        batch.append({name: _typed(table.columns[name].type, value) for name, value in json.loads(line).items()})
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _typed(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
    """A JSON value as the column wants it; SQLite keeps moments without their zone, in UTC."""
    if isinstance(kind, sa.DateTime) and value is not None:
        moment = datetime.fromisoformat(value)
        return moment if kind.timezone else moment.replace(tzinfo=None)
    return date.fromisoformat(value) if isinstance(kind, sa.Date) and value is not None else value
