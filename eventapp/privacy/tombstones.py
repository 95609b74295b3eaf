"""The list of what was erased. It lies in the database and beside it: a restored database knows only its own past.

The file ``ERASED_LIST`` is brought up to date after the commit, so it never names what was not erased.
"""

from __future__ import annotations

import hashlib
import os
import re
from datetime import datetime
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import select

from eventapp.database import AFTER_COMMIT, db
from eventapp.privacy.models import Tombstone

BURIED = "eventapp.buried"
"""Marks a database session in which something was erased."""
DIGEST = re.compile(r"[0-9a-f]{64}")


def init_app(app: Flask) -> None:
    app.extensions.setdefault(AFTER_COMMIT, []).append(_write_list_if_it_grew)


def bury(table: str, identity: str, *, at: datetime) -> None:
    """``identity`` is a value of chance that the row had for itself: numbers of rows are given again."""
    db.session.merge(Tombstone(digest=_digest(table, identity), erased_at=at))
    db.session.flush()
    db.session.info[BURIED] = True


def is_buried(table: str, identity: str) -> bool:
    return db.session.get(Tombstone, _digest(table, identity)) is not None


def take_over_list(*, at: datetime) -> None:
    """What the file knows and a restored database does not."""
    known = set(db.session.scalars(select(Tombstone.digest)))
    db.session.add_all(Tombstone(digest=digest, erased_at=at) for digest in sorted(_listed() - known))
    db.session.flush()


def state_of_list() -> tuple[int, ...]:
    """Another one whenever somebody was erased or took something back, told without the database."""
    try:
        found = _file().stat()
    except OSError:  # not there yet, or not to be looked at: nobody's calendar stops for that
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _digest(table: str, identity: str) -> str:
    return hashlib.sha256(f"{table}\n{identity}".encode()).hexdigest()


def _file() -> Path:
    return Path(current_app.config["ERASED_LIST"])


def _listed() -> set[str]:
    try:
        return {line for line in _file().read_text().splitlines() if DIGEST.fullmatch(line)}
    except FileNotFoundError:
        return set()


def _write_list_if_it_grew() -> None:
    if not db.session.info.pop(BURIED, False):
        return
    wanted = _listed() | set(db.session.scalars(select(Tombstone.digest)))
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.part")
    unfinished.write_text("".join(f"{digest}\n" for digest in sorted(wanted)))
    unfinished.replace(file)
