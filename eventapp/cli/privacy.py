"""``privacy register``: what is kept about people, as a document."""

from __future__ import annotations

import click

from eventapp.i18n.catalogue import LANGUAGES
from eventapp.privacy.document import as_markdown
from eventapp.privacy.whole import REGISTER


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
