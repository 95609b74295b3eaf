"""A ``schedule.json`` as pretalx writes it, today and some years ago, with its own fields."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourcePlace, SourceProgramme, SourceTheme
from eventapp.programme.value import Link, Words
from tests.interchange.reading_files import reasons, wall, xml_file

TALK = {
    "guid": "0f2f6d7e-3b0a-5a55-9d0a-6a2a1f0c5b11",
    "code": "QX7TRE",
    "id": 4711,
    "logo": None,
    "date": "2027-02-10T10:00:00+01:00",
    "start": "10:00",
    "end": "2027-02-10T10:45:00+01:00",
    "duration": "00:45",
    "room": "Großer Saal",
    "slug": "waerme-2027-4711-waerme-aus-dem-hafen",
    "url": "https://pretalx.example/waerme-2027/talk/QX7TRE/",
    "title": "Wärme aus dem Hafen",
    "subtitle": "",
    "track": "Quartiere",
    "type": "Vortrag",
    "language": "de",
    "abstract": "Was ein **Quartier** heizt.",
    "description": "Eins.\r\n\r\nZwei.",
    "recording_license": "",
    "do_not_record": False,
    "persons": [
        {
            "code": "PL9KXA",
            "name": "Ada Muster",
            "avatar": None,
            "biography": "Plant Netze.",
            "public_name": "Ada Muster",
            "guid": "7b1b6e30-8f2f-5b0e-8c51-0d9ef2a1b2c3",
            "url": "https://pretalx.example/waerme-2027/speaker/PL9KXA/",
        }
    ],
    "links": [{"title": "Mehr dazu", "url": "https://hafen.example/waerme", "type": "related"}],
    "feedback_url": "https://pretalx.example/waerme-2027/talk/QX7TRE/feedback/",
    "origin_url": "https://pretalx.example/waerme-2027/talk/QX7TRE/",
    "attachments": [],
}


def pretalx(*talks: dict[str, Any], **conference: Any) -> bytes:
    day = {
        "index": 1,
        "date": "2027-02-10",
        "day_start": "2027-02-10T04:00:00+01:00",
        "day_end": "2027-02-11T03:59:00+01:00",
        "rooms": {"Großer Saal": [TALK | talk for talk in talks or ({},)]},
    }
    about: dict[str, Any] = {
        "acronym": "waerme-2027",
        "title": "Wärmetage",
        "start": "2027-02-10",
        "end": "2027-02-10",
        "daysCount": 1,
        "timeslot_duration": "00:05",
        "time_zone_name": "Europe/Berlin",
        "colors": {"primary": "#3aa57c"},
        "rooms": [
            {"name": "Großer Saal", "slug": "1-grosser-saal", "guid": None, "description": None, "capacity": 200}
        ],
        "tracks": [{"name": "Quartiere", "slug": "1-quartiere", "color": "#0B6E4F"}],
        "days": [day],
    }
    schedule = {
        "url": "https://pretalx.example/waerme-2027/schedule/",
        "version": "1.2",
        "conference": about | conference,
    }
    generator = {"name": "pretalx", "version": "2026.1.0", "url": "https://pretalx.example"}
    document = {"$schema": "https://c3voc.de/schedule/schema.json", "generator": generator, "schedule": schedule}
    return json.dumps(document).encode()


def read(*talks: dict[str, Any], **conference: Any) -> SourceProgramme:
    return read_programme(pretalx(*talks, **conference))


def test_a_talk_is_read_with_all_that_we_have_a_field_for():
    source = read()
    (session,) = source.sessions

    assert (source.title, source.label, source.is_ours, source.language) == ("Wärmetage", "1.2", False, "")
    assert session.keys == {name: str(TALK[name]) for name in ("guid", "code", "slug", "id")}
    assert (wall(session.starts_at), wall(session.ends_at)) == ("10.02.2027 10:00", "10.02.2027 10:45")
    assert (session.place, session.theme, session.kind, session.language) == ("Großer Saal", "Quartiere", "talk", "de")
    assert (session.abstract, session.description) == (Words("Was ein **Quartier** heizt."), Words("Eins.\n\nZwei."))
    assert session.links == (Link("https://hafen.example/waerme", "Mehr dazu"),)
    assert [(one.name, one.biography) for one in session.speakers] == [("Ada Muster", Words("Plant Netze."))]
    assert source.remarks == ()


def test_a_track_brings_its_colour():
    assert read().themes == (SourceTheme(Words("Quartiere"), "#0b6e4f"),)


@pytest.mark.parametrize("colour", ["", None, "#abc", "teal", "#0b6e4f; }", 7])
def test_what_is_no_colour_brings_none(colour):
    assert read(tracks=[{"name": "Quartiere", "color": colour}]).themes == ()


def test_a_room_s_description_says_how_it_is_found():
    rooms = [{"name": "Großer Saal", "description": "<b>1. Stock</b>,\nlinks"}, {"name": "Foyer", "description": None}]

    assert read(rooms=rooms).places == (SourcePlace(Words("Großer Saal"), Words("1. Stock, links")),)


def test_a_room_s_description_may_be_in_two_languages():
    rooms = [{"name": {"de": "Saal", "en": "Hall"}, "description": {"en": "Upstairs", "de": "Oben"}}]

    assert read(rooms=rooms).places == (SourcePlace(Words("Saal", "Hall"), Words("Oben", "Upstairs")),)


def test_a_room_says_how_many_it_holds():
    rooms = [{"name": "Großer Saal", "capacity": 120}, {"name": "Foyer", "capacity": None}]

    assert read(rooms=rooms).places == (SourcePlace(Words("Großer Saal"), capacity=120),)


def test_a_licence_of_recordings_is_said_to_be_left_out():
    (reason,) = reasons(read({"recording_license": "CC BY 4.0"}), "note")

    assert "recording_license" in reason


@pytest.mark.parametrize("nonsense", [None, 7, "x", ["x", None, 7], [{"name": 7}], {"name": "x"}])
def test_rooms_and_tracks_of_another_shape_are_nothing(nonsense):
    source = read(rooms=nonsense, tracks=nonsense)

    assert (source.places, source.themes, len(source.sessions)) == ((), (), 1)


def test_texts_in_several_languages_are_told_apart():
    texts = {"title": {"en": "Heat", "de-formal": "Wärme"}, "type": {"en": "Workshop"}, "track": {"de": "Netze"}}
    (session,) = read(texts).sessions

    assert (session.title, session.kind, session.theme) == (Words("Wärme", "Heat"), "workshop", "Netze")


def test_an_attachment_with_a_whole_address_is_a_link():
    (session,) = read(
        {"links": [], "attachments": [{"title": "Folien", "url": "https://pretalx.example/a.pdf"}]}
    ).sessions

    assert session.links == (Link("https://pretalx.example/a.pdf", "Folien"),)


def test_an_attachment_without_a_host_is_left_out_and_that_is_said_once():
    attached = {"attachments": [{"title": "Folien", "url": "/media/waerme/folien.pdf", "type": "related"}]}
    source = read(attached, attached | {"id": 2, "guid": "x"})

    assert source.sessions[0].links == (Link("https://hafen.example/waerme", "Mehr dazu"),)
    assert [reason for reason in reasons(source, "note") if "Anhänge" in reason] == reasons(source, "note")
    assert len(reasons(source, "note")) == 1


def test_answers_are_nobody_s_business_but_it_is_said_that_there_were_some():
    answer = {"question": 3, "answer": "Isst vegan, ada@muster.example", "options": []}
    person = {"code": "PL9KXA", "id": 9, "public_name": "Ada Muster", "biography": None, "answers": [answer]}
    source = read({"answers": [answer], "persons": [person]})

    assert "vegan" not in repr(source)
    assert [reason for reason in reasons(source, "note") if "answers" in reason] == reasons(source, "note")
    assert len(reasons(source, "note")) == 1


def test_pictures_and_forbidden_recordings_are_said_to_be_left_out():
    person = {"code": "PL9KXA", "name": "Ada Muster", "avatar": "https://pretalx.example/ada.jpg"}
    source = read({"persons": [person], "do_not_record": True})

    assert "ada.jpg" not in repr(source)
    assert len(reasons(source, "note")) == 2


def test_a_form_of_some_years_ago_is_read_too():
    person = {"id": 26, "code": "NQ7TF8", "public_name": "Bo Beispiel", "biography": "Baut.", "answers": []}
    source = read({"persons": [person], "logo": "", "links": [], "attachments": [], "answers": []}, rooms=[], tracks=[])

    assert [(one.name, one.biography.de) for one in source.sessions[0].speakers] == [("Bo Beispiel", "Baut.")]
    assert source.remarks == ()


def test_an_address_in_a_biography_is_taken_out():
    person = {"code": "PL9KXA", "name": "Ada Muster", "biography": "Schreibt an ada@muster.example."}
    (session,) = read({"persons": [person]}).sessions

    assert "ada@muster.example" not in session.speakers[0].biography.de


def test_the_tracks_of_its_xml_bring_their_colours_too():
    tracks = "<track name='Quartiere' slug='1-quartiere' color='#0b6e4f'/><track name='Netze' color='rot'/>"

    assert read_programme(xml_file(before=tracks)).themes == (SourceTheme(Words("Quartiere"), "#0b6e4f"),)
