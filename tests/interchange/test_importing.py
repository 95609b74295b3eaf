"""What an import does to the draft, and what it leaves alone."""

from __future__ import annotations

import pytest

from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.interchange.report import Report
from eventapp.interchange.source import SourceProgramme, UnreadableFile
from eventapp.programme import queries
from eventapp.programme.models import ConferenceSession, Place, Speaker, Theme
from eventapp.programme.value import Link
from tests.factories import SLUG, at, entry, make_fair, make_place, make_release, make_session, source, take_in

pytestmark = pytest.mark.usefixtures("in_app")


def draft() -> list[ConferenceSession]:
    return queries.draft_sessions(get_fair(SLUG).id)


def states(report: Report) -> list[tuple[str, str]]:
    return [(one.state, one.title) for one in report.entries]


def test_a_first_import_creates_everything_it_needs():
    make_fair()

    take_in(source(entry(place="Bühne A", theme="Energie", speakers=["Team A"])))

    (row,) = draft()
    assert (row.title_de, row.place.name_de, row.theme.name_de) == ("Wärme aus dem Hafen", "Bühne A", "Energie")
    assert [speaking.speaker.name for speaking in row.speaking] == ["Team A"]


def test_a_reimport_of_the_same_file_changes_nothing():
    make_fair()
    programme = source(
        entry(keys={"id": "7"}, place="Bühne A", speakers=["Team A"]), entry("Zweiter", starts="12:00", ends="13:00")
    )
    take_in(programme)

    report = take_in(programme)

    assert report.counts["unchanged"] == 2
    assert report.counts["changed"] == report.counts["new"] == report.counts["gone"] == 0


def test_releasing_after_a_reimport_makes_no_new_version():
    make_fair()
    programme = source(entry(place="Bühne A", speakers=["Team A", "Team B"]))
    take_in(programme)
    make_release()
    take_in(programme)

    assert not make_release(later=5).is_new


def test_a_change_is_told_with_old_and_new():
    make_fair()
    take_in(source(entry(keys={"guid": "g"})))

    report = take_in(source(entry(keys={"guid": "g"}, starts="11:00", ends="11:30")))

    (one,) = report.entries
    told = {difference.field: (difference.old, difference.new) for difference in one.differences}
    assert told == {
        "starts_at": ("28.03.2027 10:00", "28.03.2027 11:00"),
        "ends_at": ("28.03.2027 10:45", "28.03.2027 11:30"),
    }


def test_the_code_survives_a_new_title():
    make_fair()
    take_in(source(entry("Alt", keys={"guid": "g"})))
    (code,) = [row.code for row in draft()]

    take_in(source(entry("Ganz anders", keys={"guid": "g"}, starts="15:00", ends="16:00")))

    assert [(row.code, row.title_de) for row in draft()] == [(code, "Ganz anders")]


def test_what_vanished_before_any_release_is_removed():
    make_fair()
    take_in(source(entry("Bleibt", starts="09:00", ends="09:30"), entry("Geht")))

    report = take_in(source(entry("Bleibt", starts="09:00", ends="09:30")))

    assert states(report) == [("unchanged", "Bleibt"), ("removed", "Geht")]
    assert [row.title_de for row in draft()] == ["Bleibt"]


def test_what_vanished_after_a_release_is_cancelled():
    make_fair()
    take_in(source(entry("Bleibt", starts="09:00", ends="09:30"), entry("Fällt aus")))
    make_release()

    report = take_in(source(entry("Bleibt", starts="09:00", ends="09:30")))

    assert states(report) == [("unchanged", "Bleibt"), ("cancelled", "Fällt aus")]
    assert [(row.title_de, row.is_cancelled) for row in draft()] == [("Bleibt", False), ("Fällt aus", True)]


def test_what_the_file_names_but_could_not_be_read_is_not_gone():
    make_fair()
    take_in(source(entry("Bleibt", starts="09:00", ends="09:30"), entry("Mit Tippfehler", keys={"id": "7"})))
    make_release()

    unreadable = ({"id": "7", "title": "Mit Tippfehler!"},)
    take_in(source(entry("Bleibt", starts="09:00", ends="09:30"), left_out=unreadable))

    assert [row.is_cancelled for row in draft()] == [False, False]


def test_a_file_without_sessions_cancels_nothing():
    make_fair()
    take_in(source(entry()))

    with pytest.raises(UnreadableFile, match="kein lesbarer Programmpunkt"):
        take_in(source())

    assert [row.is_cancelled for row in draft()] == [False]


