"""Exhibitors and areas in the released programme: who is public is named, and nobody's calendar moves for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from eventapp.calendars.feed import feed_octets
from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.journal.queries import entries_about
from eventapp.programme import offers, queries
from eventapp.programme.actions.sessions import edit_session
from eventapp.programme.diff import changes_between
from eventapp.programme.document import from_document, to_document
from eventapp.programme.draft import with_only
from eventapp.programme.draft_reading import read_draft
from eventapp.programme.entries import SessionEntry
from eventapp.programme.lenses import Lens
from eventapp.programme.value import NamedArea, NamedExhibitor, Programme
from tests.factories import (
    RELEASED,
    SLUG,
    change,
    make_entry,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
)

SIBA = Lens("aussteller-siba", "exhibitor", "siba")


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def on_the_plan() -> Iterator[dict[str, NamedArea]]:
    """What the stand tells of places, as its room will."""
    areas: dict[str, NamedArea] = {}

    def ask(_fair_id: int) -> dict[str, NamedArea]:
        return areas

    offers.areas_of_places.append(ask)
    yield areas
    offers.areas_of_places.remove(ask)


def standing() -> Programme:
    fair = get_fair(SLUG)
    programme = queries.find_release(fair.id, fair.released)
    assert programme is not None
    return programme


def drafted() -> Programme:
    db.session.expire_all()
    return read_draft(get_fair(SLUG))


def give(code: str, *exhibitor_ids: int, **values: Any) -> None:
    """The office says who gives the session."""
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, code, locked=True)
        assert row is not None
        entry = SessionEntry(Words(row.title_de), row.starts_at, row.ends_at, exhibitors=exhibitor_ids, **values)
        edit_session(row, entry, version=row.version, by=None, at=RELEASED)


def test_only_who_is_public_is_named_and_by_its_accepted_name(fair: Fair):
    public = make_exhibitor(fair, "SIBA", slug="siba", accepted={"name": "SIBA GmbH"})
    waiting = make_exhibitor(fair, "Hafen KG", slug="hafen")
    gone = make_exhibitor(fair, "Fort AG", slug="fort", accepted={}, state="withdrawn")
    make_session(fair, code="AAAAAA", exhibitors=[waiting, public, gone])
    make_exhibitor(fair, "Ohne Vortrag", slug="ohne", accepted={})

    programme = drafted()

    assert programme.exhibitors == (NamedExhibitor("siba", "SIBA GmbH"),)
    assert programme.sessions[0].exhibitors == ("siba",)


def test_who_becomes_public_is_named_with_the_next_release(fair: Fair):
    waiting = make_exhibitor(fair, "Hafen KG", slug="hafen")
    make_session(fair, code="AAAAAA", exhibitors=[waiting])
    make_release()
    make_entry(waiting, accepted={"name": "Hafen KG"}, state="accepted")
    before = standing()

    make_release(later=5)

    changes = changes_between(before, standing())
    assert standing().exhibitors_of(standing().sessions[0]) == (NamedExhibitor("hafen", "Hafen KG"),)
    assert (bool(changes), [session.code for session in changes.supplemented]) == (False, ["AAAAAA"])


def test_another_exhibitor_moves_no_calendar_but_its_own_feed(fair: Fair):
    siba, hafen = (make_exhibitor(fair, name, slug=name, accepted={}) for name in ("siba", "hafen"))
    make_session(fair, code="AAAAAA", exhibitors=[siba])
    make_session(fair, "Licht", code="BBBBBB", starts="12:00", ends="13:00", exhibitors=[siba])
    make_release()
    before = standing()
    give("AAAAAA", hafen.id)

    make_release(later=5)

    after = standing()
    assert after.sessions[0].sequence == before.sessions[0].sequence
    assert after.sessions[0].revised_at == before.sessions[0].revised_at
    moved = {name for name, mark in after.feeds.items() if before.feeds.get(name) != mark}
    assert moved == {"aussteller-hafen", "aussteller-siba"}
    feeds = [feed_octets(one, SIBA, "de", base_url="https://messe.example") for one in (before, after)]
    assert [feed.count(b"BEGIN:VEVENT") for feed in feeds] == [2, 1]


def test_the_feed_of_who_gives_nothing_any_more_goes_on_empty(fair: Fair):
    siba = make_exhibitor(fair, "siba", slug="siba", accepted={})
    make_session(fair, code="AAAAAA", exhibitors=[siba])
    make_release()
    give("AAAAAA")
    make_release(later=5)

    assert standing().exhibitors == ()
    assert "aussteller-siba" in standing().feeds


def test_a_release_of_one_session_brings_its_exhibitors_and_leaves_the_others_as_they_were(fair: Fair):
    siba, hafen = (make_exhibitor(fair, name, slug=name, accepted={}) for name in ("siba", "hafen"))
    make_session(fair, code="AAAAAA", exhibitors=[siba])
    make_session(fair, "Licht", code="BBBBBB", starts="12:00", ends="13:00")
    make_release()
    give("AAAAAA")
    give("BBBBBB", hafen.id)

    released = with_only(standing(), drafted(), ["BBBBBB"])

    assert [session.exhibitors for session in released.sessions] == [("siba",), ("hafen",)]
    assert [one.slug for one in released.exhibitors] == ["hafen", "siba"]


def test_without_a_stand_no_place_lies_on_an_area(fair: Fair):
    make_place(fair, slug="buehne-a")

    assert (drafted().places[0].area, drafted().areas) == ("", ())


def test_a_place_lies_on_the_area_that_the_stand_tells(fair: Fair, on_the_plan: dict[str, NamedArea]):
    corner = NamedArea("A12", Words("Ecke am Gang", "Corner"))
    place = make_place(fair, slug="buehne-a")
    make_session(fair, place=place)
    on_the_plan |= {"buehne-a": corner, "gibt-es-nicht": NamedArea("B1", Words("Weg"))}
    make_release()

    programme = standing()

    assert (programme.places[0].area, programme.areas) == ("A12", (corner,))
    assert programme.area_of(programme.sessions[0]) == corner


def test_a_place_that_comes_along_brings_its_area(fair: Fair, on_the_plan: dict[str, NamedArea]):
    make_session(fair, code="AAAAAA")
    make_release()
    on_the_plan["werkraum"] = NamedArea("C3", Words("Werkraum"))
    make_session(fair, "Neu", code="BBBBBB", starts="12:00", ends="13:00", place=make_place(fair, slug="werkraum"))

    released = with_only(standing(), drafted(), ["BBBBBB"])

    assert ([place.area for place in released.places], [area.number for area in released.areas]) == (["C3"], ["C3"])


def test_a_release_from_before_there_were_exhibitors_is_still_read(fair: Fair):
    make_session(fair, place=make_place(fair))
    make_release()
    document = json.loads(to_document(standing()))
    for part in (document, *document["sessions"], *document["places"]):
        for name in ("exhibitors", "areas", "area"):
            part.pop(name, None)

    assert from_document(json.dumps(document)) == standing()


def test_the_journal_says_who_gives_it_now(fair: Fair):
    siba = make_exhibitor(fair, "SIBA GmbH", slug="siba")
    make_session(fair, code="AAAAAA")

    give("AAAAAA", siba.id)

    (line,) = entries_about(fair.id, "session:AAAAAA")
    assert line.differences == [{"field": "Aussteller", "old": "", "new": "SIBA GmbH"}]


def test_an_exhibitor_of_another_fair_gives_nothing_here(fair: Fair):
    other = make_exhibitor(make_fair("andere-2027"), "Fremd AG")
    make_session(fair, code="AAAAAA")

    with pytest.raises(DomainError) as refused:
        give("AAAAAA", other.id)

    assert refused.value.field == "exhibitors"


def test_what_a_hand_changes_of_an_imported_session_is_marked(fair: Fair):
    siba = make_exhibitor(fair, "SIBA GmbH", slug="siba")
    change(make_session(fair, code="AAAAAA"), source="programm")

    give("AAAAAA", siba.id)

    row = queries.find_draft_session(fair.id, "AAAAAA")
    assert row is not None
    assert row.hand_fields == {"exhibitors": "[]"}
