"""What a machine needs to be ready: a database that answers, and room on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from eventapp.database import db

LEAST_FREE_BYTES = 500 * 1000 * 1000


def database_answers() -> bool:
    try:
        return bool(db.session.scalar(text("SELECT 1")) == 1)
    except SQLAlchemyError:
        return False


def has_room() -> bool:
    """Free disk where the instance lies."""
    folder = Path(current_app.instance_path)
    return shutil.disk_usage(folder if folder.exists() else folder.parent).free >= LEAST_FREE_BYTES
