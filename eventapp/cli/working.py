"""``worker``: sends the mails and does what is due, until it is told to stop."""

from __future__ import annotations

import logging
import signal
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext

from eventapp.cli.saying import refusals
from eventapp.errors import DomainError
from eventapp.outbox.delivery import Carrier, LetterBox
from eventapp.outbox.postman import Postman, mail_server
from eventapp.web.addresses import base_url
from eventapp.worker import Worker


class MayNotSend(DomainError):
    """With these settings links in mails would lead nowhere."""


@click.command("worker")
@click.option("--once", is_flag=True, help="Nur einmal tun, was ansteht, und enden (für cron).")
@with_appcontext
def worker_command(once: bool) -> None:
    """E-Mails senden, Fristen einhalten, Altes löschen. Endet mit Strg+C oder SIGTERM, nie mitten in einer E-Mail."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with refusals():
        if current_app.config["WEAK_SETTINGS"]:
            raise MayNotSend(current_app.config["WEAK_SETTINGS"])
        worker = Worker(carrier(), keeps_secrets=current_app.config["DEMO"])
        if once:
            worker.round()
            return
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda _number, _frame: worker.stop.set())
        worker.run()


def carrier() -> Carrier | None:
    """The mail server; without one the demo keeps its mails, and in production they wait, and it is said aloud."""
    settings = current_app.config
    if settings["MAIL_URL"]:
        domain = settings["UID_DOMAIN"] or urlsplit(base_url()).hostname or "localhost"
        return Postman(mail_server(settings["MAIL_URL"]), sender=settings["MAIL_FROM"], domain=domain)
    if settings["DEMO"]:
        return LetterBox()
    click.echo("MAIL_URL ist nicht gesetzt: E-Mails warten, bis ein Mailserver genannt ist.", err=True)
    return None
