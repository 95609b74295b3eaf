"""The demo's letter box: nobody gets real mail from a demo, so everybody may read here what would have been sent."""

from __future__ import annotations

from typing import NoReturn

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from eventapp.outbox import queries
from eventapp.outbox.layout import our_addresses
from eventapp.outbox.wording import about, standing
from eventapp.web.access import everyone
from eventapp.web.addresses import base_url

blueprint = Blueprint("outbox", __name__, url_prefix="/konto/postfach")


@blueprint.get("")
@everyone
def letter_box() -> ResponseReturnValue:
    _only_in_the_demo()
    return render_template(
        "outbox/letter_box.html",
        mails=queries.kept_mails(),
        is_sent=bool(current_app.config["MAIL_URL"]),
        about=about,
        standing=standing,
    )


@blueprint.get("/<int:number>")
@everyone
def letter(number: int) -> ResponseReturnValue:
    """Its text, its links as paths (whatever name this machine is called by), and its HTML as it was written."""
    _only_in_the_demo()
    mail = queries.find_any_mail(number) or _missing()
    links = [url.removeprefix(base_url()) or "/" for url in our_addresses(mail.text, base_url=base_url())]
    return render_template("outbox/letter.html", mail=mail, links=links, about=about, standing=standing)


def _only_in_the_demo() -> None:
    if not current_app.config["DEMO"]:
        abort(404)


def _missing() -> NoReturn:
    abort(404)
