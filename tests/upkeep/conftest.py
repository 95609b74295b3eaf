"""Content worth keeping, and ways to look at all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from eventapp import create_app
from eventapp.database import db, transaction
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.programme.models import Place
from eventapp.stand.actions import drawing, placing
from tests.conftest import settings
from tests.factories import (
    change,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.next_migration import NextMigration, next_migration_of
from tests.stand.ground import AT, do, make_area, make_exhibit, make_mark, make_stand, publish, put, put_exhibitor


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
    draw_stand(fair, row.place_id)
    db.session.remove()


def draw_stand(fair: Fair, place_id: int) -> None:
    """A published stand with everything that a stand can have, changed once more since."""
    stand, exhibitor = make_stand(fair, "Stand „Übersicht“ 💡"), make_exhibitor(fair, accepted={})
    area, removed = make_area(stand, "A1", name=Words("Bühne", "Stage")), make_area(stand, "A2", (300, 0, 300, 200))
    make_mark(stand, "power", kw=10)
    put(stand, make_exhibit(exhibitor), area)
    put_exhibitor(stand, exhibitor, area)
    with transaction() as session:
        placing.put_place(stand, session.get_one(Place, place_id), area, by=None, at=AT)
    publish()
    do(drawing.remove_area, stand, removed, version=1)


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
