"""One visitor's programme as a value: order, overlaps, what is told of a place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.agenda.value import Claim, days_of
from eventapp.programme.value import SignUpRules
from eventapp.signups.rules import Taking
from tests.factories import DAY, RELEASED, at, value_programme, value_session

EARLY = value_session("AAAAAA", "Wärme", starts="10:00", ends="10:45")
LATE = value_session("BBBBBB", "Licht", starts="14:00", ends="14:30", number=2)
MEANWHILE = value_session("CCCCCC", "Messen", starts="10:30", ends="11:30", number=3, admission="sign_up")
GONE = value_session("DDDDDD", "Funken", starts="10:00", ends="11:00", number=4, is_cancelled=True)
PROGRAMME = value_programme(LATE, MEANWHILE, EARLY, GONE)


def entries(codes: str, *claims: Claim, moment=RELEASED):
    return [entry for day in days_of(PROGRAMME, codes.split(), claims, moment) for entry in day.entries]


def test_what_is_starred_stands_in_order_of_time():
    assert [entry.session.code for entry in entries("BBBBBB AAAAAA")] == ["AAAAAA", "BBBBBB"]


def test_days_have_their_headings():
    assert [day.day for day in days_of(PROGRAMME, {"AAAAAA"}, (), RELEASED)] == [DAY]


def test_what_is_not_released_is_not_shown():
    assert entries("ZZZZZZ") == []


def test_two_at_the_same_time_say_so_both():
    first, second = entries("AAAAAA CCCCCC")

    assert (first.overlaps, second.overlaps) == ((second.session,), (first.session,))


def test_a_place_counts_like_a_star():
    first, second = entries("AAAAAA", Claim("CCCCCC", "waiting"))

    assert first.overlaps == (second.session,)
    assert (second.is_starred, second.state) == (False, "waiting")


def test_what_is_cancelled_is_in_nobodys_way():
    assert [entry.overlaps for entry in entries("AAAAAA DDDDDD")] == [(), ()]


def test_a_lapsed_place_is_told_but_in_nobodys_way():
    first, second = entries("AAAAAA", Claim("CCCCCC", "lapsed"))

    assert (first.overlaps, second.overlaps, second.state) == ((), (), "lapsed")


def test_a_lapsed_place_is_told_until_the_session_is_over():
    after = MEANWHILE.ends_at + timedelta(minutes=1)

    assert entries("", Claim("CCCCCC", "removed"), moment=after) == []


def test_what_was_given_back_after_an_offer_had_lapsed_needs_no_line_either():
    assert entries("", Claim("CCCCCC", "lapsed"), Claim("CCCCCC", "given_back")) == []


def test_what_was_given_back_needs_no_line():
    assert entries("", Claim("CCCCCC", "given_back")) == []


def test_what_stands_goes_before_what_is_over():
    (entry,) = entries("", Claim("CCCCCC", "confirmed"), Claim("CCCCCC", "lapsed"))

    assert entry.state == "confirmed"


@pytest.mark.parametrize(("claim", "may"), [((), True), ((Claim("EEEEEE", "waiting"),), False)])
def test_one_may_ask_for_a_place_that_one_has_not(claim: tuple[Claim, ...], may: bool):
    session = value_session("EEEEEE", starts="12:00", ends="13:00", admission="sign_up", sign_up=SignUpRules(2))

    ((day),) = days_of(value_programme(session), {"EEEEEE"}, claim, at("09:00"))

    assert (day.entries[0].taking, day.entries[0].may_ask) == (Taking.YES, may)
