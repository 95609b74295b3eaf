"""Sessions moved, swapped and laid beside the board: noted in the journal, refused where the public would lose them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from eventapp.database import transaction
from eventapp.errors import DomainError, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.journal.queries import entries_about
from eventapp.programme.actions import moving
from eventapp.programme.actions.rules import TooFew
from eventapp.programme.draft_reading import read_draft, read_whole_draft
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import lock_draft_sessions, unscheduled_codes
from eventapp.upkeep.doctor import findings
from tests.factories import (
    RELEASED,
    SLUG,
    at,
    change,
    entry,
    make_fair,
    make_place,
    make_release,
    make_session,
    source,
    take_in,
)
from tests.signups.house import come, make_workshop


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def standing(code: str) -> ConferenceSession:
    return lock_draft_sessions(get_fair(SLUG).id, [code])[code]


def move(code: str, starts: str, ends: str, **values: Any) -> None:
    with transaction():
        row = standing(code)
        said = {"place_id": row.place_id, "version": row.version} | values
        moving.move_session(row, starts_at=at(starts), ends_at=at(ends), by=None, at=RELEASED, **said)


def swap(*codes: str) -> None:
    with transaction():
        first, second = (standing(code) for code in codes)
        moving.swap_sessions(first, second, versions=(first.version, second.version), by=None, at=RELEASED)


def lay_aside(code: str) -> None:
    with transaction():
        row = standing(code)
        moving.set_aside(row, version=row.version, by=None, at=RELEASED)


def told(code: str) -> tuple[str, dict[str, tuple[str, str]]]:
    last = entries_about(get_fair(SLUG).id, f"session:{code}")[0]
    return last.kind, {one["field"]: (one["old"], one["new"]) for one in last.differences}


def test_a_move_brings_a_session_to_its_place_and_time_and_the_journal_tells_both(fair: Fair):
    stage = make_place(fair, "Werkraum")
    make_session(fair, code="AAAAAA")

    move("AAAAAA", "14:00", "14:45", place_id=stage.id)

    row = standing("AAAAAA")
    assert (row.place_id, row.starts_at, row.ends_at, row.version) == (stage.id, at("14:00"), at("14:45"), 2)
    assert told("AAAAAA") == (
        "session.moved",
        {
            "Beginn": ("28.03.2027 10:00", "28.03.2027 14:00"),
            "Ende": ("28.03.2027 10:45", "28.03.2027 14:45"),
            "Ort": ("", "Werkraum"),
        },
    )


def test_a_move_forgets_a_delay(fair: Fair):
    make_session(fair, code="AAAAAA", delay_minutes=10)

    move("AAAAAA", "14:00", "14:45")

    assert standing("AAAAAA").delay_minutes == 0


def test_a_move_into_an_overlap_is_no_matter_of_the_draft(fair: Fair):
    stage = make_place(fair)
    make_session(fair, code="AAAAAA", place_id=stage.id)
    make_session(fair, code="BBBBBB", place_id=stage.id, starts="15:00", ends="15:30")

    move("BBBBBB", "10:15", "10:45")

    assert standing("BBBBBB").starts_at == at("10:15")


def test_a_move_of_an_older_state_is_refused(fair: Fair):
    make_session(fair, code="AAAAAA", version=3)

    with pytest.raises(Stale):
        move("AAAAAA", "14:00", "14:45", version=2)


def test_a_session_cannot_end_before_it_starts(fair: Fair):
    make_session(fair, code="AAAAAA")

    with pytest.raises(DomainError, match="nicht nach dem Beginn"):
        move("AAAAAA", "14:00", "13:00")


def test_a_move_to_a_smaller_place_asks_for_those_who_have_a_place(in_app: None):
    fair = make_workshop(capacity=5)
    change(standing("WORKSH"), capacity=0)
    change(standing("WORKSH").place, capacity=5)
    come("ada@example.org")
    come("ben@example.org")
    closet = make_place(fair, "Kammer")
    change(closet, capacity=1)

    with pytest.raises(TooFew):
        move("WORKSH", "14:00", "14:45", place_id=closet.id)
    move("WORKSH", "14:00", "14:45", place_id=closet.id, is_sure=True)

    assert standing("WORKSH").place_id == closet.id


def test_two_that_swap_keep_their_lengths(fair: Fair):
    stage, room = make_place(fair, "Bühne"), make_place(fair, "Raum")
    make_session(fair, code="AAAAAA", place_id=stage.id, starts="10:00", ends="10:30")
    make_session(fair, code="BBBBBB", place_id=room.id, starts="15:00", ends="16:00")

    swap("AAAAAA", "BBBBBB")

    first, second = standing("AAAAAA"), standing("BBBBBB")
    assert (first.place_id, first.starts_at, first.ends_at) == (room.id, at("15:00"), at("15:30"))
    assert (second.place_id, second.starts_at, second.ends_at) == (stage.id, at("10:00"), at("11:00"))
    assert [told(code)[0] for code in ("AAAAAA", "BBBBBB")] == ["session.moved", "session.moved"]


def test_one_that_swaps_with_what_lies_aside_lies_aside(fair: Fair):
    make_session(fair, code="AAAAAA")
    make_session(fair, code="BBBBBB", is_scheduled=False, starts="09:00", ends="10:00")

    swap("AAAAAA", "BBBBBB")

    assert unscheduled_codes(fair.id) == {"AAAAAA"}
    assert standing("BBBBBB").ends_at == at("11:00")


def test_what_lies_aside_is_in_no_draft_that_a_release_would_read(fair: Fair):
    make_session(fair, code="AAAAAA")
    make_session(fair, code="BBBBBB")

    lay_aside("AAAAAA")

    assert [session.code for session in read_draft(fair).sessions] == ["BBBBBB"]
    assert {session.code for session in read_whole_draft(fair).programme.sessions} == {"AAAAAA", "BBBBBB"}
    assert told("AAAAAA") == ("session.set_aside", {"Ohne Zeit": ("", "ja")})


def test_a_move_schedules_what_lay_aside(fair: Fair):
    make_session(fair, code="AAAAAA", is_scheduled=False)

    move("AAAAAA", "14:00", "14:45")

    assert [session.code for session in read_draft(fair).sessions] == ["AAAAAA"]


def test_what_is_public_is_never_laid_aside(fair: Fair):
    make_session(fair, code="AAAAAA")
    make_session(fair, code="BBBBBB", is_scheduled=False)
    make_release()

    with pytest.raises(DomainError, match="Verschieben Sie den Programmpunkt, oder sagen Sie ihn ab"):
        lay_aside("AAAAAA")
    with pytest.raises(DomainError, match="schon veröffentlicht"):
        swap("AAAAAA", "BBBBBB")


def test_the_doctor_names_what_is_public_and_has_no_time(fair: Fair):
    row = make_session(fair, code="AAAAAA")
    make_release()
    change(row, is_scheduled=False)

    assert "messe-2027: AAAAAA ist veröffentlicht, hat aber im Entwurf keine Zeit." in list(findings())


def test_a_file_leaves_aside_what_a_hand_laid_there(fair: Fair):
    file = source(entry("Wärme", keys={"id": "1"}))
    take_in(file)
    (code,) = (session.code for session in read_draft(fair).sessions)
    lay_aside(code)

    take_in(file)

    assert unscheduled_codes(fair.id) == {code}


def test_a_file_schedules_what_it_gives_a_time_and_no_hand_laid_aside(fair: Fair):
    file = source(entry("Wärme", keys={"id": "1"}))
    take_in(file)
    (code,) = (session.code for session in read_draft(fair).sessions)
    lay_aside(code)
    change(standing(code), hand_fields={})

    report = take_in(file)

    assert unscheduled_codes(fair.id) == frozenset()
    assert [one.field for one in report.entries[0].differences] == ["is_scheduled"]


def test_moving_a_session_of_a_file_marks_what_the_hand_changed(fair: Fair):
    take_in(source(entry("Wärme", keys={"id": "1"})))
    (session,) = read_draft(fair).sessions

    move(session.code, "14:00", "14:45")

    assert set(standing(session.code).hand_fields) == {"starts_at", "ends_at"}
    assert standing(session.code).ends_at - session.ends_at == timedelta(hours=4)
