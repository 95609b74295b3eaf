"""The doctor counts the acts at a door; each count is broken here behind the back of the rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.signups.models import DoorLink
from tests.factories import make_fair, make_release, make_session
from tests.signups.doors import DOORS_OPEN, act_of, make_door
from tests.signups.house import START, ask_for, come, make_workshop
from tests.upkeep.test_doctor_signups import found, run

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))


@pytest.fixture(autouse=True)
def door(in_app: None) -> DoorLink:
    """Ada is in, Ben was let in and out again, Cem is refused; one head is counted in, and a second in and out."""
    make_workshop(capacity=5)
    make_door()
    made = make_door()
    ada, ben = come(ADA), come(BEN)
    ask_for(CEM)
    act_of(made, "code", ada.code)
    undone = act_of(made, "code", ben.code)
    act_of(made, "undo", undone.nonce)
    act_of(made, "code", "AAAAAA")
    for step in ("1", "1", "-1"):
        act_of(made, "count", step, now=START)
    return made


def told() -> list[str]:
    """Without the hold of somebody who never confirmed: the worker does not run here."""
    return [finding for finding in found(at=START) if "abgelaufen" not in finding]


def test_a_door_where_all_is_right_has_no_findings():
    assert told() == []


def test_somebody_came_whom_no_door_let_in():
    run(
        "UPDATE door_act SET sign_up_id = NULL, verdict = 'unknown', step = 0 "
        "WHERE verdict = 'ok' AND undone_at IS NULL"
    )
    assert told() == ["WORKSH: gekommen, aber von keiner Tür eingelassen: 1."]


def test_somebody_was_let_in_and_did_not_come():
    run("UPDATE sign_up SET came_at = NULL")
    assert told() == ["WORKSH: eingelassen, aber nicht als gekommen eingetragen: 1."]


def test_somebody_was_let_in_twice():
    run(
        "INSERT INTO door_act (nonce, door_id, session_id, sign_up_id, verdict, was, step, at) "
        "SELECT 'again', door_id, session_id, sign_up_id, verdict, was, step, at FROM door_act "
        "WHERE verdict = 'ok' AND undone_at IS NULL"
    )
    assert told() == ["WORKSH: 2 Mal eingelassen: 1."]


def test_a_press_is_taken_back_that_nobody_made():
    run("DELETE FROM door_act WHERE undone_at IS NOT NULL")
    assert told() == [
        "WORKSH: öfter zurückgenommen als eingelassen: 1.",
        "WORKSH: Zurückgenommen wurde 1 Mal, als zurückgenommen gilt 0 Mal etwas.",
    ]


def test_more_heads_leave_than_were_counted_in():
    run("UPDATE door_act SET step = -1 WHERE verdict = 'counted'")
    assert told() == ["WORKSH zählt -3 Personen ohne Namen im Raum."]


def test_a_refusal_counts_nobody():
    run("UPDATE door_act SET step = 1 WHERE verdict = 'unknown'")
    assert told() == ["WORKSH: an der Tür anders gezählt als beantwortet: 1."]


def test_whoever_is_let_in_has_a_sign_up():
    run("UPDATE door_act SET sign_up_id = NULL WHERE verdict = 'ok' AND undone_at IS NULL")
    assert told() == [
        "WORKSH: gekommen, aber von keiner Tür eingelassen: 1.",
        "WORKSH: eingelassen ohne eine Anmeldung: 1.",
    ]


def test_whoever_is_let_in_signed_up_for_just_this_session(door: DoorLink):
    make_session(db.session.get_one(Fair, door.fair_id), "Löten", code="SOLDER", starts="14:00", ends="15:00")
    make_release(later=5)
    run(
        "UPDATE door_act SET session_id = (SELECT id FROM conference_session WHERE code = 'SOLDER') "
        "WHERE verdict = 'ok'"
    )
    assert "SOLDER: eingelassen mit einer Anmeldung für einen anderen Programmpunkt: 2." in told()


def test_the_link_of_a_press_is_gone(door: DoorLink):
    run("DELETE FROM door_link WHERE id = :id", id=door.id)
    assert told() == ["WORKSH: an einer Tür gedrückt, deren Link es nicht mehr gibt: 7."]


def test_a_press_at_the_door_of_another_fair(door: DoorLink):
    other = make_fair(slug="messe-2029", acronym="messe29")
    run("UPDATE door_link SET fair_id = :fair WHERE id = :id", fair=other.id, id=door.id)
    assert told() == ["WORKSH: an der Tür einer anderen Messe gedrückt: 7."]


def test_a_press_at_a_link_that_was_withdrawn(door: DoorLink):
    run("UPDATE door_link SET revoked_at = :at WHERE id = :id", at=DOORS_OPEN - timedelta(minutes=1), id=door.id)
    assert told() == ["WORKSH: an einer Tür gedrückt, deren Link schon zurückgezogen war: 7."]
