"""Nobody is flooded through us: how many mails an address gets that nobody has confirmed, and what stands in them."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from eventapp.cli.saying import in_transaction
from eventapp.database import db, transaction
from eventapp.outbox import kinds
from eventapp.outbox.actions import may_write_to, post
from eventapp.outbox.address import mailbox_of
from eventapp.outbox.kinds import Kind
from eventapp.outbox.layout import without_links
from eventapp.outbox.models import OutboxMail
from tests.outbox.conftest import Sink, posted, worker_for

MORNING = datetime(2027, 2, 10, 9, 0, tzinfo=UTC)
VICTIM = "anna@messe.example"


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("greeting", "other"):
        monkeypatch.setitem(kinds._kinds, name, Kind(is_unasked=True))


def ask(number: int, *, at: datetime = MORNING, to: str = VICTIM, kind: str = "greeting") -> bool:
    """What a form of a stranger does."""

    def in_one() -> bool:
        if not may_write_to(to, at=at):
            return False
        post(kind, to=to, language="de", key=f"{kind}:{number}", values={}, at=at)
        return True

    return in_transaction(in_one)


@pytest.mark.usefixtures("in_app")
def test_an_address_gets_three_mails_an_hour_over_all_forms_together():
    asked = [ask(number, kind="greeting" if number % 2 else "other") for number in range(100)]

    assert (asked[:3], sum(asked)) == ([True] * 3, 3)


@pytest.mark.usefixtures("in_app")
def test_an_address_gets_six_mails_a_day():
    asked = [ask(hour, at=MORNING + timedelta(minutes=31 * hour)) for hour in range(24)]

    assert sum(asked) == 6
    assert ask(99, at=MORNING + timedelta(days=1, hours=5))


@pytest.mark.usefixtures("in_app")
def test_writing_it_with_capitals_makes_no_other_address():
    asked = [ask(number, to=("anna" if number % 2 else "ANNA") + "@Messe.example") for number in range(10)]

    assert sum(asked) == 3


@pytest.mark.usefixtures("in_app")
def test_other_addresses_and_mails_that_were_asked_for_do_not_count():
    for number in range(10):
        posted(VICTIM, kind="wanted", key=f"wanted:{number}")
        ask(number, to=f"person{number}@messe.example")

    assert ask(99)


def test_many_at_once_do_not_get_more(app: Flask):
    def stranger(number: int) -> None:
        with app.app_context():
            ask(number)
            db.session.remove()

    threads = [threading.Thread(target=stranger, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMail)) == 3
        db.session.remove()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Anna Alt", "Anna Alt"),
        ("Dr. Anna Alt, Stadt Dortmund (FB 1)", "Dr. Anna Alt, Stadt Dortmund (FB 1)"),
        ("Gewinn! https://evil.example/x?y=1 jetzt", "Gewinn! jetzt"),
        ("www.evil.example", ""),
        ("evil.example/gewinn", ""),
        ("HTTPS://EVIL.EXAMPLE", ""),
        ("//evil.example", ""),
        ("geh auf evil-seite.de.", "geh auf ."),
        ("javascript://x", ""),
    ],
)
def test_nothing_that_could_be_followed_is_left_of_what_a_stranger_typed(typed: str, left: str):
    assert without_links(typed) == left


def test_looking_for_links_takes_no_longer_where_somebody_wants_it_to():
    assert without_links("a-" * 10_000) == "a-" * 10_000
    assert without_links("a." * 10_000)


@pytest.mark.usefixtures("in_app", "mails")
def test_a_mail_nobody_asked_for_carries_no_stranger_s_link(sink: Sink):
    posted(values={"name": "Jetzt https://evil.example/ klicken"})

    worker_for(sink.port).round()

    (message,) = sink.messages
    assert "evil.example" not in message.as_string()
    assert "https://messe.example/healthz" in message.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    "typed",
    [
        'https://messe.example/"https://evil.example/',
        "https://messe.example/>https://evil.example/",
        "https://messe.example/,//evil.example",
        "https://messe.example/\u200bevil.example",
        "https://messe.example/konto/link/one-of-the-stranger-s-own",
    ],
)
@pytest.mark.usefixtures("in_app", "mails")
def test_nor_one_that_begins_with_our_address(sink: Sink, typed: str):
    posted(values={"name": typed})

    worker_for(sink.port).round()

    text = sink.messages[0].get_body(("plain",)).get_content()
    assert ("evil.example" in text, "konto/link" in text) == (False, False)


@pytest.mark.usefixtures("in_app", "mails")
def test_our_own_link_stays_in_it(sink: Sink):
    link = "https://messe.example/konto/link/abc_-1"
    posted(kind="accounts.invitation", values={"name": "Anna", "by": "", "is_organiser": False, "link": link})

    worker_for(sink.port).round()

    assert link in sink.messages[0].get_body(("plain",)).get_content()


@pytest.mark.usefixtures("in_app")
def test_a_limit_holds_in_the_transaction_that_posts():
    with transaction():
        for number in range(3):
            post("greeting", to=VICTIM, language="de", key=str(number), values={}, at=MORNING)

        assert not may_write_to(VICTIM, at=MORNING)


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        ("Ada@Besuch.example", "ada@besuch.example"),
        ("ada+messe@besuch.example", "ada@besuch.example"),
        ("a.d.a+x@googlemail.com", "ada@gmail.com"),
        ("a.d.a@besuch.example", "a.d.a@besuch.example"),
        ("+@besuch.example", "+@besuch.example"),
    ],
)
def test_spellings_of_one_mailbox(address: str, mailbox: str):
    assert mailbox_of(address) == mailbox
