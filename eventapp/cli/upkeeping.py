"""``backup``, ``restore``, ``doctor``."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from eventapp.cli.saying import in_transaction, refusals
from eventapp.clock import now
from eventapp.upkeep.backup import restore, write_backup
from eventapp.upkeep.doctor import findings
from eventapp.upkeep.erasing import erase_again


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup_command(file: Path) -> None:
    """Alles in eine Datei sichern, auch im laufenden Betrieb."""
    with refusals():
        rows = write_backup(file)
        size = file.stat().st_size
    click.echo(f"Gesichert: {sum(rows.values())} Zeilen aus {len(rows)} Tabellen in {file} ({size:,} Bytes)")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore_command(file: Path) -> None:
    """Eine Sicherung in eine leere Datenbank zurückspielen."""
    with refusals():
        rows = restore(file)
        erased = in_transaction(lambda: erase_again(now()))
    if erased:
        click.echo(f"Noch einmal gelöscht, was seit der Sicherung gelöscht wurde oder abgelaufen ist: {erased}.")
    click.echo(f"Zurückgespielt: {sum(rows.values())} Zeilen in {len(rows)} Tabellen.")
    tell_findings()


@click.command("doctor")
@with_appcontext
def doctor_command() -> None:
    """Jede verletzte Regel nennen; Status 1, wenn es eine gibt."""
    tell_findings()


def tell_findings() -> None:
    with refusals():
        found = list(findings())
    for finding in found:
        click.echo(finding)
    if found:
        raise SystemExit(1)
    click.echo("Alles in Ordnung.")
