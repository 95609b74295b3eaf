"""Links for the crews at the doors: one day, one door, until the office shuts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.signups.actions.door_links import create_door, revoke_door
from eventapp.signups.doors import find_door, token_of
from eventapp.signups.models import DoorLink
from tests.factories import DAY, at, make_fair, make_place, refreshed
from tests.signups.house import NOW

pytestmark = pytest.mark.usefixtures("in_app")


def make_door(fair: Fair, *, name: str = "Eingang Werkraum", day: date = DAY, place_id: int | None = None) -> DoorLink:
    with transaction():
        return create_door(db.session.merge(fair), name=name, day=day, place_id=place_id, by=None, at=NOW)


def test_a_link_opens_its_door_on_its_day_alone() -> None:
    fair = make_fair()
    doors = make_door(fair), make_door(fair, name="Bühne", day=DAY + timedelta(days=1))
    tokens = [token_of(door) for door in doors]

    found = [
        [find_door(fair.slug, token, at("09:00", DAY + timedelta(days=days))) for days in (-1, 0, 1, 2)]
        for token in tokens
    ]

    assert found == [[None, doors[0], None, None], [None, None, doors[1], None]]


def test_a_day_ends_at_four_in_the_morning() -> None:
    """The night in which the clocks go forward included."""
    fair = make_fair()
    token, night = token_of(make_door(fair)), DAY + timedelta(days=1)
    moments = at("03:59"), at("04:00"), at("03:59", night), at("04:00", night)

    assert [find_door(fair.slug, token, moment) is not None for moment in moments] == [False, True, True, False]


def test_a_revoked_link_opens_nothing() -> None:
    fair = make_fair()
    door = make_door(fair)

    with transaction():
        revoke_door(db.session.merge(door), by=None, at=at("09:30"))

    assert find_door(fair.slug, token_of(door), at("09:31")) is None
    assert refreshed(door).revoked_at == at("09:30")


def test_a_link_opens_no_door_of_another_fair() -> None:
    door, other = make_door(make_fair()), make_fair("messe-2029", title="Messe 2029")

    assert find_door(other.slug, token_of(door), at("09:00")) is None


@pytest.mark.parametrize(
    "token", ["", "1", "1.", "1.AAAAAAAAAAAAAAAAAAAAAA", "0.x", "999999999.AAAAAAAAAAAAAAAAAAAAAA"]
)
def test_what_is_no_link_opens_nothing(token: str) -> None:
    fair = make_fair()
    make_door(fair)
    assert find_door(fair.slug, token, at("09:00")) is None


def test_a_door_without_a_name_is_called_like_its_place() -> None:
    fair = make_fair()
    place = make_place(fair, "Werkraum", slug="werkraum")
    assert make_door(fair, name="", place_id=place.id).name == "Werkraum"
    with pytest.raises(DomainError, match="einen Namen"):
        make_door(fair, name=" ")


def test_a_door_belongs_to_a_day_of_the_fair_and_to_its_own_places() -> None:
    fair, other = make_fair(), make_fair("messe-2029", title="Messe 2029")
    theirs = make_place(other, "Anderswo")
    with pytest.raises(DomainError, match="Tag der Messe"):
        make_door(fair, day=DAY - timedelta(days=1))
    with pytest.raises(DomainError, match="gibt es nicht mehr"):
        make_door(fair, place_id=theirs.id)
