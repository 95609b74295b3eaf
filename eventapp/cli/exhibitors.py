"""``exhibitors import``."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from eventapp.cli.programmes import FILE, beginning_of
from eventapp.cli.saying import in_transaction, progress_bar, refusals
from eventapp.cli.telling import tell_members
from eventapp.clock import now
from eventapp.fair.queries import get_fair

group = AppGroup("exhibitors", help="Mitglieder und Aussteller.")


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--fair", "slug", required=True, help="Adresse des Messeauftritts.")
@click.option("--take-contacts", "takes_contacts", is_flag=True, help="Ansprechpersonen übernehmen, wo sie abweichen.")
@click.option("--dry-run", is_flag=True, help="Nur sagen, was geschähe.")
@click.option("--json", "as_json", is_flag=True, help="Bericht als JSON.")
def import_(file: Path, slug: str, takes_contacts: bool, dry_run: bool, as_json: bool) -> None:
    """Eine Mitgliederliste aus FILE einlesen (CSV, XLSX): Mitglieder und ihre Teilnahme. Niemand wird entfernt."""
    # Here, because the readers and what they stand on take long to load.
    from eventapp.interchange.actions.exhibitors import import_members  # noqa: PLC0415 -- see above
    from eventapp.interchange.reading_members import read_members  # noqa: PLC0415 -- see above

    with refusals():
        get_fair(slug)
        members = read_members(beginning_of(file))
        with progress_bar("Einlesen") as progress:
            report = in_transaction(
                lambda: import_members(
                    slug,
                    members,
                    at=now(),
                    name=file.name,
                    is_dry_run=dry_run,
                    takes_contacts=takes_contacts,
                    progress=progress,
                )
            )
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        tell_members(report)
