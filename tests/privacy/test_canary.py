"""Canaries: what somebody typed is found in no log, no public answer and no export, and nowhere once it is erased."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from eventapp.cli.saying import in_transaction
from eventapp.database import db, transaction
from eventapp.outbox.delivery import Claimed, LetterBox, Rejected
from eventapp.outbox.rendering import Letter
from eventapp.signups import queries
from eventapp.signups.doors import token_of
from eventapp.signups.models import SignUp
from eventapp.upkeep import erasing
from eventapp.visitors.actions import star
from eventapp.visitors.links import feed_path, feed_token, page_path, page_token
from eventapp.visitors.models import Visitor
from eventapp.worker import Worker
from tests.factories import DAY, SLUG, at
from tests.signups.doors import make_door
from tests.signups.house import NOW, fair_id, make_workshop
from tests.signups.pages import FORM, all_sign_ups, confirming, own_page, send_in

NAME, EMAIL, ANSWER, IP = "Canary Vogel", "canary-7f3@besuch.example", "canary-antwort", "203.0.113.77"
CANARIES = [NAME, EMAIL, ANSWER, IP]
AFTER = at("12:00", DAY + timedelta(days=1 + 31))
PUBLIC = (
    f"/{SLUG}/", f"/{SLUG}/programm", f"/{SLUG}/programm/WORKSH", f"/{SLUG}/plaetze.json",
    f"/{SLUG}/kalender/{SLUG}-programm.ics", f"/{SLUG}/programm/WORKSH.ics", f"/{SLUG}/schedule.json",
    f"/{SLUG}/schedule.xml", f"/{SLUG}/programm.xlsx", f"/{SLUG}/changes.atom",
)  # fmt: skip


class Refusing:
    """A mail server that knows nobody of that name, and repeats it, as they do."""

    is_kept = False

    def hand_over(self, claimed: Claimed, _letter: Letter, *, at: datetime) -> None:
        raise Rejected(f"550 5.1.1 <{claimed.to_address.title()}>: recipient address rejected ({at})")

    def hang_up(self) -> None: ...


@pytest.fixture
def clock(in_app: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def from_there(app: Flask) -> FlaskClient:
    """A browser at a known address."""
    client = app.test_client()
    client.environ_base |= {"REMOTE_ADDR": IP, "HTTP_X_FORWARDED_FOR": IP}
    return client


def live_through_it(client: FlaskClient, clock: time_machine.Traveller) -> tuple[str, ...]:
    """Signs up, confirms, stars, subscribes, is let in at the door. Gives every secret that was about."""
    make_workshop(question_de="Was essen Sie?")
    assert send_in(client, clock, name=NAME, email=EMAIL, answer=ANSWER).status_code == 303
    [sign_up] = all_sign_ups()
    confirm = confirming(sign_up)
    assert client.get(confirm).status_code == 200
    assert client.post(confirm).status_code == 303
    Worker(LetterBox(), keeps_secrets=True).round()
    [sign_up], visitor = all_sign_ups(), db.session.scalars(sa.select(Visitor)).one()
    session_id = queries.session_id_of(fair_id(), "WORKSH")
    assert session_id is not None
    in_transaction(lambda: star(db.session.get_one(Visitor, visitor.id), session_id, at=NOW))
    page, feed = page_path(SLUG, page_token(visitor), "de"), feed_path(SLUG, feed_token(visitor), "de")
    private = [feed, f"{page}/kalender", own_page(sign_up), f"{page}/zurueckgeben/{sign_up.handle}"]
    assert {client.get(path).status_code for path in private} == {200}
    clock.move_to(at("09:55"))
    door = make_door()
    assert client.get(f"/{SLUG}/tuer/{token_of(door)}").status_code == 200
    return confirm.rsplit("/", 1)[1], page_token(visitor), feed_token(visitor), token_of(door)


def test_no_log_says_who_it_was(
    from_there: FlaskClient,
    clock: time_machine.Traveller,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    caplog.set_level(logging.INFO)
    secrets = live_through_it(from_there, clock)
    from_there.get(f"/{SLUG}/mein/{secrets[1]}x/kalender")
    from_there.post(FORM, data={"name": NAME, "email": EMAIL, "siegel": "x"})

    told = caplog.text + "".join(capfd.readouterr())

    assert [word for word in (*CANARIES, *secrets) if word in told] == []


def test_a_broken_rule_of_the_database_is_logged_without_what_broke_it(
    app: Flask, clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture, from_there: FlaskClient
):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/konto/kaputt")
    def broken() -> str:
        with transaction() as session:
            session.execute(
                sa.insert(Visitor).values(
                    fair_id=fair_id(), handle="anders", name=NAME, email=EMAIL, email_confirmed_at=NOW, created_at=NOW
                )
            )
        return ""

    broken.access = "everyone"  # type: ignore[attr-defined]  # -- as the mark would
    live_through_it(from_there, clock)

    answer = from_there.get("/konto/kaputt")

    assert answer.status_code == 500
    assert "IntegrityError" in caplog.text
    assert [word for word in CANARIES if word in caplog.text + answer.text] == []


def test_a_mail_that_cannot_be_sent_is_logged_without_its_address(
    from_there: FlaskClient, clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
):
    make_workshop()
    send_in(from_there, clock, name=NAME, email=EMAIL)

    Worker(Refusing(), keeps_secrets=False).round()

    assert "failed" in caplog.text
    assert [word for word in CANARIES if word.lower() in caplog.text.lower()] == []


def test_nothing_public_tells_who_it_was(from_there: FlaskClient, clock: time_machine.Traveller, app: Flask):
    secrets = live_through_it(from_there, clock)
    anybody = app.test_client()

    answers = {way + path: anybody.get(way + path) for path in PUBLIC for way in ("", "/en")}

    assert [path for path, answer in answers.items() if answer.status_code != 200] == [f"/en/{SLUG}/plaetze.json"]
    found = [
        (path, word)
        for path, answer in answers.items()
        for word in (*CANARIES, *secrets)
        if word.encode() in answer.get_data() or word in str(answer.headers)
    ]
    assert found == []


def test_no_address_of_a_visitor_s_device_is_kept_at_all(
    from_there: FlaskClient, clock: time_machine.Traveller, app: Flask
):
    live_through_it(from_there, clock)

    rows = (row for table in db.metadata.sorted_tables for row in db.session.execute(sa.select(table)))
    assert [row for row in rows if IP in str(tuple(row))] == []


def test_after_erasing_the_raw_files_hold_nothing_of_it(
    from_there: FlaskClient, clock: time_machine.Traveller, tmp_path: Path
):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL cleans its files by VACUUM in its own time")
    live_through_it(from_there, clock)
    db.session.remove()
    before = [word for word in CANARIES if word.encode() in _raw(tmp_path)]

    with transaction():
        erasing.erase_daily(AFTER)
    with transaction():
        erasing.erase_daily(AFTER + timedelta(days=40))

    db.session.remove()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SignUp)) == 1
    db.session.remove()
    db.engine.dispose()
    assert before == [NAME, EMAIL, ANSWER]
    assert [word for word in CANARIES if word.encode() in _raw(tmp_path)] == []


def _raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("test.sqlite*"))
