"""``accounts invite``: the first organiser, and the way back for somebody who is locked out."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from eventapp.accounts import actions
from eventapp.accounts.queries import find_person
from eventapp.cli.saying import in_transaction, refusals
from eventapp.clock import now
from eventapp.web.addresses import base_url

group = AppGroup("accounts", help="Konten: einladen und wieder hereinlassen.")


@group.command("invite")
@click.argument("email")
@click.option("--role", type=click.Choice(["organiser", "member"]), required=True, help="organiser: darf ins Büro.")
@click.option("--name", default="", help="Name; sonst der vordere Teil der Adresse.")
@click.option("--language", type=click.Choice(["de", "en"]), default="de", help="Sprache der Seiten und Mails.")
@click.option(
    "--reset-passkeys", "resets", is_flag=True, help="Verlorene Geräte: alle Passkeys und Anmeldungen beenden."
)
def invite(email: str, role: str, name: str, language: str, resets: bool) -> None:
    """EMAIL einladen oder, wenn es das Konto schon gibt, mit einem neuen Link wieder hereinlassen."""
    with refusals():
        link, told = in_transaction(lambda: _invite(email, role, name, language, resets=resets))
    click.echo(told)
    click.echo(f"Gilt einmal, 30 Tage: {link}")


def _invite(email: str, role: str, name: str, language: str, *, resets: bool) -> tuple[str, str]:
    at = now()
    is_new = find_person(actions.as_kept(email)) is None
    person = actions.invite(
        email,
        name=name or email.partition("@")[0],
        language=language,
        by=None,
        at=at,
        is_organiser=role == "organiser",
    )
    told = f"{'Angelegt' if is_new else 'Wieder eingeladen'}: {person.name} <{person.email}>"
    if resets:
        actions.shut_out(person)
        told += f", {actions.forget_passkeys(person, by=None, at=at)} Passkeys und alle Anmeldungen beendet"
    to = "/desk/" if person.is_organiser else "/mein-stand/"
    return link_address(actions.sign_in_link(person, purpose="invitation", at=at, to=to)), told


def link_address(token: str) -> str:
    """The address of the page with the button."""
    return f"{base_url()}/konto/link/{token}"
