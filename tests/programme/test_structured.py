"""The fair and its sessions as search engines read them: facts of schema.org, one by one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.clock import at_the_fair
from eventapp.fair.value import Contact, OpeningHours, Profile, PublicFair, Venue
from eventapp.programme.structured import MOST_SUB_EVENTS, Described, fair_described, session_described
from eventapp.programme.value import Move, NamedExhibitor, Place, Programme, Session, Speaker, Words
from tests.factories import DAY, SLUG, at, change, make_fair, make_release, make_session, value_programme, value_session
from tests.reader import Page, read

VENUE = Venue("Messe Dortmund", "Strobelallee 45", "44139", "Dortmund", 51.4964, 7.4558)
STAGE = Place("buehne-a", Words("Bühne A", "Stage A"), where=Words("Halle 3, Stand B 12", "Hall 3, Stand B 12"))
ANNA = Speaker("anna", "Anna Beispiel", "Musterwerke")
OFFICE = Contact("Geschäftsstelle Musterstand")
HOURS = tuple(OpeningHours(at("09:00", day), at("18:00", day)) for day in (DAY, DAY + timedelta(days=1)))
KNOWN = Profile(venue=VENUE, contact=OFFICE, hours=HOURS, tickets_url="https://tickets.example/messe")
SCHEDULED, RESCHEDULED, CANCELLED = (
    f"https://schema.org/Event{name}" for name in ("Scheduled", "Rescheduled", "Cancelled")
)


def address_of(endpoint: str, **values: Any) -> str:
    return "/".join(("https://messe.example", endpoint, *map(str, values.values())))


def make_public_fair(profile: Profile = KNOWN) -> PublicFair:
    return PublicFair(SLUG, "messe2027", Words("Messe 2027", "Fair 2027"), DAY, DAY + timedelta(days=1), 1, profile)


def programme_of(*sessions: Session, **values: Any) -> Programme:
    known = {"venue": VENUE, "places": (STAGE,), "speakers": (ANNA,)}
    return value_programme(*sessions, **(known | values))


def described(session: Session, *, language: str = "de", profile: Profile = KNOWN, **values: Any) -> Described:
    programme = programme_of(session, **values)
    return session_described(make_public_fair(profile), programme, session, language=language, address_of=address_of)


def moved(session: Session, *, starts: str, place: str = "Bühne A") -> Session:
    """The session as it stands after having been announced for another time."""
    return replace(session, moved=Move(at(starts), at(starts) + timedelta(minutes=45), Words(place), 2))


def statuses(told: Described) -> tuple[str, str, str | None]:
    return told["eventStatus"], told["startDate"], told.get("previousStartDate")


def test_its_exhibitors_organise_it_and_have_a_page():
    session = value_session(organisation="Allianz", exhibitors=("siba",))

    told = described(session, exhibitors=(NamedExhibitor("siba", "SIBA GmbH"),))

    page = "https://messe.example/catalogue.exhibitor/siba"
    assert told["organizer"] == [{"@type": "Organization", "name": "SIBA GmbH", "url": page}]


def test_a_session_has_what_no_event_may_lack():
    told = described(value_session(place="buehne-a"))

    assert (told["@context"], told["@type"], told["name"]) == ("https://schema.org", "Event", "Wärme aus dem Hafen")
    assert (told["startDate"], told["endDate"]) == ("2027-03-28T10:00:00+02:00", "2027-03-28T10:45:00+02:00")
    assert told["url"] == "https://messe.example/programme.session/AAAAAA"
    assert told["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert statuses(told) == (SCHEDULED, told["startDate"], None)


def test_the_place_is_told_with_its_house_its_address_and_its_point_on_the_map():
    assert described(value_session(place="buehne-a"))["location"] == {
        "@type": "Place",
        "name": "Bühne A, Messe Dortmund",
        "description": "Halle 3, Stand B 12",
        "url": "https://messe.example/programme.place/buehne-a",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Strobelallee 45",
            "postalCode": "44139",
            "addressLocality": "Dortmund",
            "addressCountry": "DE",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 51.4964, "longitude": 7.4558},
    }


def test_without_a_place_of_its_own_a_session_is_at_the_venue():
    assert described(value_session())["location"]["name"] == "Messe Dortmund"


def test_where_nothing_is_known_nothing_is_said():
    told = described(value_session(), profile=Profile(), venue=Venue())

    assert {*told} == {
        *("@context", "@type", "name", "url", "startDate", "endDate"),
        *("eventStatus", "eventAttendanceMode", "superEvent"),
    }
    assert {*told["superEvent"]} == {
        *("@type", "name", "url", "startDate", "endDate", "eventStatus", "eventAttendanceMode")
    }


def test_a_point_on_the_equator_is_a_point():
    told = described(value_session(), venue=Venue("Insel", latitude=0.0, longitude=6.6))

    assert told["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 0.0, "longitude": 6.6}


def test_a_session_moved_in_time_names_the_start_before():
    told = described(moved(value_session(starts="11:00", ends="11:45"), starts="10:00"))

    assert statuses(told) == (RESCHEDULED, "2027-03-28T11:00:00+02:00", "2027-03-28T10:00:00+02:00")


def test_a_session_moved_to_another_place_only_is_on_schedule_there():
    told = described(moved(value_session(place="buehne-a"), starts="10:00", place="Bühne B"))

    assert statuses(told) == (SCHEDULED, "2027-03-28T10:00:00+02:00", None)
    assert told["location"]["name"] == "Bühne A, Messe Dortmund"


def test_a_cancelled_session_keeps_its_date():
    told = described(value_session(is_cancelled=True))

    assert statuses(told) == (CANCELLED, "2027-03-28T10:00:00+02:00", None)


def test_a_session_moved_and_then_cancelled_tells_both():
    session = replace(moved(value_session(starts="11:00", ends="11:45"), starts="10:00"), is_cancelled=True)

    assert statuses(described(session)) == (CANCELLED, "2027-03-28T11:00:00+02:00", "2027-03-28T10:00:00+02:00")


def test_the_previous_start_has_the_offset_of_its_own_day():
    """The clocks go forward on the 28th; the day before still has winter's offset."""
    eve = at("10:00", DAY - timedelta(days=1))
    told = described(replace(value_session(), moved=Move(eve, eve + timedelta(hours=1), Words(), 2)))

    assert (told["previousStartDate"], told["startDate"]) == ("2027-03-27T10:00:00+01:00", "2027-03-28T10:00:00+02:00")


