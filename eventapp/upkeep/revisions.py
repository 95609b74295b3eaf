"""At which migration a database stands, and which is the newest that this build knows.

What is asked while serving (:func:`is_migrated`) does without Alembic, which only commands load.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.utils import import_string

from eventapp.database import MIGRATIONS, db

_NAMED = re.compile(r"^(revision|down_revision) *= *[\"'](\w+)[\"']", re.MULTILINE)


def standing_revision(connection: sa.Connection) -> str | None:
    """None for a database in which no migration ever ran."""
    context: Any = import_string("alembic.migration:MigrationContext")
    revision: str | None = context.configure(connection).get_current_revision()
    return revision


def known_revisions() -> list[str]:
    """Newest first."""
    directory: Any = import_string("alembic.script:ScriptDirectory")
    return [step.revision for step in directory(str(_folder())).walk_revisions()]


def newest_revision() -> str:
    """The one that no other follows."""
    files = [path.read_text() for path in (_folder() / "versions").glob("*.py")]
    named: list[dict[str, str]] = [dict(_NAMED.findall(written)) for written in files]
    followed = {names.get("down_revision") for names in named}
    return next(names["revision"] for names in named if names["revision"] not in followed)


def is_migrated() -> bool:
    """Whether the database stands at the newest migration this build knows."""
    try:
        with db.engine.connect() as connection:
            standing: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return standing == newest_revision()


def _folder() -> Path:
    return Path(current_app.extensions[MIGRATIONS])
