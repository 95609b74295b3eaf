"""The company we want to be in: bare Flask, one route for each answer, its bytes ready before anybody asks.

``BARE_ANSWERS`` names a folder: ``x`` holds the bytes of the answer ``/x``, ``x.json`` its headers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response


def create_app() -> Flask:
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/hello", "hello", lambda: b"hello")
    for path in sorted(Path(os.environ["BARE_ANSWERS"]).glob("*.json")):
        app.add_url_rule(f"/{path.stem}", path.stem, _answering(path))
    return app


def _answering(path: Path) -> Callable[[], Response]:
    body, headers = path.with_suffix("").read_bytes(), json.loads(path.read_text())
    return lambda: Response(body, headers=headers)
