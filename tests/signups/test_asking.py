"""Asking for a place and confirming it: what is kept, what is told, and what an address gives away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.signups.actions.asking import NotTaken, Overlapping, ask, not_me
from eventapp.signups.actions.looking_after import erase_unconfirmed, settle_due
from eventapp.signups.actions.office import set_settings
from eventapp.signups.models import SignUp
from eventapp.visitors.actions import say_unwanted
from eventapp.visitors.models import Visitor
from tests.factories import make_release, make_session
from tests.signups.house import (
    NOW,
    START,
    ask_for,
    asked,
    at_once,
    come,
    counted,
    fair_id,
    get_sign_up,
    known_visitor,
    mails,
    make_workshop,
    press,
    programme,
    states,
    workshop,
)

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM, DOA = (f"{name}@besuch.example" for name in ("ada", "ben", "cem", "doa"))


def test_a_place_is_held_for_an_hour_and_a_mail_asks_to_confirm():
    make_workshop()

    held = ask_for(ADA)

    assert held is not None
    assert (held.state, held.held_until) == ("held", NOW + timedelta(hours=1))
    assert mails(ADA) == ["signups.confirm"]
    assert counted() == (1, 1)


def test_a_hold_ends_fifteen_minutes_before_the_start():
    make_workshop()

    held = ask_for(ADA, now=START - timedelta(minutes=40))

    assert held is not None
    assert held.held_until == START - timedelta(minutes=15)


def test_confirmed_the_place_is_theirs():
    make_workshop()

    taken = come(ADA)

    assert taken.state == "confirmed"
    assert mails(ADA) == ["signups.confirm", "signups.place"]


def test_nothing_is_believed_before_the_button_was_pressed():
    make_workshop()

    ask_for(ADA)

    visitor = db.session.scalars(select(Visitor)).one()
    assert (visitor.email_confirmed_at, visitor.name) == (None, "")


def test_the_third_for_two_places_waits():
    make_workshop(capacity=2)
    come(ADA)
    come(BEN)

    third = come(CEM)

    assert (third.state, third.turn) == ("waiting", 1)
    assert mails(CEM)[-1] == "signups.waiting"
    assert counted() == (2, 2)


def test_the_waiting_list_is_in_order_of_confirmation_not_of_asking():
    make_workshop(capacity=1)
    come(ADA)
    first_asked, then_asked = ask_for(BEN), ask_for(CEM)
    assert first_asked is not None
    assert then_asked is not None

    press(then_asked)
    press(first_asked)

    assert {one.visitor.email: one.turn for one in map(get_sign_up, (first_asked.id, then_asked.id))} == {
        BEN: 2,
        CEM: 1,
    }


def test_holds_never_shut_a_session():
    """A fifth of the places at most; who is beyond that gets a place when the mail is confirmed."""
    make_workshop(capacity=10)

    for number in range(8):
        ask_for(f"bot-{number}@muell.example")
    honest = come(ADA)

    assert sorted(states().values()) == ["asked"] * 6 + ["confirmed"] + ["held"] * 2
    assert honest.state == "confirmed"


def test_a_hold_that_ran_out_can_still_be_confirmed_while_there_is_room():
    make_workshop(capacity=1)
    held = ask_for(ADA)
    assert held is not None
    later = NOW + timedelta(hours=2)
    in_transaction(lambda: settle_due(later))
    assert counted() == (0, 0)

    assert press(held, now=later).state == "confirmed"


def test_a_hold_that_ran_out_is_confirmed_also_before_the_worker_saw_it():
    make_workshop(capacity=1)
    held = ask_for(ADA)
    assert held is not None

    assert press(held, now=NOW + timedelta(hours=2)).state == "confirmed"


def test_a_hold_that_ran_out_waits_if_somebody_was_faster():
    make_workshop(capacity=1)
    held = ask_for(ADA)
    assert held is not None
    come(BEN, now=NOW + timedelta(hours=2))

    assert press(held, now=NOW + timedelta(hours=3)).state == "waiting"


def test_the_same_form_sent_twice_counts_once():
    make_workshop()

    ask_for(ADA, key="the same")
    ask_for(ADA, key="the same")

    assert len(db.session.scalars(select(SignUp)).all()) == 1
    assert mails(ADA) == ["signups.confirm"]


def test_two_forms_of_one_person_keep_one_place():
    make_workshop()

    ask_for(ADA)
    ask_for(ADA)

    assert counted() == (1, 1)
    assert mails(ADA) == ["signups.confirm", "signups.confirm"]


def test_who_has_a_place_and_asks_again_keeps_it_and_is_told_by_mail_only():
    make_workshop()
    come(ADA)
    fresh = in_transaction(lambda: ask(fair_id(), workshop(), asked(BEN), at=NOW))

    again = in_transaction(lambda: ask(fair_id(), workshop(), asked(ADA), at=NOW))

    assert again == fresh, "the answer is the same for everybody"
    assert mails(ADA)[-1] == "signups.again"
    assert states()[ADA] == "confirmed"


def test_three_mails_an_hour_at_most_go_to_an_address_that_nobody_confirmed():
    make_workshop(capacity=50)

    for _ in range(100):
        ask_for("opfer@anderswo.example")

    assert len(mails("opfer@anderswo.example")) == 3


def test_who_said_it_was_not_me_is_left_alone():
    make_workshop()
    pending = ask_for(ADA)
    assert pending is not None
    sign_up_id = pending.id

    def refuse() -> None:
        found = get_sign_up(sign_up_id)
        assert found is not None
        not_me(found, workshop(), at=NOW)
        say_unwanted(ADA, at=NOW)

    in_transaction(refuse)
    ask_for(ADA)

    assert db.session.scalars(select(SignUp)).all() == []
    assert db.session.scalars(select(Visitor)).all() == []
    assert mails(ADA) == ["signups.confirm"]


def test_whose_address_is_known_signs_up_with_one_press():
    make_workshop()
    visitor_id = known_visitor(ADA).id

    in_transaction(lambda: at_once(visitor_id))

    assert states() == {ADA: "confirmed"}
    assert mails(ADA) == ["signups.place"]


def test_pressing_twice_takes_one_place():
    make_workshop()
    visitor_id = known_visitor(ADA).id

    first = in_transaction(lambda: at_once(visitor_id).id)
    second = in_transaction(lambda: at_once(visitor_id).id)

    assert first == second
    assert counted() == (1, 1)


def test_an_asking_that_somebody_known_confirms_becomes_theirs():
    make_workshop()
    known = known_visitor(ADA).id

    taken = come(ADA)

    assert taken.visitor_id == known


@pytest.mark.parametrize(
    ("values", "minutes_before"),
    [
        ({"sign_up_opens_at": NOW + timedelta(days=1)}, 0),
        ({"sign_up_closes_at": NOW - timedelta(days=1)}, 0),
        ({}, 15),
    ],
    ids=["not yet", "over", "at the last call"],
)
def test_outside_of_its_times_nothing_is_taken(values: dict[str, object], minutes_before: int):
    make_workshop(**values)
    moment = START - timedelta(minutes=minutes_before) if minutes_before else NOW

    with pytest.raises(NotTaken):
        ask_for(ADA, now=moment)

    assert mails() == []


def test_where_overlaps_are_refused_the_other_place_is_named():
    fair = make_workshop()
    make_session(fair, "Zur selben Zeit", code="OTHER1", admission="sign_up", capacity=5, starts="10:15", ends="11:00")
    make_release(later=1)
    in_transaction(lambda: set_settings(fair_id(), overlap="refuse", shows="numbers", offer_hours=12, by=None, at=NOW))
    come(ADA)
    other = ask_for(ADA, code="OTHER1")
    assert other is not None

    with pytest.raises(Overlapping, match="Messen"):
        press(other, code="OTHER1")


def test_what_nobody_confirmed_within_a_day_is_gone_with_its_address():
    make_workshop()
    ask_for(ADA)
    come(BEN)
    tomorrow = NOW + timedelta(hours=25)
    in_transaction(lambda: settle_due(tomorrow))

    number = in_transaction(lambda: erase_unconfirmed(tomorrow))

    assert number == 1
    assert [visitor.email for visitor in db.session.scalars(select(Visitor))] == [BEN]


def test_a_session_open_to_all_takes_no_names():
    fair = make_workshop()
    make_session(fair, "Für alle", code="OPEN00", starts="12:00", ends="13:00")
    make_release(later=1)

    with pytest.raises(NotTaken, match="offen für alle"):
        in_transaction(lambda: ask(fair_id(), workshop("OPEN00"), asked(ADA), at=NOW))


def test_the_capacity_is_the_places_where_none_is_said():
    fair = make_workshop(capacity=0)

    assert programme().capacity_of(workshop()) == 0
    assert fair.released == 1
