"""Posting: one cause, one mail, to one address, or none at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.outbox.actions import NotNow, post, resend, withdraw
from eventapp.outbox.models import OutboxMail

pytestmark = pytest.mark.usefixtures("in_app")
AT = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)

SMUGGLING = (
    "a@messe.example\r\nBcc: b@messe.example",
    "a@messe.example\nSubject: x",
    "a@messe.example\r",
    "a@messe.example, b@messe.example",
    "a@messe.example;b@messe.example",
    "a@messe.example b@messe.example",
    '"a b"@messe.example',
    '"a@messe.example\r\n"@messe.example',
    "Name <a@messe.example>",
    "<a@messe.example>",
    "a@messe.example\x00",
    "a\x1b@messe.example",
    "a\u2028@messe.example",
    "a@messe.example\u202e",
    "ä@messe.example",
    "a@[127.0.0.1]",
    "a@localhost",
    "a@b@messe.example",
    "a@messe.example%0d%0aBcc:b@messe.example",
    "@messe.example",
    "a@",
    "",
    "x" * 65 + "@messe.example",
    "a@" + ".".join(["x" * 60] * 5) + ".example",
)


def posted(**more: Any) -> OutboxMail:
    facts: dict[str, Any] = {"to": "a@messe.example", "language": "de", "key": "greeting:1", "values": {"name": "Alt"}}
    wanted = facts | {"at": AT} | more
    post("greeting", **wanted)
    return db.session.scalars(sa.select(OutboxMail).where(OutboxMail.key == wanted["key"])).one()


def keys() -> list[str]:
    return list(db.session.scalars(sa.select(OutboxMail.key).order_by(OutboxMail.id)))


def test_a_mail_waits_from_the_moment_it_is_posted():
    with transaction():
        mail = posted(language="en")
        kept = (mail.state, mail.language, mail.values, mail.next_try_at, mail.attempts)

    assert kept == ("waiting", "en", {"name": "Alt"}, AT, 0)


def test_the_same_key_again_is_the_first_mail():
    with transaction():
        first = posted()
        second = posted(to="b@messe.example")
        assert first is second
    with transaction():
        assert posted(to="c@messe.example").to_address == "a@messe.example"

    assert keys() == ["greeting:1"]


def test_a_cause_that_is_rolled_back_leaves_no_mail():
    def cause() -> None:
        posted()
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction():
        cause()

    assert keys() == []


@pytest.mark.parametrize("written", SMUGGLING, ids=repr)
def test_what_is_not_exactly_one_address_is_refused_at_its_field(written: str):
    with pytest.raises(DomainError) as refused, transaction():
        posted(to=written)

    assert (refused.value.field, keys()) == ("email", [])


def test_an_international_domain_is_written_as_servers_want_it():
    with transaction():
        assert posted(to=" Anna.Alt@Bücher.example ").to_address == "Anna.Alt@xn--bcher-kva.example"


def test_a_mail_that_was_withdrawn_is_not_sent():
    with transaction():
        mail = posted()
        withdraw("greeting:1", at=AT)

        assert (mail.state, mail.values) == ("dropped", {})


def test_a_mail_still_waiting_is_not_sent_twice():
    with pytest.raises(NotNow), transaction():
        resend(posted(), at=AT)


def test_a_mail_that_failed_can_be_sent_anew_as_another_edition():
    with transaction():
        mail = posted()
        mail.state, mail.attempts, mail.error = "failed", 6, "550 no such user"
        resend(mail, at=AT)

        assert (mail.state, mail.attempts, mail.error, mail.edition) == ("waiting", 0, "", 2)
