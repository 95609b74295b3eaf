"""What workers do at intervals: who does it now, when it was done last. The heartbeat is one of these rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventapp.database import db, insert_new
from eventapp.outbox.models import WorkerTask

HEARTBEAT = "heartbeat"
ALIVE_FOR = timedelta(seconds=60)
LEASE = timedelta(minutes=15)


def beat(at: datetime) -> None:
    """Some worker is alive."""
    _ensure(HEARTBEAT, at)
    _set(HEARTBEAT, done_at=at)


def is_a_worker_alive(at: datetime) -> bool:
    beaten_at = db.session.scalar(sa.select(WorkerTask.done_at).where(WorkerTask.name == HEARTBEAT))
    return beaten_at is not None and at - beaten_at <= ALIVE_FOR


@dataclass(frozen=True, slots=True)
class Beat:
    """When a worker was last alive (None: never), whether that is too long ago, and which of its jobs failed last."""

    at: datetime | None
    is_late: bool
    failed: tuple[str, ...] = ()


def last_beat(at: datetime, *, is_needed: bool) -> Beat:
    """Where none is needed and none ever was, nothing is late."""
    known = db.session.execute(sa.select(WorkerTask.name, WorkerTask.done_at, WorkerTask.error)).all()
    beaten_at = next((row.done_at for row in known if row.name == HEARTBEAT), None)
    is_late = is_needed if beaten_at is None else at - beaten_at > ALIVE_FOR
    return Beat(beaten_at, is_late, tuple(sorted(row.name for row in known if row.error)))


def due(names: Iterable[str], *, at: datetime) -> list[str]:
    """Those of the names that have to be done; asked without the write lock."""
    wanted = sa.select(WorkerTask.name).where(~_is_due(at))
    resting = set(db.session.scalars(wanted))
    return [name for name in names if name not in resting]


def claim(name: str, *, at: datetime) -> bool:
    """Whether this worker is the one to do it. If it dies meanwhile, another may after the lease."""
    _ensure(name, at)
    claiming = sa.update(WorkerTask).where(WorkerTask.name == name, _is_due(at))
    claiming = claiming.values(claimed_until=at + LEASE).returning(WorkerTask.name)
    return db.session.execute(claiming.execution_options(synchronize_session=False)).first() is not None


def finish(name: str, *, at: datetime, next_at: datetime, error: str = "") -> None:
    _set(name, claimed_until=None, done_at=at, next_at=next_at, error=error)


def _is_due(at: datetime) -> sa.ColumnElement[bool]:
    is_free = sa.or_(WorkerTask.claimed_until.is_(None), WorkerTask.claimed_until <= at)
    return sa.and_(WorkerTask.next_at <= at, is_free)


def _ensure(name: str, at: datetime) -> None:
    row = {"name": name, "next_at": at, "error": ""}
    insert_new(WorkerTask, row, given="name", unless=("name",))


def _set(name: str, **values: Any) -> None:
    setting = sa.update(WorkerTask).where(WorkerTask.name == name).values(values)
    db.session.execute(setting.execution_options(synchronize_session=False))
