"""The worker: sends the mails, and does at intervals what rooms have joined. Not: how a mail reaches its server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from eventapp.clock import now
from eventapp.database import db, in_transaction
from eventapp.outbox import delivery, reasons, tasks
from eventapp.outbox.actions import erase_old
from eventapp.outbox.delivery import Carrier, Claimed, NotTaken, Rejected, Unreachable
from eventapp.outbox.models import WorkerTask

JOBS = "eventapp.jobs"
LONGEST_NAME = WorkerTask.name.type.length
BEAT = timedelta(seconds=20)
PAUSE, PAUSE_WITHOUT_SERVER, PAUSE_WITHOUT_DATABASE = 1.0, 10.0, 5.0
"""Seconds between two rounds."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """``run(at)`` is called in a transaction of its own, by one worker at a time, no more often than ``every``."""

    name: str
    run: Callable[[datetime], None]
    every: timedelta

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= LONGEST_NAME or self.name == tasks.HEARTBEAT:
            raise ValueError(f"not a job's name: {self.name!r}")


def init_app(app: Flask) -> None:
    app.extensions.setdefault(JOBS, {})
    add_job(app, Job("outbox: forget old mails", erase_old, every=timedelta(hours=1)))


def add_job(app: Flask, job: Job) -> None:
    """Joined at start-up, in create_app. The name is kept in the database: choose it once."""
    app.extensions[JOBS][job.name] = job


class Worker:
    """Rounds of sending, beating and jobs, until told to stop. What fails in one round is tried in the next.

    Without a carrier mails wait: there are jobs all the same.
    """

    def __init__(self, carrier: Carrier | None, *, keeps_secrets: bool) -> None:
        self.carrier = carrier
        self.keeps_secrets = keeps_secrets
        self.stop = Event()
        self.beaten_at: datetime | None = None

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                pause = self.round()
            except DBAPIError:
                log.exception("the database refuses")
                pause = PAUSE_WITHOUT_DATABASE
            self.stop.wait(pause)

    def round(self) -> float:
        """Everything that is due now; gives the seconds until the next round."""
        try:
            self._beat_when_due()
            pause = self._send_due(self.carrier) if self.carrier else PAUSE
            do_due_jobs(self._may_go_on)
        finally:
            db.session.remove()
        return pause

    def _send_due(self, carrier: Carrier) -> float:
        """A server that does not answer ends the round: the next mail would not fare better."""
        try:
            while self._may_go_on() and (claimed := _claim_next()):
                if not self._send(claimed, carrier):
                    return PAUSE_WITHOUT_SERVER
        finally:
            carrier.hang_up()
        return PAUSE

    def _send(self, claimed: Claimed, carrier: Carrier) -> bool:
        """Whether the carrier can be asked for the next one."""
        try:
            letter = in_transaction(lambda: delivery.write_out(claimed))
        except DBAPIError:
            raise
        except Exception as error:  # one mail that cannot be written must not keep the others back
            _unwritten(claimed, error)
            return True
        if letter is None:
            in_transaction(lambda: delivery.drop(claimed, at=now()))
            return True
        try:
            carrier.hand_over(claimed, letter, at=now())
        except NotTaken as refusal:
            said = refusal
            in_transaction(lambda: _refused(claimed, said))
            return not isinstance(refusal, Unreachable)
        except ValueError as error:  # a header that would be two
            _unwritten(claimed, error)
            return True
        in_transaction(
            lambda: delivery.settle(
                claimed, letter, at=now(), is_kept=carrier.is_kept, keeps_secrets=self.keeps_secrets
            )
        )
        return True

    def _may_go_on(self) -> bool:
        """Asked between two mails or jobs: the place for the heartbeat."""
        self._beat_when_due()
        return not self.stop.is_set()

    def _beat_when_due(self) -> None:
        at = now()
        if self.beaten_at is None or at - self.beaten_at >= BEAT:
            in_transaction(lambda: _beat(at))
            self.beaten_at = at


def _beat(at: datetime) -> None:
    tasks.beat(at)
    delivery.give_up_broken(at)


def _claim_next() -> Claimed | None:
    is_anything_due = delivery.is_anything_due(now())
    db.session.rollback()
    return in_transaction(lambda: delivery.claim(now())) if is_anything_due else None


def _unwritten(claimed: Claimed, error: Exception) -> None:
    log.error("mail %s (%s) cannot be written", claimed.id, claimed.kind, exc_info=error)
    name = type(error).__name__
    in_transaction(lambda: delivery.fail(claimed, reasons.UNFILLED, name, at=now()))


def _refused(claimed: Claimed, refusal: NotTaken) -> None:
    if isinstance(refusal, Rejected):
        delivery.fail(claimed, reasons.REJECTED, str(refusal), at=now())
    else:
        sentence = reasons.UNREACHABLE if isinstance(refusal, Unreachable) else reasons.DEFERRED
        delivery.defer(claimed, sentence, str(refusal), at=now())


def do_due_jobs(may_go_on: Callable[[], bool]) -> None:
    jobs: dict[str, Job] = current_app.extensions[JOBS]
    names = tasks.due(jobs, at=now())
    db.session.rollback()
    for name in names:
        if may_go_on() and _claims(name):
            _do(jobs[name])


def _claims(name: str) -> bool:
    return in_transaction(lambda: tasks.claim(name, at=now()))


def _do(job: Job) -> None:
    error = ""
    try:
        in_transaction(lambda: job.run(now()))
    except Exception as failure:  # one room's job must not keep the others' from being done
        log.exception("job %s failed", job.name)
        error = type(failure).__name__
    at = now()
    in_transaction(lambda: tasks.finish(job.name, at=at, next_at=at + job.every, error=error))
