"""``accounts invite``: the first organiser, and the way back for somebody who is locked out."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from eventapp.accounts import actions, mails
from eventapp.accounts.queries import find_person
from eventapp.cli.saying import in_transaction, refusals
from eventapp.clock import now

group = AppGroup("accounts", help="Konten: einladen und wieder hereinlassen.")


@group.command("invite")
@click.argument("email")
@click.option("--role", type=click.Choice(["organiser", "member"]), required=True, help="organiser: darf ins Büro.")
@click.option("--name", default="", help="Name; sonst der vordere Teil der Adresse.")
@click.option("--language", type=click.Choice(["de", "en"]), default="de", help="Sprache der Seiten und Mails.")
@click.option("--mail", "by_mail", is_flag=True, help="Den Link auch als Mail senden.")
@click.option("--reset-passkeys", "resets", is_flag=True, help="Geräte verloren: Passkeys und Anmeldungen beenden.")
def invite(email: str, role: str, name: str, language: str, by_mail: bool, resets: bool) -> None:
    """EMAIL einladen oder, wenn es das Konto schon gibt, mit einem neuen Link wieder hereinlassen."""
    with refusals():
        told, link = in_transaction(lambda: _invite(email, role, name, language, by_mail=by_mail, resets=resets))
    click.echo(told)
    click.echo(f"Gilt einmal, 30 Tage: {link}")


def _invite(email: str, role: str, name: str, language: str, *, by_mail: bool, resets: bool) -> tuple[str, str]:
    at = now()
    is_new = find_person(actions.as_kept(email)) is None
    person = actions.invite(
        email, name=name or email.partition("@")[0], language=language, by=None, at=at, is_organiser=role == "organiser"
    )
    told = f"{'Angelegt' if is_new else 'Wieder eingeladen'}: {person.name} <{person.email}>"
    if resets:
        actions.shut_out(person)
        told += f"; beendet: {actions.forget_passkeys(person, by=None, at=at)} Passkeys, alle Anmeldungen und Links"
    token = actions.send_invitation(person, by=None, at=at) if by_mail else actions.invitation_link(person, at=at)
    return told, mails.link_address(token)
