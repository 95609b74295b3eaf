"""The published plan: a value of its own, made of what is public, told to nobody before."""

from __future__ import annotations

import pytest

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.stand import queries
from eventapp.stand.actions import drawing, placing, publishing
from eventapp.stand.geometry import Box
from tests.factories import SLUG, make_exhibitor, make_fair, make_place
from tests.stand.ground import do, make_area, make_exhibit, make_stand, publish, put, put_exhibitor


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def test_nothing_is_public_before_it_is_published(fair: Fair):
    make_area(make_stand(fair))

    assert queries.find_plan(SLUG) is None


def test_publishing_counts_the_plan_and_what_is_public(fair: Fair):
    make_area(make_stand(fair))
    before = fair.public_version
    plan = publish()
    db.session.expire_all()

    assert plan is not None
    assert plan.number == 1
    assert db.session.get_one(Fair, fair.id).public_version == before + 1


def test_publishing_an_unchanged_plan_makes_no_new_number(fair: Fair):
    make_area(make_stand(fair))
    publish()

    assert publish() is None


def test_what_is_drawn_after_publishing_stays_a_draft(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")
    publish()
    do(drawing.move_area, stand, area, Box(500, 0, 300, 200).points, version=1)
    plan = queries.find_plan(SLUG)

    assert plan is not None
    assert plan.areas[0].box == Box(0, 0, 300, 200)


def test_nobody_publishes_what_they_have_not_seen(fair: Fair):
    stand = make_stand(fair)
    make_area(stand, "A1")
    _standing, drafted = publishing.outlook(SLUG)
    assert drafted is not None
    seen = publishing.print_of(drafted)
    make_area(stand, "A2", (300, 0, 300, 200))

    with pytest.raises(DomainError, match="inzwischen geändert"):
        publish(seen=seen)


def test_a_fair_without_a_plan_says_what_to_do(fair: Fair):
    with pytest.raises(DomainError, match="Zeichnen Sie zuerst"):
        publish()


def test_only_exhibits_that_are_public_stand_on_the_public_plan(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")
    public, waiting = make_exhibitor(fair, "Öffentlich", slug="offen", accepted={}), make_exhibitor(fair, "Wartet")
    put(stand, make_exhibit(public, "Boot"), area)
    put(stand, make_exhibit(waiting, "Geheimnis", is_public=False), area)
    plan = publish()

    assert plan is not None
    assert plan.exhibitors_in("A1") == ("offen",)


def test_who_withdraws_leaves_the_public_plan_without_a_new_one(fair: Fair):
    stand = make_stand(fair)
    exhibitor = make_exhibitor(fair, slug="weg", accepted={})
    put(stand, make_exhibit(exhibitor), make_area(stand, "A1"))
    publish()
    before = queries.find_plan(SLUG)
    exhibitor.state = "withdrawn"
    db.session.commit()
    plan = queries.find_plan(SLUG)

    assert before is not None
    assert before.areas_of_exhibitor("weg")
    assert plan is not None
    assert plan.areas_of_exhibitor("weg") == ()


def test_an_exhibitor_can_stand_somewhere_without_an_exhibit(fair: Fair):
    stand = make_stand(fair)
    exhibitor = make_exhibitor(fair, slug="muster", accepted={})
    put_exhibitor(stand, exhibitor, make_area(stand, "A1"))
    plan = publish()

    assert plan is not None
    assert [area.number for area in plan.areas_of_exhibitor("muster")] == ["A1"]


def test_an_exhibit_stands_only_where_it_was_put_last(fair: Fair):
    stand = make_stand(fair)
    entry = make_exhibit(make_exhibitor(fair, slug="muster", accepted={}), "boot")
    one, two = make_area(stand, "A1"), make_area(stand, "A2", (300, 0, 300, 200))
    put(stand, entry, one)
    put(stand, entry, two)
    plan = publish()

    assert plan is not None
    assert [area.number for area in plan.areas_of_exhibit("muster-boot")] == ["A2"]


def test_a_place_of_the_programme_lies_on_its_area(fair: Fair):
    stand, place = make_stand(fair), make_place(fair, "Bühne", slug="buehne")
    do(placing.put_place, stand, place, make_area(stand, "B1", name=Words("Bühne")))
    plan = publish()

    assert plan is not None
    assert [area.number for area in plan.areas_of_place("buehne")] == ["B1"]


def test_an_area_that_is_gone_takes_nobody(fair: Fair):
    stand = make_stand(fair)
    entry, area = make_exhibit(make_exhibitor(fair, accepted={})), make_area(stand, "A1")
    do(drawing.remove_area, stand, area, version=1)

    with pytest.raises(DomainError, match="nicht mehr auf dem Plan"):
        put(stand, entry, area)
