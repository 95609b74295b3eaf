"""A mail server on this machine that takes, refuses, hangs or hangs up, and mails to send to it."""

from __future__ import annotations

import email
import email.policy
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.outbox.actions import post
from eventapp.outbox.models import OutboxMail
from eventapp.outbox.postman import Postman, mail_server
from eventapp.worker import Worker

TAKEN = "250 taken"
TEMPLATES = {
    "mail/greeting.txt": """{% extends "mail/base.txt" %}
{% block subject %}{{ _("Zur Startseite") }}: {{ name }}{% endblock %}
{% block body %}
{{ _("Zum Programm") }}, {{ name }}

{{ _("Zur Startseite") }}:
{{ public_url("upkeep.alive") }}
{% endblock %}
""",
    "mail/broken.txt": """{% extends "mail/base.txt" %}
{% block subject %}x{% endblock %}
{% block body %}{{ nobody_said_this }}{% endblock %}
""",
}


@dataclass
class Sink:
    """What came in, and how the server answers: by the recipient's local part, otherwise ``TAKEN``."""

    answers: dict[str, str] = field(default_factory=dict)
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    on_data: Callable[[Session], None] = lambda _session: None
    port: int = 0

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, _o: object) -> str:  # noqa: N802 -- aiosmtpd's name
        answer = self.answers.get("rcpt " + address.split("@")[0], "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        answer = self.answers.get(envelope.rcpt_tos[0].split("@")[0], TAKEN)
        if answer == TAKEN:
            raw = envelope.original_content or b""
            self.messages.append(email.message_from_bytes(raw, policy=email.policy.default))
            self.recipients += envelope.rcpt_tos
            self.on_data(session)
        elif answer == "hang up":
            server.transport.close()
        return answer


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink(port=free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port, ready_timeout=10)
    controller.start()
    yield sink
    controller.stop()


@pytest.fixture
def mails(app: Flask) -> None:
    """Kinds of mail that only tests send."""
    app.jinja_env.loader = ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader])


def posted(to: str = "anna@messe.example", *, ago: timedelta = timedelta(0), **more: Any) -> int:
    """The id of a mail that waits."""
    facts: dict[str, Any] = {"kind": "greeting", "language": "de", "values": {"name": "Alt"}, "key": f"greeting:{to}"}
    wanted = facts | more
    with transaction():
        post(to=to, at=now() - ago, **wanted)
        return db.session.scalars(sa.select(OutboxMail.id).where(OutboxMail.key == wanted["key"])).one()


def mail_of(number: int) -> OutboxMail:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(OutboxMail, number)


def worker_for(port: int, *, keeps_secrets: bool = False) -> Worker:
    server = mail_server(f"smtp://127.0.0.1:{port}")
    carrier = Postman(server, sender="Messebüro <messe@messe.example>", domain="messe.example")
    return Worker(carrier, keeps_secrets=keeps_secrets)


def wait_for(condition: Callable[[], bool], *, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def in_time(moment: datetime, span: timedelta, seconds: float = 5.0) -> bool:
    """Whether it lies that far from now, give or take."""
    return abs((moment - now() - span).total_seconds()) <= seconds
