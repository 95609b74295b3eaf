"""One session as VEVENT octets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Event

from eventapp.calendars.event import EVENT_OCTETS, event_octets
from eventapp.programme.value import Place, Session, Speaker, Venue, Words
from tests.calendars.builders import BASE_URL, REVISED, STAGE, make_programme, make_session


def written(session: Session, language: str = "de", **changes) -> Event:
    octets = event_octets(make_programme(session, **changes), session, language, base_url=BASE_URL)
    return Event.from_ical(octets)


def lines(session: Session, language: str = "de", **changes) -> list[str]:
    octets = event_octets(make_programme(session, **changes), session, language, base_url=BASE_URL)
    return octets.decode().replace("\r\n ", "").split("\r\n")


def test_an_event_reads_exactly_like_this():
    assert lines(make_session()) == [
        "BEGIN:VEVENT",
        "UID:session-elektrotechnik-2027-ab12cd@example.org",
        "DTSTAMP:20261101T080000Z",
        "LAST-MODIFIED:20261101T080000Z",
        "CREATED:20261002T080000Z",
        "SEQUENCE:0",
        "DTSTART;TZID=Europe/Berlin:20270210T100000",
        "DTEND;TZID=Europe/Berlin:20270210T104500",
        "SUMMARY:Wärme aus dem Abwasser",
        "LOCATION:Bühne A\\, Halle 3",
        "DESCRIPTION:Mit: Projektteam Wärme (Stadt Dortmund)\\nThemenfeld: Energie\\n\\nWas ein Quartier heizt."
        "\\n\\nStand 01.11.2026\\, 09:00:00 Uhr\\; aktuell:\\nhttps://messe.example/elektrotechnik-2027/programm/AB12CD",
        "URL:https://messe.example/elektrotechnik-2027/programm/AB12CD",
        "CATEGORIES:Energie",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "GEO:51.4966;7.4566",
        "END:VEVENT",
        "",
    ]


def test_the_english_event_speaks_english_and_keeps_the_uid():
    german, english = written(make_session()), written(make_session(), "en")

    assert english["SUMMARY"] == "Heat from sewage"
    assert english["LOCATION"] == "Stage A, Hall 3"
    assert english["DESCRIPTION"].startswith("With: Projektteam Wärme (Stadt Dortmund)\nTheme: Energy\n\nWhat heats")
    assert english["URL"] == f"{BASE_URL}/en/elektrotechnik-2027/programm/AB12CD"
    assert english["UID"] == german["UID"]


def test_without_an_english_title_the_german_one_is_shown():
    assert written(make_session(title=Words("Nur deutsch")), "en")["SUMMARY"] == "Nur deutsch"


@pytest.mark.parametrize(("language", "summary"), [("de", "ABGESAGT: Wärme"), ("en", "CANCELLED: Heat")])
def test_a_cancelled_session_says_so_in_three_ways(language: str, summary: str):
    event = written(make_session(title=Words("Wärme", "Heat"), is_cancelled=True), language)

    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"]) == (summary, "CANCELLED", "TRANSPARENT")


def test_a_break_blocks_nobodys_day():
    event = written(make_session(kind="break"))

    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")


def test_a_place_that_says_nothing_of_its_hall_is_in_the_fairs():
    nowhere_said = Place("buehne-a", Words("Bühne A"))

    assert written(make_session(), places=(nowhere_said,))["LOCATION"] == "Bühne A, Halle 3"


def test_a_session_without_a_place_is_at_the_venue():
    assert written(make_session(place=""))["LOCATION"] == "Halle 3, Westfalenhallen Dortmund"


def test_nothing_known_of_the_place_writes_no_location():
    assert "LOCATION" not in written(make_session(place=""), venue=Venue())


def test_without_speakers_the_organisation_is_named():
    event = written(make_session(speakers=(), organisation="Stadt Dortmund"))

    assert event["DESCRIPTION"].startswith("Mit: Stadt Dortmund\n")


def test_a_bare_session_still_has_its_link():
    event = written(make_session(speakers=(), theme="", abstract=Words()))

    assert event["DESCRIPTION"] == f"Stand 01.11.2026, 09:00:00 Uhr; aktuell:\n{event['URL']}"
    assert "CATEGORIES" not in event


def test_the_description_stands_in_where_there_is_no_abstract():
    event = written(make_session(abstract=Words(), description=Words("Die lange Fassung.")))

    assert "\n\nDie lange Fassung.\n\nStand " in event["DESCRIPTION"]


def test_a_long_text_is_cut_at_a_word_and_ends_in_an_ellipsis_and_the_link():
    session = make_session(abstract=Words("Wärmenetze, groß gedacht; " * 200))

    octets = event_octets(make_programme(session), session, "de", base_url=BASE_URL)

    prose, closing = Event.from_ical(octets)["DESCRIPTION"].rsplit("\n\n", 1)
    assert EVENT_OCTETS - 120 < len(octets) <= EVENT_OCTETS
    assert prose.rsplit(" ", 1)[-1] in ("Wärmenetze…", "groß…", "gedacht…")
    assert closing.endswith(f"\n{BASE_URL}/elektrotechnik-2027/programm/AB12CD")


def test_a_revision_that_is_not_in_the_short_text_shows_in_the_entry_all_the_same():
    long, later = "Wort " * 500, REVISED + timedelta(seconds=5)

    before = written(make_session(abstract=Words(long + "alt")))
    after = written(make_session(abstract=Words(long + "neu"), revised_at=later))

    assert before["DESCRIPTION"] != after["DESCRIPTION"]


def test_a_subtitle_opens_the_description():
    event = written(make_session(subtitle=Words("Werkstattbericht")))

    assert event["DESCRIPTION"].startswith("Werkstattbericht\nMit: ")


def test_a_giant_title_leaves_out_prose_and_map_but_never_the_link():
    event = written(make_session(title=Words("Sehr " * 100), abstract=Words("Text " * 100)))

    assert event["SUMMARY"] == " ".join(["Sehr"] * 100)
    assert event["DESCRIPTION"].endswith(f"aktuell:\n{BASE_URL}/elektrotechnik-2027/programm/AB12CD")
    assert "GEO" not in event


def test_a_venue_without_coordinates_has_no_point_on_the_map():
    assert "GEO" not in written(make_session(), venue=Venue(latitude=51.5))


@pytest.mark.parametrize(
    ("starts_at", "wall_clock"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "DTSTART;TZID=Europe/Berlin:20270328T013000"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "DTSTART;TZID=Europe/Berlin:20270328T030000"),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "DTSTART;TZID=Europe/Berlin:20271031T023000"),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "DTSTART:20271031T013000Z"),
        (datetime(2027, 10, 31, 2, 0, tzinfo=UTC), "DTSTART;TZID=Europe/Berlin:20271031T030000"),
    ],
)
def test_the_start_is_the_halls_clock_even_when_the_clocks_change(starts_at: datetime, wall_clock: str):
    session = make_session(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))

    assert wall_clock in lines(session)


def test_an_end_that_is_not_after_the_start_is_not_written():
    session = make_session()

    assert "DTEND" not in written(make_session(ends_at=session.starts_at))


def test_a_session_that_was_never_revised_is_stamped_with_its_creation():
    event = written(make_session(created_at=REVISED, revised_at=None))

    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == REVISED


def test_a_backslash_before_n_stays_a_backslash():
    assert "SUMMARY:C:\\\\Neu\\; \\\\n" in lines(make_session(title=Words("C:\\Neu; \\n")))


@pytest.mark.parametrize(
    "change",
    [
        {"places": (Place("buehne-a", Words("Bühne B")),)},
        {"themes": ()},
        {"speakers": (Speaker("team", "Andere"),)},
        {"venue": Venue()},
        {"uid_domain": "example.com"},
    ],
)
def test_a_kept_event_is_never_served_for_a_changed_programme(change: dict):
    session = make_session()

    before = event_octets(make_programme(session), session, "de", base_url=BASE_URL)
    after = event_octets(make_programme(session, **change), session, "de", base_url=BASE_URL)

    assert before != after


def test_the_link_follows_the_address_of_the_site():
    session = make_session()

    octets = event_octets(make_programme(session), session, "de", base_url="https://anderswo.example")

    assert b"URL:https://anderswo.example/elektrotechnik-2027/programm/AB12CD" in octets.replace(b"\r\n ", b"")
    assert STAGE.name.de.encode() in octets
