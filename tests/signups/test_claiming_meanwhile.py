"""Who confirms one address while another one is claimed on the same page: only what the mail went to is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import sqlalchemy as sa
from flask import Flask

from eventapp.cli.saying import in_transaction
from eventapp.clock import now
from eventapp.database import db
from eventapp.signups.actions.asking import ask
from eventapp.visitors.actions import keep_programme
from eventapp.visitors.links import address_token
from eventapp.visitors.models import Visitor
from tests.factories import SLUG
from tests.signups.house import asked, fair_id, make_workshop, of_address, workshop
from tests.signups.pages import confirming

EVE, ADA = "eve@boese.example", "ada@besuch.example"
WAITING = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def eve_asks() -> int:
    """From a private page, with her own address."""

    def asks() -> int:
        visitor = keep_programme(fair_id(), language="de", at=now())
        ask(fair_id(), workshop(), asked(EVE), at=now(), visitor=visitor)
        return visitor.id

    return in_transaction(asks)


def pressed_while_claiming(app: Flask, visitor_id: int, link_of: Callable[[], str]) -> int:
    """The button in the mail to her, pressed while the page's claim of another address is about to be committed."""
    with app.app_context():
        path = link_of()
        db.session.remove()
        engine = sa.create_engine(db.engine.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as watching, ThreadPoolExecutor(1) as pool:
        is_sqlite = engine.dialect.name == "sqlite"
        watching.exec_driver_sql("BEGIN IMMEDIATE" if is_sqlite else "BEGIN")
        claiming = sa.text("UPDATE visitor SET email = :email WHERE id = :id")
        watching.execute(claiming, {"email": ADA, "id": visitor_id})
        pressing = pool.submit(lambda: app.test_client().post(path, data={"antwort": "ja"}).status_code)
        if not is_sqlite:
            _until_it_waits(engine, pressing)
        watching.exec_driver_sql("COMMIT")
        status = pressing.result(timeout=30)
    engine.dispose()
    return status


def _until_it_waits(engine: sa.Engine, pressing: Future[int]) -> None:
    with engine.connect() as other:
        while not pressing.done() and not other.scalar(WAITING):
            Event().wait(0.02)


def is_anybody_confirmed(app: Flask) -> bool:
    with app.app_context():
        found = db.session.scalar(sa.select(Visitor.id).where(Visitor.email_confirmed_at.is_not(None)))
        db.session.remove()
    return found is not None


def test_the_mail_about_a_place_confirms_no_address_that_is_claimed_meanwhile(app: Flask):
    with app.app_context():
        make_workshop()
        visitor_id = eve_asks()

    def link() -> str:
        sign_up = of_address(EVE)
        assert sign_up is not None
        return confirming(sign_up)

    assert pressed_while_claiming(app, visitor_id, link) == 410
    assert not is_anybody_confirmed(app)


def test_the_mail_about_a_programme_confirms_no_address_that_is_claimed_meanwhile(app: Flask):
    with app.app_context():
        make_workshop()
        visitor_id = eve_asks()

    def link() -> str:
        return f"/{SLUG}/mein/adresse/{address_token(db.session.get_one(Visitor, visitor_id))}"

    assert pressed_while_claiming(app, visitor_id, link) == 404
    assert not is_anybody_confirmed(app)
