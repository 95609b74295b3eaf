"""Until when one can sign up, and what a release warns of: pure rules, on sessions as they are released."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.database import db
from eventapp.programme.admission import LAST_CALL, Taking, closes_at, taking
from eventapp.programme.beside import warnings
from eventapp.programme.models import Place
from tests.factories import change, make_release
from tests.signups.house import START, make_workshop, programme, workshop

pytestmark = pytest.mark.usefixtures("in_app")


def released(*, places: int, room: int) -> None:
    """A workshop with so many places in a room for so many."""
    make_workshop(capacity=places)
    change(db.session.scalars(select(Place)).one(), capacity=room)
    make_release(later=1)


@pytest.mark.parametrize(
    ("said", "end"),
    [
        (None, START - LAST_CALL),
        (START - timedelta(minutes=5), START - LAST_CALL),
        (START - timedelta(hours=2), START - timedelta(hours=2)),
    ],
)
def test_sign_up_ends_when_the_office_says_and_at_the_last_call_at_the_latest(said, end):
    make_workshop(sign_up_closes_at=said)

    assert closes_at(workshop()) == end
    assert [taking(workshop(), end - timedelta(seconds=one)) for one in (1, 0)] == [Taking.YES, Taking.OVER]


@pytest.mark.parametrize(("room", "told"), [(20, ["above_place"]), (30, []), (0, [])])
def test_more_places_than_room_are_warned_of_where_the_room_is_known(room: int, told: list[str]):
    released(places=30, room=room)

    assert [why for _session, why in warnings(None, programme())] == told


def test_what_is_public_like_that_already_is_not_warned_of_again():
    released(places=30, room=20)

    assert warnings(programme(), programme()) == []
