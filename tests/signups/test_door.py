"""Pressed at the door: who comes in, who does not and why, once only, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.errors import NotFound
from eventapp.signups.actions.door import Paused
from eventapp.signups.actions.door_links import revoke_door
from eventapp.signups.actions.giving_back import give_back
from eventapp.signups.door_rules import MOST_MISSES
from eventapp.signups.models import DoorAct, SignUp
from tests.factories import DAY, at, make_release, make_session
from tests.signups.doors import DOORS_OPEN, act_of, acts, fresh_nonce, make_door, numbers, refreshed_sign_up, verdict
from tests.signups.house import NOW, START, ask_for, come, counted, get_sign_up, mails, make_workshop, states, workshop

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM, DOA = (f"{name}@besuch.example" for name in ("ada", "ben", "cem", "doa"))


def gives_back(sign_up: SignUp, *, now=NOW) -> None:
    sign_up_id = sign_up.id

    def go() -> None:
        found = get_sign_up(sign_up_id)
        assert found is not None
        give_back(found, workshop(), at=now)

    in_transaction(go)


def test_a_code_lets_its_person_in_and_says_when_and_where():
    make_workshop()
    ada, door = come(ADA), make_door("Tür B")

    assert verdict(door, "code", ada.code.lower()) == "ok"

    came = refreshed_sign_up(ada)
    assert (came.came_at, came.came_through) == (DOORS_OPEN, "Tür B")
    assert numbers(door).present == 1


def test_a_name_lets_its_person_in():
    make_workshop()
    ada, door = come(ADA), make_door()

    assert verdict(door, "name", ada.handle) == "ok"
    assert numbers(door).came == 1


def test_a_code_counts_once_from_whatever_door():
    make_workshop()
    ada, one, other = come(ADA), make_door("Tür A"), make_door("Tür B")
    act_of(one, "code", ada.code)

    assert verdict(other, "code", ada.code, now=START) == "already"
    assert verdict(one, "name", ada.handle, now=START) == "already"

    assert refreshed_sign_up(ada).came_through == "Tür A"
    assert numbers(one).present == 1


def test_the_same_press_sent_again_is_answered_alike_and_counts_once():
    make_workshop()
    ada, door, nonce = come(ADA), make_door(), fresh_nonce()

    said = [verdict(door, "code", ada.code, nonce=nonce) for _ in range(3)]

    assert said == ["ok"] * 3
    assert numbers(door).present == 1
    assert len(db.session.scalars(select(DoorAct)).all()) == 1


def test_a_refusal_sent_again_is_answered_alike_whatever_happened_since():
    make_workshop(capacity=1)
    come(ADA)
    ben, door, nonce = come(BEN), make_door(), fresh_nonce()
    assert verdict(door, "code", ben.code, nonce=nonce) == "waiting"
    gives_back(refreshed_sign_up(ben), now=DOORS_OPEN)

    assert verdict(door, "code", ben.code, nonce=nonce) == "waiting"


def test_two_presses_of_one_page_are_two():
    """Without script a page's buttons share its nonce."""
    make_workshop()
    ada, ben, door, nonce = come(ADA), come(BEN), make_door(), fresh_nonce()

    assert verdict(door, "name", ada.handle, nonce=nonce) == "ok"
    assert verdict(door, "name", ben.handle, nonce=nonce) == "ok"


def test_who_waits_does_not_come_in_by_a_code():
    make_workshop(capacity=1)
    come(ADA)
    ben, door = come(BEN), make_door()

    assert verdict(door, "code", ben.code) == "waiting"
    assert numbers(door).present == 0


def test_a_code_of_another_session_is_the_wrong_one():
    fair = make_workshop()
    make_session(fair, "Später", code="LATER1", admission="sign_up", capacity=5, starts="14:00", ends="15:00")
    make_release(later=1)
    ada, door = come(ADA, code="LATER1"), make_door()

    assert verdict(door, "code", ada.code) == "elsewhere"
    assert refreshed_sign_up(ada).came_at is None


def test_what_was_given_back_or_never_confirmed_opens_nothing():
    make_workshop(capacity=10)
    ada, door = come(ADA), make_door()
    gives_back(ada)
    ben = ask_for(BEN)
    assert ben is not None

    assert verdict(door, "code", ada.code) == "given_back"
    assert verdict(door, "code", ben.code) == "unconfirmed"
    assert numbers(door).present == 0


def test_an_offered_place_is_taken_by_coming():
    make_workshop(capacity=1)
    ada, ben, door = come(ADA), come(BEN), make_door()
    gives_back(ada, now=START - timedelta(minutes=60))
    assert states()[BEN] == "offered"

    assert verdict(door, "name", ben.handle, now=START - timedelta(minutes=59)) == "ok"
    assert states()[BEN] == "confirmed"