def test_people_are_told_with_whom_they_belong_to():
    assert described(value_session(speakers=("anna",)))["performer"] == [
        {
            "@type": "Person",
            "name": "Anna Beispiel",
            "affiliation": {"@type": "Organization", "name": "Musterwerke"},
            "url": "https://messe.example/programme.speaker/anna",
        }
    ]


@pytest.mark.parametrize(
    ("session", "organiser"),
    [
        (value_session(organisation="Musterwerke"), {"@type": "Organization", "name": "Musterwerke"}),
        (
            value_session(),
            {
                "@type": "Organization",
                "name": "Geschäftsstelle Musterstand",
                "url": "https://messe.example/pages.home",
            },
        ),
    ],
)
def test_the_organiser_is_the_sessions_own_or_the_office(session: Session, organiser: Described):
    assert described(session)["organizer"] == organiser


def test_the_fair_is_a_whole_event_above_its_sessions():
    fair = described(value_session())["superEvent"]

    assert (fair["@type"], fair["name"], fair["url"]) == (
        "ExhibitionEvent",
        "Messe 2027",
        "https://messe.example/pages.home",
    )
    assert (fair["startDate"], fair["endDate"]) == ("2027-03-28T09:00:00+02:00", "2027-03-29T18:00:00+02:00")
    assert (fair["location"]["name"], fair["location"]["geo"]["latitude"]) == ("Messe Dortmund", 51.4964)
    assert fair["location"]["address"]["addressCountry"] == "DE"
    assert fair["organizer"]["name"] == "Geschäftsstelle Musterstand"


def test_without_opening_hours_the_fair_has_days():
    fair = described(value_session(), profile=Profile())["superEvent"]

    assert (fair["startDate"], fair["endDate"]) == ("2027-03-28", "2027-03-29")


def test_the_ticket_shop_is_an_offer_of_the_fair_without_an_invented_price():
    told = described(value_session())

    assert told["superEvent"]["offers"] == {"@type": "Offer", "url": "https://tickets.example/messe"}
    assert not {"offers", "isAccessibleForFree", "maximumAttendeeCapacity", "image"} & {*told}


def test_a_description_is_plain_words():
    session = value_session(abstract=Words("**Wärme** aus dem [Hafen](https://example.org)\n\n- eins\n- <b>zwei</b>"))

    assert described(session)["description"] == "Wärme aus dem Hafen eins <b>zwei</b>"


