"""What a file that we wrote ourselves does to the draft it came from: what was changed in it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from eventapp.calendars.feed import feed_octets, session_octets
from eventapp.database import db, transaction
from eventapp.fair.colours import lightened
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.interchange.actions.importing import import_programme
from eventapp.interchange.reading import read_programme
from eventapp.interchange.report import Report
from eventapp.interchange.source import SourcePlace, SourceProgramme, SourceSession, SourceSpeaker, SourceTheme
from eventapp.programme import queries
from eventapp.programme.lenses import find_lens
from eventapp.programme.models import ConferenceSession, Place, Speaker
from eventapp.programme.value import Programme
from eventapp.web.addresses import base_url
from tests.factories import change
from tests.interchange.programmes import EVERY_WAY, FULL, drafted, made, released, with_venue, written

pytestmark = pytest.mark.usefixtures("in_app")
every_way = pytest.mark.parametrize(("kind", "language"), EVERY_WAY)


def sent_out(slug: str, kind: str = "frab-json", language: str = "de") -> SourceProgramme:
    """The released programme as somebody else's program reads it."""
    return read_programme(written(released(slug), kind, language))


def edited(programme: SourceProgramme, which: str, /, **changes: Any) -> SourceProgramme:
    """The file after somebody changed the session of that title in it."""
    sessions = [replace(one, **changes) if which in (one.title.de, one.title.en) else one for one in programme.sessions]
    assert sessions != list(programme.sessions)
    return replace(programme, sessions=tuple(sessions))


def told(programme: SourceProgramme, title: str) -> SourceSession:
    (session,) = (one for one in programme.sessions if title in (one.title.de, one.title.en))
    return session


def take(slug: str, programme: SourceProgramme, **values: Any) -> Report:
    with transaction():
        return import_programme(slug, programme, **values)


def row(slug: str, title: str) -> ConferenceSession:
    db.session.expire_all()
    (found,) = (one for one in queries.draft_sessions(get_fair(slug).id) if one.title_de == title)
    return found


def changed_fields(report: Report) -> list[str]:
    return [one.field for entry in report.entries for one in entry.differences]


HEAT, BREAK, OFF, NIGHT = "Wärme aus dem Hafen", "Pause", "Entfällt", "Nachtgespräch"
HEAT_EN = "Heat from the harbour"


@every_way
def test_a_session_moved_in_the_file_finds_the_place_that_is_there(kind, language):
    slug = made(FULL)
    with_venue(slug)
    file = sent_out(slug, kind, language)

    report = take(slug, edited(file, BREAK, place=told(file, OFF).place))

    assert changed_fields(report) == ["place"]
    assert row(slug, BREAK).place.name_de == "Werkstatt"
    assert sorted(place.name_de for place in db.session.query(Place)) == ["Bühne A", "Werkstatt"]


def test_a_session_that_leaves_its_place_in_a_calendar_has_none(in_app):
    slug = made(FULL)
    with_venue(slug)
    file = sent_out(slug, "ics")

    take(slug, edited(file, BREAK, place=told(file, NIGHT).place))

    assert row(slug, BREAK).place is None


def test_a_calendar_that_knows_another_way_to_a_place_still_means_it():
    slug = made(FULL)
    with_venue(slug)
    file = sent_out(slug, "ics")

    take(slug, edited(file, BREAK, place="Werkstatt, Halle 7"))

    assert row(slug, BREAK).place.name_de == "Werkstatt"


@every_way
def test_a_new_speaker_joins_those_who_are_there(kind, language):
    slug = made(FULL)
    file = sent_out(slug, kind, language)
    before = drafted(slug)

    speakers = (*told(file, NIGHT).speakers, SourceSpeaker("Kim Neu"))
    report = take(slug, edited(file, NIGHT, speakers=speakers))

    after = drafted(slug)
    names = [(one.name, one.organisation) for one in after.speakers_of(after.sessions[-1])]
    assert (changed_fields(report), names) == (["speakers"], [("Bo Beispiel", "FH"), ("Kim Neu", "")])
    assert [after.speaker(one.slug) for one in before.speakers] == list(before.speakers)


@every_way
def test_whoever_is_struck_out_speaks_no_more(kind, language):
    slug = made(FULL)
    file = sent_out(slug, kind, language)

    take(slug, edited(file, HEAT if language == "de" or not file.language else HEAT_EN, speakers=()))

    assert row(slug, HEAT).speaking == []


@pytest.mark.parametrize(("struck_out", "left"), [("TU", "FH"), ("FH", "TU")])
def test_of_two_people_of_one_name_the_right_one_is_struck_out(struck_out, left):
    night = FULL.sessions[3] | {"people": [1, 2]}
    slug = made(replace(FULL, sessions=[*FULL.sessions[:3], night]))
    file = replace(sent_out(slug), is_partial=True)
    speakers = [SourceSpeaker("Bo Beispiel", one) for one in ("TU", "FH") if one != struck_out]

    take(slug, edited(file, NIGHT, speakers=tuple(speakers)))

    assert [one.speaker.organisation for one in row(slug, NIGHT).speaking] == [left]


