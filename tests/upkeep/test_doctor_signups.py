"""The doctor names every broken count of places; each is made here behind the back of the rules."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from eventapp.database import db
from eventapp.upkeep.doctor import findings
from tests.factories import SLUG
from tests.signups.house import NOW, START, ask_for, come, make_workshop
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))


@pytest.fixture(autouse=True)
def _content(in_app: None) -> None:
    """One with a place, one who waits."""
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)


def found(*, at=NOW) -> list[str]:
    db.session.remove()
    with time_machine.travel(at, tick=False):
        return [finding.removeprefix(f"{SLUG}: ") for finding in findings()]


def run(sql: str, **values: object) -> None:
    """On its own; what the session still reads would keep an index from being dropped."""
    db.session.remove()
    with db.engine.begin() as connection:
        connection.execute(sa.text(sql), values)


def test_places_that_are_whole_have_no_findings():
    assert found() == []


def test_a_count_that_is_not_that_of_the_people():
    run("UPDATE sign_up SET state = 'given_back' WHERE state = 'confirmed'")
    assert found() == ["WORKSH zählt 1 vergebene Plätze, es sind 0."]


def test_more_than_there_are_places_and_the_office_let_in():
    run("UPDATE sign_up SET state = 'confirmed'")
    assert found() == [
        "WORKSH zählt 1 vergebene Plätze, es sind 2.",
        "WORKSH hat 1 Plätze und 0 darüber, vergeben sind 2.",
        "WORKSH zählt 1 auf der Warteliste, es sind 0.",
    ]


def test_an_end_that_nobody_looks_after():
    goes(ADA, now=NOW)
    run("UPDATE allotment SET next_due_at = NULL")
    assert found() == ["WORKSH hat einen gehaltenen oder angebotenen Platz, nach dessen Ende niemand sieht."]


def test_a_free_place_while_somebody_waits():
    run("UPDATE sign_up SET state = 'given_back' WHERE state = 'confirmed'")
    run("UPDATE allotment SET taken = 0")
    assert found() == ["WORKSH hat einen freien Platz, und jemand wartet."]
    assert found(at=START - timedelta(minutes=15)) == [], "now the door gives it by name"


def test_one_person_who_stands_twice():
    run("DROP INDEX uq_sign_up_one_each")
    run("UPDATE sign_up SET visitor_id = (SELECT min(visitor_id) FROM sign_up)")
    told = found()
    run("DELETE FROM sign_up")
    run(
        "CREATE UNIQUE INDEX uq_sign_up_one_each ON sign_up (session_id, visitor_id) "
        "WHERE state IN ('held', 'asked', 'confirmed', 'offered', 'waiting')"
    )
    assert told == ["WORKSH hat dieselbe Person mehr als einmal."]


def test_a_worker_that_stands_still():
    goes(ADA, now=NOW)
    assert found() == []
    assert found(at=NOW + timedelta(days=2)) == ["1 angebotener Platz ist längst abgelaufen: Läuft flask worker?"]


def test_a_hold_that_nobody_ended():
    goes(BEN, now=NOW)
    goes(ADA, now=NOW)
    ask_for(CEM)
    late = [finding for finding in found(at=NOW + timedelta(hours=2)) if "gehaltener" in finding]
    assert late == ["1 gehaltener Platz ist längst abgelaufen: Läuft flask worker?"]


def test_a_session_with_sign_up_that_has_no_places():
    run("DELETE FROM sign_up")
    run("DELETE FROM allotment")
    assert found() == ["WORKSH nimmt Anmeldungen an, hat aber keine Plätze eingetragen."]


def test_people_in_a_session_that_is_not_released():
    run("UPDATE conference_session SET code = 'OTHERS'")
    assert "OTHERS ist nicht veröffentlicht, aber 2 Anmeldungen gelten." in found()


def test_places_that_are_not_those_that_were_released():
    run("UPDATE allotment SET capacity = 3, taken = 1")
    assert "WORKSH hat 3 Plätze eingetragen, veröffentlicht sind 1." in found()
