"""Around a migration of a database with content: a backup before, the doctor's look after."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app

from eventapp.clock import now
from eventapp.database import db
from eventapp.upkeep.backup import write_backup
from eventapp.upkeep.doctor import findings
from eventapp.upkeep.revisions import is_migrated

KEPT = 10
"""Backups of this kind that stay; older ones go, because what was erased since lives on in them."""


def back_up_before(standing: str, wanted: str) -> Path:
    """The whole database as it is, in the folder for backups."""
    folder = Path(current_app.config["BACKUP_FOLDER"])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now():%Y%m%d-%H%M%S}-from-{standing}-to-{wanted}.zip"
    write_backup(path)
    for old in sorted(folder.glob("*-from-*-to-*.zip"))[:-KEPT]:
        old.unlink()
    click.echo(f"Vor der Umstellung gesichert: {path}", err=True)
    return path


def look_after(backup: Path) -> None:
    """Names what the migration broke and ends with status 1; the way back is in the sentence."""
    found = list(findings()) if is_migrated() else []
    db.session.rollback()  # so that looking leaves no lock behind
    for finding in found:
        click.echo(finding, err=True)
    if found:
        click.echo(f"Der Stand davor: flask --app eventapp restore {backup} (in eine leere Datenbank)", err=True)
        raise SystemExit(1)
