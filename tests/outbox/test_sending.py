"""Sending: what a real mail server gets, and what becomes of what it does not take."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
import time_machine

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.outbox import kinds, postman
from eventapp.outbox.actions import resend, withdraw
from eventapp.outbox.kinds import Kind
from eventapp.outbox.models import OutboxMail
from tests.outbox.conftest import Sink, in_time, mail_of, posted, worker_for

pytestmark = pytest.mark.usefixtures("in_app", "mails")


def text_of(message, kind: str) -> str:
    return message.get_body((kind,)).get_content().replace("\r\n", "\n")


def test_a_mail_arrives_as_text_and_html_with_a_link_to_this_site(sink: Sink):
    number = posted()

    worker_for(sink.port).round()

    (message,) = sink.messages
    assert (message["To"], message["From"]) == ("anna@messe.example", "Messebüro <messe@messe.example>")
    assert message["Subject"] == "Zur Startseite: Alt"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@messe.example>")
    assert "Zum Programm, Alt\n\nZur Startseite:\nhttps://messe.example/healthz\n" in text_of(message, "plain")
    assert '<a href="https://messe.example/healthz"' in text_of(message, "html")
    assert (mail_of(number).state, mail_of(number).error) == ("sent", "")


def test_a_mail_is_in_the_reader_s_language(sink: Sink):
    posted(language="en")

    worker_for(sink.port).round()

    assert sink.messages[0]["Subject"] == "Go to the home page: Alt"
    assert sink.messages[0]["Content-Language"] == "en"
    assert '<html lang="en">' in text_of(sink.messages[0], "html")


def test_a_sent_mail_is_not_sent_again(sink: Sink):
    posted()

    for _ in range(3):
        worker_for(sink.port).round()

    assert len(sink.messages) == 1


def test_what_was_sent_is_kept_for_the_office(sink: Sink):
    number = posted()

    worker_for(sink.port).round()

    mail = mail_of(number)
    assert (mail.subject, "Zum Programm, Alt" in mail.text) == ("Zur Startseite: Alt", True)
    assert mail.settled_at is not None
    assert in_time(mail.settled_at, timedelta(0))


def test_markup_in_what_people_typed_stays_text(sink: Sink):
    posted(values={"name": "<img src=x onerror=alert(1)>"})

    worker_for(sink.port).round()

    assert "<img" not in text_of(sink.messages[0], "html")
    assert "<img src=x" in text_of(sink.messages[0], "plain")


@pytest.mark.parametrize(
    "name", ["Alt\r\nBcc: b@messe.example", "Alt\nX: y", "Alt\x0bBcc: b", "Alt\u2028Bcc: b", "\x00Alt"]
)
def test_no_value_adds_a_header(sink: Sink, name: str):
    posted(values={"name": name})

    worker_for(sink.port).round()

    (message,) = sink.messages
    assert sink.recipients == ["anna@messe.example"]
    assert (message["Bcc"], message["X"]) == (None, None)
    assert "\n" not in message["Subject"]


def test_what_the_server_never_takes_has_failed_with_its_words(sink: Sink):
    sink.answers["rcpt anna"] = "550 5.1.1 no such user"
    number = posted()

    worker_for(sink.port).round()

    mail = mail_of(number)
    assert (mail.state, mail.attempts) == ("failed", 1)
    assert mail.error == "Der Mailserver nimmt diese E-Mail nicht an.\n550 5.1.1 no such user"


def test_one_mail_that_is_not_taken_keeps_no_other_back(sink: Sink):
    sink.answers |= {"rcpt anna": "550 no", "bernd": "554 spam"}
    numbers = [posted(f"{name}@messe.example") for name in ("anna", "bernd", "clara")]

    worker_for(sink.port).round()

    assert [mail_of(number).state for number in numbers] == ["failed", "failed", "sent"]


def test_what_the_server_does_not_take_now_is_tried_after_longer_and_longer_pauses(sink: Sink):
    sink.answers["anna"] = "451 greylisted"
    number = posted()
    pauses = []

    with time_machine.travel(now(), tick=False) as clock:
        while mail_of(number).state != "failed":
            worker_for(sink.port).round()
            pauses.append(round((mail_of(number).next_try_at - now()).total_seconds() / 60))
            clock.shift(timedelta(minutes=max(pauses[-1], 0)))

    assert pauses[:-1] == [1, 5, 30, 120, 360]
    assert mail_of(number).error == "Der Mailserver nimmt diese E-Mail gerade nicht an.\n451 greylisted"


def test_before_the_pause_is_over_nothing_is_tried(sink: Sink):
    sink.answers["anna"] = "451 greylisted"
    number = posted()

    for _ in range(3):
        worker_for(sink.port).round()

    assert mail_of(number).attempts == 1


def test_a_server_that_hangs_up_after_the_text_is_tried_again_under_the_same_identity(sink: Sink):
    sink.answers["anna"] = "hang up"
    number = posted()
    worker_for(sink.port).round()
    assert (mail_of(number).state, mail_of(number).attempts) == ("waiting", 1)
    del sink.answers["anna"]

    with time_machine.travel(now() + timedelta(minutes=2)):
        worker_for(sink.port).round()

    assert (mail_of(number).state, len(sink.messages)) == ("sent", 1)


def test_a_server_that_is_away_ends_the_round():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        numbers = [posted(f"{name}@messe.example") for name in ("anna", "bernd")]

        worker_for(nobody.getsockname()[1]).round()

    assert [(mail_of(number).state, mail_of(number).attempts) for number in numbers] == [("waiting", 1), ("waiting", 0)]
    assert mail_of(numbers[0]).error.startswith("Der Mailserver ist nicht zu erreichen.\n")


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postman, "SECONDS", 0.2)
    number = posted()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        worker_for(silent.getsockname()[1]).round()

    assert (mail_of(number).state, mail_of(number).attempts) == ("waiting", 1)


def test_a_template_that_cannot_be_filled_is_on_the_list_and_keeps_no_other_back(sink: Sink):
    broken, whole = posted(kind="broken"), posted("bernd@messe.example")

    worker_for(sink.port).round()

    assert (mail_of(broken).state, mail_of(whole).state) == ("failed", "sent")
    assert mail_of(broken).error.startswith("Die Vorlage dieser E-Mail lässt sich nicht füllen.")


def test_a_mail_says_what_holds_when_it_is_sent(sink: Sink, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(kinds._kinds, "greeting", Kind(values=lambda said: {"name": f"{said['name']} (neu)"}))
    posted()

    worker_for(sink.port).round()

    assert sink.messages[0]["Subject"] == "Zur Startseite: Alt (neu)"


def test_a_mail_that_is_no_longer_wanted_is_dropped(sink: Sink, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(kinds._kinds, "greeting", Kind(values=lambda _said: None))
    number = posted()

    worker_for(sink.port).round()

    assert (sink.messages, mail_of(number).state, mail_of(number).values) == ([], "dropped", {})


def test_a_mail_that_was_withdrawn_stays_here(sink: Sink):
    posted()
    with transaction():
        withdraw("greeting:anna@messe.example", at=now())

    worker_for(sink.port).round()

    assert sink.messages == []


def test_a_mail_sent_anew_is_another_one_for_the_reader_s_program(sink: Sink):
    number = posted()
    worker_for(sink.port).round()
    with transaction():
        resend(db.session.get_one(OutboxMail, number), at=now())

    worker_for(sink.port).round()

    first, second = sink.messages
    assert first["Message-ID"] != second["Message-ID"]


def test_a_mail_that_breaks_off_every_time_is_given_up(sink: Sink):
    number = posted()
    with transaction():
        mail = db.session.get_one(OutboxMail, number)
        mail.state, mail.attempts, mail.claimed_until = "sending", 6, now() - timedelta(minutes=1)

    worker_for(sink.port).round()

    assert (mail_of(number).state, sink.messages) == ("failed", [])
    assert mail_of(number).error == "Der Versand brach mehrmals ab."


def test_a_claim_that_has_not_lapsed_is_left_alone(sink: Sink):
    number = posted()
    with transaction():
        mail = db.session.get_one(OutboxMail, number)
        mail.state, mail.attempts, mail.claimed_until = "sending", 1, now() + timedelta(minutes=1)

    worker_for(sink.port).round()

    assert (mail_of(number).state, sink.messages) == ("sending", [])
