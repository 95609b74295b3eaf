"""The company we want to be in: bare Flask, one route for each answer, its bytes ready; and one that inserts a row.

``BARE_ANSWERS`` names a folder: ``x`` holds the bytes of the answer ``/x``, ``x.json`` its headers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, Response, request

ROWS = "bare_row"


def create_app() -> Flask:
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/hello", "hello", lambda: b"hello")
    if "BARE_ROWS" in os.environ:
        app.add_url_rule("/row", "row", _inserting(os.environ["DATABASE_URL"]), methods=["POST"])
    for path in sorted(Path(os.environ["BARE_ANSWERS"]).glob("*.json")):
        app.add_url_rule(f"/{path.stem}", path.stem, _answering(path))
    return app


def _inserting(url: str) -> Callable[[], str]:
    """A form that becomes one row, committed: the least that somebody who signs up can cost."""
    engine = sa.create_engine(url)
    table = sa.Table(ROWS, sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("said", sa.Text))
    with engine.begin() as connection:
        table.create(connection, checkfirst=True)
    engine.dispose()

    def insert() -> str:
        with engine.begin() as connection:
            connection.execute(sa.insert(table), {"said": request.form["once"]})
        return "ok"

    return insert


def _answering(path: Path) -> Callable[[], Response]:
    body, headers = path.with_suffix("").read_bytes(), json.loads(path.read_text())
    return lambda: Response(body, headers=headers)
