"""Statements that are sent all day, past SQLAlchemy: built once, on connections of their own, a tenth of the work.

Who gets an error asks again in the usual way; so every error ends here with a connection that is closed.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, cast
from weakref import WeakSet

import msgspec
from sqlalchemy import CompoundSelect, Dialect, Engine, Executable, Integer, Select, String
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from eventapp.database import UtcDateTime, in_turn

Values = Mapping[str, Any]
Row = list[Any]
Run = Callable[[str, Values], Row | None]


class Unanswered(RuntimeError):
    """The database did not answer, or refused."""


class _Parameter(NamedTuple):
    """What stands at one place of a statement: a value by its name, or else one that is always the same."""

    name: str
    always: Any
    write: Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Statement:
    """In the words of the database. ``readings`` are by the place of a column."""

    text: str
    parameters: tuple[_Parameter, ...]
    readings: tuple[tuple[int, Callable[[Any], Any]], ...]

    @classmethod
    def of(cls, statement: Executable, engine: Engine) -> _Statement:
        is_sqlite = engine.dialect.name == "sqlite"
        written_for: Any = type(engine.dialect)
        dialect: Dialect = engine.dialect if is_sqlite else written_for(paramstyle="numeric_dollar")
        compiled = cast("SQLCompiler", cast("Any", statement).compile(dialect=dialect))
        bound = (compiled.binds[name] for name in compiled.positiontup or ())
        parameters = (
            _Parameter(one.key, one.value, _sqlite_writing(one.type, dialect) if is_sqlite else _octets)
            for one in bound
        )
        columns = [column.type for column in cast("Any", statement).exported_columns]
        readings = (_sqlite_reading(one, dialect) if is_sqlite else _BINARY[type(one)] for one in columns)
        known = ((at, reading) for at, reading in enumerate(readings) if reading)
        return cls(str(compiled), tuple(parameters), tuple(known))

    def sent(self, values: Values) -> Row:
        """The values in the order of the statement, as the driver takes them."""
        found = ((values.get(name, always), write) for name, always, write in self.parameters)
        return [value if write is None or value is None else write(value) for value, write in found]

    def read(self, rows: list[Row]) -> list[Row]:
        for at, reading in self.readings:
            for row in rows:
                if row[at] is not None:
                    row[at] = reading(row[at])
        return rows


class _Prepared:
    """Statements by their names, and as many connections as there are threads that need one at the same time."""

    _on_sqlite = _on_postgresql = ""
    """What a new connection is told."""

    def __init__(self, engine: Engine, statements: Mapping[str, Executable]) -> None:
        self._engine = engine
        self._idle: deque[Any] = deque()
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._statements = {name: _Statement.of(one, engine) for name, one in statements.items()}
        _prepared.add(self)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def forget(self) -> None:
        """After a fork: the connections are the parent's."""
        self._idle = deque()

    @contextmanager
    def _lent(self) -> Iterator[Any]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)

    def _connect(self) -> Any:
        pooled = self._engine.raw_connection()
        connection = cast("Any", pooled.driver_connection)
        pooled.detach()
        if not self._is_sqlite:
            connection.autocommit = True
        if told := self._on_sqlite if self._is_sqlite else self._on_postgresql:
            connection.execute(told)
        if not self._is_sqlite and not self._prepare(connection.pgconn):
            connection.close()
            raise Unanswered
        return connection

    def _prepare(self, pgconn: Any) -> bool:
        """Whether PostgreSQL took all of them."""
        known = ((name.encode(), one.text.encode()) for name, one in self._statements.items())
        return all(pgconn.prepare(name, text).status == _COMMAND_OK for name, text in known)

    def _run(self, connection: Any, name: str, values: Values) -> list[Row]:
        statement = self._statements[name]
        sent = statement.sent(values)
        if self._is_sqlite:
            rows = [list(row) for row in connection.execute(statement.text, sent).fetchall()]
        else:
            rows = _ask_postgresql(connection, name.encode(), sent)
        return statement.read(rows)


class Question(_Prepared):
    """One statement that only reads: one way to the server instead of four (ping, BEGIN, statement, ROLLBACK).

    ``statement`` holds integers, texts and moments; its parameters are integers and texts.
    """

    _on_sqlite = "PRAGMA query_only=ON"
    _on_postgresql = "SET default_transaction_read_only = on"

    def __init__(self, statement: CompoundSelect[Any] | Select[*tuple[Any, ...]], engine: Engine) -> None:
        super().__init__(engine, {"question": statement})

    def rows(self, **values: int | str) -> list[Row]:
        """Who asks with a connection that breaks, or cannot get one, gets the driver's error or :class:`Unanswered`."""
        with self._lent() as connection:
            return self._run(connection, "question", values)


class Writing(_Prepared):
    """Statements that are committed together or not at all: on SQLite several behind its lock, on PostgreSQL a single
    one, which is a transaction by itself. What they return are integers."""

    @contextmanager
    def begun(self) -> Iterator[Run]:
        """What runs a statement by its name, and gives its first row. With any error nothing was done."""
        with in_turn() if self._is_sqlite else nullcontext(), self._lent() as connection:
            if self._is_sqlite:
                connection.execute("BEGIN IMMEDIATE")
            yield lambda name, values: next(iter(self._run(connection, name, values)), None)
            if self._is_sqlite:
                connection.execute("COMMIT")


_prepared: WeakSet[_Prepared] = WeakSet()
_COMMAND_OK, _TUPLES_OK, _AS_BINARY = 1, 2, 1
"""libpq's numbers."""
_MILLENNIUM = datetime(2000, 1, 1, tzinfo=UTC)
_BINARY: dict[type[Any], Callable[[bytes], Any]] = {
    Integer: lambda octets: int.from_bytes(octets, signed=True),
    String: bytes.decode,
    UtcDateTime: lambda octets: _MILLENNIUM + timedelta(microseconds=int.from_bytes(octets, signed=True)),
}
"""How PostgreSQL writes values (``int4send``, ``textsend``, ``timestamptz_send``), whatever its settings are."""


def _leave_connections_to_the_parent() -> None:
    for one in _prepared:
        one.forget()


os.register_at_fork(after_in_child=_leave_connections_to_the_parent)


def _sqlite_reading(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _sqlite_writing(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _octets(value: Any) -> bytes:
    """As PostgreSQL reads it where text is sent."""
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, datetime):
        return value.isoformat().encode()
    return msgspec.json.encode(value) if isinstance(value, dict) else str(value).encode()


def _ask_postgresql(connection: Any, name: bytes, sent: Row) -> list[Row]:
    result = connection.pgconn.exec_prepared(name, sent, None, _AS_BINARY)
    if result.status != _TUPLES_OK:
        raise Unanswered
    columns = range(result.nfields)
    return [[result.get_value(row, column) for column in columns] for row in range(result.ntuples)]