def test_a_name_in_brackets_that_a_calendar_takes_for_an_organisation_makes_nobody_new():
    slug = made(replace(FULL, people=[{"name": "Kim (KI-Labor)"}, *FULL.people[1:]]))
    file = sent_out(slug, "ics")

    take(slug, edited(file, BREAK, speakers=(SourceSpeaker("Jo Neu"),)))

    names = sorted(one.name for one in db.session.query(Speaker))
    assert names == ["Bo Beispiel", "Bo Beispiel", "Jo Neu", "Kim (KI-Labor)"]


def test_a_single_session_that_moves_to_a_place_of_a_similar_name_renames_none():
    slug = made(FULL)

    take(slug, edited(sent_out(slug), BREAK, place="Bühne B"))

    assert [one.name_de for one in drafted_places(slug)] == ["Bühne A", "Werkstatt", "Bühne B"]


def test_a_changed_biography_is_taken_in_its_language_only():
    slug = made(FULL)
    file = replace(sent_out(slug), language="en")
    ada, bo = told(file, HEAT).speakers

    take(slug, edited(file, HEAT, speakers=(replace(ada, biography=Words("Plans.", "Plans.")), bo)))

    ada_row = db.session.query(Speaker).filter_by(name="Dr. Ada Muster").one()
    assert (ada_row.biography_de, ada_row.biography_en) == ("Baut.", "Plans.")


def test_what_a_file_leaves_out_of_a_person_stays():
    slug = made(FULL)
    file = sent_out(slug)

    take(slug, edited(file, HEAT, speakers=(SourceSpeaker("Dr. Ada Muster"), told(file, HEAT).speakers[1])))

    assert db.session.query(Speaker).filter_by(organisation="Stadt Dortmund").one().biography_de == "Baut."


def test_what_was_entered_by_hand_stays_and_the_report_says_so():
    slug = made(FULL, source="")

    report = take(slug, edited(sent_out(slug), BREAK, title=Words("Große Pause")))

    assert row(slug, BREAK).source == ""
    assert report.counts["unchanged"] == len(report.entries)
    assert report.notes == ["„Pause“ ist von Hand eingetragen und wurde nicht geändert."]


def test_what_another_source_brought_stays_and_the_report_names_it():
    slug = made(FULL, source="anmeldung")

    report = take(slug, edited(sent_out(slug), BREAK, title=Words("Große Pause")))

    assert report.notes == ["„Pause“ kommt aus der Quelle „anmeldung“ und wurde nicht geändert."]


@every_way
def test_the_keys_of_the_file_it_first_came_from_survive(kind, language):
    slug = made(FULL)

    take(slug, edited(sent_out(slug, kind, language), BREAK, title=Words("Große Pause", "Große Pause")))

    keys = [one.source_keys for one in queries.draft_sessions(get_fair(slug).id)]
    assert keys == [{"slug": f"alt-{number}"} for number in range(1, 5)]


def test_what_somebody_took_out_of_the_file_is_cancelled():
    slug = made(FULL)
    file = sent_out(slug)

    report = take(slug, replace(file, sessions=tuple(one for one in file.sessions if one.title.de != HEAT)))

    assert [entry.title for entry in report.in_state("cancelled")] == [HEAT]


def day_feed(programme: Programme) -> bytes:
    lens = find_lens(programme, "tag-2027-03-28")
    assert lens is not None
    return feed_octets(programme, lens, "de", base_url=base_url())


def theme_feed(programme: Programme) -> bytes:
    lens = find_lens(programme, "thema-nr-0")
    assert lens is not None
    return feed_octets(programme, lens, "de", base_url=base_url())


def download(programme: Programme) -> bytes:
    return session_octets(programme, programme.sessions[0], "de", base_url=base_url())


@pytest.mark.parametrize("part_of", [day_feed, theme_feed, download])
def test_what_a_part_of_the_programme_leaves_out_stays(part_of):
    other_day = {"when": (FULL.sessions[0]["when"][0].replace(day=27), FULL.sessions[0]["when"][1].replace(day=27))}
    slug = made(replace(FULL, sessions=[*FULL.sessions, {"title_de": "Vortag", "place": 1, "theme": None} | other_day]))
    standing = released(slug)

    report = take(slug, read_programme(part_of(standing)))

    assert {entry.state for entry in report.entries} == {"unchanged"}
    assert len(report.entries) < len(standing.sessions)
    assert report.notes == ["Die Datei enthält nur einen Teil des Programms; was in ihr fehlt, bleibt."]
    assert drafted(slug).sessions == tuple(replace(one, created_at=None, revised_at=None) for one in standing.sessions)


