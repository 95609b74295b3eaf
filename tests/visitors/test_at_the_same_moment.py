"""Two who confirm the same address at the same moment are one person, and nobody meets an error."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.visitors.actions import confirm_address, keep_programme
from eventapp.visitors.models import Visitor
from tests.exhibitors.test_at_the_same_time import at_once
from tests.factories import RELEASED, make_fair

ADDRESS = "ada@besuch.example"


def claim(fair_id: int) -> int:
    visitor = keep_programme(fair_id, language="de", at=RELEASED)
    visitor.email = ADDRESS
    db.session.flush()
    return visitor.id


def test_confirmations_of_one_address_at_once_make_one_person(app: Flask):
    with app.app_context():
        is_one_by_one = db.engine.dialect.name == "sqlite"
        fair_id = make_fair().id
        claims = [in_transaction(lambda: claim(fair_id)) for _ in range(4)]
        db.session.remove()

    together = Barrier(len(claims))

    def confirming(visitor_id: int) -> Callable[[], int]:
        def confirm() -> int:
            visitor = db.session.get_one(Visitor, visitor_id)
            if not is_one_by_one:
                together.wait(timeout=20)
            return confirm_address(visitor, at=RELEASED).id

        return confirm

    found = at_once(app, *map(confirming, claims))

    with app.app_context():
        confirmed = db.session.scalars(select(Visitor.id).where(Visitor.email_confirmed_at.is_not(None))).all()
        db.session.remove()
    assert set(found) == set(confirmed)
    assert len(confirmed) == 1
