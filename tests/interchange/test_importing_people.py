"""Who speaks, over imports: one row per person, kept apart, withdrawn, and left alone where others brought them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.interchange.source import SourceProgramme, SourceSpeaker
from eventapp.programme import queries
from eventapp.programme.models import ConferenceSession, Speaker
from tests.factories import SLUG, entry, make_fair, make_session, make_speaker, source, take_in

pytestmark = pytest.mark.usefixtures("in_app")


def draft() -> list[ConferenceSession]:
    return queries.draft_sessions(get_fair(SLUG).id)


def ada(organisation: str = "", biography: str = "") -> SourceSpeaker:
    return SourceSpeaker("Ada Muster", organisation, Words(biography))


def said_by(*speakers: SourceSpeaker) -> SourceProgramme:
    """One session an hour, each by one of these."""
    hours = [(f"{9 + n:02}:00", f"{9 + n:02}:45") for n in range(len(speakers))]
    sessions = [entry(f"Vortrag {starts}", starts=starts, ends=ends) for starts, ends in hours]
    return source(*(replace(one, speakers=(who,)) for one, who in zip(sessions, speakers, strict=True)))


def on_stage() -> list[tuple[str, str, str]]:
    return sorted((one.slug, one.organisation, one.biography_de) for one in db.session.query(Speaker))


def test_a_biography_and_an_organisation_can_be_withdrawn():
    make_fair()
    take_in(said_by(ada("Stadt", "Lebt in Dortmund.")))

    report = take_in(said_by(ada()))

    assert on_stage() == [("ada-muster", "", "")]
    told = {one.field: (one.old, one.new) for one in report.entries[0].differences}
    assert told == {
        "speaker_organisation": ("Ada Muster: Stadt", "Ada Muster: –"),
        "speaker_biography_de": ("Ada Muster: Lebt in Dortmund.", "Ada Muster: –"),
    }


def test_two_organisations_of_one_name_are_two_people():
    make_fair()

    take_in(said_by(ada("Stadt"), ada("Land"), ada("Stadt")))

    assert on_stage() == [("ada-muster", "Land", ""), ("ada-muster-2", "Stadt", "")]
    assert [row.speaking[0].speaker.organisation for row in draft()] == ["Stadt", "Land", "Stadt"]


def test_two_people_of_one_name_stay_the_same_whatever_the_order():
    make_fair()
    programme = said_by(ada("Stadt"), ada("Land"), ada())
    take_in(programme)
    before = on_stage()

    report = take_in(replace(programme, sessions=programme.sessions[::-1]))

    assert (report.counts["unchanged"], on_stage()) == (3, before)


def test_an_entry_without_organisation_goes_to_the_only_one_of_that_name():
    make_fair()

    take_in(said_by(ada(), ada("Stadt")))

    assert on_stage() == [("ada-muster", "Stadt", "")]


def test_the_order_of_the_rows_decides_nothing_about_a_person():
    make_fair()
    programme = said_by(ada("Stadt", "Kurz."), ada("Stadt", "Ausführlich."), ada("STADT"))
    take_in(programme)

    report = take_in(replace(programme, sessions=programme.sessions[::-1]))

    assert report.counts["unchanged"] == 3


def test_a_speaker_entered_by_hand_is_linked_and_left_alone():
    fair = make_fair()
    make_speaker(fair, "Ada Muster", organisation="Von Hand", biography_de="Von Hand.")

    take_in(said_by(ada("Stadt", "Aus der Datei.")))

    ((_slug, organisation, biography),) = on_stage()
    assert (organisation, biography, len(draft()[0].speaking)) == ("Von Hand", "Von Hand.", 1)


def test_a_speaker_of_another_source_is_left_alone():
    make_fair()
    take_in(said_by(ada("Stadt")), source="erste")

    take_in(source(replace(entry("Anderes"), speakers=(ada("Land"),))), source="zweite")

    assert on_stage() == [("ada-muster", "Stadt", "")]


def test_peoples_addresses_fit_their_column():
    make_fair()
    long = "Ada " * 30

    take_in(source(entry(speakers=[f"{long}A", f"{long}B", "N" * 250])))

    slugs = [speaker.slug for speaker in db.session.query(Speaker)]
    assert (len(set(slugs)), max(len(slug) for slug in slugs)) == (3, 60)


def test_two_people_with_one_slug_get_two_addresses():
    make_fair()

    take_in(source(entry(speakers=["Ada Müster", "Ada Muester"])))

    assert sorted(speaker.slug for speaker in db.session.query(Speaker)) == ["ada-muester", "ada-muester-2"]


def test_the_migration_tells_imported_speakers_from_those_made_by_hand(app: Flask, tmp_path: Path):
    app.config["BACKUP_FOLDER"] = str(tmp_path)
    fair = make_fair()
    both, brought, _alone = (make_speaker(fair, name) for name in ("Beide", "Import", "Ohne"))
    make_session(fair, "Aus der Datei", speakers=[both, brought], source="programm")
    make_session(fair, "Von Hand", speakers=[both])
    db.session.remove()

    flask_migrate.downgrade(revision="001")
    flask_migrate.upgrade()

    assert {one.name: one.source for one in db.session.query(Speaker)} == {
        "Beide": "",
        "Import": "programm",
        "Ohne": "",
    }
