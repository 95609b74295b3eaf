"""The pages about places as a browser sees them: forms filled in and sent, links followed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from eventapp.cli.saying import in_transaction
from eventapp.clock import now
from eventapp.database import db
from eventapp.signups.models import SignUp
from eventapp.signups.queries import confirming_token
from eventapp.visitors.actions import keep_programme
from eventapp.visitors.links import page_token
from eventapp.visitors.models import Visitor
from tests.factories import SLUG
from tests.signups.house import fair_id

FORM = f"/{SLUG}/programm/WORKSH/anmelden"
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')


def hidden_of(page: TestResponse) -> dict[str, str]:
    """The hidden fields of the page's forms."""
    found = (
        (re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)) for one in HIDDEN.findall(page.text)
    )
    return {name[1]: value[1] if value else "" for name, value in found if name}


def fill_in(client: FlaskClient, clock: Any, path: str = FORM, **values: str) -> dict[str, str]:
    """The form as somebody leaves it who takes their time."""
    shown = client.get(path)
    assert shown.status_code == 200, shown.text
    clock.shift(timedelta(seconds=20))
    return {**hidden_of(shown), "name": "Ada Beispiel", "email": "ada@besuch.example", "nachname2": "", **values}


def send_in(client: FlaskClient, clock: Any, path: str = FORM, **values: str) -> TestResponse:
    return client.post(path, data=fill_in(client, clock, path, **values))


def confirming(sign_up: SignUp, way: str = "") -> str:
    return f"{way}/{SLUG}/mein/bestaetigen/{confirming_token(sign_up)}"


def page_of(visitor: Visitor, way: str = "") -> str:
    return f"{way}/{SLUG}/mein/{page_token(visitor)}"


def own_page(sign_up: SignUp, code: str = "WORKSH") -> str:
    """Where what became of a sign-up is told."""
    db.session.expire_all()
    visitor = db.session.get_one(Visitor, sign_up.visitor_id)
    return f"{page_of(visitor)}/anmelden/{code}"


def somebody_with_a_link() -> Visitor:
    """Who kept a programme, and nothing is known of."""
    visitor_id = in_transaction(lambda: keep_programme(fair_id(), language="de", at=now()).id)
    return db.session.get_one(Visitor, visitor_id)


def all_sign_ups() -> list[SignUp]:
    db.session.expire_all()
    return list(db.session.scalars(select(SignUp).order_by(SignUp.id)))


def press_one(client: FlaskClient, path: str, **values: str) -> TestResponse:
    """The one button of somebody known."""
    return client.post(path, data={**hidden_of(client.get(path)), **values})
