"""What holds at the door, without a database: codes as typed, pauses for who guesses, who may still come in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.signups.door_rules import (
    MOST_MISSES,
    Misses,
    Numbers,
    code_typed,
    codes_meant,
    is_misread,
    pressed_at,
    print_of_code,
)
from tests.factories import DAY, at

NOW = at("10:00")


@pytest.mark.parametrize("typed", ["K7QXWM", "k7qxwm", " K7Q XWM ", "k7q-xwm", "K 7 Q X W M\n"])
def test_blanks_and_small_letters_make_no_difference(typed: str):
    assert code_typed(typed) == "K7QXWM"


@pytest.mark.parametrize("typed", ["", "K7QXW", "K7QXWMM", "Ada Beispiel", "ÄÖÜABC"])
def test_what_is_no_code_is_none(typed: str):
    assert code_typed(typed) is None
    assert not is_misread(typed)


@pytest.mark.parametrize("typed", ["O7QXWM", "07qxwm", "K7Q1WM", "K7QIWM", "LLLLLL"])
def test_signs_that_no_code_has_were_misread(typed: str):
    assert code_typed(typed) is None
    assert is_misread(typed)


def test_a_scanner_set_to_another_keyboard_is_understood():
    assert codes_meant("YZ2345") == ("YZ2345", "ZY2345")
    assert codes_meant("AB2345") == ("AB2345",)


def test_the_tenth_miss_within_a_minute_begins_a_pause_of_a_minute():
    misses = Misses()
    for number in range(MOST_MISSES):
        assert misses.pause_at(NOW) == timedelta(0)
        misses = misses.one_more(NOW + timedelta(seconds=number))
    tenth = NOW + timedelta(seconds=9)

    assert misses.pause_at(tenth) == timedelta(minutes=1)
    assert misses.pause_at(tenth + timedelta(seconds=59)) == timedelta(seconds=1)
    assert misses.pause_at(tenth + timedelta(seconds=60)) == timedelta(0)
    assert misses.one_more(tenth + timedelta(seconds=60)).number == 1


def test_who_mistypes_now_and_then_never_has_to_pause():
    misses = Misses()
    for number in range(40):
        moment = NOW + timedelta(seconds=10 * number)
        misses = misses.one_more(moment)
        assert misses.pause_at(moment) == timedelta(0)


def test_before_it_begins_places_are_free_and_afterwards_chairs():
    numbers = Numbers(capacity=10, taken=8, came=5, counted=1)

    assert numbers.present == 6
    assert numbers.free(has_begun=False) == 1
    assert numbers.free(has_begun=True) == 4


def test_nothing_is_ever_less_than_free():
    assert Numbers(capacity=2, taken=3, came=3).free(has_begun=True) == 0
    assert Numbers(capacity=None, counted=500).free(has_begun=True) == 0


def test_a_press_kept_back_counts_for_when_it_was_made():
    assert pressed_at(NOW, 90, DAY) == NOW - timedelta(seconds=90)
    assert pressed_at(at("23:00"), 999_999, DAY) == at("11:00")


def test_a_press_kept_back_counts_for_no_day_but_the_link_s():
    night = at("02:00", DAY + timedelta(days=1))

    assert pressed_at(NOW, 999_999, DAY) == at("04:00")
    assert pressed_at(night, 60 * 60, DAY) == night - timedelta(hours=1)
    assert pressed_at(at("03:00"), 60, DAY) == at("03:00")


def test_a_code_s_print_is_another_at_every_door():
    assert print_of_code("K7QXWM", "one") != print_of_code("K7QXWM", "other")