def test_a_scanner_of_another_keyboard_layout_opens_the_door():
    make_workshop()
    ada, door = come(ADA), make_door()
    in_transaction(lambda: setattr(db.session.get_one(SignUp, ada.id), "code", "YZ2345"))

    assert verdict(door, "code", "ZY2345") == "ok"


def test_an_unknown_code_is_a_miss_and_a_misread_one_is_not():
    make_workshop()
    door = make_door()

    assert verdict(door, "code", "AAAAAA") == "unknown"
    assert verdict(door, "code", "OOOOOO") == "unknown"

    db.session.refresh(door)
    assert (door.misses, door.missing_since) == (1, DOORS_OPEN)


def test_a_code_of_another_day_is_a_miss_and_one_of_another_session_today_is_not():
    fair = make_workshop()
    make_session(fair, "Später", code="LATER1", admission="sign_up", capacity=5, starts="14:00", ends="15:00")
    make_session(fair, "Morgen", code="MORGEN", admission="sign_up", capacity=5, day=DAY + timedelta(days=1))
    make_release(later=1)
    later, tomorrow, door = come(ADA, code="LATER1"), come(BEN, code="MORGEN"), make_door()

    assert verdict(door, "code", later.code) == "elsewhere"
    db.session.refresh(door)
    assert door.misses == 0

    assert verdict(door, "code", tomorrow.code) == "elsewhere"
    db.session.refresh(door)
    assert (door.misses, door.missing_since) == (1, DOORS_OPEN)


def test_what_can_mean_nothing_here_is_answered_and_not_kept():
    make_workshop()
    ada, door, other = come(ADA), make_door(), make_door("Tür B")
    act = act_of(other, "code", ada.code)

    said = [verdict(door, "code", typed) for typed in ("OOOOOO", "Ada Beispiel", "x" * 60)]
    said += [verdict(door, "undo", what) for what in ("1.unbekannt", act.nonce)]

    assert said == ["unknown"] * 3 + ["too_late"] * 2
    assert acts() == 1


def test_what_cannot_be_taken_back_is_answered_and_not_kept():
    make_workshop()
    ada, door = come(ADA), make_door()
    act = act_of(door, "code", ada.code)
    act_of(door, "undo", act.nonce)

    assert [verdict(door, "undo", act.nonce) for _ in range(3)] == ["too_late"] * 3
    assert acts() == 2


def test_after_ten_misses_no_code_is_looked_up_for_a_minute_but_names_are():
    make_workshop()
    ada, door, other = come(ADA), make_door(), make_door("Tür B")
    for _ in range(MOST_MISSES):
        act_of(door, "code", "AAAAAA")

    with pytest.raises(Paused):
        act_of(door, "code", ada.code)
    assert verdict(other, "code", "AAAAAA") == "unknown", "another link does not pause"
    assert verdict(door, "name", ada.handle) == "ok"
    assert verdict(door, "code", ada.code, now=DOORS_OPEN + timedelta(minutes=1)) == "already"


def test_a_revoked_door_lets_nobody_in():
    make_workshop()
    ada, door = come(ADA), make_door()
    in_transaction(lambda: revoke_door(door, by=None, at=DOORS_OPEN))

    with pytest.raises(NotFound):
        act_of(door, "code", ada.code)


def test_nobody_of_another_session_is_let_in_by_name():
    fair = make_workshop()
    make_session(fair, "Später", code="LATER1", admission="sign_up", capacity=5, starts="14:00", ends="15:00")
    make_release(later=1)
    ada, door = come(ADA, code="LATER1"), make_door()

    with pytest.raises(NotFound):
        act_of(door, "name", ada.handle)


def test_the_first_of_the_waiting_list_who_is_there_gets_the_place_left_to_the_door():
    make_workshop(capacity=1)
    ada, _, cem, door = come(ADA), come(BEN), come(CEM), make_door()
    gives_back(ada, now=DOORS_OPEN)
    before = mails()

    assert verdict(door, "let_in", cem.handle) == "ok"

    assert states() == {ADA: "given_back", BEN: "waiting", CEM: "confirmed"}
    assert counted() == (1, 1)
    assert numbers(door).present == 1
    assert mails() == before, "who stands at the door needs no mail"


def test_the_waiting_list_never_comes_in_over_the_capacity():
    make_workshop(capacity=1)
    come(ADA)
    ben, door = come(BEN), make_door()

    assert verdict(door, "let_in", ben.handle) == "no_room"
    assert states()[BEN] == "waiting"
    assert counted() == (1, 1)


