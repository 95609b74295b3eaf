"""``fair create`` and ``fair set``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from eventapp.cli.saying import in_transaction, refusals
from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair import actions
from eventapp.fair.queries import get_fair, get_fair_locked
from eventapp.fair.settings import FairSettings, read_settings
from eventapp.programme.actions.grounds import set_places, set_themes


class NoDomain(DomainError):
    """Nothing says what calendar entries shall be called for ever."""


group = AppGroup("fair", help="Messeauftritte anlegen und einrichten.")
DAY = click.DateTime(["%Y-%m-%d"])


@group.command("create")
@click.argument("slug")
@click.option("--title", required=True, help="Deutscher Titel, zum Beispiel „Elektrotechnik 2027“.")
@click.option("--title-en", default="", help="Englischer Titel, wenn er anders lautet.")
@click.option("--starts", type=DAY, required=True, help="Erster Messetag, JJJJ-MM-TT.")
@click.option("--ends", type=DAY, required=True, help="Letzter Messetag, JJJJ-MM-TT.")
@click.option("--acronym", default="", help="Kürzel aus a–z und 0–9, mindestens vier Zeichen; sonst aus SLUG.")
def create(slug: str, title: str, title_en: str, starts: datetime, ends: datetime, acronym: str) -> None:
    """Einen neuen, leeren Messeauftritt unter der Adresse SLUG anlegen."""
    with refusals():
        if not current_app.config["UID_DOMAIN"]:
            raise NoDomain(
                "Kalendereinträge heißen für immer nach einer Domain (…@messe.example), und hier ist keine gesetzt; "
                "localhost ist keine. Auf dem eigenen Rechner nennen Sie eine, zum Beispiel: "
                f"UID_DOMAIN=messe.example flask --app eventapp fair create {slug} … – im Betrieb genügt "
                "PUBLIC_BASE_URL=https://messe.example, wie beim Dienst."
            )
        in_transaction(
            lambda: actions.create_fair(
                slug,
                title=title,
                title_en=title_en,
                acronym=acronym,
                starts_on=starts.date(),
                ends_on=ends.date(),
                uid_domain=current_app.config["UID_DOMAIN"],
            )
        )
    click.echo(f"Angelegt: {title} unter {current_app.config['PUBLIC_BASE_URL']}/{slug}/")
    click.echo(f"Kalendereinträge heißen für immer …@{current_app.config['UID_DOMAIN']}.")


@group.command("set")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def set_(slug: str, file: Path) -> None:
    """Texte, Ort, Zeiten, Bühnen, Themen und Pflichtangaben aus FILE (TOML) übernehmen; sie sind sofort öffentlich.

    Was im Büro geschrieben, aber noch nicht veröffentlicht ist, bleibt Entwurf.
    """
    with refusals():
        settings, version = in_transaction(lambda: _set(slug, file.read_bytes()))
    click.echo(
        f"Übernommen: {len(settings.texts)} Texte, {len(settings.places)} Orte, {len(settings.themes)} Themenfelder."
    )
    click.echo(
        f"Öffentlicher Stand {version}. "
        "Neue Orts- und Themennamen stehen mit der nächsten Veröffentlichung im Programm."
    )


def _set(slug: str, written: bytes) -> tuple[FairSettings, int]:
    fair = get_fair(slug)
    settings = read_settings(written, starts_on=fair.starts_on, ends_on=fair.ends_on)
    fair = get_fair_locked(slug)
    actions.set_fair(fair, settings, at=now())
    set_places(fair, settings.places)
    set_themes(fair, settings.themes)
    return settings, fair.public_version
