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
from eventapp.fair.carrying import begin_fair, counts_of
from eventapp.fair.offers import Coming
from eventapp.fair.queries import get_fair, get_fair_locked
from eventapp.fair.settings import FairSettings, read_settings
from eventapp.programme.actions.grounds import set_places, set_themes

PARTS = ("texts", "hours", "members", "rules", "places", "themes", "plan", "sign-ups")
"""What can be taken over, by the keys that rooms have joined with."""


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
@click.option("--from", "former", default="", help="SLUG der Messe, von der übernommen wird, was bleibt: als Entwurf.")
@click.option("--carry", default="", help="Was, durch Kommas getrennt; sonst alles: " + ", ".join(PARTS) + ".")
def create(
    slug: str, title: str, title_en: str, starts: datetime, ends: datetime, acronym: str, former: str, carry: str
) -> None:
    """Einen neuen Messeauftritt unter der Adresse SLUG anlegen: leer, oder mit dem, was von einem anderen bleibt."""
    with refusals():
        if not current_app.config["UID_DOMAIN"]:
            raise NoDomain(
                "Kalendereinträge heißen für immer nach einer Domain (…@messe.example), und hier ist keine gesetzt; "
                "localhost ist keine. Auf dem eigenen Rechner nennen Sie eine, zum Beispiel: "
                f"UID_DOMAIN=messe.example flask --app eventapp fair create {slug} … – im Betrieb genügt "
                "PUBLIC_BASE_URL=https://messe.example, wie beim Dienst."
            )
        wanted = _wanted(carry)
        in_transaction(
            lambda: begin_fair(
                slug,
                former=get_fair(former) if former else None,
                carry=wanted,
                by=None,
                at=now(),
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
    if former:
        fair = get_fair(slug)
        told = counts_of(get_fair(former), Coming(fair.starts_on, fair.ends_on, wanted))
        click.echo(f"Als Entwurf von {former} übernommen:")
        for name, number in (pair for _part, found in told for pair in found):
            click.echo(f"  {name}: {number}")


def _wanted(carry: str) -> frozenset[str]:
    """The keys of parts that were named; all of them if none was."""
    named = [key.strip() for key in carry.split(",") if key.strip()]
    if unknown := [key for key in named if key not in PARTS]:
        raise DomainError(
            "--carry kennt nicht: {unknown}. Bekannt: {known}.", unknown=", ".join(unknown), known=", ".join(PARTS)
        )
    return frozenset(named or PARTS)


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