def test_once_it_has_begun_the_chair_of_who_did_not_come_is_free():
    make_workshop(capacity=1)
    ada, ben, cem, door = come(ADA), come(BEN), come(CEM), make_door()

    assert verdict(door, "let_in", ben.handle, now=START) == "ok"
    assert verdict(door, "let_in", cem.handle, now=START) == "no_room"

    assert counted() == (1, 1), "nobody lost or got a place"
    assert numbers(door).present == 1
    assert verdict(door, "code", ada.code, now=START) == "ok", "a place stays a place"


def test_heads_are_counted_where_places_are_free_and_no_further():
    make_workshop(capacity=2)
    come(ADA)
    door = make_door()

    said = [verdict(door, "count", "1") for _ in range(2)]

    assert said == ["counted", "no_room"]
    assert (numbers(door).counted, numbers(door).free(has_begun=False)) == (1, 0)


def test_a_head_takes_the_place_that_the_waiting_list_would_get():
    make_workshop(capacity=1)
    ada, ben, door = come(ADA), come(BEN), make_door()
    gives_back(ada, now=DOORS_OPEN)
    act_of(door, "count", "1")

    assert verdict(door, "let_in", ben.handle) == "no_room"


def test_as_long_as_one_can_sign_up_nobody_is_counted_in():
    make_workshop(capacity=2)
    door = make_door()

    assert verdict(door, "count", "1", now=START - timedelta(minutes=16)) == "too_early"
    assert verdict(door, "count", "1", now=START - timedelta(minutes=15)) == "counted"


def test_an_open_session_is_counted_without_end_but_never_below_nobody():
    fair = make_workshop()
    make_session(fair, "Für alle", code="OPENTO", starts="10:00", ends="11:00")
    make_release(later=1)
    door = make_door()

    for step in ("-1", "1", "1", "1", "-1"):
        assert verdict(door, "count", step, code="OPENTO", now=at("07:00")) == "counted"

    assert numbers(door, "OPENTO").present == 2


def test_the_last_press_is_taken_back():
    make_workshop()
    ada, door = come(ADA), make_door()
    act = act_of(door, "code", ada.code)

    assert verdict(door, "undo", act.nonce) == "undone"

    assert refreshed_sign_up(ada).came_at is None
    assert numbers(door).present == 0
    assert verdict(door, "code", ada.code) == "ok"


def test_taken_back_who_came_from_the_waiting_list_waits_at_the_old_turn():
    make_workshop(capacity=1)
    ada, _, cem, door = come(ADA), come(BEN), come(CEM), make_door()
    gives_back(ada, now=DOORS_OPEN)
    act = act_of(door, "let_in", cem.handle)

    act_of(door, "undo", act.nonce)

    assert (refreshed_sign_up(cem).state, refreshed_sign_up(cem).turn) == ("waiting", 2)
    assert counted() == (0, 0)


def test_a_press_is_taken_back_once_within_ten_minutes_and_by_its_own_door():
    make_workshop()
    ada, ben, door, other = come(ADA), come(BEN), make_door(), make_door("Tür B")
    act, old = act_of(door, "code", ada.code), act_of(door, "code", ben.code)

    assert verdict(other, "undo", act.nonce) == "too_late"
    assert verdict(door, "undo", old.nonce, now=DOORS_OPEN + timedelta(minutes=10)) == "too_late"
    assert verdict(door, "undo", act.nonce) == "undone"
    assert verdict(door, "undo", act.nonce) == "too_late"
    assert numbers(door).present == 1


def test_nothing_old_is_taken_back_by_a_press_that_is_said_to_be_old():
    make_workshop()
    ada, door = come(ADA), make_door()
    act = act_of(door, "code", ada.code)

    assert verdict(door, "undo", act.nonce, when=DOORS_OPEN + timedelta(minutes=1), now=START) == "too_late"
    assert refreshed_sign_up(ada).came_at == DOORS_OPEN


def test_nothing_is_taken_back_before_it_was_pressed():
    make_workshop()
    ada, door = come(ADA), make_door()
    act = act_of(door, "code", ada.code)

    assert verdict(door, "undo", act.nonce, when=DOORS_OPEN - timedelta(seconds=1), now=DOORS_OPEN) == "too_late"
    assert refreshed_sign_up(ada).came_at == DOORS_OPEN


def test_a_press_that_comes_late_counts_for_when_it_was_made():
    make_workshop()
    ada, door = come(ADA), make_door()

    act_of(door, "name", ada.handle, when=DOORS_OPEN, now=START)

    assert refreshed_sign_up(ada).came_at == DOORS_OPEN
