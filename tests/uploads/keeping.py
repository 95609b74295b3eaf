"""Keeping pictures as a view would, and looking at what then lies on disk."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from eventapp.database import transaction
from eventapp.uploads.actions import keep_image
from eventapp.uploads.models import Upload
from tests.uploads.pictures import stream

AT = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def keep(content: bytes, **values: object) -> Upload:
    with transaction():
        return keep_image(stream(content), at=AT, **values)


def folder(app: Flask) -> Path:
    return Path(app.config["UPLOAD_FOLDER"])


def files(app: Flask) -> list[str]:
    return sorted(path.relative_to(folder(app)).as_posix() for path in folder(app).rglob("*") if path.is_file())