def test_what_comes_back_takes_place_again():
    make_fair()
    both = source(entry("Bleibt", starts="09:00", ends="09:30"), entry("Kommt wieder"))
    take_in(both)
    make_release()
    take_in(source(entry("Bleibt", starts="09:00", ends="09:30")))

    take_in(both)

    assert [row.is_cancelled for row in draft()] == [False, False]


def test_what_was_entered_by_hand_is_left_alone():
    fair = make_fair()
    make_session(fair, "Von Hand", code="HHHHHH")

    report = take_in(source(entry("Aus der Datei", starts="12:00", ends="13:00")))

    assert states(report) == [("new", "Aus der Datei")]
    assert sorted(row.title_de for row in draft()) == ["Aus der Datei", "Von Hand"]


def test_another_source_does_not_remove_what_the_first_one_brought():
    make_fair()
    take_in(source(entry("Aus A")))

    take_in(source(entry("Aus B", starts="12:00", ends="13:00")), source="zweite")

    assert [row.title_de for row in draft()] == ["Aus A", "Aus B"]


def test_a_dry_run_tells_everything_and_writes_nothing():
    make_fair()

    report = take_in(source(entry(place="Bühne A")), is_dry_run=True)

    assert report.is_dry_run
    assert report.counts["new"] == 1
    assert draft() == []
    assert db.session.query(Place).count() == 0


def test_a_relabelled_place_stays_the_same_place():
    make_fair()
    take_in(
        source(
            entry(keys={"guid": "g"}, place="Kosmos"),
            entry("Zwei", keys={"guid": "h"}, starts="12:00", ends="13:00", place="Kosmos"),
        )
    )
    (address,) = {row.place.slug for row in draft()}

    report = take_in(
        source(
            entry(keys={"guid": "g"}, place="Main Track"),
            entry("Zwei", keys={"guid": "h"}, starts="12:00", ends="13:00", place="Main Track"),
        )
    )

    assert {(row.place.slug, row.place.name_de) for row in draft()} == {(address, "Main Track")}
    assert report.counts["changed"] == 0
    assert report.notes[0] == "Ort „Kosmos“ heißt jetzt „Main Track“ (dieselben Programmpunkte)"


def test_a_place_set_by_hand_is_never_renamed_by_an_import():
    fair = make_fair()
    make_place(fair, "Kosmos")
    take_in(source(entry(keys={"guid": "g"}, place="Kosmos")))

    take_in(source(entry(keys={"guid": "g"}, place="Main Track")))

    assert sorted(place.name_de for place in queries.places_of(fair.id)) == ["Kosmos", "Main Track"]


def test_a_place_is_found_by_its_english_name_and_any_spelling():
    fair = make_fair()
    place = make_place(fair, "Bühne Nord")
    with transaction() as session:
        session.merge(place).name_en = "North Stage"

    take_in(source(entry(place="north  stage"), entry("Zwei", starts="12:00", ends="13:00", place="BÜHNE NORD")))

    assert {row.place.name_de for row in draft()} == {"Bühne Nord"}


def test_one_person_with_and_without_titles_is_one_speaker():
    make_fair()

    take_in(
        source(entry(speakers=["Dr. Ada Muster"]), entry("Zwei", starts="12:00", ends="13:00", speakers=["Ada Muster"]))
    )

    assert [speaker.name for speaker in db.session.query(Speaker)] == ["Dr. Ada Muster"]


def test_the_same_speakers_in_another_order_are_no_change():
    make_fair()
    take_in(source(entry(speakers=["Team A", "Team B"])))

    report = take_in(source(entry(speakers=["Team B", "Team A"])))

    assert report.counts["unchanged"] == 1


def test_an_added_speaker_is_told():
    make_fair()
    take_in(source(entry(keys={"id": "1"}, speakers=["Team A"])))

    report = take_in(source(entry(keys={"id": "1"}, speakers=["Team A", "Team B"])))

    (difference,) = report.entries[0].differences
    assert (difference.field, difference.old, difference.new) == ("speakers", "Team A", "Team A, Team B")


def test_a_valid_code_and_guid_of_the_file_are_kept():
    make_fair()
    guid = "5f2ad1f0-32f5-4d6a-9c0e-0a1b2c3d4e5f"

    take_in(source(entry(keys={"code": "AB12CD", "guid": guid, "id": "201"})))

    (row,) = draft()
    assert (row.code, row.guid, row.number) == ("AB12CD", guid, 201)


