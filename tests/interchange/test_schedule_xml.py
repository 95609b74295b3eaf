"""The programme as ``schedule.xml``, as apps read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventapp.interchange.schedule_xml import write
from eventapp.programme.value import Link, Programme, Speaker, Theme, Words
from tests.calendars.builders import BASE_URL, REVISED, START, make_programme, make_session
from tests.factories import at
from tests.interchange.app_readers import HEAD, event_fahrplan, giggity
from tests.interchange.schedule_facts import assert_is_schedule_xml, schema_of_xml
from tests.interchange.schedule_programmes import (
    LANGUAGES,
    full,
    guid,
    hostile,
    nothing,
    one,
    programmes,
    with_places,
)

in_both = pytest.mark.parametrize("language", LANGUAGES)
SUNDAY = date(2027, 3, 28)
"""The clocks go forward."""


def written(programme: Programme, language: str = "de") -> bytes:
    return write(programme, language, base_url=BASE_URL)


def root_of(programme: Programme, language: str = "de") -> Any:
    return ElementTree.fromstring(written(programme, language))


def event_of(programme: Programme, language: str = "de") -> Any:
    return root_of(programme, language).find("day/room/event")


@in_both
def test_it_has_what_the_schema_asks_for_in_its_order(language):
    assert_is_schedule_xml(written(full(), language))
    assert_is_schedule_xml(written(with_places(), language))


@in_both
@pytest.mark.parametrize("programme", [full(), with_places(), nothing(), make_programme()])
def test_the_schema_itself_finds_nothing_wrong(programme, language):
    schema_of_xml().assertValid(assert_is_schedule_xml(written(programme, language)))


@in_both
def test_how_one_gets_in_is_a_link_of_a_kind_of_its_own(language):
    links = root_of(with_places(), language).findall("day/room/event/links/link[@type='admission']")

    page = f"{BASE_URL}{'/en' if language == 'en' else ''}/elektrotechnik-2027/programm"
    ways = [link.get("href") for link in links]
    assert ways[0].startswith(f"{page}/AB12CD/anmelden#plaetze=12&")
    assert ways[1:] == [f"{page}/CD34EF/anmelden", f"{page}/EF56GH#einlass=geladen"]


def test_nothing_stands_before_the_conference_but_what_is_ours_and_short():
    octets = written(replace(one(), title=Words("x" * 5_000)))

    assert octets.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<schedule>\n<generator name="eventapp"')
    assert octets.index(b"<conference") < HEAD // 2
    assert octets.endswith(b"</schedule>\n")
    assert b"<!--" not in octets
    assert b"<?xml-stylesheet" not in octets


def test_the_same_programme_gives_the_same_bytes():
    assert written(full()) == written(full())


def test_what_is_released_with_the_next_number_says_so():
    assert root_of(replace(one(), number=3)).findtext("version") == "3"


@in_both
def test_before_the_first_release_the_days_of_the_fair_are_there(language):
    root = assert_is_schedule_xml(written(nothing(), language))

    assert [day.get("date") for day in root.iterfind("day")] == ["2027-02-10", "2027-02-11", "2027-02-12"]
    assert root.findtext("version") == "0"


def test_a_session_outside_the_days_of_the_fair_has_its_own_day():
    root = root_of(one(starts_at=START - timedelta(days=3), ends_at=START - timedelta(days=3) + timedelta(hours=1)))

    dates = [day.get("date") for day in root.iterfind("day")]
    assert dates == ["2027-02-07", "2027-02-10", "2027-02-11", "2027-02-12"]
    assert root.findtext("conference/days") == "4"


def test_a_day_goes_from_four_to_four_on_the_hall_s_clock():
    root = root_of(replace(one(), starts_on=SUNDAY - timedelta(days=1), ends_on=SUNDAY))
    spans = [(day.get("start"), day.get("end")) for day in root.iterfind("day")][-2:]

    assert spans == [
        ("2027-03-27T04:00:00+01:00", "2027-03-28T03:59:00+02:00"),
        ("2027-03-28T04:00:00+02:00", "2027-03-29T03:59:00+02:00"),
    ]


def test_a_time_has_the_offset_of_the_hall_on_that_day():
    event = event_of(one(starts_at=at("10:30", SUNDAY), ends_at=at("11:15", SUNDAY)))

    told = [event.findtext(name) for name in ("date", "start", "duration")]
    assert told == ["2027-03-28T10:30:00+02:00", "10:30", "00:45"]


def test_what_starts_after_midnight_stands_under_the_evening_before():
    late = at("00:15", date(2027, 2, 12))
    root = root_of(one(starts_at=late, ends_at=late + timedelta(hours=1)))

    (day,) = (day for day in root.iterfind("day") if day.find("room") is not None)
    assert (day.get("date"), day.findtext("room/event/date")) == ("2027-02-11", "2027-02-12T00:15:00+01:00")


@pytest.mark.parametrize(
    ("lasts", "written_as"),
    [
        (timedelta(0), "00:00"),
        (timedelta(seconds=30), "00:01"),
        (timedelta(minutes=90), "01:30"),
        (timedelta(hours=24), "24:00"),
        (timedelta(days=9), "99:59"),
    ],
)
def test_a_length_is_hours_and_minutes_whatever_it_is(lasts, written_as):
    assert event_of(one(ends_at=START + lasts)).findtext("duration") == written_as


def test_the_clocks_going_back_make_no_session_longer():
    night = date(2027, 10, 31)

    assert event_of(one(starts_at=at("01:30", night), ends_at=at("03:30", night))).findtext("duration") == "03:00"


def test_what_a_session_does_not_have_is_not_there():
    bare = one(abstract=Words(), speakers=(), theme="")

    names = [child.tag for child in event_of(bare)]
    assert names == ["room", "title", "type", "date", "start", "duration", "abstract", "slug", "track", "url"]


@pytest.mark.parametrize("code", ["ab12cd", "AB12C", "AB12CDE", "AB12C\n", "ÄB12CD", ""])
def test_a_code_that_the_schema_refuses_is_left_out(code):
    assert "code" not in event_of(one(code=code)).attrib


def test_a_guid_that_is_none_is_made_one_that_lasts():
    first, again = (event_of(one(guid="guid-1"), language).get("guid") for language in LANGUAGES)

    assert first == again
    assert_is_schedule_xml(written(one(guid="guid-1")))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Wärme & <Strom>", "et2027-7-waerme-strom"),
        ("寒い", "et2027-7-session"),
        ("X", "et2027-7-x-session"),
        ("XY", "et2027-7-xy"),
    ],
)
def test_a_slug_begins_with_the_fair_and_the_number(title, slug):
    assert event_of(one(number=7, title=Words(title, "English")), "en").findtext("slug") == slug


def test_the_addresses_are_the_public_pages_in_the_language_of_the_file():
    addresses = [
        (root.findtext("url"), root.findtext("conference/url"), root.findtext("day/room/event/url"))
        for root in (root_of(one()), root_of(one(), "en"))
    ]

    fair = "elektrotechnik-2027"
    assert addresses == [
        (f"{host}/{fair}/schedule.xml", f"{host}/{fair}/programm", f"{host}/{fair}/programm/AB12CD")
        for host in (BASE_URL, f"{BASE_URL}/en")
    ]


def test_texts_are_in_the_language_of_the_file_and_german_where_there_is_no_other():
    event = event_of(one(subtitle=Words("Nur deutsch")), "en")

    told = [event.findtext(name) for name in ("title", "subtitle", "type", "track", "room")]
    assert told == ["Heat from sewage", "Nur deutsch", "Talk", "Energy", "Stage A"]


@pytest.mark.parametrize(
    ("language", "title"), [("de", "ABGESAGT: Wärme aus dem Abwasser"), ("en", "CANCELLED: Heat from sewage")]
)
def test_what_is_cancelled_stays_and_says_so_in_its_title(language, title):
    assert event_of(one(is_cancelled=True), language).findtext("title") == title


def test_rooms_stand_in_the_order_of_the_fair_and_events_by_time():
    sessions = [
        make_session("AAAAA1", number=1, guid=guid(1), place="werkstatt"),
        make_session("AAAAA2", number=2, guid=guid(2), starts_at=START + timedelta(hours=2)),
        make_session("AAAAA3", number=3, guid=guid(3)),
    ]
    root = root_of(make_programme(*sessions))

    assert [room.get("name") for room in root.iterfind("day/room")] == ["Bühne A", "Werkstatt"]
    assert [event.get("id") for event in root.iterfind("day/room/event")] == ["3", "2", "1"]


def test_a_room_keeps_its_guid_in_every_language_and_release():
    guids = {
        root_of(replace(one(), number=number), language).find("day/room").get("guid")
        for number in (1, 2)
        for language in LANGUAGES
    }

    assert len(guids) == 1


@pytest.mark.parametrize(
    ("kind", "german", "english"),
    [("talk", "Ort offen", "Place to be announced"), ("break", "Alle Orte", "All places")],
)
def test_what_has_no_place_stands_in_a_room_that_says_so(kind, german, english):
    placeless = one(place="", kind=kind)

    assert [event_of(placeless, language).findtext("room") for language in LANGUAGES] == [german, english]


def test_a_speaker_keeps_number_and_guid_in_every_session():
    sessions = [make_session(f"AAAAA{number}", number=number, guid=guid(number)) for number in (1, 2)]
    root = root_of(make_programme(*sessions))

    people = {(one.get("id"), one.get("guid"), one.text) for one in root.iterfind("day/room/event/persons/person")}
    assert len(people) == 1


def test_two_speakers_whose_numbers_would_be_one_get_two():
    pair = [Speaker(f"team-{number}", f"Team {number}") for number in (577, 55508)]
    programme = replace(one(speakers=tuple(speaker.slug for speaker in pair)), speakers=tuple(pair))

    numbers = [int(person.get("id")) for person in event_of(programme).iterfind("persons/person")]
    assert numbers == [850497819, 850497818]


def test_only_links_that_a_browser_opens_are_told_and_none_without_a_name():
    links = tuple(Link(url) for url in ("https://a.example/?b&c", "javascript:alert(1)", "folien.pdf", "mailto:a@b.c"))

    listed = [(link.get("href"), link.text) for link in event_of(one(links=links)).iterfind("links/link")]
    assert listed == [("https://a.example/?b&c", "https://a.example/?b&c")]


@pytest.mark.parametrize(("language", "way", "area"), [("de", "", "Fläche A12"), ("en", "/en", "Area A12")])
def test_a_session_leads_to_its_exhibitors_and_to_its_place_on_the_plan(language, way, area):
    fair = f"{BASE_URL}{way}/elektrotechnik-2027"

    links = event_of(full(), language).findall("links/link")[2:]

    assert [(link.get("type"), link.get("href"), link.text) for link in links] == [
        ("exhibitor", f"{fair}/aussteller/siba", "SIBA GmbH"),
        ("exhibitor", f"{fair}/aussteller/hafen", "Hafen & Söhne KG"),
        ("area", f"{fair}/stand#A12", area),
    ]


def test_tracks_tell_their_colours_if_they_are_used():
    themes = (Theme("energie", Words("Energie"), "#0b6e4f"), Theme("leer", Words("Leer"), "#000000"))

    tracks = root_of(replace(one(), themes=themes)).findall("conference/track")
    assert [track.attrib for track in tracks] == [{"name": "Energie", "color": "#0b6e4f"}]


def test_a_text_with_characters_that_xml_forbids_costs_nobody_the_file():
    title = "Wär\x00me\x0b \ud800aus\ufffe \x1bdem\uffff <Abwasser> & ]]>"

    assert event_of(one(title=Words(title))).findtext("title") == "Wärme aus dem <Abwasser> & ]]>"


# Whatever is typed into a programme


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programme=programmes(line=hostile, text=hostile, name=hostile), language=st.sampled_from(LANGUAGES))
def test_any_text_gives_a_file_with_every_session(programme, language):
    root = assert_is_schedule_xml(written(programme, language))

    assert len(root.findall("day/room/event")) == len(programme.sessions)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programme=programmes(line=hostile, text=hostile, name=hostile), language=st.sampled_from(LANGUAGES))
def test_any_text_gives_a_file_that_the_schema_finds_right(programme, language):
    schema_of_xml().assertValid(assert_is_schedule_xml(written(programme, language)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programme=programmes(), language=st.sampled_from(LANGUAGES))
def test_apps_find_every_session_where_and_when_it_is(programme, language):
    octets = written(programme, language)
    for shown in (event_fahrplan(octets), giggity(octets)):
        assert shown.keys() == {str(session.number) for session in programme.sessions}
    for session in programme.sessions:
        entry = event_fahrplan(octets)[str(session.number)]
        assert entry.minutes == (session.ends_at - session.starts_at).total_seconds() // 60


@pytest.mark.parametrize("wall", ["04:00", "09:00", "17:59", "18:30", "23:59", "00:00", "00:30", "01:30"])
@pytest.mark.parametrize("day", [date(2027, 2, 11), date(2027, 7, 11)])
def test_eventfahrplan_shows_every_session_on_its_date(wall, day):
    starts_at = at(wall, day)

    (entry,) = event_fahrplan(written(one(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30)))).values()
    assert (entry.on, entry.clock) == (day, wall)


def test_the_release_s_moment_is_not_in_it_so_that_nothing_new_is_nothing_new():
    assert written(one()) == written(replace(one(), released_at=REVISED + timedelta(days=9)))
