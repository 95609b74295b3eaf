"""The demo's stand: drawn from its file by the actions of the office, with something left to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eventapp import create_app
from eventapp.cli.demo import FAIR, demo_office
from eventapp.cli.demo_stand import FILE, play
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.stand.actions.publishing import outlook
from eventapp.stand.draft import StandDraft
from eventapp.stand.queries import find_stand, read_stand
from eventapp.stand.value import is_the_same
from tests.conftest import settings
from tests.factories import make_fair


@pytest.fixture(scope="module")
def demo(demo_database: str) -> Iterator[StandDraft]:
    """The draft of the demo's stand."""
    app = create_app(settings(demo_database))
    with app.app_context():
        fair = get_fair(FAIR)
        stand = find_stand(fair.id)
        assert stand is not None
        yield read_stand(fair, stand)
        db.session.remove()
        db.engine.dispose()


def numbers_of(demo: StandDraft, title: str) -> list[str]:
    """The areas that an exhibit stands on."""
    need = next(one for one in demo.needs if one.title == title)
    return [spot.number for spot in demo.spots if need.entry_id in spot.exhibits]


def test_one_area_lacks_power_and_one_exhibit_stands_nowhere(demo: StandDraft):
    found = [(one.kind, one.values.get("area") or one.values.get("exhibit")) for one in demo.misfits]

    assert found == [("power", "D1"), ("nowhere", "Der leise Terminal")]


def test_an_area_is_shared_and_an_exhibit_stands_on_two(demo: StandDraft):
    area = demo.plan.area("C1")

    assert area is not None
    assert len(area.exhibitors) > 3
    assert numbers_of(demo, "Acht Meter Stadt") == ["F1", "F2"]


def test_of_every_place_of_the_programme_it_is_said_where_it_lies(demo: StandDraft):
    assert [place.slug for place in demo.places if not place.area and not place.is_elsewhere] == []


def test_twelve_areas_stand_on_twelve_by_eight_metres(demo: StandDraft):
    assert (demo.plan.box.width, demo.plan.box.depth, len(demo.plan.areas)) == (1_200, 800, 12)
    assert [area.kind for area in demo.plan.areas].count("island") == 2


def test_it_is_published_and_one_change_is_not(demo: StandDraft):
    standing, drafted = outlook(FAIR)

    assert standing is not None
    assert drafted is not None
    assert (standing.number, is_the_same(standing, drafted)) == (1, False)
    before = {one.number: one.points for one in standing.areas}
    assert [one.number for one in drafted.areas if one.points != before[one.number]] == ["M1"]


def test_a_name_that_is_not_there_stops_the_play(in_app: None, tmp_path: Path):
    make_fair(FAIR)
    file = tmp_path / "stand.toml"
    file.write_text(FILE.read_text().replace("Die offene Wallbox", "Das gibt es nicht"))

    with pytest.raises(LookupError, match=r"stand-2027\.toml: "), transaction():
        play(FAIR, office=demo_office(now()), at=now(), file=file)

    assert find_stand(get_fair(FAIR).id) is None
