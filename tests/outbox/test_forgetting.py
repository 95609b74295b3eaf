"""Forgetting: what a mail said goes after a while, at once where it opens a door; that there was one stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.outbox import kinds
from eventapp.outbox.actions import NotNow, forget_address, resend
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.kinds import Kind
from eventapp.outbox.models import OutboxMail
from eventapp.worker import Worker
from tests.outbox.conftest import Sink, mail_of, posted, worker_for

pytestmark = pytest.mark.usefixtures("in_app", "mails")
CANARY = "Kanarienvogel"


def everything() -> str:
    """All that the table holds, as text."""
    with db.engine.connect() as connection:
        return repr(connection.execute(sa.select(OutboxMail.__table__)).all())


def test_thirty_days_after_it_was_sent_nothing_of_it_is_left_but_that_it_was(sink: Sink):
    number = posted("kanarienvogel@messe.example", values={"name": CANARY}, key="greeting:1")
    worker_for(sink.port).round()

    with time_machine.travel(now() + timedelta(days=29)):
        worker_for(sink.port).round()
    assert CANARY in everything()
    with time_machine.travel(now() + timedelta(days=31)):
        worker_for(sink.port).round()

    assert CANARY.lower() not in everything().lower()
    assert (mail_of(number).state, mail_of(number).kind) == ("sent", "greeting")


def test_a_mail_that_still_waits_is_not_forgotten(sink: Sink):
    sink.answers["anna"] = "451 not now"
    number = posted(values={"name": CANARY})
    with time_machine.travel(now() + timedelta(days=31)):
        worker_for(sink.port).round()

    assert mail_of(number).values == {"name": CANARY}


@pytest.mark.parametrize("answer", ["250 taken", "554 no"])
def test_what_opens_a_door_is_forgotten_as_soon_as_it_is_sent_or_given_up(
    sink: Sink, monkeypatch: pytest.MonkeyPatch, answer: str
):
    monkeypatch.setitem(kinds._kinds, "greeting", Kind(is_secret=True))
    sink.answers["anna"] = answer
    number = posted(values={"name": CANARY})

    worker_for(sink.port).round()

    assert CANARY not in everything()
    assert mail_of(number).to_address == "anna@messe.example"
    with pytest.raises(NotNow), transaction():
        resend(db.session.get_one(OutboxMail, number), at=now())


def test_a_secret_that_is_made_when_it_is_sent_can_be_made_anew(sink: Sink, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(kinds._kinds, "greeting", Kind(is_secret=True, values=lambda _said: {"name": CANARY}))
    number = posted(values={"person": 7})
    worker_for(sink.port).round()
    assert CANARY not in everything()
    with transaction():
        resend(db.session.get_one(OutboxMail, number), at=now())

    worker_for(sink.port).round()

    assert len(sink.messages) == 2


def test_the_demo_shows_codes_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(kinds._kinds, "greeting", Kind(is_secret=True))
    number = posted(values={"name": CANARY})

    Worker(LetterBox(), keeps_secrets=True).round()

    assert (mail_of(number).state, CANARY in mail_of(number).text) == ("kept", True)


def test_of_somebody_who_is_erased_nothing_waits_and_nothing_is_kept(sink: Sink):
    sent = posted("Kanarienvogel@messe.example", key="1", values={"name": CANARY})
    worker_for(sink.port).round()
    waiting = posted("kanarienvogel@messe.example", key="2", values={"name": CANARY})
    other = posted("bernd@messe.example", key="3")
    with transaction():
        forget_address("KANARIENVOGEL@messe.example", at=now())

    assert CANARY.lower() not in everything().lower()
    assert [mail_of(number).state for number in (sent, waiting, other)] == ["sent", "dropped", "waiting"]
