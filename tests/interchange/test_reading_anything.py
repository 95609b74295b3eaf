"""Whatever the bytes: sessions, or a sentence."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceProgramme, UnreadableFile
from tests.interchange.reading_files import HEADER, ics_file, vevent, xlsx_file, xml_file

FULL = f"Kennung;Art;{HEADER};Dauer;Vortragende;Link;Status;Sprache;Beschreibung"
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["10.02.2027", "10:00", "24:00", "9.9.99", "0:00", "2027-02-10T10:00+25:00", "1e400", "=A1", "Mi 31.2."]
    ),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELLS, lambda inner: st.lists(inner, max_size=2)
)
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
DATES = st.one_of(st.datetimes(), st.times(), st.dates(), st.timedeltas(timedelta(days=-999), timedelta(days=99999)))
FIELDS = st.sampled_from(
    [
        "id",
        "guid",
        "title",
        "date",
        "start",
        "duration",
        "persons",
        "links",
        "type",
        "track",
        "language",
        "abstract",
        "room",
        "state",
    ]
)

PROPERTIES = st.sampled_from(
    [
        *("UID", "DTSTART", "DTSTART;TZID=Ortszeit", "DTSTART;VALUE=DATE", "DTEND", "DURATION", "SUMMARY"),
        *("SUMMARY;LANGUAGE=de", "LOCATION", "DESCRIPTION", "URL", "CATEGORIES", "STATUS", "CLASS", "RRULE", "EXDATE"),
        *("RECURRENCE-ID", "BEGIN", "END", "X", ";"),
    ]
)
VALUES_OF_PROPERTIES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *("20270210T090000Z", "20270328T023000", "20270210", "99991231T235959", "00010101T000000+2359"),
            *("PT1H", "-P1D", "P99999999W", "FREQ=YEARLY", "VEVENT", "VALARM", "VCALENDAR", "20270210T100000/PT1H"),
            *("\\", "\\n", "a\\,b,c", '"', "FREQ=YEARLY;BYMONTH=2;BYDAY=5SU", "+0100", "-2359"),
        ]
    ),
)
CONTENT_LINES = st.lists(st.tuples(PROPERTIES, VALUES_OF_PROPERTIES).map(":".join), max_size=8)
OBSERVANCES = st.lists(
    st.tuples(
        st.sampled_from(["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "UNTIL"]), VALUES_OF_PROPERTIES
    ).map(":".join),
    max_size=6,
)


def read(data: bytes) -> SourceProgramme | None:
    """What may be asked of any file: an answer whose every session is a possible one."""
    try:
        programme = read_programme(data)
    except UnreadableFile:
        return None
    for session in programme.sessions:
        assert session.title.de
        assert session.starts_at.tzinfo
        assert session.starts_at <= session.ends_at
        assert session.ends_at - session.starts_at <= timedelta(hours=24)
    assert all(remark.where and remark.reason for remark in programme.remarks)
    return programme


@given(st.binary(max_size=300))
def test_any_bytes_end_in_sessions_or_a_sentence(data):
    read(data)


@given(
    st.sampled_from(
        [b"<schedule>", b"{", b"PK\x03\x04", b"Titel;Beginn;Datum\n", b"\xff\xfe", b"<?xml", b"BEGIN:VCALENDAR\n"]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_after_a_true_beginning_do_too(head, data):
    read(head + data)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=14), min_size=1, max_size=4))
def test_any_text_in_the_cells_of_a_csv_file_does_too(rows):
    quoted = (";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    data = "\n".join((FULL, *quoted)).encode("utf-8", errors="surrogatepass")

    read(data)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.one_of(NUMBERS, DATES), min_size=8, max_size=12), min_size=1, max_size=3))
def test_any_number_or_date_in_the_cells_of_a_workbook_does_too(rows):
    header = tuple(FULL.split(";"))

    assert read(xlsx_file(header, *rows)) is not None


@given(st.dictionaries(FIELDS, VALUES), VALUES)
def test_any_value_in_the_fields_of_a_json_entry_does_too(entry, day):
    days = [{"date": "2027-02-10", "rooms": {"Bühne": [entry, {"title": "Strom", "start": "10:00"}]}}, day]
    data = json.dumps({"schedule": {"conference": {"days": days}}}).encode()

    assert read(data) is not None


@given(st.dictionaries(FIELDS, CELLS))
def test_any_text_in_the_fields_of_an_xml_entry_does_too(fields):
    texts = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in fields.items())
    data = xml_file(f"<event>{texts}</event>").decode().encode("utf-8", errors="surrogatepass")

    read(data)


@given(CONTENT_LINES, st.booleans())
def test_any_lines_in_the_events_of_a_calendar_do_too(lines, is_ours):
    head = "PRODID:-//eventapp//Programm//DE" if is_ours else "VERSION:2.0"
    event = "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))
    data = ics_file("@", head=head).replace(b"@", event.encode("utf-8", errors="surrogatepass"))

    read(data)


@given(OBSERVANCES, st.sampled_from(["20270210T090000", "19900101T000000", "21001231T235959"]))
def test_any_rules_of_a_time_zone_do_too(lines, wall):
    rules = "\r\n".join(("BEGIN:VTIMEZONE", "TZID:Ortszeit", "BEGIN:STANDARD", *lines, "END:STANDARD", "END:VTIMEZONE"))
    event = vevent(f"DTSTART;TZID=Ortszeit:{wall}", dtstart="", dtend="")
    data = ics_file("@", event).replace(b"@", rules.encode("utf-8", errors="surrogatepass"))

    read(data)


@given(st.integers(0, 2**32))
def test_a_workbook_with_a_broken_byte_does_too(number):
    data = bytearray(WORKBOOK)
    data[number % len(data)] ^= 1 + number % 255

    read(bytes(data))


WORKBOOK = xlsx_file(tuple(FULL.split(";")), ("A1", "Vortrag", "Strom", "10.02.2027", "10:00", "10:45", "Bühne"))
