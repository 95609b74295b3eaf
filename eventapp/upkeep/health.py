"""What a machine needs to be ready: a database that answers, room on the disk, a worker where mails are to be sent."""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from eventapp.clock import now
from eventapp.database import db
from eventapp.outbox import tasks

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


def needs_a_worker() -> bool:
    """The demo shows its pages without one."""
    return bool(current_app.config["MAIL_URL"]) and not current_app.config["DEMO"]


def a_worker_is_alive() -> bool:
    try:
        return tasks.is_a_worker_alive(now())
    except SQLAlchemyError:
        return False
