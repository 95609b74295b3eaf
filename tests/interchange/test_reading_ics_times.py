"""When the events of others' iCalendar files are: zones by name and by rule, ends that are missing or odd."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.interchange.frab_times import CONVERTED
from eventapp.interchange.ics_times import FLOATING
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import Remark
from tests.interchange.reading_files import ics_file, only, reasons, vevent, wall

BRITISH_SUMMER = """\
BEGIN:VTIMEZONE
TZID:{tzid}
BEGIN:DAYLIGHT
DTSTART:16010325T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:16011028T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE"""


SAID = Remark("note", "ganze Datei", CONVERTED)


def starts(value: str, zone: str = "") -> str:
    """On the hall's clock, the start of an event with that DTSTART (``;TZID=…:…``)."""
    event = vevent(f"DTSTART{value if value.startswith(';') else ':' + value}", dtstart="", dtend="")
    return wall(only(ics_file(*filter(None, (zone, event)))).starts_at)


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("20270210T090000Z", "10.02.2027 10:00"),
        ("20270210T090000+0000", "10.02.2027 10:00"),
        ("2027-07-10T09:00:00Z", "10.07.2027 11:00"),
        (";TZID=America/New_York:20270210T040000", "10.02.2027 10:00"),
        (";TZID=GMT Standard Time:20270710T090000", "10.07.2027 10:00"),
    ],
)
def test_times_of_other_zones_are_converted_and_that_is_said_once(start, shown):
    event = vevent(f"DTSTART{start if start.startswith(';') else ':' + start}", dtstart="", dtend="", duration="PT1H")
    programme = read_programme(ics_file(event, event.replace("UID:a", "UID:b")))

    assert [wall(session.starts_at) for session in programme.sessions] == [shown, shown]
    assert programme.remarks == (SAID,)


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Berlin",
        "/Europe/Berlin",
        "/freeassociation.sourceforge.net/Europe/Berlin",
        "W. Europe Standard Time",
        '"Europe/Berlin"',
        "Europe/Paris",
    ],
)
def test_the_halls_own_zone_needs_no_word_whatever_it_is_called(zone):
    event = vevent(f"DTSTART;TZID={zone}:20270710T100000", dtstart="", dtend="", duration="PT1H")
    programme = read_programme(ics_file(event))

    assert (wall(programme.sessions[0].starts_at), programme.remarks) == ("10.07.2027 10:00", ())


@pytest.mark.parametrize("tzid", ["Ortszeit", "GMT", "/kalender.example/2027_1/Insel"])
def test_a_zone_known_only_to_the_file_goes_by_the_files_own_rules(tzid):
    zone = BRITISH_SUMMER.format(tzid=tzid)

    assert starts(f";TZID={tzid}:20270210T090000", zone) == "10.02.2027 10:00"
    assert starts(f";TZID={tzid}:20270710T090000", zone) == "10.07.2027 10:00"
    assert starts(f";TZID={tzid}:20270710T000000", zone) == "10.07.2027 01:00"


@pytest.mark.parametrize(
    ("wall_there", "in_utc"),
    [
        ("20270328T005959", "00:59"),
        ("20270328T020000", "01:00"),
        ("20271031T013000", "00:30"),
        ("20271031T020000", "02:00"),
        ("20270101T000000", "00:00"),
    ],
)
def test_those_rules_hold_to_the_minute(wall_there, in_utc):
    event = vevent(f"DTSTART;TZID=Ortszeit:{wall_there}", dtstart="", dtend="")

    session = only(ics_file(BRITISH_SUMMER.format(tzid="Ortszeit"), event))

    assert f"{session.starts_at:%H:%M}" == in_utc


def test_a_places_name_counts_more_than_the_rules_beside_it():
    assert starts(";TZID=Europe/Paris:20270710T100000", BRITISH_SUMMER.format(tzid="Europe/Paris")).endswith("10:00")


def test_an_offset_that_is_the_halls_needs_no_word():
    programme = read_programme(ics_file(vevent(dtstart="20270210T100000+0100", dtend="20270210T104500+0100")))

    assert (wall(programme.sessions[0].starts_at), programme.remarks) == ("10.02.2027 10:00", ())


@pytest.mark.parametrize("zone", ["Nirgendwo", "Europe", "../x", "a" * 500, "a/b/c/d/e", "Ortszeit"])
def test_an_unknown_zone_is_said_and_taken_for_the_halls(zone):
    hourly = BRITISH_SUMMER.format(tzid="Ortszeit").replace("FREQ=YEARLY", "FREQ=SECONDLY")
    event = vevent(f"DTSTART;TZID={zone}:20270710T100000", dtstart="", dtend="", duration="PT1H")

    programme = read_programme(ics_file(hourly, event))

    (reason,) = reasons(programme, "assumed")
    assert ("unbekannt" in reason, wall(programme.sessions[0].starts_at)) == (True, "10.07.2027 10:00")


def test_a_wall_clock_without_zone_is_kept_and_that_is_said_once():
    event = vevent(dtstart="20270210T100000", dtend="20270210T104500")
    programme = read_programme(ics_file(event, event.replace("UID:a", "UID:b")))

    assert [wall(session.starts_at) for session in programme.sessions] == ["10.02.2027 10:00"] * 2
    assert reasons(programme, "assumed") == [FLOATING]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [(["DTEND:20270210T100000Z"], 60), (["DURATION:PT1H30M"], 90), (["DURATION:P0DT0H20M0S"], 20)],
)
def test_the_end_comes_from_end_or_duration(lines, minutes):
    session = only(ics_file(vevent(*lines, dtend="")))

    assert session.ends_at - session.starts_at == timedelta(minutes=minutes)


@pytest.mark.parametrize("line", ["X-A:", "DTEND:20270210T090000Z", "DURATION:PT0S"])
def test_an_end_that_is_missing_or_none_is_guessed_and_said(line):
    following = vevent(uid="b", dtstart="20270210T100000Z", dtend="20270210T110000Z")
    programme = read_programme(ics_file(vevent(line, dtend=""), following))

    assert wall(programme.sessions[0].ends_at) == "10.02.2027 11:00"
    assert reasons(programme, "assumed")[0].endswith("weil dann am selben Ort der nächste Programmpunkt beginnt.")


@pytest.mark.parametrize("line", ["DTEND:morgen", "DTEND;VALUE=DATE:20270210", "DURATION:lange", "DTEND"])
def test_an_end_that_cannot_be_read_is_guessed_and_said(line):
    programme = read_programme(ics_file(vevent(line, dtend="")))

    assert wall(programme.sessions[0].ends_at) == "10.02.2027 10:45"
    assert "kein gültiges Ende angegeben" in reasons(programme, "assumed")[-1]
