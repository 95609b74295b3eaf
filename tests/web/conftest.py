"""A released fair on either database, and the demo as ``make run`` shows it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp import create_app
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.visitors.actions import keep_programme
from tests.conftest import settings
from tests.factories import (
    change,
    make_entry,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.stand.ground import make_area, make_stand, publish


def release_a_fair(app: Flask) -> None:
    """Two sessions with place, theme and speaker, released once; a stand with one area, published; a visitor who
    starred one of the sessions."""
    with app.app_context():
        fair = make_fair(title="Messe 2027")
        stage, energy = make_place(fair, slug="buehne-a"), make_theme(fair, slug="energie")
        team = make_speaker(fair)
        change(team, slug="projektteam-a")
        make_session(fair, code="AAAAAA", place=stage, theme=energy, speakers=[team])
        make_session(fair, "Licht im Quartier", code="BBBBBB", starts="12:00", ends="12:30", place=stage)
        make_release()
        said = {"text_de": "Wärmepumpen.", "organisation_kind": "services"}
        exhibitor = make_exhibitor(fair, slug="muster-gmbh", accepted=said)
        pump = {"title_de": "Eine Pumpe", "themes": ["energie"]}
        make_entry(exhibitor, "exhibit", slug="pumpe", accepted=pump, state="accepted")
        make_area(make_stand(fair))
        publish()
        with transaction():
            keep_programme(fair.id, codes=["AAAAAA"], language="de", at=now())
        db.session.remove()


@pytest.fixture
def released(app: Flask) -> None:
    """The small fair in the test's own database."""
    release_a_fair(app)


@pytest.fixture(scope="session")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app with the small fair that many tests share, because they only read."""
    path = tmp_path_factory.mktemp("house") / "house.sqlite"
    shutil.copy(sqlite_template, path)
    app = create_app(settings(f"sqlite:///{path}"))
    release_a_fair(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(house: Flask) -> FlaskClient:
    return house.test_client()


@pytest.fixture
def demo(demo_database: str) -> Iterator[FlaskClient]:
    """A visitor of the demo."""
    app = create_app(settings(demo_database))
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()
