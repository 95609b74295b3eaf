"""The worker: sends the mails, and does at intervals what rooms have joined. Not: how a mail reaches its server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app

from eventapp.outbox.models import WorkerTask

JOBS = "eventapp.jobs"
HEARTBEAT = "heartbeat"


@dataclass(frozen=True, slots=True)
class Job:
    """``run(at)`` is called in a transaction of its own, by one worker at a time, no more often than ``every``."""

    name: str
    run: Callable[[datetime], None]
    every: timedelta

    def __post_init__(self) -> None:
        longest = WorkerTask.name.type.length
        if not 0 < len(self.name) <= longest or self.name == HEARTBEAT:
            raise ValueError(f"a job's name has 1 to {longest} characters and is not {HEARTBEAT}: {self.name!r}")


def init_app(app: Flask) -> None:
    app.extensions.setdefault(JOBS, {})


def add_job(app: Flask, job: Job) -> None:
    """Joined at start-up, in create_app. A name is kept in the database: choose it once."""
    app.extensions[JOBS][job.name] = job


def jobs() -> list[Job]:
    return list(current_app.extensions[JOBS].values())
