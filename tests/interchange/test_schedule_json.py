"""The programme as ``schedule.json``, for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventapp.interchange.schedule_json import write
from eventapp.programme.value import Link, Place, Programme, Speaker, Theme, Words
from tests.calendars.builders import BASE_URL, REVISED, STAGE, START, make_programme, make_session
from tests.interchange.schedule_facts import assert_is_schedule_json, schema_of_json
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


def written(programme: Programme, language: str = "de") -> bytes:
    return write(programme, language, base_url=BASE_URL)


def schedule_of(programme: Programme, language: str = "de") -> dict[str, Any]:
    schedule: dict[str, Any] = json.loads(written(programme, language))["schedule"]
    return schedule


def event_of(programme: Programme, language: str = "de") -> dict[str, Any]:
    """The first event of the first day."""
    (rooms, *_) = (day["rooms"] for day in schedule_of(programme, language)["conference"]["days"])
    event: dict[str, Any] = next(iter(rooms.values()))[0]
    return event


def extra_of(programme: Programme, language: str = "de") -> dict[str, Any]:
    """What we say of the first session beside its main fields."""
    schedule = schedule_of(programme, language)
    extra: dict[str, Any] = schedule["x-eventapp"]["sessions"][programme.sessions[0].guid]
    return extra


@in_both
def test_it_has_what_the_schema_asks_for_and_nothing_it_refuses(language):
    assert_is_schedule_json(written(full(), language))
    assert_is_schedule_json(written(with_places(), language))


@in_both
@pytest.mark.parametrize("programme", [full(), with_places(), nothing(), make_programme()])
def test_the_schema_itself_finds_nothing_wrong(programme, language):
    schema_of_json().validate(assert_is_schedule_json(written(programme, language)))


def test_it_is_compact_and_in_plain_letters():
    octets = written(one())

    assert "Wärme aus dem Abwasser".encode() in octets
    assert b'": ' not in octets
    assert octets == written(one())


def test_it_says_who_wrote_it_and_by_which_schema():
    document = json.loads(written(one(), "en"))

    assert document["$schema"] == "https://c3voc.de/schedule/schema.json"
    assert document["generator"] == {"name": "eventapp", "version": "3", "url": BASE_URL}
    assert document["schedule"]["url"] == f"{BASE_URL}/en/elektrotechnik-2027/schedule.json"


def test_the_number_of_the_release_is_a_text():
    assert schedule_of(replace(one(), number=3))["version"] == "3"
    assert schedule_of(nothing())["version"] == "0"


def test_before_the_first_release_the_days_of_the_fair_are_there():
    conference = schedule_of(nothing())["conference"]

    assert [day["date"] for day in conference["days"]] == ["2027-02-10", "2027-02-11", "2027-02-12"]
    assert {str(day["rooms"]) for day in conference["days"]} == {"{}"}


def test_a_day_goes_from_four_to_four():
    (day, *_) = schedule_of(one())["conference"]["days"]

    assert (day["day_start"], day["day_end"]) == ("2027-02-10T04:00:00+01:00", "2027-02-11T03:59:00+01:00")


def test_an_event_says_when_it_starts_and_ends():
    event = event_of(one(ends_at=START + timedelta(minutes=50, seconds=30)))

    told = [event[name] for name in ("date", "start", "end", "duration")]
    assert told == ["2027-02-10T10:00:00+01:00", "10:00", "2027-02-10T10:50:30+01:00", "00:51"]


def test_what_it_does_not_have_is_null_or_empty():
    event = event_of(one(abstract=Words(), theme="", speakers=()))

    told = {name: event[name] for name in ("subtitle", "track", "language", "abstract", "persons", "links")}
    assert told == {"subtitle": "", "track": None, "language": None, "abstract": "", "persons": [], "links": []}


@in_both
def test_a_person_has_a_name_once_and_a_number(language):
    team = Speaker("team", "Projektteam Wärme", "Stadt Dortmund", Words("Baut.", "Builds."))
    (person,) = event_of(replace(one(), speakers=(team,)), language)["persons"]

    assert person.pop("id") > 0
    assert person.pop("guid")
    assert person == {"name": "Projektteam Wärme", "biography": team.biography.in_language(language)}


@pytest.mark.parametrize(("language", "where"), [("de", "Halle 3"), ("en", "Hall 3")])
def test_rooms_stand_in_the_order_of_the_fair_with_the_way_there(language, where):
    later = {"starts_at": START + timedelta(days=1), "ends_at": START + timedelta(days=1, hours=1)}
    sessions = [
        make_session("AAAAA1", number=1, guid=guid(1), place=""),
        make_session("AAAAA2", number=2, guid=guid(2), place="werkstatt"),
        make_session("AAAAA3", number=3, guid=guid(3), **later),
    ]
    rooms = schedule_of(make_programme(*sessions), language)["conference"]["rooms"]

    assert [(room["name"], room.get("description")) for room in rooms[:2]] == [
        (STAGE.name.in_language(language), where),
        ("Werkstatt", None),
    ]
    assert len(rooms) == 3


def test_two_places_of_one_name_share_one_list_by_time():
    places = (Place("a", Words("Bühne")), Place("b", Words("Bühne")))
    later = START + timedelta(hours=1)
    sessions = [
        make_session("AAAAA1", number=1, guid=guid(1), place="a", starts_at=later, ends_at=later + timedelta(hours=1)),
        make_session("AAAAA2", number=2, guid=guid(2), place="b"),
    ]
    (day, *_) = schedule_of(make_programme(*sessions, places=places))["conference"]["days"]

    assert {name: [event["id"] for event in events] for name, events in day["rooms"].items()} == {"Bühne": [2, 1]}


@pytest.mark.parametrize(("language", "title"), [("de", "ABGESAGT: Strom"), ("en", "CANCELLED: Power")])
def test_what_is_cancelled_says_so_twice(language, title):
    programme = one(title=Words("Strom", "Power"), is_cancelled=True)

    assert event_of(programme, language)["title"] == title
    assert extra_of(programme, language)["cancelled"] is True


def test_beside_the_main_fields_stands_only_what_they_cannot_say():
    german, english = extra_of(full()), extra_of(full(), "en")

    usual = {"kind": "talk", "place": "buehne-a", "theme": "energie", "organisation": "Allianz", "series": "waerme"}
    usual |= {"exhibitors": ["siba", "hafen"]}
    in_english = {"title": "Heat from sewage", "subtitle": "A report", "abstract": "What heats a quarter."}
    assert german == usual | {"en": in_english | {"description": "One.\n\nTwo."}}
    in_german = {"title": "Wärme aus dem Abwasser", "subtitle": "Ein Bericht", "abstract": "Was ein Quartier heizt."}
    assert english == usual | {"de": in_german | {"description": "Absatz <eins>.\n\nAbsatz & zwei."}}


def test_places_and_themes_are_told_whole_if_they_are_used():
    themes = (Theme("energie", Words("Energie"), "#0b6e4f", "#7fc8ac"), Theme("leer", Words("Leer")))
    extension = schedule_of(replace(one(), themes=themes))["x-eventapp"]

    assert (extension["format"], extension["language"]) == (3, "de")
    assert extension["themes"] == {
        "energie": {"name": {"de": "Energie"}, "colour": "#0b6e4f", "colour_dark": "#7fc8ac"}
    }
    assert extension["places"] == {
        "buehne-a": {
            "name": {"de": "Bühne A", "en": "Stage A"},
            "where": {"de": "Halle 3", "en": "Hall 3"},
            "kind": "stage",
        }
    }


@in_both
def test_a_session_leads_to_its_exhibitors_and_to_its_place_on_the_plan(language):
    fair = f"{BASE_URL}{'/en' if language == 'en' else ''}/elektrotechnik-2027"

    assert event_of(full(), language)["links"][2:] == [
        {"url": f"{fair}/aussteller/siba", "type": "web", "title": "SIBA GmbH"},
        {"url": f"{fair}/aussteller/hafen", "type": "web", "title": "Hafen & Söhne KG"},
        {"url": f"{fair}/stand#A12", "type": "web", "title": {"de": "Fläche A12", "en": "Area A12"}[language]},
    ]
    extension = schedule_of(full(), language)["x-eventapp"]
    assert extension["exhibitors"] == {"hafen": "Hafen & Söhne KG", "siba": "SIBA GmbH"}
    assert extension["places"]["buehne-a"]["area"] == "A12"
    assert extension["areas"] == {"A12": {"name": {"de": "Ecke am Gang", "en": "Corner"}}}


def test_only_links_that_a_browser_opens_are_told():
    links = (Link("https://a.example/", "Folien"), Link("https://b.example/"), Link("javascript:alert(1)"))

    assert event_of(one(links=links))["links"] == [
        {"url": "https://a.example/", "type": "related", "title": "Folien"},
        {"url": "https://b.example/", "type": "related"},
    ]


def test_half_a_character_costs_nobody_the_file():
    assert event_of(one(title=Words("Wär\ud800me")))["title"] == "Wärme"


def test_the_release_s_moment_is_not_in_it_so_that_nothing_new_is_nothing_new():
    assert written(one()) == written(replace(one(), released_at=REVISED + timedelta(days=9)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programme=programmes(line=hostile, text=hostile, name=hostile), language=st.sampled_from(LANGUAGES))
def test_any_text_gives_a_file_with_every_session(programme, language):
    document = assert_is_schedule_json(written(programme, language))

    days = document["schedule"]["conference"]["days"]
    assert sum(len(events) for day in days for events in day["rooms"].values()) == len(programme.sessions)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programme=programmes(line=hostile, text=hostile, name=hostile), language=st.sampled_from(LANGUAGES))
def test_any_text_gives_a_file_that_the_schema_finds_right(programme, language):
    schema_of_json().validate(json.loads(written(programme, language)))
