"""Drawing on the stand: numbers, shapes, what is refused, what can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from eventapp.database import db
from eventapp.errors import DomainError, Stale
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.journal.models import JournalEntry
from eventapp.stand import queries
from eventapp.stand.actions import drawing, marking
from eventapp.stand.entries import AreaEntry, StandEntry
from eventapp.stand.geometry import Box
from eventapp.stand.models import StandArea
from tests.factories import make_fair
from tests.stand.ground import OUTLINE, do, make_area, make_mark, make_stand


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def areas(fair: Fair) -> list[str]:
    stand = queries.find_stand(fair.id)
    assert stand is not None
    return [area.number for area in queries.areas_of(stand.id)]


def again(area: StandArea) -> StandArea:
    area_id = area.id
    db.session.expire_all()
    return db.session.get_one(StandArea, area_id)


def test_areas_are_listed_as_people_count(fair: Fair):
    stand = make_stand(fair)
    for position, number in enumerate(("A12", "b1", "A2")):
        make_area(stand, number, (300 * position, 0, 300, 200))

    assert areas(fair) == ["A2", "A12", "B1"]


def test_a_number_is_given_once(fair: Fair):
    stand = make_stand(fair)
    make_area(stand, "A1")

    with pytest.raises(DomainError, match="A1 hatte schon eine andere Fläche"):
        make_area(stand, "a1", (300, 0, 300, 200))


def test_the_number_of_an_area_that_is_gone_stays_its_own(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")
    do(drawing.remove_area, stand, area, version=1)

    with pytest.raises(DomainError, match="schon eine andere Fläche"):
        make_area(stand, "A1", (300, 0, 300, 200))


def test_a_number_that_an_area_had_before_goes_to_no_other_and_back_to_itself(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")
    do(drawing.edit_area, stand, area, AreaEntry("C7", Box(0, 0, 300, 200).points), version=1)
    with pytest.raises(DomainError, match="schon eine andere Fläche"):
        make_area(stand, "A1", (300, 0, 300, 200))
    do(drawing.edit_area, stand, again(area), AreaEntry("A1", Box(0, 0, 300, 200).points), version=2)

    assert areas(fair) == ["A1"]


@pytest.mark.parametrize("number", ["", "A 1", "ÄÖ", "<b>", "A123456789", "-A", "A#1"])
def test_a_number_can_stand_in_an_address(fair: Fair, number: str):
    stand = make_stand(fair)

    with pytest.raises(DomainError, match="Nummer"):
        make_area(stand, number)


@pytest.mark.parametrize("box", [(0, 0, 5, 200), (-10, 0, 300, 200), (0, 0, 30_000, 200)])
def test_an_area_has_a_size_and_lies_in_the_hall(fair: Fair, box: tuple[int, int, int, int]):
    stand = make_stand(fair)

    with pytest.raises(DomainError):
        make_area(stand, "A1", box)


def test_moving_counts_the_version_and_is_told_in_metres(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")
    do(drawing.move_area, stand, area, Box(150, 0, 300, 200).points, version=1)
    told = db.session.scalars(select(JournalEntry).where(JournalEntry.kind == "area.moved")).one()

    assert again(area).version == 2
    assert told.differences == [{"field": "Lage", "old": "0,00 / 0,00 m", "new": "1,50 / 0,00 m"}]


def test_moving_to_where_it_is_changes_nothing(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")

    assert do(drawing.move_area, stand, area, Box(0, 0, 300, 200).points, version=1) == []
    assert again(area).version == 1


def test_whoever_moves_an_older_state_is_told(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")
    do(drawing.move_area, stand, area, Box(150, 0, 300, 200).points, version=1)

    with pytest.raises(Stale):
        do(drawing.move_area, stand, again(area), Box(0, 0, 300, 200).points, version=1)


def test_an_area_taken_off_can_be_brought_back(fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A1")
    do(drawing.remove_area, stand, area, version=1)
    without = areas(fair)
    do(drawing.bring_back_area, stand, again(area))

    assert without == []
    assert areas(fair) == ["A1"]


def test_a_power_point_is_one_point(fair: Fair):
    stand = make_stand(fair)

    with pytest.raises(DomainError, match="Ein Punkt hat eine Stelle"):
        make_mark(stand, "power", (0, 0), (100, 0), kw=3)


def test_only_power_points_give_power(fair: Fair):
    stand = make_stand(fair)

    assert make_mark(stand, "entrance", (0, 400), kw=10).kw == 0
    assert make_mark(stand, "power", (0, 0), kw=10).kw == 10


def test_a_mark_can_be_moved_and_removed(fair: Fair):
    stand = make_stand(fair)
    row = make_mark(stand, "info", (10, 10))
    do(marking.move_mark, stand, row, ((20, 10),), version=1)
    moved = queries.marks_of(stand.id)[0].points
    do(marking.remove_mark, stand, queries.marks_of(stand.id)[0], version=2)

    assert moved == [[20, 10]]
    assert queries.marks_of(stand.id) == []


def test_an_outline_that_crosses_itself_is_refused(fair: Fair):
    stand = make_stand(fair)
    entry = StandEntry(Words("Stand"), ((0, 0), (100, 100), (100, 0), (0, 100)))

    with pytest.raises(DomainError, match="keine Fläche"):
        do(drawing.edit_stand, stand, entry, version=1)
    db.session.expire_all()
    kept = queries.find_stand(fair.id)

    assert kept is not None
    assert [tuple(point) for point in kept.outline] == list(OUTLINE)
