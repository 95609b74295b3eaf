"""Our own ``schedule.xml`` and ``schedule.json``, read again: what they told, to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventapp.interchange import schedule_json, schedule_xml
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourcePlace, SourceProgramme, SourceSession, SourceTheme
from eventapp.programme.value import KINDS, Link, Place, Programme, Speaker, Theme, Words
from tests.calendars.builders import BASE_URL, ENERGY, START
from tests.interchange.app_readers import event_fahrplan, giggity
from tests.interchange.reading_files import real_file, reasons
from tests.interchange.schedule_facts import (
    assert_is_schedule_json,
    assert_is_schedule_xml,
    schema_of_json,
    schema_of_xml,
)
from tests.interchange.schedule_programmes import (
    LANGUAGES,
    found,
    full,
    one,
    programmes,
    released_from,
    told_in_both,
    told_in_one,
)
from tests.interchange.test_reading_real_files import COUNTS

WRITERS = {"frab-xml": schedule_xml.write, "frab-json": schedule_json.write}
in_both = pytest.mark.parametrize("language", LANGUAGES)
as_either = pytest.mark.parametrize("kind", WRITERS)
any_way = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(programme: Programme, kind: str = "frab-json", language: str = "de") -> bytes:
    return WRITERS[kind](programme, language, base_url=BASE_URL)


def read(programme: Programme, kind: str = "frab-json", language: str = "de") -> SourceProgramme:
    return read_programme(written(programme, kind, language))


def only(programme: Programme, kind: str = "frab-json", language: str = "de") -> SourceSession:
    (session,) = read(programme, kind, language).sessions
    return session


def told(programme: Programme, kind: str, language: str) -> dict[str, SourceSession]:
    return told_in_one(programme, language) if kind == "frab-xml" else told_in_both(programme)


@in_both
@as_either
def test_our_file_is_known_as_ours_and_which_languages_it_tells(kind, language):
    source = read(full(), kind, language)

    spoken = language if kind == "frab-xml" else ""
    assert (source.format, source.is_ours, source.language, source.label) == (kind, True, spoken, "1")
    assert (source.remarks, source.left_out, source.is_partial) == ((), (), False)


@as_either
def test_the_language_does_not_hang_on_the_address(kind):
    source = read_programme(WRITERS[kind](one(), "de", base_url="https://messe.example/en"))

    assert source.sessions[0].title.de == "Wärme aus dem Abwasser"
    assert source.language in ("de", "")


@as_either
def test_a_file_of_another_program_is_not_ours(kind):
    assert not read_programme(written(one(), kind).replace(b'"eventapp"', b'"pretalx"')).is_ours


@in_both
@as_either
def test_a_bit_of_everything_is_read_as_it_was_told(kind, language):
    assert found(read(full(), kind, language)) == told(full(), kind, language)


@any_way
@given(programme=programmes(), kind=st.sampled_from(list(WRITERS)), language=st.sampled_from(LANGUAGES))
def test_any_programme_is_read_as_it_was_told(programme, kind, language):
    source = read(programme, kind, language)

    assert found(source) == told(programme, kind, language)
    assert source.title == programme.title.in_language(language)
    assert source.left_out == ()
    assert [remark for remark in source.remarks if programme.sessions] == []


@as_either
@pytest.mark.parametrize("title", ["&lt;b&gt;", "<b>fett</b>", "N.N.", "=1+1", "ABGESAGT: ABGESAGT: Strom", "Pause"])
def test_a_text_of_ours_is_taken_as_it_stands(title, kind):
    text = Words(title, title)
    programme = one(title=text, subtitle=text, abstract=text, description=text, is_cancelled=True)
    session = only(replace(programme, places=(Place("buehne-a", text),)), kind)

    assert {one.de for one in (session.title, session.subtitle, session.abstract, session.description)} == {title}
    assert (session.place, session.kind, session.is_cancelled) == (title, "talk", True)


@as_either
@pytest.mark.parametrize("name", ["<b>fett</b>", "N.N.", "Muster, Ada", "Ada (Stadt)"])
def test_a_name_of_ours_is_taken_as_it_stands(name, kind):
    (speaker,) = only(replace(one(), speakers=(Speaker("team", name),)), kind).speakers

    assert speaker.name == name


@in_both
@as_either
@pytest.mark.parametrize("said", KINDS)
def test_a_kind_is_known_again_by_its_name(said, kind, language):
    assert only(one(kind=said, title=Words("Pause")), kind, language).kind == said


def test_in_json_a_kind_does_not_hang_on_its_name():
    (session,) = read_programme(written(one(kind="tour")).replace("Führung".encode(), b"Seifenoper")).sessions

    assert session.kind == "tour"


@as_either
def test_a_length_of_nought_ends_where_it_starts(kind):
    session = only(one(ends_at=START), kind)

    assert session.ends_at == session.starts_at


@as_either
@pytest.mark.parametrize("said", ["talk", "break"])
def test_no_place_is_read_as_no_place(said, kind):
    assert only(one(place="", kind=said), kind).place == ""


@as_either
def test_a_place_that_is_called_like_no_place_is_one(kind):
    stage = Place("buehne-a", Words("Ort offen"))

    assert only(replace(one(), places=(stage,)), kind).place == "Ort offen"


def test_in_xml_a_title_that_says_cancelled_is_cancelled():
    session = only(one(title=Words("ABGESAGT: Strom")), "frab-xml")

    assert (session.title.de, session.is_cancelled) == ("Strom", True)


def test_in_json_a_title_that_says_cancelled_is_only_a_title():
    session = only(one(title=Words("ABGESAGT: Strom")))

    assert (session.title.de, session.is_cancelled) == ("ABGESAGT: Strom", False)


@pytest.mark.parametrize(("language", "name"), [("de", Words("Energie")), ("en", Words("Energy", "Energy"))])
def test_xml_tells_the_colours_of_themes(language, name):
    themes = (replace(ENERGY, colour="#0B6E4F"),)

    assert read(replace(one(), themes=themes), "frab-xml", language).themes == (SourceTheme(name, "#0b6e4f"),)


@in_both
def test_json_tells_all_of_places_and_themes_that_are_used(language):
    places = (
        Place("buehne-a", Words("Bühne A", "Stage A"), Words("Halle 3", "Hall 3"), "room"),
        Place("b", Words("B")),
    )
    themes = (Theme("energie", Words("Energie", "Energy"), "#0b6e4f", "#7fc8ac"), Theme("leer", Words("Leer")))
    source = read(replace(one(), places=places, themes=themes), "frab-json", language)

    assert source.places == (SourcePlace(Words("Bühne A", "Stage A"), Words("Halle 3", "Hall 3"), "room"),)
    assert source.themes == (SourceTheme(Words("Energie", "Energy"), "#0b6e4f", "#7fc8ac"),)


@in_both
@pytest.mark.parametrize("text", [Words("de", "en"), Words("gleich", "gleich"), Words("nur de"), Words("", "only en")])
def test_json_keeps_every_text_in_both_languages_apart(text, language):
    team = (Speaker("team", "Projektteam", "Stadt", text),)

    session = only(replace(one(subtitle=text, abstract=text, description=text), speakers=team), "frab-json", language)
    assert {session.subtitle, session.abstract, session.description, session.speakers[0].biography} == {text}


def test_json_of_a_newer_kind_is_read_as_anybody_s_and_that_is_said():
    source = read_programme(written(full()).replace(b'"x-eventapp":{"format":3', b'"x-eventapp":{"format":4'))

    assert not source.is_ours
    assert len(source.sessions) == 4
    assert any("anderen Fassung" in reason for reason in reasons(source, "note"))


@pytest.mark.parametrize(
    ("kind", "new", "old"),
    [("frab-json", b'"x-eventapp":{"format":3', b'"x-eventapp":{"format":1'), ("frab-xml", b'"3-de"', b'"1-de"')],
)
def test_an_older_file_of_ours_is_still_ours_and_knows_of_no_exhibitors(kind, new, old):
    source = read_programme(written(one(), kind).replace(new, old))

    assert (source.is_ours, source.sessions[0].exhibitors, source.sessions[0].admission) == (True, None, None)


@as_either
def test_the_way_to_an_exhibitor_that_a_hand_entered_as_a_link_stays_one(kind):
    address = f"{BASE_URL}/elektrotechnik-2027/aussteller/siba"

    session = only(replace(full(), sessions=one(links=(Link(address, "Sieh hier"),)).sessions), kind)

    assert (session.links, session.exhibitors) == ((Link(address, "Sieh hier"),), ())


@as_either
def test_what_pretends_to_be_ours_brings_no_link_that_runs(kind):
    octets = written(one(links=(Link("https://a.example/"),)), kind).replace(
        b"https://a.example/", b"javascript:alert(1)"
    )

    (session,) = read_programme(octets).sessions
    assert session.links == ()


@as_either
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2027-02-10T10:00:00+01:00", "morgen"),
        ("2027-02-10T10:00:00+01:00", "2027-02-10T10:00:00"),
        ("2027-02-10T10:00:00+01:00", "0001-01-01T00:00:00+01:00"),
        ("2027-02-10T10:00:00+01:00", "1527-02-10T10:00:00+01:00"),
        ("Wärme aus dem Abwasser", ""),
    ],
)
def test_an_entry_that_somebody_broke_is_said_and_not_gone(old, new, kind):
    source = read_programme(
        written(one(title=Words("Wärme aus dem Abwasser")), kind).replace(old.encode(), new.encode())
    )

    assert source.sessions == ()
    assert source.left_out[0]["code"] == "AB12CD"
    assert [remark.kind for remark in source.remarks] == ["unreadable"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["de", "en", "name"]), inner, max_size=2)
    ),
)


@any_way
@given(data=st.data())
def test_whatever_stands_in_our_own_part_there_are_sessions_or_a_sentence(data):
    document: dict[str, Any] = json.loads(written(full()))
    extension = document["schedule"]["x-eventapp"]
    part = data.draw(st.sampled_from(["places", "themes", "speakers", "sessions", "exhibitors"]))
    if data.draw(st.booleans()):
        extension[part] = data.draw(VALUES)
    else:
        extension[part] = dict.fromkeys(extension[part], data.draw(VALUES))

    source = read_programme(json.dumps(document).encode())

    assert len(source.sessions) == 4
    assert all(session.title.de for session in source.sessions)


# Programmes that others published


@in_both
@pytest.mark.parametrize("name", COUNTS)
def test_real_programmes_come_out_right_and_are_read_as_told(name, language):
    programme = released_from(read_programme(real_file(name), name=name))
    as_xml, as_json = written(programme, "frab-xml", language), written(programme, "frab-json", language)

    schema_of_xml().assertValid(assert_is_schedule_xml(as_xml))
    assert event_fahrplan(as_xml).keys() == giggity(as_xml).keys()
    assert_is_schedule_json(as_json)
    assert found(read_programme(as_xml)) == told_in_one(programme, language)
    assert found(read_programme(as_json)) == told_in_both(programme)


@pytest.mark.parametrize("name", COUNTS)
def test_the_schema_of_json_finds_nothing_wrong_with_real_programmes(name):
    programme = released_from(read_programme(real_file(name), name=name))

    schema_of_json().validate(json.loads(written(programme)))
