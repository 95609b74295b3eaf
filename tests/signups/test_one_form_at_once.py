"""A form that is sent several times at the same moment (a double press, a restless network) counts once, without an
error for anybody."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy import select

from eventapp.database import db
from eventapp.visitors.models import Visitor
from eventapp.web.sealed import seal
from tests.factories import SLUG
from tests.signups.house import mails, make_workshop
from tests.signups.pages import FORM, all_sign_ups

TIMES = 6


def sent_at_once(app: Flask, path: str, forms: Iterable[dict[str, str]]) -> set[int]:
    """The statuses of the answers."""
    together = Barrier(TIMES)

    def send(form: dict[str, str]) -> int:
        together.wait(timeout=20)
        return app.test_client().post(path, data=form).status_code

    with ThreadPoolExecutor(TIMES) as pool:
        return set(pool.map(send, forms))


def sealed(app: Flask, purpose: str, clock: Any) -> str:
    with app.app_context():
        make_workshop(capacity=20)
        made = seal(purpose)
        db.session.remove()
    clock.shift(timedelta(seconds=9))
    return made


def test_one_asking_at_once_is_one(app: Flask, clock: Any):
    form = {"siegel": sealed(app, "place", clock), "name": "Ada", "email": "ada@besuch.example"}

    assert sent_at_once(app, FORM, [form] * TIMES) == {303}

    with app.app_context():
        assert (len(all_sign_ups()), mails()) == (1, ["signups.confirm"])
        db.session.remove()


def test_one_form_at_once_with_several_addresses_is_one_asking(app: Flask, clock: Any):
    form = {"siegel": sealed(app, "place", clock), "name": "Eve"}
    forms = [{**form, "email": f"eve-{number}@boese.example"} for number in range(TIMES)]

    assert sent_at_once(app, FORM, forms) == {303}

    with app.app_context():
        assert (len(all_sign_ups()), mails()) == (1, ["signups.confirm"])
        db.session.remove()


def test_one_programme_kept_at_once_is_one(app: Flask, clock: Any):
    form = {"siegel": sealed(app, "my programme", clock), "codes": "WORKSH"}

    assert sent_at_once(app, f"/{SLUG}/mein", [form] * TIMES) == {303}

    with app.app_context():
        assert len(db.session.scalars(select(Visitor)).all()) == 1
        db.session.remove()
