"""Everything is killed while people press: who was told of a place has it, and nobody has one without the mail."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time
from collections.abc import Iterable
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from benchmarks.rates import OURS
from benchmarks.servers import HOST, Server, serving
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.outbox.models import OutboxMail
from eventapp.signups.models import SignUp
from eventapp.visitors.links import page_path, page_token
from eventapp.visitors.models import Visitor
from tests.factories import SLUG
from tests.signups.house import NOW, counted, fair_id, make_workshop

PEOPLE, PLACES, BEFORE_THE_END = 150, 25, 40
"""So many press, there are so many places, and after so many answers everything dies."""
HANDS = 12
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def make_crowd() -> dict[int, str]:
    """By the visitor's id the address at which one press signs up."""
    rows = [
        {
            "fair_id": fair_id(),
            "handle": f"crowd-{number}",
            "name": f"Person {number}",
            "email": f"p{number}@besuch.example",
            "email_confirmed_at": NOW,
            "created_at": NOW,
        }
        for number in range(PEOPLE)
    ]
    in_transaction(lambda: db.session.execute(sa.insert(Visitor), rows))
    visitors = db.session.scalars(sa.select(Visitor).order_by(Visitor.id))
    return {one.id: page_path(SLUG, page_token(one), "de") + "/anmelden/WORKSH" for one in visitors}


class Crowd:
    """Many hands that press until nobody answers any more; ``told`` are those who got an answer."""

    def __init__(self, server: Server, paths: dict[int, str]) -> None:
        self.server, self.paths = server, paths
        self.waiting: SimpleQueue[int] = SimpleQueue()
        for visitor_id in paths:
            self.waiting.put(visitor_id)
        self.told: list[int] = []
        self.odd: list[int] = []

    def press(self) -> None:
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=30)
        try:
            while True:
                visitor_id = self.waiting.get_nowait()
                connection.request("POST", self.paths[visitor_id], urlencode({"once": f"once-{visitor_id}"}), FORM)
                answer = connection.getresponse()
                answer.read()
                (self.told if answer.status == 303 else self.odd).append(visitor_id)
        except (Empty, OSError, http.client.HTTPException):
            connection.close()

    def press_until_everything_dies(self) -> None:
        hands = [threading.Thread(target=self.press) for _ in range(HANDS)]
        for hand in hands:
            hand.start()
        while len(self.told) < BEFORE_THE_END and any(hand.is_alive() for hand in hands):
            time.sleep(0.002)
        os.killpg(self.server.process.pid, signal.SIGKILL)
        for hand in hands:
            hand.join()


def without_mail(sign_ups: Iterable[SignUp]) -> list[str]:
    values = (mail.values for mail in db.session.scalars(sa.select(OutboxMail)))
    told = {value["handle"] for value in values if "handle" in value}
    return [one.handle for one in sign_ups if one.handle not in told]


@pytest.mark.usefixtures("in_app")
def test_whoever_was_told_of_a_place_has_it_and_nobody_has_one_without_the_mail(database_url: str):
    make_workshop(capacity=PLACES)
    paths = make_crowd()
    db.session.remove()
    environ = {"DEMO": "1", "SECRET_KEY": "k" * 40, "PUBLIC_BASE_URL": "https://messe.example"}
    with serving(OURS, {**os.environ, **environ, "DATABASE_URL": database_url}) as server:
        server.wait_for(f"/{SLUG}/")
        crowd = Crowd(server, paths)
        crowd.press_until_everything_dies()

    db.session.expire_all()
    sign_ups = list(db.session.scalars(sa.select(SignUp)))
    kept = {one.visitor_id for one in sign_ups if one.state in ("confirmed", "waiting")}
    assert crowd.odd == []
    assert BEFORE_THE_END <= len(crowd.told) < PEOPLE, "it ended in the midst of it"
    assert [one for one in crowd.told if one not in kept] == []
    assert without_mail(sign_ups) == []
    assert counted() == (PLACES, PLACES)
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(sa.text("PRAGMA integrity_check")) == "ok"
