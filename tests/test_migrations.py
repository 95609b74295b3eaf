"""Migrations: up and down on both databases, equal to the models, whole or not at all, and no child row lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy.schema import CreateTable

from eventapp import create_app
from eventapp.database import db
from tests.conftest import settings
from tests.factories import make_entry, make_exhibitor, make_fair, make_session, make_speaker
from tests.next_migration import NEXT, NextMigration, next_migration_of

REBUILD = """
how = "always" if op.get_bind().dialect.name == "sqlite" else "never"
with op.batch_alter_table("conference_session", recreate=how) as batch:
    batch.add_column(sa.Column("room_for", sa.Integer(), nullable=False, server_default="0"))
"""
FAIL_LATE = """
op.create_table("half_done", sa.Column("id", sa.Integer(), primary_key=True))
op.execute("UPDATE fair SET title_de = 'Halb'")
op.execute("UPDATE fair SET public_version = 0")
"""
ORPHANS = 'op.execute("DELETE FROM speaker")'


@pytest.fixture
def next_migration(app: Flask, tmp_path: Path) -> Iterator[NextMigration]:
    """Lets a test write the next migration."""
    with next_migration_of(app, tmp_path) as migration:
        yield migration


def rows(table: str) -> int:
    with db.engine.connect() as connection:
        return connection.scalar(sa.text(f"SELECT count(*) FROM {table}"))  # noqa: S608 -- a name of the test's own


def revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names())


def in_words(sql: object) -> str:
    """A rule without the marks in which the two databases differ."""
    bare = re.sub(r"::[a-z ]+(?:\[\])?|[()\[\]'\",]", " ", str(sql).lower())
    return " ".join(bare.split()).replace("= any array", "in").replace("!=", "<>")


@pytest.mark.usefixtures("in_app")
def test_the_migrated_tables_are_the_models():
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})

        assert compare_metadata(context, db.metadata) == []


@pytest.mark.usefixtures("in_app")
def test_the_migrated_checks_are_the_models_checks():
    inspector = sa.inspect(db.engine)

    migrated = {
        (table, check["name"], in_words(check["sqltext"]))
        for table in db.metadata.tables
        for check in inspector.get_check_constraints(table)
    }

    wanted = {
        (table.name, check.name, in_words(check.sqltext))
        for table in db.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, sa.CheckConstraint)
    }
    assert migrated == wanted


@pytest.mark.usefixtures("in_app")
def test_what_goes_with_its_parent_is_the_same_in_models_and_migrations():
    inspector = sa.inspect(db.engine)

    migrated = {
        (table, key["name"], key["options"].get("ondelete"))
        for table in db.metadata.tables
        for key in inspector.get_foreign_keys(table)
    }

    wanted = {
        (table.name, key.name, key.ondelete)
        for table in db.metadata.tables.values()
        for key in table.foreign_key_constraints
    }
    assert migrated == wanted


def test_all_the_way_down_and_up_again(app: Flask, tmp_path: Path):
    app.config["BACKUP_FOLDER"] = str(tmp_path)
    with app.app_context():
        full = tables()
        flask_migrate.downgrade(revision="base")
        empty = tables()
        flask_migrate.upgrade()

        assert (empty, tables()) == ({"alembic_version"}, full)


def test_an_empty_file_becomes_the_newest_schema(tmp_path: Path):
    app = create_app(settings(f"sqlite:///{tmp_path / 'new.sqlite'}"))
    with app.app_context():
        flask_migrate.upgrade()

        assert tables() - {"alembic_version"} == set(db.metadata.tables)
        db.engine.dispose()


@pytest.mark.usefixtures("in_app")
def test_rebuilding_a_table_keeps_the_rows_that_hang_on_it(next_migration: NextMigration):
    fair = make_fair()
    for _ in range(20):
        make_session(fair, speakers=[make_speaker(fair)])
    next_migration.write(REBUILD)
    db.session.remove()

    flask_migrate.upgrade()

    assert (revision(), rows("conference_session"), rows("session_speaker")) == (NEXT, 20, 20)


@pytest.mark.usefixtures("in_app")
def test_who_proposed_a_session_gives_it_after_the_migration(app: Flask, tmp_path: Path):
    app.config["BACKUP_FOLDER"] = str(tmp_path)
    fair = make_fair()
    session = make_session(fair, code="AAAAAA")
    make_session(make_fair("andere-2027"), code="AAAAAA")
    said = {"title_de": "Nachts umladen"}
    entry = make_entry(make_exhibitor(fair), "proposal", accepted=said, state="accepted", session_code="AAAAAA")
    wanted = [(session.id, entry.exhibitor_id, 0)]
    db.session.remove()
    flask_migrate.downgrade(revision="011")

    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT * FROM session_exhibitor")).all() == wanted


@pytest.mark.usefixtures("in_app")
def test_a_migration_that_fails_leaves_everything_as_it_was(next_migration: NextMigration):
    make_fair(title="Ganz")
    before = tables()
    next_migration.write(FAIL_LATE)
    db.session.remove()

    with pytest.raises(sa.exc.IntegrityError):
        flask_migrate.upgrade()

    assert (revision(), tables()) == (next_migration.newest, before)
    assert db.session.scalar(sa.text("SELECT title_de FROM fair")) == "Ganz"


@pytest.mark.usefixtures("in_app")
def test_after_a_failed_migration_the_rules_still_hold_in_this_process(next_migration: NextMigration):
    make_fair()
    next_migration.write(FAIL_LATE)
    db.session.remove()
    with pytest.raises(sa.exc.IntegrityError):
        flask_migrate.upgrade()

    with pytest.raises(sa.exc.IntegrityError), db.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO session_speaker (session_id, speaker_id, position) VALUES (1, 1, 0)"))


@pytest.mark.usefixtures("in_app")
def test_a_migration_that_leaves_orphans_is_rolled_back(next_migration: NextMigration):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps its foreign keys on while it migrates")
    fair = make_fair()
    make_session(fair, speakers=[make_speaker(fair)])
    next_migration.write(ORPHANS)
    db.session.remove()

    with pytest.raises(SystemExit):
        flask_migrate.upgrade()

    assert (revision(), rows("speaker")) == (next_migration.newest, 1)


@pytest.mark.usefixtures("in_app")
def test_no_column_counts_on_a_length_that_only_one_database_holds():
    unbounded = [
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.String) and not isinstance(column.type, sa.Text) and column.type.length is None
    ]

    assert unbounded == []
    assert all(str(CreateTable(table)) for table in db.metadata.tables.values())
