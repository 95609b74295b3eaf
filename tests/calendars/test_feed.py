"""Feeds and downloads as octets."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from eventapp.calendars import event, feed
from eventapp.calendars.feed import feed_name, feed_octets, lens_label, modified_at, session_octets
from eventapp.calendars.timezone import VTIMEZONE
from eventapp.programme.lenses import WHOLE, find_lens, lenses_of
from eventapp.programme.value import FeedMark, Programme, Words
from tests.calendars.builders import BASE_URL, REVISED, START, make_programme, make_session

ROOT = Path(__file__).parents[2]


def whole(programme: Programme, language: str = "de") -> bytes:
    return feed_octets(programme, WHOLE, language, base_url=BASE_URL)


def all_feeds(programme: Programme) -> bytes:
    return b"".join(feed_octets(programme, lens, "en", base_url=BASE_URL) for lens in lenses_of(programme))


def head_of(octets: bytes) -> list[str]:
    return octets.split(b"BEGIN:VTIMEZONE")[0].decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_feed_begins_exactly_like_this():
    explanation = (
        "Das Programm der Messe in Ihrem Kalender. Kalender erfahren Änderungen oft erst nach Stunden. Es gilt: "
        "https://messe.example/elektrotechnik-2027/programm"
    )

    assert head_of(whole(make_programme(make_session()))) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//eventapp//Programm//DE",
        "CALSCALE:GREGORIAN",
        "NAME:Elektrotechnik 2027: Programm",
        "X-WR-CALNAME:Elektrotechnik 2027: Programm",
        f"DESCRIPTION:{explanation}",
        f"X-WR-CALDESC:{explanation}",
        "X-WR-TIMEZONE:Europe/Berlin",
        "LAST-MODIFIED:20261101T080000Z",
        "URL:https://messe.example/elektrotechnik-2027/programm",
        "SOURCE;VALUE=URI:https://messe.example/elektrotechnik-2027/kalender/elektrotechnik-2027-programm.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "COLOR:teal",
    ]


def test_a_download_has_no_name_and_asks_for_no_refresh():
    session = make_session()

    octets = session_octets(make_programme(session), session, "en", base_url=BASE_URL)

    assert head_of(octets) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//eventapp//Programm//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-TIMEZONE:Europe/Berlin",
    ]
    assert len(Calendar.from_ical(octets).events) == 1


def test_the_event_in_a_download_is_the_one_in_the_feed():
    session = make_session()
    programme = make_programme(session)

    download = session_octets(programme, session, "de", base_url=BASE_URL)

    assert download[download.index(b"BEGIN:VEVENT") :] in whole(programme)


def test_an_empty_feed_is_a_calendar_with_a_zone():
    octets = whole(make_programme())

    assert octets.endswith(b"COLOR:teal\r\n" + VTIMEZONE + b"END:VCALENDAR\r\n")


def test_events_stand_in_the_order_of_start_and_uid():
    late, b, a = make_session("CCCCCC", starts_at=START + timedelta(hours=1)), make_session("BBBBBB"), make_session()

    events = Calendar.from_ical(whole(make_programme(late, b, a))).events

    assert [event["UID"].split("@")[0][-6:] for event in events] == ["ab12cd", "bbbbbb", "cccccc"]


@pytest.mark.parametrize(
    ("name", "german", "english"),
    [
        ("programm", "Elektrotechnik 2027: Programm", "Elektrotechnik 2027: Programme"),
        ("tag-2027-02-10", "Elektrotechnik 2027: Mittwoch, 10. Februar", "Elektrotechnik 2027: Wednesday, 10 February"),
        ("thema-energie", "Elektrotechnik 2027: Themenfeld Energie", "Elektrotechnik 2027: Theme Energy"),
        ("ort-buehne-a", "Elektrotechnik 2027: Bühne A", "Elektrotechnik 2027: Stage A"),
        ("ort-werkstatt", "Elektrotechnik 2027: Werkstatt", "Elektrotechnik 2027: Werkstatt"),
    ],
)
def test_a_feed_is_called_by_the_fair_and_what_is_in_it(name: str, german: str, english: str):
    programme = make_programme()
    lens = find_lens(programme, name)

    assert [feed_name(programme, lens, language) for language in ("de", "en")] == [german, english]


def test_a_feed_whose_theme_is_gone_is_called_by_its_old_address():
    programme = make_programme(feeds={"thema-wasser": FeedMark("x", REVISED)})

    assert lens_label(programme, find_lens(programme, "thema-wasser")) == Words("Themenfeld wasser")


def test_a_feed_was_modified_when_its_mark_says_so():
    mark = FeedMark("x", REVISED + timedelta(days=3))
    programme = make_programme(make_session(), feeds={"programm": mark})

    assert modified_at(programme, WHOLE) == mark.modified_at
    assert "LAST-MODIFIED:20261104T080000Z" in head_of(whole(programme))


def test_without_a_mark_its_newest_event_counts_and_without_events_the_release():
    newer = make_session("BBBBBB", revised_at=REVISED + timedelta(minutes=5))

    assert modified_at(make_programme(make_session(), newer), WHOLE) == newer.revised_at
    assert modified_at(make_programme(released_at=REVISED), WHOLE) == REVISED


def test_one_event_that_cannot_be_written_is_left_out_and_logged(monkeypatch, caplog):
    def event_octets(programme, session, language, *, base_url):
        return (
            event.event_octets(programme, session, language, base_url=base_url) if session.code != "BROKEN" else 1 / 0
        )

    monkeypatch.setattr(feed, "event_octets", event_octets)
    with caplog.at_level(logging.ERROR):
        octets = whole(make_programme(make_session("BROKEN"), make_session()))

    assert octets.count(b"BEGIN:VEVENT") == 1
    assert caplog.messages == ["left out of the feeds of elektrotechnik-2027: session BROKEN"]


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_gives_the_same_octets(seed: str):
    script = (
        "import sys; from tests.calendars.test_feed import all_feeds, make_programme, make_session;"
        "sys.stdout.buffer.write(all_feeds(make_programme(make_session())))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}

    there = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=True)

    assert there.stdout == all_feeds(make_programme(make_session()))


def test_a_later_release_without_changes_changes_no_octet():
    mark = {"programm": FeedMark("x", REVISED)}
    first = make_programme(make_session(), feeds=mark)
    second = make_programme(
        make_session(), feeds=mark, number=2, released_at=REVISED + timedelta(days=9), comment=Words("x")
    )

    assert whole(first) == whole(second)


def test_a_fairs_title_with_a_line_break_stays_one_line():
    octets = whole(make_programme(title=Words("Elektro\r\nATTENDEE:mailto:x@example.org")))

    assert "NAME:Elektro ATTENDEE:mailto:x@example.org: Programm" in head_of(octets)
