"""The database: SQLite and PostgreSQL alike, hardened the same way, with one committer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import flask_sqlalchemy.model
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import DateTime, Dialect, Engine, MetaData, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, scoped_session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator
from werkzeug.local import LocalProxy
from werkzeug.utils import import_string

from eventapp.clock import aware

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "trusted_schema=OFF",
    "secure_delete=ON",
)
MIGRATIONS = "eventapp.migrations"
"""The extension that names the folder of the migrations."""
AFTER_COMMIT = "eventapp.after_commit"
"""The extension that lists what this process has to be told of everything that was committed."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)
migrate: Any = LocalProxy(cache(lambda: import_string("flask_migrate:Migrate")()))
"""Flask-Migrate, loaded by the first command that needs it: Alembic takes ten megabytes and a quarter of a second."""

if TYPE_CHECKING:

    class Entity(Base, flask_sqlalchemy.model.Model):
        """What every table class is made of (mypy cannot see ``db.Model``)."""

        __abstract__ = True

else:
    Entity = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refuses naive values, stores UTC, returns aware UTC (SQLite would forget the offset)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = aware(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def init_app(app: Flask, *, migrations: Path) -> None:
    db.init_app(app)
    app.extensions[MIGRATIONS] = migrations
    app.extensions["migrate"] = LocalProxy(cache(lambda: _migrations_of(app)))
    with app.app_context():
        harden(db.engine)


def _migrations_of(app: Flask) -> Any:
    migrate.init_app(app, db, directory=str(app.extensions[MIGRATIONS]))
    return app.extensions["migrate"]


def _leave_connections_to_the_parent() -> None:
    """A connection that crosses a fork would be spoken on by two processes; the child opens its own."""
    global _turn
    for engine in _engines:
        engine.dispose(close=False)
    _turn = RLock()


_engines: WeakSet[Engine] = WeakSet()
_turn = RLock()
"""Who of this process may write to SQLite."""
LONGEST_WAIT = 10.0
"""Seconds for the turn; whoever did not get it by then waits for SQLite's own lock as before."""
os.register_at_fork(after_in_child=_leave_connections_to_the_parent)


def harden(engine: Engine) -> None:
    """SQLite as a server's database: WAL, foreign keys, and a transaction that begins when we say so."""
    _engines.add(engine)
    if engine.dialect.name != "sqlite":
        event.listen(engine, "checkin", _close_if_spent)
        return

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("tx_mode", "DEFERRED"))


def spend_connection() -> None:
    """The session's connection is closed after this request instead of being used again: libpq keeps a buffer as large
    as the largest row it ever brought, eight megabytes for a released programme."""
    db.session.connection().info[SPENT] = True


SPENT = "eventapp.spent"
"""Noted at a connection, which then is not used again."""


def _close_if_spent(_connection: Any, record: ConnectionPoolEntry) -> None:
    """On its way back to the pool, however it comes back: also from a session that nobody closed."""
    if record.info.get(SPENT):
        record.invalidate()


def insert_into(entity: type[Entity]) -> Any:
    """An INSERT that knows ON CONFLICT. Of the two dialects only the one in use is loaded: PostgreSQL's takes as long
    as all of our pages."""
    return import_string(f"sqlalchemy.dialects.{db.session.get_bind().dialect.name}:insert")(entity)


LOCKED = ("55P03", "40P01", "40001")
"""PostgreSQL: no lock in time, deadlock, overtaken."""


def is_locked(error: DBAPIError) -> bool:
    """Whether another transaction stood in the way, so that trying once more may help."""
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error, OperationalError) and (state in LOCKED or "database is locked" in str(error.orig))


@contextmanager
def _in_turn() -> Iterator[None]:
    """Threads that want to write queue here and are woken at once. SQLite would let each of them sleep and try again,
    longer and longer: ten at once waited twice as long as their work took."""
    turn = _turn
    has_it = turn.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if has_it:
            turn.release()


@contextmanager
def transaction() -> Iterator[scoped_session[Session]]:
    """The only committer. It begins with the write lock, so that what is read inside cannot be overtaken."""
    session = db.session
    session.rollback()
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    with _in_turn() if is_sqlite else nullcontext():
        session.connection(execution_options={"tx_mode": "IMMEDIATE"})
        if not is_sqlite:
            session.execute(text("SET LOCAL lock_timeout = '5s'"))
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
    for told in current_app.extensions.get(AFTER_COMMIT, ()):
        told()
