"""At which migration a database stands, and which is the newest that this build knows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from eventapp.database import db


def standing_revision(connection: sa.Connection) -> str | None:
    """None for a database in which no migration ever ran."""
    return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> list[str]:
    """Newest first."""
    script = ScriptDirectory(current_app.extensions["migrate"].directory)
    return [step.revision for step in script.walk_revisions()]


def is_migrated() -> bool:
    """Whether the database stands at the newest migration this build knows."""
    try:
        with db.engine.connect() as connection:
            standing = standing_revision(connection)
    except SQLAlchemyError:
        return False
    return standing is not None and standing == known_revisions()[0]