def test_a_number_is_never_given_to_another_session():
    make_fair()
    take_in(source(entry("Eins", keys={"id": "7"})))
    make_release()

    take_in(source(entry("Ganz etwas anderes", keys={"id": "7"}, starts="15:00", ends="16:00", speakers=["X"])))

    numbers = {row.title_de: row.number for row in draft()}
    assert numbers == {"Eins": 7, "Ganz etwas anderes": 8}


def test_links_go_along():
    make_fair()

    take_in(source(entry(links=(Link("https://example.org/", "Mehr"),))))

    assert [row.links for row in draft()] == [[{"url": "https://example.org/", "title": "Mehr"}]]


def test_a_long_title_is_cut_to_what_the_column_holds():
    make_fair()

    take_in(source(entry("W" * 900)))

    assert [len(row.title_de) for row in draft()] == [500]


def test_sessions_outside_the_fair_are_read_and_noted():
    make_fair()
    early = entry("Zu früh")
    early = type(early)(
        **{name: getattr(early, name) for name in early.__slots__}
        | {
            "starts_at": at("10:00", day=at("10:00").date().replace(month=1)),
            "ends_at": at("11:00", day=at("10:00").date().replace(month=1)),
        }
    )

    report = take_in(source(early))

    assert report.notes[-1] == "1 Programmpunkt liegt außerhalb der Messetage (28.03.2027 bis 29.03.2027)."


def test_english_text_goes_to_its_column():
    make_fair()

    take_in(source(entry(subtitle=Words("Ein Bericht", "A report"))))

    assert [(row.subtitle_de, row.subtitle_en) for row in draft()] == [("Ein Bericht", "A report")]


def hours(*titles: str, **values) -> SourceProgramme:
    """One session an hour from nine o'clock."""
    sessions = [entry(title, starts=f"{9 + n:02}:00", ends=f"{9 + n:02}:45") for n, title in enumerate(titles)]
    return source(*sessions, **values)


OURS = ("Wärme", "Strom", "Netze", "Speicher")
THEIRS = ("Ponyreiten", "Zuckerwatte", "Kirmesmusik")


def test_the_file_of_another_event_is_refused_with_numbers():
    make_fair()
    take_in(hours(*OURS))
    make_release()

    with pytest.raises(DomainError, match=r"Von 4 Programmpunkten .* nur 0 in der Datei; 4 fielen weg.*--replace"):
        take_in(hours(*THEIRS))

    assert [row.title_de for row in draft() if not row.is_cancelled] == list(OURS)


def test_a_file_that_replaces_the_programme_may_do_so():
    make_fair()
    take_in(hours(*OURS))
    make_release()

    report = take_in(hours(*THEIRS), replaces=True)

    assert (report.counts["new"], report.counts["cancelled"]) == (3, 4)


def test_another_file_is_no_matter_before_the_first_release():
    make_fair()
    take_in(hours(*OURS))

    assert take_in(hours(*THEIRS)).counts["removed"] == 4


def test_a_single_session_that_moves_to_a_new_room_renames_none():
    make_fair()
    take_in(source(entry(place="Kosmos")))

    take_in(source(entry(place="Zelt im Hof")))

    assert sorted(place.name_de for place in db.session.query(Place)) == ["Kosmos", "Zelt im Hof"]


def test_a_single_session_renames_a_place_of_a_similar_name():
    make_fair()
    take_in(source(entry(place="Bühne Energie")))

    take_in(source(entry(place="Bühne Energien")))

    assert [place.name_de for place in db.session.query(Place)] == ["Bühne Energien"]


def test_addresses_fit_their_column_with_their_number_too():
    make_fair()
    long = "Sehr " * 20

    take_in(source(entry(place=f"{long}A", theme=f"{long}A"), entry("Zwei", place=f"{long}B", theme=f"{long}B")))

    slugs = [slug for table in (Place, Theme) for (slug,) in db.session.query(table.slug)]
    assert (len(set(slugs)), max(len(slug) for slug in slugs) <= 60) == (2, True)


def test_a_label_longer_than_its_column_is_one_place():
    make_fair()
    programme = source(entry(place="W" * 150 + " " + "Z" * 150), entry("Zwei", place="W" * 150 + " " + "Z" * 150))
    take_in(programme)

    assert take_in(programme).counts["unchanged"] == 2
    assert db.session.query(Place).count() == 1