@pytest.mark.parametrize("is_copied_below", [True, False])
def test_a_copied_line_becomes_a_session_of_its_own(is_copied_below):
    slug = made(FULL)
    file = sent_out(slug)
    copy = replace(told(file, BREAK), title=Words("Noch eine Pause"))
    sessions = (*file.sessions, copy) if is_copied_below else (copy, *file.sessions)

    report = take(slug, replace(file, sessions=sessions))

    assert [entry.title for entry in report.in_state("new")] == ["Noch eine Pause"]
    assert report.counts["changed"] == 0
    assert len({one.code for one in drafted(slug).sessions}) == 5


def test_an_entry_that_became_unreadable_is_spared_by_its_code():
    slug = made(FULL)
    file = sent_out(slug)
    broken = told(file, BREAK)
    rest = tuple(one for one in file.sessions if one is not broken)

    report = take(slug, replace(file, sessions=rest, left_out=({"code": broken.keys["code"], "title": "?"},)))

    assert report.counts["gone"] == 0


def test_an_entry_that_ends_as_it_begins_is_told_and_changes_nothing():
    slug = made(FULL)
    file = sent_out(slug)

    report = take(slug, edited(file, BREAK, ends_at=told(file, BREAK).starts_at))

    assert [remark.reason for remark in report.of_kind("unreadable")] == [
        "„Pause“: Das Ende liegt nicht nach dem Beginn."
    ]
    assert report.counts["unchanged"] == 4


def test_the_same_code_with_another_guid_is_another_session():
    slug = made(FULL)
    file = sent_out(slug)
    strange = replace(told(file, BREAK), keys={"code": told(file, BREAK).keys["code"], "guid": "f" * 32})

    report = take(slug, replace(file, sessions=(strange,), is_partial=True))

    assert [entry.why for entry in report.entries] != ["gleicher Code (aus unserer eigenen Datei)"]


def test_a_text_that_a_calendar_had_no_room_for_is_not_cut():
    slug = made(FULL)
    heat = row(slug, HEAT)
    change(heat, abstract_de="Was ein Quartier heizt und wie es dazu kam. " * 40)
    file = sent_out(slug, "ics")
    change(heat, organisation="Eine Organisation mit einem sehr langen Namen")

    report = take(slug, edited(file, HEAT, abstract=Words("Was ein Quartier heizt und wie…")))

    assert changed_fields(report) == []


def test_a_calendar_entry_without_room_for_any_text_blanks_none():
    slug = made(FULL)

    report = take(slug, edited(sent_out(slug, "ics"), HEAT, abstract=Words(), subtitle=Words()))

    assert changed_fields(report) == []


def test_an_english_file_renames_a_place_in_english_only():
    slug = made(FULL)
    file = sent_out(slug, "frab-xml", "en")
    sessions = [replace(one, place="Stage One") if one.place == "Stage A" else one for one in file.sessions]

    take(slug, replace(file, sessions=tuple(sessions)))

    assert [(one.name_de, one.name_en) for one in drafted_places(slug)] == [("Bühne A", "Stage One"), ("Werkstatt", "")]


def drafted_places(slug: str) -> list[Place]:
    db.session.expire_all()
    return queries.places_of(get_fair(slug).id)


def test_a_place_renamed_in_both_languages_has_both_names():
    slug = made(FULL)
    file = sent_out(slug)
    sessions = [replace(one, place="Bühne Eins") if one.place == "Bühne A" else one for one in file.sessions]
    places = (SourcePlace(Words("Bühne Eins", "Stage One")),)

    take(slug, replace(file, sessions=tuple(sessions), places=places))

    assert [one.name_en for one in drafted_places(slug) if one.name_de == "Bühne Eins"] == ["Stage One"]


def test_a_new_place_takes_what_the_file_tells_of_it():
    slug = made(FULL)
    place = SourcePlace(Words("Treffpunkt", "Meeting point"), Words("Am Brunnen", "At the well"), "meeting_point")
    file = replace(edited(sent_out(slug), BREAK, place="Treffpunkt"), places=(place,))

    take(slug, file)

    new = row(slug, BREAK).place
    told_of_it = (new.name_de, new.name_en, new.where_de, new.where_en, new.kind)
    assert told_of_it == ("Treffpunkt", "Meeting point", "Am Brunnen", "At the well", "meeting_point")


@pytest.mark.parametrize(
    ("colour", "dark", "kept"),
    [
        ("#0B6E4F", "#7fc8ac", ("#0b6e4f", "#7fc8ac")),
        ("#ffff00", "#7fc8ac", ("#1f5fbf", "#7fc8ac")),
        ("#0b6e4f", "#000000", ("#0b6e4f", lightened("#0b6e4f"))),
        ("red", "", ("#1f5fbf", lightened("#1f5fbf"))),
    ],
)
def test_a_new_theme_takes_the_colours_that_can_be_read(colour, dark, kept):
    slug = made(FULL)
    themes = (SourceTheme(Words("Netze"), colour, dark),)

    take(slug, replace(edited(sent_out(slug), BREAK, theme="Netze"), themes=themes))

    theme = row(slug, BREAK).theme
    assert (theme.colour, theme.colour_dark) == kept
