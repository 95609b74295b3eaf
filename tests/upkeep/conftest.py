"""Content worth keeping, and ways to look at all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from eventapp import create_app
from eventapp.database import db
from tests.conftest import settings
from tests.factories import change, make_fair, make_place, make_release, make_session, make_speaker, make_theme
from tests.next_migration import NextMigration, next_migration_of


def fill() -> None:
    """A fair with two releases and something of everything in it."""
    fair = make_fair(title="Messe „Übersicht“ 💡")
    row = make_session(
        fair,
        code="AAAAAA",
        place=make_place(fair),
        theme=make_theme(fair),
        speakers=[make_speaker(fair), make_speaker(fair, "Projektteam B")],
        links=[{"url": "https://example.org/ä", "title": "Folien"}],
    )
    make_session(fair, "Ohne Ort", code="BBBBBB", starts="01:30", ends="03:30", is_cancelled=True)
    make_release()
    change(row, title_de="Wärme\nmit Umbruch", is_cancelled=False)
    make_release(later=5)
    db.session.remove()


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows as the models see them: the same on either database."""
    with db.engine.connect() as connection:
        return {
            table.name: [
                dict(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in db.metadata.sorted_tables
        }


@pytest.fixture
def open_app() -> Iterator[Callable[[str], Flask]]:
    """Opens apps on further databases and closes them after the test."""
    opened: list[Flask] = []

    def open_(url: str) -> Flask:
        opened.append(create_app(settings(url)))
        return opened[-1]

    yield open_
    for app in opened:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def next_migration(app: Flask, tmp_path: Path) -> Iterator[NextMigration]:
    """Lets a test write the next migration; backups go to the test's folder."""
    with next_migration_of(app, tmp_path) as migration:
        yield migration
