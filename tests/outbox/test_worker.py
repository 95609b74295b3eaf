"""The worker: its command, its heartbeat, and jobs that several workers do once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp import create_app
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.outbox import tasks
from eventapp.outbox.models import WorkerTask
from eventapp.worker import Job, Worker, add_job
from tests.conftest import settings
from tests.outbox.conftest import Sink, mail_of, posted

done: list[datetime] = []


@pytest.fixture
def idle(app: Flask, in_app: None) -> Worker:
    """A worker that sends nothing and has one job, each hour."""
    done.clear()
    add_job(app, Job("note", done.append, every=timedelta(hours=1)))
    return Worker(None, keeps_secrets=False)


def test_a_job_is_done_once_an_interval_however_many_workers_there_are(idle: Worker):
    start = now()
    for minutes in (0, 1, 59, 61, 62):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            idle.round()
            Worker(None, keeps_secrets=False).round()

    assert [round((at - start).total_seconds() / 60) for at in done] == [0, 61]


def test_a_job_that_another_worker_is_at_is_left_to_it(idle: Worker):
    with transaction():
        assert tasks.claim("note", at=now())
        assert not tasks.claim("note", at=now())

    idle.round()

    assert done == []


def test_a_job_whose_worker_died_is_done_by_another_after_a_while(idle: Worker):
    with transaction():
        tasks.claim("note", at=now())

    with time_machine.travel(now() + timedelta(minutes=16)):
        idle.round()

    assert len(done) == 1


def test_a_job_that_fails_is_rolled_back_said_and_keeps_no_other_back(app: Flask, idle: Worker):
    def fail(at: datetime) -> None:
        tasks.finish("note", at=at, next_at=at, error="half")
        raise RuntimeError

    add_job(app, Job("a failing one", fail, every=timedelta(hours=1)))

    idle.round()

    failed, whole = db.session.get_one(WorkerTask, "a failing one"), db.session.get_one(WorkerTask, "note")
    assert (failed.error, whole.error, len(done)) == ("RuntimeError", "", 1)


@pytest.mark.parametrize("name", ["", "heartbeat", "x" * 61])
def test_a_job_has_a_name_of_its_own(name: str):
    with pytest.raises(ValueError, match="not a job's name"):
        Job(name, done.append, every=timedelta(hours=1))


def test_a_living_worker_is_known_for_a_minute(idle: Worker):
    idle.round()
    db.session.rollback()

    assert tasks.is_a_worker_alive(now())
    assert not tasks.is_a_worker_alive(now() + timedelta(seconds=62))


def test_once_in_the_demo_puts_what_waits_into_the_letter_box(app: Flask, cli: FlaskCliRunner, in_app: None):
    number = posted(kind="test", values={})

    told = cli.invoke(args=["worker", "--once"])

    assert (told.exit_code, told.output) == (0, "")
    assert (mail_of(number).state, mail_of(number).subject) == ("kept", "Testmail von eventapp")
    assert "https://messe.example/\n" in mail_of(number).text


def test_a_demo_with_a_mail_server_really_sends(database_url: str, sink: Sink):
    app = create_app(settings(database_url, MAIL_URL=f"smtp://127.0.0.1:{sink.port}", MAIL_FROM="buero@messe.example"))
    with app.app_context():
        number = posted(kind="test", values={}, language="en")
        app.test_cli_runner().invoke(args=["worker", "--once"])

        assert (mail_of(number).state, sink.messages[0]["From"]) == ("sent", "buero@messe.example")
        db.session.remove()
        db.engine.dispose()


def test_without_a_mail_server_mails_wait_in_production_and_it_is_said(database_url: str):
    app = create_app(settings(database_url, DEMO="0"))
    with app.app_context():
        number = posted(kind="test", values={})
        told = app.test_cli_runner().invoke(args=["worker", "--once"])

        assert (told.exit_code, told.stderr) == (
            0,
            "MAIL_URL ist nicht gesetzt: E-Mails warten, bis ein Mailserver genannt ist.\n",
        )
        assert mail_of(number).state == "waiting"
        db.session.remove()
        db.engine.dispose()


def test_a_worker_without_the_service_s_settings_sends_no_links_to_nowhere():
    app = create_app(settings("sqlite://", DEMO="0", FLASK_RUN_FROM_CLI="true", PUBLIC_BASE_URL=""))

    told = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert (told.exit_code, "PUBLIC_BASE_URL" in told.stderr) == (1, True)


def test_a_database_that_is_not_migrated_ends_a_single_round_with_a_sentence(tmp_path):
    app = create_app(settings(f"sqlite:///{tmp_path / 'new.sqlite'}"))

    told = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert (told.exit_code, "flask db upgrade" in told.stderr) == (1, True)
