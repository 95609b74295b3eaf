"""The database: SQLite and PostgreSQL alike, hardened the same way, with one committer."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple
from weakref import WeakSet

import flask_sqlalchemy.model
import msgspec
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Select,
    event,
)
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
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


db = SQLAlchemy(model_class=Base, engine_options={"json_deserializer": msgspec.json.decode})
"""Documents in columns are read by msgspec, in a quarter of the time: a page of the desk reads thousands."""
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
_running: ContextVar[Connection | None] = ContextVar("running", default=None)
"""The connection of :func:`transaction`: to ask the session for it takes as long as many a statement."""
LONGEST_WAIT = 10.0
"""Seconds for the turn; whoever did not get it by then waits for SQLite's own lock as before."""
os.register_at_fork(after_in_child=_leave_connections_to_the_parent)


def harden(engine: Engine) -> None:
    """SQLite as a server's database: WAL, foreign keys, and a transaction that begins when we say so."""
    _engines.add(engine)
    if engine.dialect.name != "sqlite":
        event.listen(engine, "connect", _wait_no_longer)
        event.listen(engine, "checkout", _ask_whether_it_lives(engine.dialect))
        event.listen(engine, "checkin", _close_if_spent)
        event.listen(engine, "checkin", _note_when)
        event.listen(engine, "handle_error", _tell_no_values)
        return

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("tx_mode", "DEFERRED"))


def _wait_no_longer(connection: Any, _record: object) -> None:
    """For a lock, in every transaction of this connection."""
    connection.execute("SET lock_timeout = '5s'")
    connection.commit()


USED_AT, SURELY_ALIVE = "eventapp.used_at", 1.0
"""Noted at a connection: when it went back to the pool, by the monotonic clock; and for how many seconds nobody asks
whether the server is still there."""


def _note_when(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info[USED_AT] = time.monotonic()


def _ask_whether_it_lives(dialect: Dialect) -> Callable[[Any, ConnectionPoolEntry, object], None]:
    """As ``pool_pre_ping`` does, but not of a connection that was in use just now: under load every one was, and the
    question is a ninth of all ways to the server. Whoever meets one that ended within this second meets it either way.
    """
    errors: Any = dialect.dbapi

    def ask(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info.get(USED_AT, float("-inf")) < SURELY_ALIVE:
            return
        try:
            dialect.do_ping(connection)
        except errors.Error as error:
            raise DisconnectionError from error

    return ask


def _tell_no_values(context: ExceptionContext) -> None:
    """PostgreSQL quotes what broke a rule ("Key (email)=(…) already exists"), which then would stand in the log."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\nDETAIL:")[0], *error.args[1:])


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


def connection() -> Connection:
    """That of the running transaction, past the object mapper; what that has not flushed is not seen there."""
    running = _running.get()
    return db.session.connection() if running is None or running.closed else running


Columns = TypeVarTuple("Columns")


def rows_of(wanted: Select[*Columns]) -> CursorResult[*Columns]:
    """Columns of many rows, past the object mapper, which takes half the time again for each."""
    db.session.flush()
    return connection().execute(wanted)


def insert_new(entity: type[Entity], row: Mapping[str, Any], *, given: str, unless: tuple[str, ...] = ()) -> Any:
    """Inserts one row by the names of its columns, and gives its column ``given``; None, and nothing was done, where
    another row stands in the way: one that is equal in the columns ``unless``, or in any that are unique.

    One statement, built once, past the object mapper: it knows neither this row nor changes that it has not flushed.
    """
    running = connection()
    return running.execute(_inserting(entity, running.dialect.name, given, unless), row).scalar()


@cache
def _inserting(entity: type[Entity], dialect: str, given: str, unless: tuple[str, ...]) -> Any:
    """Of the two dialects only the one in use is loaded: PostgreSQL's takes as long as all of our pages."""
    table: Any = entity.__table__
    inserting = import_string(f"sqlalchemy.dialects.{dialect}:insert")(table)
    return inserting.on_conflict_do_nothing(index_elements=unless or None).returning(table.c[given])


Done = TypeVar("Done")
TRIES = 3
"""How often the shell and the worker ask for a database that somebody else is writing to."""
LOCKED = ("55P03", "40P01", "40001")
"""PostgreSQL: no lock in time, deadlock, overtaken."""


def is_locked(error: DBAPIError) -> bool:
    """Whether another transaction stood in the way, so that trying once more may help."""
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error, OperationalError) and (state in LOCKED or "database is locked" in str(error.orig))


@contextmanager
def in_turn() -> Iterator[None]:
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
    with in_turn() if is_sqlite else nullcontext():
        before = _running.set(session.connection(execution_options={"tx_mode": "IMMEDIATE"}))
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            _running.reset(before)
    for told in current_app.extensions.get(AFTER_COMMIT, ()):
        told()


def in_transaction(work: Callable[[], Done]) -> Done:
    """What ``work`` gives, committed. Where the database is locked for too long, it is begun anew."""
    for left in reversed(range(TRIES)):
        try:
            with transaction():
                return work()
        except DBAPIError as error:
            if not left or not is_locked(error):
                raise
    raise AssertionError("the last try returns or raises")
