"""Uploaded files between their report and the word to apply them: kept for a day, for the person who sent them alone.

They lie in a folder of their own below the uploads, under names that tell nothing. No row points to them: a backup has
no use for them.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from eventapp.clock import aware
from eventapp.i18n import language

PROGRAMME, MEMBERS = "programme", "members"
LIVES = timedelta(hours=24)
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file with the report that its sender was shown, in ``language``; ``replaces`` as ticked by them."""

    token: str
    name: str
    data: bytes
    report: dict[str, Any]
    replaces: bool
    language: str = "de"


def keep(
    *,
    person_id: int,
    fair_id: int,
    name: str,
    data: bytes,
    report: dict[str, Any],
    at: datetime,
    replaces: bool = False,
    what: str = PROGRAMME,
) -> str:
    """The token under which it is found again, by whoever asks for the same kind of file."""
    token = secrets.token_hex(16)
    said = {"person": person_id, "fair": fair_id, "name": name, "replaces": replaces, "report": report, "what": what}
    said["language"] = language()
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / f"{token}.file", data)
    _write(folder / f"{token}.json", json.dumps({**said, "at": at.isoformat()}).encode())
    return token


def find(token: str, *, person_id: int, fair_id: int, at: datetime, what: str = PROGRAMME) -> Waiting | None:
    """What this person left here for this fair, unless it has waited too long."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        said = json.loads((_folder() / f"{token}.json").read_bytes())
        data = (_folder() / f"{token}.file").read_bytes()
    except (OSError, ValueError):
        return None
    is_over = at - aware(datetime.fromisoformat(said["at"])) > LIVES
    if is_over or (said["person"], said["fair"], said["what"]) != (person_id, fair_id, what):
        return None
    return Waiting(token, said["name"], data, said["report"], said["replaces"], said.get("language", "de"))


def forget(token: str) -> None:
    if _TOKEN.fullmatch(token):
        for ending in ("json", "file"):
            (_folder() / f"{token}.{ending}").unlink(missing_ok=True)


def forget_old(at: datetime) -> None:
    """For the worker: what nobody applied in a day."""
    for token in list(_tokens()):
        try:
            came = aware(datetime.fromisoformat(json.loads((_folder() / f"{token}.json").read_bytes())["at"]))
        except (OSError, ValueError, KeyError):
            came = None
        if came is None or at - came > LIVES:
            forget(token)


def _tokens() -> Iterator[str]:
    folder = _folder()
    names = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
    yield from (name for name in names if _TOKEN.fullmatch(name))


def _folder() -> Path:
    return Path(current_app.config["UPLOAD_FOLDER"]) / "waiting"


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)
