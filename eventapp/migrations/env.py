"""Alembic's environment: one transaction for all, and on SQLite no foreign keys while tables are rebuilt.

A rebuilt SQLite table is dropped, and with foreign keys on that deletes its children: they are switched off before
BEGIN (inside it the switch does nothing) and checked before the end. A connection used here is never used again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from eventapp.upkeep.migrating import back_up_before, look_after
from eventapp.upkeep.revisions import standing_revision

db = current_app.extensions["migrate"].db


def backed_up() -> Path | None:
    """The backup, where this command takes a database with content to another revision (others only look)."""
    with db.engine.connect() as looking:
        standing = standing_revision(looking)
    try:
        wanted = context.get_revision_argument()
    except KeyError:
        return None
    return back_up_before(standing, str(wanted or "base")) if standing and wanted != standing else None


def migrate(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if not is_sqlite:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        context.run_migrations()
        if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("foreign key violation after migration")


backup = backed_up()
try:
    with db.engine.connect() as connection:
        migrate(connection.execution_options(tx_mode="IMMEDIATE"))
finally:
    db.engine.dispose()
if backup:
    look_after(backup)
