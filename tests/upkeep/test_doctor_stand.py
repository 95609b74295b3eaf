"""The doctor names every broken invariant of a stand; each is made here behind the back of the rules."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from eventapp.database import db
from eventapp.upkeep.doctor import findings
from tests.factories import SLUG, make_exhibitor, make_fair, make_place
from tests.upkeep.conftest import fill

OTHER = "messe-2029"


@pytest.fixture(autouse=True)
def _content(in_app: None) -> None:
    fill()


def found() -> list[str]:
    db.session.remove()
    return list(findings())


def run(sql: str, **values: object) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text(sql), values)


def test_a_stand_that_is_whole_has_no_findings():
    assert found() == []


def test_a_standing_plan_that_is_not_there():
    run("DELETE FROM published_plan")

    assert found() == [f"{SLUG}: Als gültig ist Standplan 1 eingetragen, der letzte ist 0."]


def test_a_gap_in_the_plans():
    run("UPDATE published_plan SET number = 3")
    run("UPDATE stand SET published = 3")

    assert found() == [f"{SLUG}: Die Standpläne sind nicht lückenlos: [3]", f"{SLUG}: Standplan 3 nennt sich selbst 1."]


def test_an_unreadable_plan():
    run("UPDATE published_plan SET document = :document", document=json.dumps({"fair": 1}))

    (finding,) = found()
    assert finding.startswith(f"{SLUG}: Standplan 1 ist nicht lesbar: ")


def test_a_number_that_is_not_entered():
    run("DELETE FROM stand_area_number WHERE number = 'A1'")

    assert found() == [f"{SLUG}: Die Nummer A1 der Fläche ist nicht eingetragen."]


def test_a_number_of_two_areas():
    run("UPDATE stand_area_number SET area_id = (SELECT id FROM stand_area WHERE number = 'A2') WHERE number = 'A1'")

    assert found() == [f"{SLUG}: Die Nummer A1 gehört laut Eintrag einer anderen Fläche."]


def test_an_exhibitor_of_another_fair_on_an_area():
    stranger = make_exhibitor(make_fair(OTHER), "Fremde GmbH", slug="fremde").id
    run("UPDATE placement SET exhibitor_id = :stranger WHERE entry_id IS NULL", stranger=stranger)

    assert found() == [f"{SLUG}: Auf A1 steht ein Aussteller einer anderen Messe."]


def test_what_is_no_exhibit_of_the_exhibitor_on_an_area():
    run("UPDATE placement SET entry_id = (SELECT id FROM entry WHERE kind = 'company') WHERE entry_id IS NOT NULL")

    assert found() == [f"{SLUG}: Auf A1 steht etwas, das kein Exponat dieses Ausstellers ist."]


def test_a_place_of_another_fair_on_the_stand():
    place = make_place(make_fair(OTHER), slug="fremde-buehne").id
    run("UPDATE place_on_stand SET place_id = :place", place=place)

    assert found() == [f"{SLUG}: Der Ort fremde-buehne einer anderen Messe liegt auf A1."]
