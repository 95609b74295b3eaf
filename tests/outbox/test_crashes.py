"""Workers as real processes that are killed at the worst moment: every mail arrives, and a copy is known as one."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import Session
from flask import Flask

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.outbox.models import OutboxMail
from tests.outbox.conftest import Sink, posted, wait_for
from tests.outbox.workers import Workers, workers

pytestmark = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="finds the worker to kill by Linux's /proc")
MAILS = 40
KILLED_AT = (5, 17)
"""After so many mails the server has taken one, and the worker that sent it dies before it can note that."""


@pytest.fixture
def started(app: Flask, database_url: str, sink: Sink) -> Iterator[Workers]:
    environ = {"DEMO": "1", "SECRET_KEY": "k" * 40, "PUBLIC_BASE_URL": "https://messe.example"}
    environ |= {"DATABASE_URL": database_url, "MAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    with workers(environ) as running:
        yield running


def lock_held() -> sa.Connection:
    """Nobody can note anything about a mail while this connection is open."""
    connection = db.engine.connect().execution_options(tx_mode="IMMEDIATE")
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE outbox_mail IN EXCLUSIVE MODE"))
    else:
        connection.execute(sa.text("SELECT 1"))
    return connection


def states() -> Counter[str]:
    db.session.rollback()
    return Counter(db.session.scalars(sa.select(OutboxMail.state)))


@pytest.mark.usefixtures("in_app")
def test_every_mail_arrives_though_workers_are_killed_between_the_server_s_yes_and_their_note(
    app: Flask, sink: Sink, started: Workers
):
    for number in range(MAILS):
        posted(f"person{number}@messe.example", kind="test", values={})
    killers = []

    def kill_the_sender(session: Session) -> None:
        if len(sink.messages) in KILLED_AT:
            port = session.peer[1]
            with app.app_context():
                lock = lock_held()
            killers.append(threading.Thread(target=kill_soon, args=(started, started.at_port(port), lock)))
            killers[-1].start()

    sink.on_data = kill_the_sender
    for _ in range(3):
        started.start()
    wait_for(lambda: len(killers) == len(KILLED_AT) and not any(k.is_alive() for k in killers), seconds=30)
    started.start()
    wait_for(lambda: states()["sent"] == MAILS - len(KILLED_AT), seconds=20)
    assert states()["sending"] == len(KILLED_AT)
    let_claims_lapse()
    wait_for(lambda: states()["sent"] == MAILS, seconds=20)

    deliveries = Counter((message["To"], message["Message-ID"]) for message in sink.messages)
    assert len(deliveries) == MAILS
    assert sorted(deliveries.values()) == [1] * (MAILS - len(KILLED_AT)) + [2] * len(KILLED_AT)


def kill_soon(started: Workers, pid: int, lock: sa.Connection) -> None:
    """The server's yes is on its way; the note waits for the lock."""
    time.sleep(0.3)
    started.kill(pid)
    lock.rollback()
    lock.close()


def let_claims_lapse() -> None:
    with transaction():
        lapsed = {"claimed_until": now() - timedelta(seconds=1)}
        db.session.execute(sa.update(OutboxMail).where(OutboxMail.state == "sending").values(lapsed))


@pytest.mark.usefixtures("in_app")
def test_a_worker_that_is_told_to_stop_finishes_the_mail_it_is_at(sink: Sink, started: Workers):
    for number in range(30):
        posted(f"person{number}@messe.example", kind="test", values={})
    sink.on_data = lambda _session: time.sleep(0.05)
    started.start()
    wait_for(lambda: len(sink.messages) > 2)

    assert set(started.stop().values()) == {0}
    assert states()["sending"] == 0
    assert 0 < states()["sent"] == len(sink.messages) < 30
