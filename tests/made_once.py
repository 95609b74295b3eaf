"""What every application of a process makes alike is made by the first of them: thousands of tests have one each.

Only what depends on nothing but the code is kept, and what nobody changes: compiled templates, parsed addresses, static
files, statements as text. An application's rows, settings, memos, connections and registered views stay its own.
"""

from __future__ import annotations

from functools import cache
from types import CodeType
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from eventapp.database import db
from eventapp.web import assets
from eventapp.web.late_rules import LateRule


class CompiledOnce(BytecodeCache):
    """The same templates need not be compiled thousands of times."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.compiled[bucket.key, bucket.checksum] = bucket.code


_compile = Rule.compile
_alike: dict[tuple[object, ...], Rule] = {}


def compile_once(rule: Rule) -> None:
    """A rule that says the same on a map that reads it alike takes over what was found out about its address."""
    known = _alike.setdefault(_meaning(rule), rule)
    if known is rule:
        _compile(rule)
        return
    rule.arguments = known.arguments.copy()
    rule._parts, rule._trace, rule._converters = known._parts, known._trace, known._converters
    rule._build, rule._build_unknown = _of(rule, known._build), _of(rule, known._build_unknown)


def _of(rule: Rule, method: Any) -> Any:
    return method.__func__.__get__(rule, None)


def _meaning(rule: Rule) -> tuple[object, ...]:
    asked = rule.map
    defaults = tuple((name, type(value), value) for name, value in (rule.defaults or {}).items())
    reading = (asked.host_matching, asked.merge_slashes, asked.sort_parameters, asked.sort_key)
    return rule.rule, rule.host, rule.subdomain, defaults, reading, *asked.converters.items()


_make_engine = db._make_engine
_spoken: dict[str, sa.Engine] = {}


def make_engine(key: str | None, options: dict[str, Any], app: Flask) -> sa.Engine:
    """Applications' engines of one kind share their dialect and what they compiled. Statements are compiled for a
    dialect and kept at the engine: each test's would compile all of them anew, and ask PostgreSQL each time what it
    can do. Listeners for errors are the only ones that stand at a dialect: they are each application's own."""
    engine = _make_engine(key, options, app)
    own, first = engine.dialect, _spoken.setdefault(engine.dialect.name, engine)
    if not _is_introduced(first.dialect):
        _spoken[own.name] = engine
    elif first is not engine:
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        if heard := engine.dialect.dispatch.handle_error:
            heard.clear()
        own.initialize = lambda _connection: None
    return engine


def _is_introduced(dialect: sa.Dialect) -> bool:
    """Whether a first connection told what the server can do."""
    return "default_isolation_level" in vars(dialect)


def install() -> None:
    """For this process, before its first application."""
    once = pytest.MonkeyPatch()
    once.setattr(Flask, "jinja_options", {"bytecode_cache": CompiledOnce()})
    once.setattr(LateRule, "compile", compile_once)
    once.setattr(assets, "Assets", cache(assets.Assets))
    once.setattr(db, "_make_engine", make_engine)
