"""Sessions edited by hand: clean, versioned, noted in the journal, and public with the next release only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventapp.accounts.models import Person
from eventapp.database import transaction
from eventapp.errors import DomainError, Stale
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.journal.queries import entries_about
from eventapp.programme import queries
from eventapp.programme.actions import sessions
from eventapp.programme.entries import SessionEntry
from eventapp.programme.value import Link
from tests.factories import (
    RELEASED,
    SLUG,
    at,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)

pytestmark = pytest.mark.usefixtures("in_app")
ENTRY = SessionEntry(Words("Wärme aus dem Hafen", "Heat from the harbour"), at("10:00"), at("10:45"))


def create(entry: SessionEntry = ENTRY):
    with transaction():
        return sessions.create_session(get_fair(SLUG), entry, by=None, at=RELEASED)


def standing(code: str):
    return queries.find_draft_session(get_fair(SLUG).id, code, locked=True)


def act(name: str, code: str, *more: object, version: int | None = None):
    with transaction():
        row = standing(code)
        return getattr(sessions, name)(row, *more, version=version or row.version, by=None, at=RELEASED)


def journal(code: str):
    return entries_about(get_fair(SLUG).id, f"session:{code}")


def test_a_created_session_has_keys_of_its_own_and_stands_in_the_draft():
    make_fair()

    code = create().code

    row = standing(code)
    assert (row.title_de, row.title_en, row.source, row.version) == (ENTRY.title.de, ENTRY.title.en, "", 1)
    assert (len(row.code), row.number) == (6, 1)


def test_a_created_session_is_not_public_before_a_release():
    make_fair()
    make_session(get_fair(SLUG), code="AAAAAA")
    make_release()

    code = create().code

    fair = get_fair(SLUG)
    assert queries.find_release(fair.id, fair.released).session(code) is None


def test_every_field_of_a_session_can_be_edited():
    fair = make_fair()
    place, theme = make_place(fair), make_theme(fair)
    first, second = make_speaker(fair, "Ada"), make_speaker(fair, "Ben")
    code = create().code
    entry = SessionEntry(
        Words("Neu", "New"),
        at("11:00"),
        at("12:00"),
        subtitle=Words("Unter", "Sub"),
        abstract=Words("Kurz", "Short"),
        description=Words("Lang", "Long"),
        kind="panel",
        language="en",
        organisation="Stadt",
        series="Reihe",
        place_id=place.id,
        theme_id=theme.id,
        speakers=(second.id, first.id),
        links=(Link("https://example.org/folien.pdf", "Folien"),),
    )

    act("edit_session", code, entry)

    row = standing(code)
    assert [speaking.speaker.name for speaking in row.speaking] == ["Ben", "Ada"]
    assert (row.place.id, row.theme.id, row.kind, row.language) == (place.id, theme.id, "panel", "en")
    assert (row.organisation, row.series, row.description_en) == ("Stadt", "Reihe", "Long")
    assert row.links == [{"url": "https://example.org/folien.pdf", "title": "Folien"}]
    assert (row.starts_at, row.ends_at) == (at("11:00"), at("12:00"))


def test_an_edit_is_noted_with_who_when_old_and_new():
    make_fair()
    code = create().code

    office = Person(email="office@messe.example", name="Büro", language="de", created_at=RELEASED)
    with transaction() as session:
        session.add(office)
    entry = replace(ENTRY, title=Words("Anders", ENTRY.title.en))
    with transaction():
        sessions.edit_session(standing(code), entry, version=1, by=office.id, at=RELEASED)

    entry = journal(code)[0]
    assert (entry.by, entry.kind, entry.at) == (office.id, "session.changed", RELEASED)
    assert entry.differences == [{"field": "Titel (deutsch)", "old": ENTRY.title.de, "new": "Anders"}]


def test_an_edit_raises_the_version_and_an_edit_of_nothing_does_not():
    make_fair()
    code = create().code

    act("edit_session", code, ENTRY)
    untouched = standing(code).version
    act("edit_session", code, replace(ENTRY, title=Words("Anders")))

    assert (untouched, standing(code).version) == (1, 2)
    assert len(journal(code)) == 2


def test_who_saves_an_older_state_is_refused():
    make_fair()
    code = create().code
    act("edit_session", code, replace(ENTRY, title=Words("Anders")))

    with pytest.raises(Stale):
        act("edit_session", code, replace(ENTRY, title=Words("Zu spät")), version=1)

    assert standing(code).title_de == "Anders"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": Words("", "Only English")}, "title_de"),
        ({"title": Words("x" * 501)}, "title_de"),
        ({"abstract": Words("", "x" * 20_001)}, "abstract_en"),
        ({"ends_at": at("10:00")}, "ends"),
        ({"kind": "party"}, "kind"),
        ({"links": (Link("javascript:alert(1)"),)}, "links"),
        ({"place_id": 4711}, "place"),
        ({"speakers": (4711,)}, "speakers"),
    ],
)
def test_what_does_not_hold_is_refused_at_its_field(change: dict[str, object], field: str):
    make_fair()

    with pytest.raises(DomainError) as refused:
        create(replace(ENTRY, **change))

    assert refused.value.field == field


def test_a_place_of_another_fair_is_refused():
    foreign = make_place(make_fair("andere-2027"))
    make_fair()

    with pytest.raises(DomainError):
        create(replace(ENTRY, place_id=foreign.id))


def test_texts_are_cleaned_at_the_edge():
    make_fair()

    row = create(replace(ENTRY, title=Words("Wärme\x00 \x1b[2J aus"), abstract=Words("Eins\r\n\r\n\r\nZwei\x07")))

    assert (row.title_de, row.abstract_de) == ("Wärme [2J aus", "Eins\n\nZwei")


def test_a_cancelled_session_can_take_place_after_all():
    make_fair()
    code = create().code

    act("cancel_session", code)
    was_cancelled = standing(code).is_cancelled
    act("reinstate_session", code)

    assert (was_cancelled, standing(code).is_cancelled) == (True, False)
    assert [entry.kind for entry in journal(code)] == ["session.reinstated", "session.cancelled", "session.created"]


def test_a_delay_moves_start_and_end_and_is_released_as_a_delay():
    make_fair()
    code = create().code
    make_release()

    act("delay_session", code, 15)
    act("delay_session", code, 5)

    session = make_release(later=5).programme.session(code)
    assert (session.starts_at, session.ends_at, session.delay) == (at("10:20"), at("11:05"), 20)


def test_a_delay_ends_at_the_planned_time():
    make_fair()
    code = create().code
    act("delay_session", code, 15)

    act("end_delay", code)

    row = standing(code)
    assert (row.starts_at, row.ends_at, row.delay_minutes) == (at("10:00"), at("10:45"), 0)


def test_new_times_by_hand_are_planned_ones():
    make_fair()
    code = create().code
    act("delay_session", code, 15)

    act("edit_session", code, replace(ENTRY, starts_at=at("14:00"), ends_at=at("14:30")))

    assert standing(code).delay_minutes == 0


@pytest.mark.parametrize("minutes", [0, -5, 601])
def test_a_delay_has_a_sensible_length(minutes: int):
    make_fair()
    code = create().code

    with pytest.raises(DomainError):
        act("delay_session", code, minutes)


def test_a_cancelled_session_cannot_be_delayed():
    make_fair()
    code = create().code
    act("cancel_session", code)

    with pytest.raises(DomainError):
        act("delay_session", code, 5)


def test_a_draft_that_nobody_saw_can_be_deleted():
    make_fair()
    code = create().code

    act("delete_session", code)

    assert standing(code) is None
    assert journal(code)[0].kind == "session.deleted"


def test_what_was_released_cannot_be_deleted():
    make_fair()
    code = create().code
    make_release()

    with pytest.raises(DomainError, match="Sagen Sie ihn ab"):
        act("delete_session", code)
