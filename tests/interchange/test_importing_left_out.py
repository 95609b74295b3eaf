"""Entries that stand in a file and cannot be used: what they speak of is not gone."""

from __future__ import annotations

import pytest

from tests.factories import entry, make_fair, make_release, source, take_in
from tests.interchange.test_importing import OURS, draft, hours

pytestmark = pytest.mark.usefixtures("in_app")


def test_an_unreadable_entry_spares_one_session_by_its_title():
    make_fair()
    take_in(hours("Bleibt", "Kaffee", "Kaffee"))
    make_release()

    take_in(hours("Bleibt", left_out=({"title": "Kaffee"},)))

    assert [row.is_cancelled for row in draft()] == [False, True, True]


def test_an_unreadable_entry_spares_nobody_where_two_began_at_its_time_and_place():
    make_fair()
    take_in(source(*(entry(title, starts="09:00", place="Bühne") for title in ("Wärme", "Netze")), entry("Bleibt")))
    make_release(override="Zur Probe.")
    begins = draft()[0].starts_at.isoformat()

    take_in(source(entry("Bleibt"), left_out=({"title": "", "place": "Bühne", "starts_at": begins},)))

    assert {row.title_de for row in draft() if row.is_cancelled} == {"Wärme", "Netze"}


def test_an_unreadable_entry_spares_nothing_by_a_key_that_is_not_believed():
    make_fair()
    take_in(source(*(entry(title, keys={"id": str(n)}, starts="09:00") for n, title in enumerate(OURS))))
    make_release()
    shifted = [entry(title, keys={"id": str(n)}, starts="09:00") for n, title in enumerate(OURS[1:])]

    take_in(source(*shifted, left_out=({"id": "0", "title": "Neues"},)))

    assert {row.title_de: row.is_cancelled for row in draft()} == dict.fromkeys(OURS[1:], False) | {"Wärme": True}
