"""What a hand changed of what a source brought is left alone by the source's next file, with a note."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.database import transaction
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme import queries
from eventapp.programme.actions import grounds, sessions, speakers
from eventapp.programme.entries import PlaceEntry, SessionEntry, SpeakerEntry
from eventapp.programme.models import Place
from tests.factories import RELEASED, SLUG, at, entry, make_fair, make_release, source, take_in

pytestmark = pytest.mark.usefixtures("in_app")
WHO = {"by": None, "at": RELEASED}


def draft():
    return queries.draft_sessions(get_fair(SLUG).id)


def edit(**changes: object) -> None:
    """The only session of the draft, edited by hand."""
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, draft()[0].code, locked=True)
        values: dict[str, object] = {
            "title": Words(row.title_de, row.title_en),
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
            "place_id": row.place_id,
            "theme_id": row.theme_id,
            "speakers": tuple(speaking.speaker_id for speaking in row.speaking),
        }
        sessions.edit_session(row, SessionEntry(**values | changes), version=row.version, **WHO)


def test_a_field_changed_by_hand_stays_and_the_report_says_what_the_file_has():
    make_fair()
    take_in(source(entry("Wärme", keys={"id": "1"})))
    edit(title=Words("Wärme von Hand"))

    report = take_in(source(entry("Wärme neu", keys={"id": "1"}, starts="11:00", ends="11:45")))

    row = draft()[0]
    assert (row.title_de, row.starts_at) == ("Wärme von Hand", at("11:00"))
    assert [(kept.field, kept.old, kept.new) for kept in report.entries[0].kept] == [
        ("title_de", "Wärme von Hand", "Wärme neu")
    ]
    assert any("Von Hand geändert" in note for note in report.notes)


def test_a_hand_made_title_does_not_hide_the_session_from_a_file_without_keys():
    make_fair()
    take_in(source(entry("Wärme aus dem Hafen"), entry("Licht", starts="12:00", ends="12:30")))
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, draft()[0].code, locked=True)
        sessions.edit_session(
            row, SessionEntry(Words("Ganz anders"), row.starts_at, row.ends_at), version=row.version, **WHO
        )

    report = take_in(source(entry("Wärme aus dem Hafen"), entry("Licht", starts="12:00", ends="12:30")))

    assert report.counts["new"] == 0
    assert sorted(row.title_de for row in draft()) == ["Ganz anders", "Licht"]


def test_the_mark_goes_where_the_file_says_the_same():
    make_fair()
    take_in(source(entry("Wärme", keys={"id": "1"})))
    edit(title=Words("Wärme neu"))
    take_in(source(entry("Wärme neu", keys={"id": "1"})))

    take_in(source(entry("Wärme noch neuer", keys={"id": "1"})))

    assert draft()[0].title_de == "Wärme noch neuer"


def test_times_are_kept_together():
    make_fair()
    take_in(source(entry(keys={"id": "1"})))
    edit(ends_at=at("11:30"))

    take_in(source(entry(keys={"id": "1"}, starts="14:00", ends="14:45")))

    assert (draft()[0].starts_at, draft()[0].ends_at) == (at("10:00"), at("11:30"))


def test_a_delay_outlives_an_import():
    make_fair()
    take_in(source(entry(keys={"id": "1"})))
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, draft()[0].code, locked=True)
        sessions.delay_session(row, 15, version=row.version, **WHO)

    take_in(source(entry(keys={"id": "1"})))

    assert (draft()[0].starts_at, draft()[0].delay_minutes) == (at("10:00") + timedelta(minutes=15), 15)


def test_what_vanished_is_kept_if_a_hand_has_worked_on_it():
    make_fair()
    take_in(source(entry("Wärme", keys={"id": "1"}), entry("Licht", keys={"id": "2"}, starts="12:00", ends="12:30")))
    edit(abstract=Words("Mühe"))

    report = take_in(source(entry("Licht", keys={"id": "2"}, starts="12:00", ends="12:30")))

    assert [row.title_de for row in draft()] == ["Wärme", "Licht"]
    assert report.counts["removed"] == 0


def test_what_takes_place_after_all_by_hand_is_not_cancelled_again():
    make_fair()
    take_in(source(entry("Wärme", keys={"id": "1"}, is_cancelled=True)))
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, draft()[0].code, locked=True)
        sessions.reinstate_session(row, version=row.version, **WHO)
    make_release()

    take_in(source(entry("Wärme", keys={"id": "1"}, is_cancelled=True)))

    assert not draft()[0].is_cancelled


def test_following_the_source_again_lets_the_next_file_write():
    make_fair()
    take_in(source(entry("Wärme", keys={"id": "1"})))
    edit(title=Words("Von Hand"))
    with transaction():
        row = queries.find_draft_session(get_fair(SLUG).id, draft()[0].code, locked=True)
        sessions.follow_source(row, version=row.version, **WHO)

    take_in(source(entry("Aus der Datei", keys={"id": "1"})))

    assert draft()[0].title_de == "Aus der Datei"


def test_an_import_that_changes_a_session_raises_its_version():
    make_fair()
    take_in(source(entry("Wärme", keys={"id": "1"})))
    before = draft()[0].version

    take_in(source(entry("Wärme neu", keys={"id": "1"})))

    assert draft()[0].version == before + 1


def test_a_place_renamed_by_hand_is_found_by_the_name_that_the_file_has():
    make_fair()
    take_in(source(entry(place="Bühne A")))
    with transaction():
        place = queries.find_ground(Place, get_fair(SLUG).id, "buehne-a", locked=True)
        grounds.edit_place(place, PlaceEntry(Words("Bühne Nord")), version=place.version, **WHO)

    take_in(source(entry(place="Bühne A")))

    assert [place.name_de for place in queries.places_of(get_fair(SLUG).id)] == ["Bühne Nord"]
    assert draft()[0].place.name_de == "Bühne Nord"


def test_a_speaker_renamed_by_hand_is_found_by_the_name_that_the_file_has():
    make_fair()
    take_in(source(entry(speakers=["Ada Beispil"])))
    with transaction():
        (row,) = queries.speakers_of(get_fair(SLUG).id)
        speakers.edit_speaker(row, SpeakerEntry("Ada Beispiel", consent="source"), version=row.version, **WHO)

    take_in(source(entry(speakers=["Ada Beispil"])))

    assert [row.name for row in queries.speakers_of(get_fair(SLUG).id)] == ["Ada Beispiel"]


def test_who_speaks_by_hand_stays():
    make_fair()
    take_in(source(entry(keys={"id": "1"}, speakers=["Ada", "Ben"])))
    ada = next(row for row in queries.speakers_of(get_fair(SLUG).id) if row.name == "Ada")
    edit(speakers=(ada.id,))

    report = take_in(source(entry(keys={"id": "1"}, speakers=["Ada", "Ben"])))

    assert [speaking.speaker.name for speaking in draft()[0].speaking] == ["Ada"]
    assert [kept.field for kept in report.entries[0].kept] == ["speakers"]


def test_speakers_of_an_import_are_named_because_their_source_says_so():
    make_fair()

    take_in(source(entry(speakers=["Ada"])))

    assert [row.consent for row in queries.speakers_of(get_fair(SLUG).id)] == ["source"]
