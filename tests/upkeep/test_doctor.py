"""The doctor names every broken invariant; each is made here behind the back of the rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.upkeep.doctor import findings
from tests.factories import SLUG, make_exhibitor, make_fair, make_session
from tests.upkeep.conftest import fill

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.fixture(autouse=True)
def _content(in_app: None) -> None:
    fill()


def found() -> list[str]:
    db.session.remove()
    return list(findings())


def run(sql: str, **values: object) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text(sql), values)


def run_without_rules(sql: str) -> None:
    """SQLite only: with its foreign keys and checks switched off."""
    with db.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA ignore_check_constraints=ON")
        driver.execute(sql)
    db.engine.dispose()


def rewrite(number: int, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the stored document of a release."""
    with db.engine.begin() as connection:
        wanted = {"number": number}
        document = connection.scalar(sa.text("SELECT document FROM release WHERE number = :number"), wanted)
        value = json.loads(document)
        change(value)
        rewritten = {"document": json.dumps(value), **wanted}
        connection.execute(sa.text("UPDATE release SET document = :document WHERE number = :number"), rewritten)


def session(code: str, **values: object) -> Callable[[dict[str, Any]], None]:
    """A change of one session of a document."""
    return lambda document: next(one for one in document["sessions"] if one["code"] == code).update(values)


def test_what_is_whole_has_no_findings():
    assert found() == []


def test_a_gap_in_the_versions():
    run("DELETE FROM release WHERE number = 1")

    assert found() == [f"{SLUG}: Die Versionen sind nicht lückenlos: [2]"]


def test_a_standing_version_that_is_not_the_last():
    run("UPDATE fair SET released = 1")

    assert found() == [f"{SLUG}: Als gültig ist Version 1 eingetragen, die letzte ist 2."]


def test_an_unreadable_profile():
    run("UPDATE fair SET profile = '{'")

    (finding,) = found()
    assert finding.startswith(f"{SLUG}: Die Angaben zur Messe sind nicht lesbar: ")


def test_an_unreadable_version():
    run("UPDATE release SET document = '{}' WHERE number = 2")

    (finding,) = found()
    assert finding.startswith(f"{SLUG}: Version 2 ist nicht lesbar: ")


def test_a_version_that_names_itself_otherwise():
    rewrite(2, lambda document: document.update(number=7))

    assert found() == [f"{SLUG}: Version 2 nennt sich selbst 7."]


def test_a_session_without_a_stamp():
    rewrite(2, session("AAAAAA", revised_at=None))

    assert found() == [f"{SLUG}: AAAAAA hat in Version 2 keinen Zeitstempel."]


@pytest.mark.parametrize("older", [{"sequence": 3}, {"revised_at": "2027-12-31T00:00:00Z"}])
def test_a_session_that_went_back(older: dict[str, object]):
    rewrite(1, session("AAAAAA", **older))

    assert found() == [f"{SLUG}: AAAAAA hat in Version 2 eine ältere Revision als zuvor."]


def test_a_session_that_became_another():
    rewrite(2, session("BBBBBB", guid="00000000-0000-4000-8000-ffffffffffff"))

    assert found() == [f"{SLUG}: BBBBBB hat in Version 2 eine andere guid als zuvor."]


def test_a_released_session_that_is_gone():
    run("DELETE FROM conference_session WHERE code = 'BBBBBB'")

    assert found() == [f"{SLUG}: BBBBBB ist veröffentlicht, fehlt aber im Entwurf."]


def test_everything_broken_is_named_at_once():
    run("UPDATE fair SET released = 1, profile = '[]'")
    run("DELETE FROM conference_session WHERE code = 'BBBBBB'")

    assert len(found()) == 3


def test_a_row_that_points_nowhere():
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL forbids it")
    run_without_rules("UPDATE conference_session SET place_id = 4711 WHERE code = 'AAAAAA'")

    assert found() == ["In der Tabelle conference_session zeigt eine Zeile ins Leere."]


def test_a_row_that_breaks_a_check():
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL forbids it")
    run_without_rules("UPDATE place SET name_de = ''")

    (finding,) = found()
    assert finding.startswith("SQLite meldet eine beschädigte Datei: CHECK constraint failed in place")


def test_a_database_that_is_not_migrated(app: Flask, tmp_path):
    app.config["BACKUP_FOLDER"] = str(tmp_path)
    db.session.remove()
    flask_migrate.downgrade(revision="base")

    try:
        assert found() == ["Die Datenbank steht nicht auf dem neuesten Stand: flask --app eventapp db upgrade"]
    finally:
        flask_migrate.upgrade()


def test_the_command_ends_well_when_all_is_well(cli: FlaskCliRunner):
    answer = cli.invoke(args=["doctor"])

    assert (answer.exit_code, answer.output) == (0, "Alles in Ordnung.\n")


def test_the_command_ends_with_one_and_says_why(cli: FlaskCliRunner):
    run("UPDATE fair SET released = 1")

    answer = cli.invoke(args=["doctor"])

    assert answer.exit_code == 1
    assert answer.output == f"{SLUG}: Als gültig ist Version 1 eingetragen, die letzte ist 2.\n"


def test_an_exhibitor_of_another_fair_is_found():
    other = make_exhibitor(make_fair("andere-2027"))
    make_session(get_fair(SLUG), code="FREMD0", starts="20:00", ends="21:00", exhibitors=[other])

    assert found() == [f"{SLUG}: FREMD0 nennt einen Aussteller einer anderen Messe."]