def test_english_pages_tell_it_in_english_where_there_is_english():
    session = replace(value_session(place="buehne-a"), title=Words("Wärme", "Heat"))

    told = described(session, language="en")

    assert (told["name"], told["location"]["name"]) == ("Heat", "Stage A, Messe Dortmund")
    assert told["superEvent"]["name"] == "Fair 2027"


def test_the_fair_names_sessions_that_take_place_in_their_order():
    sessions = (
        value_session("BBBBBB", "Zweiter", starts="11:00", ends="12:00"),
        value_session("AAAAAA", "Erster"),
        value_session("CCCCCC", "Abgesagt", is_cancelled=True),
        value_session("DDDDDD", "Kaffee", kind="break"),
    )

    told = fair_described(make_public_fair(), programme_of(*sessions), language="de", address_of=address_of)

    assert [one["name"] for one in told["subEvent"]] == ["Erster", "Zweiter"]
    assert {"@type", "name", "url", "startDate", "location"} <= {*told["subEvent"][0]}


def test_a_big_fair_names_only_its_first_sessions():
    sessions = tuple(value_session(f"A{number:05d}") for number in range(MOST_SUB_EVENTS + 1))

    told = fair_described(make_public_fair(), programme_of(*sessions), language="de", address_of=address_of)

    assert len(told["subEvent"]) == MOST_SUB_EVENTS


def test_a_fair_without_programme_is_an_event_too():
    told = fair_described(make_public_fair(), None, language="de", address_of=address_of)

    assert (told["name"], "subEvent" in told) == ("Messe 2027", False)


def data_of(page: Page) -> Described:
    [data] = page.tree.xpath("//script[@type='application/ld+json']/text()")
    told: Described = json.loads(data)
    return told


def addresses_in(told: Any) -> list[str]:
    """Everything under a name ``url``, however deep."""
    if isinstance(told, dict):
        own = [told["url"]] if "url" in told else []
        return own + [one for value in told.values() for one in addresses_in(value)]
    return [one for value in told for one in addresses_in(value)] if isinstance(told, list) else []


@pytest.fixture
def row(app: Flask):
    with app.app_context():
        row = make_session(make_fair(), code="AAAAAA")
        make_release()
        yield row


@pytest.mark.parametrize("path", ["", "programm/AAAAAA"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_address_is_the_public_one_in_the_pages_language(client: FlaskClient, row, prefix: str, path: str):
    addresses = addresses_in(data_of(read(client, f"{prefix}/{SLUG}/{path}")))

    assert addresses
    assert [one for one in addresses if not one.startswith(f"https://messe.example{prefix}/{SLUG}/")] == []


def test_the_demo_clock_stays_out_of_the_data(client: FlaskClient, row):
    assert "um=" not in json.dumps(data_of(read(client, f"/{SLUG}/?um=2027-03-28T10:20")))


def test_after_a_second_move_the_last_announced_start_is_the_previous_one(client: FlaskClient, row):
    for minutes, wall in ((5, "11:00"), (10, "12:00")):
        change(row, starts_at=at(wall), ends_at=at(wall) + timedelta(minutes=45))
        make_release(later=minutes)

    told = data_of(read(client, f"/{SLUG}/programm/AAAAAA"))

    assert statuses(told) == (RESCHEDULED, "2027-03-28T12:00:00+02:00", "2027-03-28T11:00:00+02:00")


def test_cancelled_with_a_release_it_keeps_what_was_announced(client: FlaskClient, row):
    change(row, starts_at=at("11:00"), ends_at=at("11:45"))
    make_release(later=5)
    change(row, is_cancelled=True)
    make_release(later=10)

    told = data_of(read(client, f"/{SLUG}/programm/AAAAAA"))

    assert statuses(told) == (CANCELLED, "2027-03-28T11:00:00+02:00", "2027-03-28T10:00:00+02:00")


@pytest.mark.parametrize("path", ["", "programm/AAAAAA"])
def test_a_title_cannot_leave_the_data_it_is_told_in(client: FlaskClient, row, path: str):
    hostile = "</script><script>alert(1)</script><!-- & ' \" \\u003c"
    change(row, title_de=hostile)
    make_release(later=5)

    page = read(client, f"/{SLUG}/{path}")

    told = data_of(page)
    assert hostile in (told["name"], told.get("subEvent", [{}])[0].get("name"))
    assert "alert(1)" not in "".join(page.tree.xpath("//script[not(@type='application/ld+json')]/text()"))


def test_moments_are_those_of_the_hall(client: FlaskClient, row):
    told = data_of(read(client, f"/{SLUG}/programm/AAAAAA"))

    assert datetime.fromisoformat(told["startDate"]) == at_the_fair(at("10:00"))
