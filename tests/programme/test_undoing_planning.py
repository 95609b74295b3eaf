"""Taking back what planning was told: times kept free, and when places and people can be had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import entries
from eventapp.journal.undoing import NotUndoable, Overtaken, undo
from eventapp.programme import queries
from eventapp.programme.actions import availability, grounds, speakers
from eventapp.programme.entries import BlockerEntry, PlaceEntry, SpeakerEntry
from eventapp.programme.models import Place, Speaker
from eventapp.programme.planning import Window
from eventapp.programme.planning_reading import blockers_of, windows_of
from tests.factories import RELEASED, SLUG, at, make_fair, make_place, make_speaker
from tests.people import make_person

pytestmark = pytest.mark.usefixtures("in_app")
MORNING, NOON = Window(at("09:00"), at("11:00")), Window(at("12:00"), at("13:00"))


@pytest.fixture
def erika(in_app: None) -> int:
    make_fair()
    return make_person()


def last(kind: str = "") -> JournalEntry:
    return next(entry for entry in entries(get_fair(SLUG).id) if entry.kind.startswith(kind))


def take_back(by: int, kind: str = "") -> None:
    """The last that this person did of that kind."""
    number = next(one.id for one in entries(get_fair(SLUG).id) if one.by == by and one.kind.startswith(kind))
    with transaction():
        undo(db.session.get_one(JournalEntry, number), by=by, at=RELEASED)


def block(by: int, title: str = "Aufbau", place: Place | None = None) -> None:
    with transaction():
        entry = BlockerEntry(title, at("08:00"), at("09:30"), place.id if place else None)
        availability.create_blocker(get_fair(SLUG), entry, by=by, at=RELEASED)


def edit(by: int, title: str = "Aufbau", starts: str = "08:00", ends: str = "09:30") -> None:
    with transaction():
        row = blockers_of(get_fair(SLUG).id)[0]
        entry = BlockerEntry(title, at(starts), at(ends), row.place_id)
        availability.edit_blocker(row, entry, version=row.version, by=by, at=RELEASED)


def unblock(by: int, title: str = "Aufbau") -> None:
    with transaction():
        row = next(row for row in blockers_of(get_fair(SLUG).id) if row.title == title)
        availability.delete_blocker(row, version=row.version, by=by, at=RELEASED)


def blocked() -> list[tuple[Any, ...]]:
    db.session.rollback()
    rows = blockers_of(get_fair(SLUG).id)
    return [(row.title, row.place.slug if row.place else "", row.starts_at, row.ends_at) for row in rows]


def allow(kind: type[Place] | type[Speaker], windows: Sequence[Window], by: int) -> None:
    with transaction():
        row: Place | Speaker = db.session.query(kind).one()
        availability.set_windows(row, windows, version=row.version, by=by, at=RELEASED)


def allowed(kind: type[Place] | type[Speaker]) -> list[Window]:
    db.session.rollback()
    rows = [row for whose in db.session.query(kind) for row in windows_of(whose)]
    return [Window(row.starts_at, row.ends_at) for row in rows]


def test_a_time_kept_free_goes_comes_back_and_goes_again(erika: int):
    block(erika, place=make_place(get_fair(SLUG)))
    made = blocked()

    take_back(erika)
    gone = blocked()
    take_back(erika, "blocker.undone")

    assert (gone, blocked()) == ([], made)
    assert [entry.kind for entry in entries(get_fair(SLUG).id)] == [
        "blocker.redone",
        "blocker.undone",
        "blocker.created",
    ]


def test_a_deleted_one_comes_back_beside_another_that_was_made_meanwhile(erika: int):
    block(erika, place=make_place(get_fair(SLUG)))
    made = blocked()
    unblock(erika)
    block(erika, "Probe")

    take_back(erika, "blocker.deleted")

    assert sorted(one[0] for one in blocked()) == ["Aufbau", "Probe"]
    assert made[0] in blocked()


def test_a_changed_one_is_as_it_was(erika: int):
    block(erika)
    made = blocked()
    edit(erika, "Probe", "10:00", "11:00")

    take_back(erika, "blocker.changed")

    assert blocked() == made
    assert blockers_of(get_fair(SLUG).id)[0].version == 3


def test_what_somebody_else_changed_since_is_not_taken_back(erika: int):
    block(erika)
    edit(erika, "Probe")
    ben = make_person("ben@messe.example", name="Ben")
    edit(ben, "Reinigung")

    with pytest.raises(Overtaken) as refused:
        take_back(erika)

    assert (refused.value.later.by, blocked()[0][0]) == (ben, "Reinigung")


def test_an_end_before_its_start_is_refused_with_a_sentence(erika: int):
    block(erika)
    edit(erika, starts="06:00")
    edit(make_person("ben@messe.example", name="Ben"), starts="06:00", ends="07:00")

    with pytest.raises(DomainError, match="nicht mehr nach dem Beginn"):
        take_back(erika)

    assert blocked()[0][2:] == (at("06:00"), at("07:00"))


def test_one_whose_place_is_gone_is_refused_with_a_sentence(erika: int):
    place = make_place(get_fair(SLUG))
    block(erika, place=place)
    unblock(erika)
    with transaction():
        db.session.delete(db.session.get_one(Place, place.id))

    with pytest.raises(DomainError, match="gibt es nicht mehr"):
        take_back(erika, "blocker.deleted")


@pytest.mark.parametrize("kind", [Place, Speaker])
def test_when_something_can_be_had_is_taken_back_and_done_again(erika: int, kind: type[Place] | type[Speaker]):
    (make_place if kind is Place else make_speaker)(get_fair(SLUG))
    allow(kind, [MORNING], erika)
    allow(kind, [MORNING, NOON], erika)

    take_back(erika)
    before = allowed(kind)
    take_back(erika, f"{kind.__tablename__}.undone")

    assert (before, allowed(kind)) == ([MORNING], [MORNING, NOON])
    assert last().differences[0]["new"].count("\n") == 1, "two lines are told"


@pytest.mark.parametrize("kind", [Place, Speaker])
def test_times_that_were_set_anew_since_are_not_taken_back(erika: int, kind: type[Place] | type[Speaker]):
    (make_place if kind is Place else make_speaker)(get_fair(SLUG))
    allow(kind, [MORNING], erika)
    allow(kind, [NOON], make_person("ben@messe.example", name="Ben"))

    with pytest.raises(Overtaken):
        take_back(erika)

    assert allowed(kind) == [NOON]


def test_a_removed_place_comes_back_with_its_times_and_goes_with_them_again(erika: int):
    place = make_place(get_fair(SLUG))
    allow(Place, [MORNING], erika)
    block(erika, place=place)
    known = allowed(Place), blocked()
    with transaction():
        row = db.session.query(Place).one()
        grounds.remove_ground(row, version=row.version, by=erika, at=RELEASED)
    gone = allowed(Place), blocked()

    take_back(erika, "place.removed")
    back = allowed(Place), blocked()
    take_back(erika, "place.undone")

    assert (gone, back) == (([], []), known)
    assert (allowed(Place), blocked(), queries.places_of(get_fair(SLUG).id)) == ([], [], [])


def test_a_removed_person_comes_back_with_their_times(erika: int):
    make_speaker(get_fair(SLUG))
    allow(Speaker, [MORNING], erika)
    with transaction():
        row = db.session.query(Speaker).one()
        speakers.remove_speaker(row, version=row.version, by=erika, at=RELEASED)

    take_back(erika, "speaker.removed")

    assert allowed(Speaker) == [MORNING]


@pytest.mark.parametrize("kind", [Place, Speaker])
def test_what_was_made_stays_while_times_are_entered_about_it(erika: int, kind: type[Place] | type[Speaker]):
    with transaction():
        fair = get_fair(SLUG)
        if kind is Place:
            grounds.create_place(fair, PlaceEntry(Words("Halle")), by=erika, at=RELEASED)
        else:
            speakers.create_speaker(fair, SpeakerEntry("Ada"), by=erika, at=RELEASED)
    allow(kind, [MORNING], erika)

    with pytest.raises(DomainError, match="Verfügbarkeiten oder Sperrzeiten"):
        take_back(erika, f"{kind.__tablename__}.created")

    assert allowed(kind) == [MORNING]


def test_of_somebody_who_is_not_to_be_named_no_times_are_noted(erika: int):
    make_speaker(get_fair(SLUG), consent="withdrawn")
    allow(Speaker, [MORNING], erika)

    entry = last("speaker.availability")
    assert (entry.name, entry.differences, entry.reversal) == ("", [], None)
    with pytest.raises(NotUndoable):
        take_back(erika)


def test_times_of_people_leave_the_journal_with_their_table_and_with_them_the_way_back(erika: int):
    fair = get_fair(SLUG)
    make_place(fair)
    make_speaker(fair, "Ada")
    allow(Place, [MORNING], erika)
    allow(Speaker, [MORNING], erika)
    take_back(erika)
    with transaction():
        speakers.erase_addresses(RELEASED + timedelta(days=400))
    db.session.rollback()

    told = {entry.kind: (entry.differences, entry.reversal) for entry in entries(fair.id)}
    assert {told[kind] == ([], None) for kind in ("speaker.availability", "speaker.undone")} == {True}
    assert told["place.availability"][1] is not None
