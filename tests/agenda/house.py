"""A visitor's way through "my programme", as a browser without script takes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import time_machine
from flask import Flask
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from eventapp.database import db
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.signups.models import SignUp
from eventapp.visitors.links import feed_path, feed_token, page_token
from eventapp.visitors.models import Visitor
from eventapp.web.sealed import seal
from eventapp.worker import Worker
from tests.factories import SLUG
from tests.people import Insider

MINE = f"/{SLUG}/mein"


def sealed(app: Flask, purpose: str, clock: time_machine.Traveller) -> str:
    """The seal of a form that was shown a while ago."""
    with app.app_context():
        made = seal(purpose)
    clock.shift(timedelta(seconds=10))
    return made


def keep(browser: Insider, app: Flask, clock: time_machine.Traveller, codes: str = "WORKSH") -> str:
    """The press that makes a private link; its address."""
    answer = browser.post(MINE, data={"siegel": sealed(app, "my programme", clock), "codes": codes})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def page_of(visitor: Visitor) -> str:
    return f"{MINE}/{page_token(visitor)}"


def feed_of(visitor: Visitor) -> str:
    return feed_path(SLUG, feed_token(visitor), "de")


def page_with(sign_up: SignUp) -> str:
    """The page of who signed up."""
    return page_of(db.session.get_one(Visitor, sign_up.visitor_id))


def only_visitor() -> Visitor:
    db.session.expire_all()
    return db.session.scalars(select(Visitor)).one()


def press(browser: Insider, path: str, button: str, **more: Any) -> TestResponse:
    """Presses the button with that word, with everything its form holds."""
    page = html.document_fromstring(browser.get(path).text)
    for form in page.forms:
        for one in form.xpath(".//button"):
            if " ".join(one.text_content().split()).startswith(button):
                pressed = {one.get("name"): one.get("value")} if one.get("name") else {}
                return browser.post(form.action, data={**dict(form.fields), **pressed, **more})
    raise AssertionError(f"{path} has no button {button}")


def written(kind: str, to: str) -> str:
    """Subject and text of the last mail of that kind."""
    Worker(LetterBox(), keeps_secrets=True).round()
    db.session.expire_all()
    wanted = select(OutboxMail).where(OutboxMail.kind == kind, OutboxMail.to_address == to, OutboxMail.state == "kept")
    mail = db.session.scalars(wanted.order_by(OutboxMail.id.desc())).first()
    assert mail is not None, f"no mail of the kind {kind}"
    return f"{mail.subject}\n{mail.text}"


def link_in(text: str) -> str:
    return next(line for line in text.split() if line.startswith("https://messe.example")).removeprefix(
        "https://messe.example"
    )
