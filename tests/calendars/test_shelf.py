"""Feeds ready to be sent."""

from __future__ import annotations

import pytest

from eventapp.calendars.shelf import Shelf
from eventapp.errors import NotFound
from eventapp.web.kept import Kept

KEY = ("messe", "de", "messe-programm")


def feed(octets: bytes = b"x") -> Kept:
    return Kept.of(octets, "text/calendar")


def failing() -> Kept:
    raise RuntimeError("the database is away")


def refusing() -> Kept:
    raise NotFound("Diesen Messeauftritt gibt es nicht.")


def test_a_feed_is_found_in_the_version_it_was_made_for():
    shelf = Shelf()
    made = shelf.put(KEY, 7, feed())

    assert [shelf.find(KEY, version) for version in (6, 7, 8)] == [None, made, None]


def test_a_new_version_takes_the_old_ones_place():
    shelf = Shelf()
    shelf.put(KEY, 7, feed())
    newer = shelf.put(KEY, 8, feed(b"y"))

    assert (shelf.find(KEY, 7), shelf.find(KEY)) == (None, newer)


def test_what_cannot_be_made_is_served_as_it_last_was():
    shelf = Shelf()
    made = shelf.good(KEY, lambda: shelf.put(KEY, 7, feed()), erased="then")

    assert shelf.good(KEY, failing, erased="then") is made


def test_once_somebody_was_erased_the_last_state_is_given_no_more():
    shelf = Shelf()
    shelf.good(KEY, lambda: shelf.put(KEY, 7, feed()), erased="then")

    with pytest.raises(RuntimeError):
        shelf.good(KEY, failing, erased="now")


def test_what_was_right_since_is_given_again():
    shelf = Shelf()
    made = shelf.good(KEY, lambda: shelf.put(KEY, 7, feed()), erased="then")
    shelf.good(KEY, lambda: shelf.get(KEY, 7, failing), erased="now")

    assert shelf.good(KEY, failing, erased="now") is made


def test_what_never_was_fails_aloud():
    with pytest.raises(RuntimeError):
        Shelf().good(KEY, failing, erased="")


def test_a_refusal_is_no_failure():
    shelf = Shelf()
    shelf.put(KEY, 7, feed())

    with pytest.raises(NotFound):
        shelf.good(KEY, refusing, erased="")


def test_the_shelf_holds_so_many_bytes_and_no_more():
    one = feed(b"x" * 10_000)
    one.squeeze()
    shelf = Shelf(most_bytes=2 * one.weight)

    for name in ("a", "b", "c"):
        shelf.put(("messe", "de", name), 1, one)

    assert [shelf.find(("messe", "de", name)) is one for name in ("a", "b", "c")] == [False, True, True]


def test_a_feed_of_a_part_is_kept_packed_and_read_by_programs_that_cannot_unpack():
    octets = b"SUMMARY:Waerme aus dem Hafen\r\n" * 10_000

    kept = Shelf().put(KEY, 1, feed(octets))

    assert ("identity" in kept.forms, kept.in_encoding("identity")) == (False, octets)


def test_the_whole_programme_of_a_large_fair_lies_ready_for_everybody():
    octets = b"SUMMARY:Waerme aus dem Hafen\r\n" * 30_000

    assert Shelf().put(KEY, 1, feed(octets)).forms == {"identity": octets}
