"""What does not fit is said at once, in words and numbers."""

from __future__ import annotations

import pytest

from eventapp.database import db
from eventapp.exhibitors.models import Entry
from eventapp.fair.models import Fair
from eventapp.stand import queries
from eventapp.stand.actions import placing
from eventapp.stand.draft import said_of
from tests.factories import make_exhibitor, make_fair, make_place, make_session
from tests.stand.ground import AT, do, make_area, make_exhibit, make_mark, make_stand, put, told


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def test_power_over_the_supply_is_said_with_what_is_missing(fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair)
    area = make_area(stand, "A1", supply_kw=10)
    for title in ("Ofen", "Presse"):
        put(stand, make_exhibit(exhibitor, title, power="10kw"), area)

    assert told(fair) == ["A1: 20 kW bestellt, 10 kW vorhanden. Es fehlen 10 kW."]


def test_power_points_drawn_in_an_area_supply_it(fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair)
    area = make_area(stand, "A1")
    put(stand, make_exhibit(exhibitor, power="10kw"), area)
    make_mark(stand, "power", (50, 50), kw=10)

    assert told(fair) == []


def test_an_exhibit_on_two_areas_asks_each_for_its_share(fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair)
    one = make_area(stand, "A1", (0, 0, 300, 200), supply_kw=8)
    two = make_area(stand, "A2", (300, 0, 100, 200), supply_kw=2)
    put(stand, make_exhibit(exhibitor, power="10kw"), one, two)

    assert told(fair) == ["A2: 2,5 kW bestellt, 2 kW vorhanden. Es fehlen 0,5 kW."]


def test_more_room_wanted_than_there_is(fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair)
    put(stand, make_exhibit(exhibitor, area=7.5), make_area(stand, "A1", (0, 0, 300, 200)))

    assert told(fair) == ["A1: 7,5 m² gewünscht, 6 m² groß. Die Fläche ist überbelegt."]


def test_something_longer_than_its_area(fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair)
    put(stand, make_exhibit(exhibitor, "Boot", length=350, width=100), make_area(stand, "A1", (0, 0, 300, 200)))

    assert told(fair) == ["„Boot“ misst 350 × 100 cm, A1 nur 300 × 200 cm."]


def test_something_that_fits_when_it_is_turned_is_no_misfit(fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair)
    put(stand, make_exhibit(exhibitor, length=200, width=300), make_area(stand, "A1", (0, 0, 300, 200)))

    assert told(fair) == []


def test_an_exhibit_without_an_area(fair: Fair):
    make_stand(fair)
    make_exhibit(make_exhibitor(fair, "Muster GmbH"), "Boot")

    assert told(fair) == ["„Boot“ von Muster GmbH hat noch keine Fläche."]


def test_an_exhibit_that_was_withdrawn_needs_none(fair: Fair):
    make_stand(fair)
    make_exhibit(make_exhibitor(fair, state="withdrawn"), "Boot")

    assert told(fair) == []


def test_areas_that_cover_each_other_or_stick_out(fair: Fair):
    stand = make_stand(fair)
    make_area(stand, "A1", (0, 0, 300, 200))
    make_area(stand, "A2", (200, 0, 300, 200))
    make_area(stand, "A3", (1_000, 700, 300, 200))

    assert told(fair) == ["A1 und A2 überdecken sich.", "A3 ragt über den Stand hinaus."]


def test_a_session_at_a_place_that_is_not_on_the_stand_until_somebody_says_where_it_is(fair: Fair):
    stand, place = make_stand(fair), make_place(fair, "Forum")
    make_session(fair, place_id=place.id)
    before = told(fair)
    do(placing.put_place, stand, place, None, is_elsewhere=True)
    db.session.expire_all()

    assert before == ["„Forum“ liegt auf keiner Fläche des Stands (1 Programmpunkte)."]
    assert told(fair) == []


def test_a_place_that_lies_on_an_area_is_on_the_stand(fair: Fair):
    stand, place = make_stand(fair), make_place(fair, "Bühne")
    make_session(fair, place_id=place.id)
    do(placing.put_place, stand, place, make_area(stand, "B1"))

    assert told(fair) == []


def test_overlaps_are_named_in_the_order_of_numbers_wherever_areas_lie(fair: Fair):
    stand = make_stand(fair)
    for number, left in (("A1", 200), ("A2", 400), ("A3", 0)):
        make_area(stand, number, (left, 0, 300, 200))

    assert told(fair) == ["A1 und A2 überdecken sich.", "A1 und A3 überdecken sich."]


@pytest.mark.parametrize(
    ("state", "handed_in", "accepted", "title"),
    [
        ("submitted", "zuletzt", "angenommen", "zuletzt"),
        ("declined", "abgelehnt", "angenommen", "angenommen"),
        ("draft", "", "angenommen", "angenommen"),
        ("draft", "", "", "Entwurf"),
    ],
)
def test_what_is_planned_with_is_what_was_handed_in_last_and_not_refused(
    fair: Fair, state: str, handed_in: str, accepted: str, title: str
):
    entry = make_exhibit(make_exhibitor(fair), "Entwurf")
    entry.state, entry.handed_in = state, {"title_de": handed_in} if handed_in else {}
    entry.accepted, entry.accepted_at = ({"title_de": accepted}, AT) if accepted else (None, None)
    db.session.commit()
    (exhibit,) = queries.exhibits_to_plan(fair.id)

    assert exhibit.said == said_of(db.session.get_one(Entry, entry.id))
    assert exhibit.said["title_de"] == title
