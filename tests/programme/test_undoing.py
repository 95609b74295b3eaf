"""Taking back what one did to the draft: exactly as it was, together with what belonged to it, and only while nobody
has gone on from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.journal.actions import forget_about, forget_person
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import UNDOABLE, entries, last_act, undoable_acts
from eventapp.journal.undoing import NotUndoable, Overtaken, undo
from eventapp.programme import queries
from eventapp.programme.actions import admission, grounds, sessions, speakers
from eventapp.programme.entries import AdmissionEntry, PlaceEntry, SessionEntry, SpeakerEntry, ThemeEntry
from eventapp.programme.models import ConferenceSession, Place, Speaker, Theme
from tests.factories import (
    RELEASED,
    SLUG,
    at,
    change,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.people import MEMBER, make_person

pytestmark = pytest.mark.usefixtures("in_app")
ENTRY = SessionEntry(Words("Wärme aus dem Hafen", "Heat"), at("10:00"), at("10:45"))


@pytest.fixture
def erika(in_app: None) -> int:
    make_fair()
    return make_person()


def done(work: Callable[[], Any]) -> Any:
    """One request: one transaction."""
    with transaction():
        return work()


def standing(code: str) -> ConferenceSession | None:
    db.session.rollback()
    return queries.find_draft_session(get_fair(SLUG).id, code)


def last(kind: str = "") -> JournalEntry:
    return next(entry for entry in entries(get_fair(SLUG).id) if entry.kind.startswith(kind))


def take_back(by: int, kind: str = "") -> None:
    number = last(kind).id
    with transaction():
        undo(db.session.get_one(JournalEntry, number), by=by, at=RELEASED)


def edit(code: str, entry: SessionEntry, by: int) -> None:
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, code, locked=True)
        sessions.edit_session(row, entry, version=row.version, by=by, at=RELEASED)


def do(name: str, code: str, *more: object, by: int) -> None:
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, code, locked=True)
        getattr(sessions, name)(row, *more, version=row.version, by=by, at=RELEASED)


def everything(row: ConferenceSession) -> dict[str, Any]:
    return sessions.whole_state(row)


def test_an_edited_session_is_as_it_was_people_and_exhibitors_in_their_order(erika: int):
    fair = get_fair(SLUG)
    ada, ben = make_speaker(fair, "Ada"), make_speaker(fair, "Ben")
    siba = make_exhibitor(fair, "SIBA", slug="siba")
    stage, theme = make_place(fair), make_theme(fair)
    make_session(fair, "Wärme", code="AAAAAA", place=stage, theme=theme, speakers=[ada, ben])
    before = everything(standing("AAAAAA"))
    new = replace(ENTRY, speakers=(ben.id, ada.id), exhibitors=(siba.id,), starts_at=at("09:00"), kind="panel")

    edit("AAAAAA", new, erika)
    changed = everything(standing("AAAAAA"))
    take_back(erika)

    row = standing("AAAAAA")
    assert (changed["on_stage"], changed["giving"], changed["place"]) == ([ben.slug, ada.slug], ["siba"], None)
    assert everything(row) == before
    assert row.version == 3


def test_what_was_released_since_does_not_lose_its_time_by_taking_back_how_it_got_one(erika: int):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA", is_scheduled=False)
    edit("AAAAAA", ENTRY, erika)
    make_release()

    with pytest.raises(DomainError, match="schon veröffentlicht"):
        take_back(erika, "session.")

    assert standing("AAAAAA").is_scheduled


def test_what_was_taken_back_can_be_done_again(erika: int):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA")
    edit("AAAAAA", ENTRY, erika)

    take_back(erika)
    take_back(erika, "session.undone")

    assert standing("AAAAAA").title_de == ENTRY.title.de
    assert [entry.kind for entry in entries(get_fair(SLUG).id)][:2] == ["session.redone", "session.undone"]
    assert last("session.redone").differences[0] == {"field": "Titel (deutsch)", "old": "Wärme", "new": ENTRY.title.de}


@pytest.mark.parametrize(
    ("act", "more"), [("cancel_session", ()), ("delay_session", (15,)), ("delete_session", ())], ids=str
)
def test_single_acts_are_taken_back(erika: int, act: str, more: tuple[object, ...]):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA", speakers=[make_speaker(get_fair(SLUG), "Ada")])
    before = everything(standing("AAAAAA"))

    do(act, "AAAAAA", *more, by=erika)
    take_back(erika)

    assert everything(standing("AAAAAA")) == before


def test_a_deleted_draft_comes_back_under_another_number_if_its_own_is_taken(erika: int):
    fair = get_fair(SLUG)
    make_session(fair, "Wärme", code="AAAAAA")
    number, guid = standing("AAAAAA").number, standing("AAAAAA").guid
    do("delete_session", "AAAAAA", by=erika)
    change(make_session(fair, "Licht", code="BBBBBB"), number=number)

    take_back(erika, "session.deleted")

    assert (standing("AAAAAA").guid, standing("AAAAAA").number) == (guid, number + 1)


def test_a_created_session_goes_and_with_it_who_was_created_for_it(erika: int):
    def with_somebody_new() -> str:
        fair = get_fair(SLUG)
        ada = speakers.create_speaker(fair, SpeakerEntry("Ada"), by=erika, at=RELEASED)
        return sessions.create_session(fair, replace(ENTRY, speakers=(ada.id,)), by=erika, at=RELEASED).code

    code = done(with_somebody_new)
    take_back(erika, "speaker.created")

    assert standing(code) is None
    assert queries.speakers_of(get_fair(SLUG).id) == []


def test_a_created_session_that_was_released_stays(erika: int):
    code = done(lambda: sessions.create_session(get_fair(SLUG), ENTRY, by=erika, at=RELEASED)).code
    make_release()

    with pytest.raises(DomainError, match="schon veröffentlicht"):
        take_back(erika, "session.created")

    assert standing(code) is not None


def test_nobody_takes_back_what_others_have_changed_since_and_is_told_who_that_was(erika: int):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA")
    edit("AAAAAA", ENTRY, erika)
    other = make_person("ben@messe.example", name="Ben")
    edit("AAAAAA", replace(ENTRY, title=Words("Ganz anders", "Heat")), other)

    number = next(entry.id for entry in entries(get_fair(SLUG).id) if entry.by == erika)
    with pytest.raises(Overtaken) as refused:
        done(lambda: undo(db.session.get_one(JournalEntry, number), by=erika, at=RELEASED))

    assert refused.value.later.by == other
    assert standing("AAAAAA").title_de == "Ganz anders"


def test_a_later_change_of_other_fields_stays_when_an_earlier_one_is_taken_back(erika: int):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA", title_en="Heat")
    do("cancel_session", "AAAAAA", by=erika)
    row = standing("AAAAAA")
    later = SessionEntry(Words("Neuer Titel", "Heat"), row.starts_at, row.ends_at, kind=row.kind)
    edit("AAAAAA", later, make_person("ben@messe.example", name="Ben"))

    take_back(erika, "session.cancelled")

    assert (standing("AAAAAA").title_de, standing("AAAAAA").is_cancelled) == ("Neuer Titel", False)


def test_an_end_that_would_lie_before_its_start_is_refused_with_a_sentence(erika: int):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA", starts="10:00", ends="10:45")
    edit("AAAAAA", replace(ENTRY, starts_at=at("08:00")), erika)
    edit("AAAAAA", replace(ENTRY, starts_at=at("08:00"), ends_at=at("09:00")), make_person("ben@messe.example"))

    number = next(entry.id for entry in entries(get_fair(SLUG).id) if entry.by == erika)
    with pytest.raises(DomainError, match="nicht mehr nach dem Beginn"):
        done(lambda: undo(db.session.get_one(JournalEntry, number), by=erika, at=RELEASED))


def test_only_ones_own_last_twenty_acts_each_once(erika: int):
    fair = get_fair(SLUG)
    ben = make_person("ben@messe.example", name="Ben")
    make_session(fair, "Wärme", code="AAAAAA")
    for number in range(UNDOABLE + 1):
        edit("AAAAAA", replace(ENTRY, title=Words(f"Titel {number}", "Heat")), erika)
    oldest = entries(fair.id)[-1]

    assert (len(undoable_acts(fair.id, erika)), undoable_acts(fair.id, ben)) == (UNDOABLE, frozenset())
    assert oldest.act not in undoable_acts(fair.id, erika)
    newest = entries(fair.id)[0]
    for by in (ben, erika, erika):
        try:
            done(lambda by=by: undo(db.session.get_one(JournalEntry, newest.id), by=by, at=RELEASED))
        except NotUndoable:
            refused = by
    assert refused == erika
    assert standing("AAAAAA").title_de == f"Titel {UNDOABLE - 1}"


def test_what_is_taken_back_next_is_never_an_undoing(erika: int):
    fair = get_fair(SLUG)
    make_session(fair, "Wärme", code="AAAAAA")
    edit("AAAAAA", ENTRY, erika)
    first = last("session").act
    edit("AAAAAA", replace(ENTRY, kind="panel"), erika)
    take_back(erika)

    assert last_act(fair.id, erika) == first


def test_what_one_request_did_to_several_is_taken_back_together(erika: int):
    fair = get_fair(SLUG)
    for code in ("AAAAAA", "BBBBBB"):
        make_session(fair, code, code=code)

    def both() -> None:
        for row in queries.lock_draft_sessions(get_fair(SLUG).id, ("AAAAAA", "BBBBBB")).values():
            sessions.cancel_session(row, version=row.version, by=erika, at=RELEASED)

    done(both)
    take_back(erika)

    assert [standing(code).is_cancelled for code in ("AAAAAA", "BBBBBB")] == [False, False]
    assert len({entry.act for entry in entries(fair.id, kinds=("session",)) if entry.kind.endswith("undone")}) == 1


def test_marks_of_what_a_hand_changed_go_with_the_change(erika: int):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA", source="teil-1")
    edit("AAAAAA", replace(ENTRY, kind="panel"), erika)
    marked = standing("AAAAAA").hand_fields

    take_back(erika)

    assert "kind" in marked
    assert standing("AAAAAA").hand_fields == {}


def test_a_place_that_is_gone_or_hidden_is_not_put_back(erika: int):
    fair = get_fair(SLUG)
    stage = make_place(fair, "Bühne A", slug="buehne-a")
    make_session(fair, "Wärme", code="AAAAAA", place=stage)
    edit("AAAAAA", ENTRY, erika)
    change(stage, is_hidden=True)

    with pytest.raises(DomainError, match="ausgeblendet"):
        take_back(erika)

    done(lambda: db.session.delete(db.session.get_one(Place, stage.id)))
    with pytest.raises(DomainError, match="gibt es nicht mehr"):
        take_back(erika)


def test_admission_is_taken_back_with_its_times(erika: int):
    make_session(get_fair(SLUG), "Wärme", code="AAAAAA")
    before = everything(standing("AAAAAA"))
    entry = AdmissionEntry("sign_up", 20, at("07:00"), at("08:00"), Words("Essen?", "Food?"))

    def set_it() -> None:
        row = queries.find_draft_session(get_fair(SLUG).id, "AAAAAA", locked=True)
        admission.set_admission(row, entry, version=row.version, by=erika, at=RELEASED)

    done(set_it)
    take_back(erika)
    assert everything(standing("AAAAAA")) == before
    take_back(erika, "session.undone")
    assert standing("AAAAAA").sign_up_opens_at == at("07:00")


def change_ground(kind: type[Any], name: str, *more: object, by: int) -> None:
    with transaction():
        row = db.session.query(kind).one() if kind is not Theme else queries.themes_of(get_fair(SLUG).id)[0]
        module = speakers if kind is Speaker else grounds
        getattr(module, name)(row, *more, version=row.version, by=by, at=RELEASED)


@pytest.mark.parametrize(
    ("kind", "name", "entry"),
    [
        (Place, "edit_place", PlaceEntry(Words("Halle", "Hall"), Words("hinten"), "room", 40)),
        (Theme, "edit_theme", ThemeEntry(Words("Wärme", "Heat"), "#0b6e4f")),
        (Speaker, "edit_speaker", SpeakerEntry("Ada Neu", "Stadt", Words("Sie", "She"))),
        (Place, "remove_ground", None),
        (Theme, "remove_ground", None),
        (Speaker, "remove_speaker", None),
        (Place, "hide_ground", None),
    ],
)
def test_places_themes_and_people_are_as_they_were(erika: int, kind: type[Any], name: str, entry: object):
    fair = get_fair(SLUG)
    {Place: make_place, Theme: make_theme, Speaker: make_speaker}[kind](fair)
    told = {column.key for column in kind.__table__.columns} - {"id", "version", "generation", "handle"}
    before = {key: getattr(db.session.query(kind).one(), key) for key in told}

    change_ground(kind, name, *([entry] if entry else []), by=erika)
    after = [{key: getattr(row, key) for key in told} for row in db.session.query(kind)]
    take_back(erika)
    db.session.rollback()

    assert after != [before]
    assert {key: getattr(db.session.query(kind).one(), key) for key in told} == before


def test_an_order_is_taken_back(erika: int):
    fair = get_fair(SLUG)
    for name in ("A", "B", "C"):
        done(lambda name=name: grounds.create_place(get_fair(SLUG), PlaceEntry(Words(name)), by=None, at=RELEASED))
    done(lambda: grounds.move_ground(queries.places_of(fair.id)[0], 2, by=erika, at=RELEASED))
    moved = [place.name_de for place in queries.places_of(fair.id)]

    take_back(erika)

    assert (moved, [place.name_de for place in queries.places_of(fair.id)]) == (["B", "C", "A"], ["A", "B", "C"])


def test_a_created_place_that_is_used_stays(erika: int):
    fair = get_fair(SLUG)
    done(lambda: grounds.create_place(get_fair(SLUG), PlaceEntry(Words("Halle")), by=erika, at=RELEASED))
    make_session(fair, "Wärme", place=queries.places_of(fair.id)[0])

    with pytest.raises(DomainError, match="steht noch bei"):
        take_back(erika)


def test_nobody_gets_back_a_consent_by_a_press_on_a_button(erika: int):
    make_speaker(get_fair(SLUG), "Ada", consent="given")
    change_ground(Speaker, "edit_speaker", SpeakerEntry("Ada", consent="withdrawn"), by=erika)

    with pytest.raises(NotUndoable):
        take_back(erika)


def test_what_is_forgotten_about_somebody_leaves_no_way_back(erika: int):
    fair = get_fair(SLUG)
    ada = make_speaker(fair, "Ada")
    change_ground(Speaker, "edit_speaker", SpeakerEntry("Ada Neu"), by=erika)

    done(lambda: forget_about(fair.id, f"speaker:{ada.slug}"))
    db.session.rollback()

    entry = last("speaker")
    assert (entry.name, entry.differences, entry.reversal) == ("", [], None)
    assert undoable_acts(fair.id, erika) == frozenset()


def test_of_somebody_who_is_gone_no_way_back_is_kept(erika: int):
    with transaction():
        db.session.add(
            JournalEntry(at=RELEASED, kind="account.changed", subject=f"person:{erika}", name=MEMBER, reversal={"a": 1})
        )
    done(lambda: forget_person(erika, role="organiser"))
    db.session.rollback()

    assert {(one.name, one.reversal) for one in db.session.query(JournalEntry)} == {("", None)}


def test_shell_and_jobs_keep_no_way_back():
    make_fair()
    done(lambda: sessions.create_session(get_fair(SLUG), ENTRY, by=None, at=RELEASED))

    assert (last().reversal, last().act) == (None, None)
