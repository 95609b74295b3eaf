"""The waiting list: strictly in turn, an offer with a deadline, never a number that gets worse."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.programme.models import ConferenceSession
from eventapp.signups.actions.giving_back import OfferIsOver, accept, give_back
from eventapp.signups.actions.looking_after import settle_due
from eventapp.signups.models import SignUp
from eventapp.signups.queries import before_in_line
from tests.factories import change, make_release
from tests.signups.house import (
    NOW,
    START,
    come,
    counted,
    get_sign_up,
    mails,
    make_workshop,
    of_address,
    states,
    workshop,
)

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM, DOA = (f"{name}@besuch.example" for name in ("ada", "ben", "cem", "doa"))


def goes(email: str, *, minutes: int = 1, now: datetime | None = None) -> None:
    sign_up = of_address(email)
    assert sign_up is not None
    sign_up_id = sign_up.id
    moment = now or NOW + timedelta(minutes=minutes)
    in_transaction(lambda: give_back(_get(sign_up_id), workshop(), at=moment))


def takes(email: str, *, now: datetime) -> None:
    sign_up = of_address(email)
    assert sign_up is not None
    sign_up_id = sign_up.id
    in_transaction(lambda: accept(_get(sign_up_id), workshop(), at=now))


def _get(sign_up_id: int) -> SignUp:
    found = get_sign_up(sign_up_id)
    assert found is not None
    return found


def test_a_freed_place_is_offered_to_the_first_at_once():
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM):
        come(email)

    goes(ADA)

    assert states() == {ADA: "given_back", BEN: "offered", CEM: "waiting"}
    assert mails(BEN)[-1] == "signups.offer"
    assert counted() == (1, 1), "an offered place is nobody else's"


def test_an_offer_says_until_when():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)

    goes(ADA)

    offered = of_address(BEN)
    assert offered is not None
    assert offered.offered_until == NOW + timedelta(minutes=1, hours=12)


def test_near_the_start_the_deadline_is_shorter():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)

    goes(ADA, now=START - timedelta(minutes=135))

    offered = of_address(BEN)
    assert offered is not None
    assert offered.offered_until == START - timedelta(minutes=105)


def test_without_time_to_answer_the_place_is_simply_given():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)

    goes(ADA, now=START - timedelta(minutes=30))

    assert states()[BEN] == "confirmed"
    assert mails(BEN)[-1] == "signups.place"


def test_after_the_last_call_free_places_are_left_to_the_door():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)

    goes(ADA, now=START - timedelta(minutes=10))

    assert states()[BEN] == "waiting"
    assert counted() == (0, 0)


def test_taken_the_offer_is_a_place():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    goes(ADA)

    takes(BEN, now=NOW + timedelta(hours=1))

    assert states()[BEN] == "confirmed"


def test_an_offer_nobody_took_passes_on():
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM):
        come(email)
    goes(ADA)
    late = NOW + timedelta(hours=13)

    in_transaction(lambda: settle_due(late))

    assert states() == {ADA: "given_back", BEN: "lapsed", CEM: "offered"}
    assert mails(BEN)[-1] == "signups.lapsed"


def test_too_late_is_said_and_the_place_is_with_the_next():
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM):
        come(email)
    goes(ADA)

    with pytest.raises(OfferIsOver):
        takes(BEN, now=NOW + timedelta(hours=13))


def test_a_raised_capacity_goes_to_those_who_wait():
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM, DOA):
        come(email)
    _raise(3)

    assert states() == {ADA: "confirmed", BEN: "offered", CEM: "offered", DOA: "waiting"}


def test_a_lowered_capacity_throws_nobody_out():
    make_workshop(capacity=3)
    for email in (ADA, BEN, CEM):
        come(email)
    _raise(1)

    assert set(states().values()) == {"confirmed"}

    goes(ADA, minutes=60 * 24 * 2)
    assert come(DOA, now=NOW + timedelta(days=3)).state == "waiting", "two are still more than one"


def test_a_storm_of_thirty_is_passed_on_in_order():
    make_workshop(capacity=30)
    for number in range(90):
        come(f"p{number:02}@besuch.example")

    for number in range(30):
        goes(f"p{number:02}@besuch.example")

    offered = [email for email, state in states().items() if state == "offered"]
    assert offered == [f"p{number:02}@besuch.example" for number in range(30, 60)]
    assert mails().count("signups.offer") == 30


def test_who_waits_is_told_a_number_that_only_sinks():
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM, DOA):
        come(email)
    last = of_address(DOA)
    assert last is not None
    told = [before_in_line(last)]

    goes(BEN)
    told.append(before_in_line(_get(last.id)))
    come("neu@besuch.example")
    told.append(before_in_line(_get(last.id)))

    assert told == [2, 1, 1]


def test_a_clock_that_goes_back_does_not_turn_the_line_round():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    come(CEM, now=NOW - timedelta(minutes=10))

    goes(ADA)

    assert states()[BEN] == "offered"


def test_an_offer_can_be_declined():
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM):
        come(email)
    goes(ADA)

    goes(BEN, minutes=2)

    assert states() == {ADA: "given_back", BEN: "given_back", CEM: "offered"}


def test_giving_back_twice_frees_one_place():
    make_workshop(capacity=2)
    for email in (ADA, BEN):
        come(email)

    goes(ADA)
    goes(ADA)

    assert counted() == (1, 1)


def _raise(capacity: int) -> None:
    change(db.session.scalars(select(ConferenceSession)).one(), capacity=capacity)
    make_release(later=60, is_sure=True)
