"""A file of ours whose draft has gone on since: what was changed in it comes in, the rest takes nothing back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.interchange.source import SourceSpeaker
from eventapp.programme.models import Place, Speaker
from tests.factories import at, change
from tests.interchange.programmes import EVERY_WAY, FULL, drafted, made, released
from tests.interchange.test_importing_own_files import BREAK, HEAT, changed_fields, edited, row, sent_out, take, told

pytestmark = pytest.mark.usefixtures("in_app")


def speaker(name: str) -> Speaker:
    return db.session.query(Speaker).filter_by(name=name).order_by(Speaker.id).first()


def go_on(slug: str) -> None:
    """The draft tells much otherwise than the release."""
    heat = row(slug, HEAT)
    change(
        heat, abstract_de="Neuer Text.", abstract_en="New text.", starts_at=at("10:15"), kind="talk", series="Andere"
    )
    change(row(slug, BREAK), is_cancelled=True)
    change(speaker("Dr. Ada Muster"), biography_de="Baut um.", biography_en="Rebuilds.")
    change(db.session.query(Place).filter_by(name_de="Bühne A").one(), name_de="Bühne Eins", name_en="Stage One")
    with transaction():
        del row(slug, HEAT).speaking[1]


@pytest.mark.parametrize(("kind", "language"), EVERY_WAY)
def test_a_file_in_which_nothing_was_changed_takes_nothing_back(kind, language):
    slug = made(FULL)
    file = sent_out(slug, kind, language)
    go_on(slug)
    before = drafted(slug)

    report = take(slug, file)

    assert changed_fields(report) == []
    assert drafted(slug) == before
    assert "Bei 2 Programmpunkten ist der Entwurf neuer als die Datei; das Neuere bleibt." in report.notes


@pytest.mark.parametrize("kind", ["frab-xml", "frab-json", "xlsx"])
def test_what_was_changed_in_the_file_comes_in_beside_what_the_draft_changed(kind):
    slug = made(FULL)
    file = sent_out(slug, kind)
    change(row(slug, HEAT), subtitle_de="Aus dem Entwurf")
    organisation = replace(told(file, HEAT), organisation="Aus der Datei").organisation

    report = take(slug, edited(file, HEAT, organisation=organisation))

    assert changed_fields(report) == ["organisation"]
    assert (row(slug, HEAT).subtitle_de, row(slug, HEAT).organisation) == ("Aus dem Entwurf", "Aus der Datei")


def test_where_both_changed_the_same_the_file_is_believed():
    slug = made(FULL)
    file = sent_out(slug)
    change(row(slug, BREAK), title_de="Große Pause")

    report = take(slug, edited(file, BREAK, title=Words("Kaffeepause")))

    assert changed_fields(report) == ["title_de"]
    assert row(slug, "Kaffeepause").title_de == "Kaffeepause"


def test_who_came_to_a_session_since_stays_who_left_it_stays_away_and_who_is_new_in_the_file_comes():
    slug = made(FULL)
    file = sent_out(slug)
    with transaction():
        heat = row(slug, HEAT)
        newcomer = Speaker(fair_id=heat.fair_id, slug="neu", name="Cem Neu", source="programm")
        heat.speaking[1].speaker = newcomer
    speakers = (*told(file, HEAT).speakers, SourceSpeaker("Dora Datei"))

    take(slug, edited(file, HEAT, speakers=speakers))

    assert sorted(one.speaker.name for one in row(slug, HEAT).speaking) == ["Cem Neu", "Dora Datei", "Dr. Ada Muster"]


def test_of_two_who_speak_only_the_one_that_the_file_changed_is_changed():
    slug = made(FULL)
    file = sent_out(slug)
    change(speaker("Dr. Ada Muster"), biography_de="Baut um.")
    ada, bo = told(file, HEAT).speakers

    take(slug, edited(file, HEAT, speakers=(ada, replace(bo, biography=Words("Neu.")))))

    assert speaker("Dr. Ada Muster").biography_de == "Baut um."
    assert [one.speaker.biography_de for one in row(slug, HEAT).speaking] == ["Baut um.", "Neu."]


def test_a_session_released_after_the_file_is_not_missing_in_it():
    slug = made(FULL)
    file = sent_out(slug)
    copied = replace(told(file, HEAT), keys={}, title=Words("Später dazu"))
    take(slug, replace(file, sessions=(*file.sessions, copied)))
    released(slug)

    take(slug, file)

    assert not row(slug, "Später dazu").is_cancelled


def test_a_session_deleted_from_an_outdated_file_is_cancelled_all_the_same():
    slug = made(FULL)
    file = sent_out(slug)
    change(row(slug, HEAT), title_de="Kälte aus dem Hafen")
    released(slug)

    take(slug, replace(file, sessions=tuple(one for one in file.sessions if one.title.de != BREAK)))

    assert row(slug, BREAK).is_cancelled


def test_a_file_newer_than_every_release_is_believed_as_it_stands():
    """As after an older backup was restored."""
    slug = made(FULL)
    file = sent_out(slug)
    change(row(slug, BREAK), title_de="Große Pause")

    report = take(slug, replace(file, label="7"))

    assert changed_fields(report) == ["title_de"]
    assert get_fair(slug).released == 1
