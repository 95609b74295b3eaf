"""``privacy register``: what is kept about people, as a document."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from eventapp.accounts.actions import as_kept
from eventapp.accounts.erasing import erase_person
from eventapp.accounts.queries import find_person
from eventapp.cli.saying import in_transaction, refusals
from eventapp.clock import now
from eventapp.i18n.catalogue import LANGUAGES
from eventapp.privacy.document import as_markdown
from eventapp.privacy.whole import REGISTER
from eventapp.upkeep.erasing import erase


@click.group("privacy")
def group() -> None:
    """Was über Menschen gespeichert wird."""


@group.command("register")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Sprache des Verzeichnisses."
)
def register_command(language: str) -> None:
    """Das Verzeichnis der personenbezogenen Angaben als Markdown schreiben."""
    click.echo(as_markdown(REGISTER, language), nl=False)


@group.command("erase")
@click.option("--dry-run", is_flag=True, help="Nur sagen, was gelöscht würde.")
@with_appcontext
def erase_command(dry_run: bool) -> None:
    """Löschen, was lange genug aufbewahrt wurde. Der Worker tut es täglich von selbst."""
    with refusals():
        counted = in_transaction(lambda: erase(now(), is_trial=dry_run))
    for name, number in counted.items():
        click.echo(f"{name}: {number}")
    if dry_run:
        click.echo("Nichts wurde gelöscht (--dry-run).")


@group.command("forget")
@click.argument("email")
@with_appcontext
def forget_command(email: str) -> None:
    """Das Konto mit dieser E-Mail-Adresse löschen; eine Sicherung bringt es nicht zurück."""

    def forget() -> bool:
        person = find_person(as_kept(email))
        if person is not None:
            erase_person(person, at=now())
        return person is not None

    with refusals():
        is_gone = in_transaction(forget)
    click.echo("Das Konto ist gelöscht." if is_gone else "Mit dieser E-Mail-Adresse gibt es kein Konto.")
