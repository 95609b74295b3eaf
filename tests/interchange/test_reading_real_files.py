"""Programmes that others published, with the pitfalls that their README names."""

from __future__ import annotations

from datetime import date

import pytest

from eventapp.clock import at_the_fair, day_at_the_fair
from eventapp.interchange.frab_times import CONVERTED
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceProgramme
from tests.interchange.reading_files import real_file, reasons, wall

COUNTS = {
    "froscon2018_2018-08-25.json": (154, 15, 2),
    "froscon2018_2018-08-26.json": (155, 15, 2),
    "31c3_v1.3.xml": (137, 4, 4),
    "31c3_v1.4.xml": (139, 4, 4),
    "lswt2019_v1_2019-04-05.xml": (21, 4, 1),
    "lswt2019_v2_2019-04-29.xml": (26, 4, 1),
    "lswt2019_v3_2019-05-07.xml": (28, 4, 1),
    "camp2019_frab.json": (79, 2, 5),
    "gpn11.csv": (29, 2, 4),
    "munich_open_government_day_2016.xlsx": (13, 2, 1),
    "pyconuk2015_2015-09-17.ics": (159, 11, 4),
}


def real(name: str) -> SourceProgramme:
    return read_programme(real_file(name), name=name)


@pytest.mark.parametrize("name", COUNTS)
def test_sessions_places_and_days_are_as_published(name):
    sessions = real(name).sessions

    days = {day_at_the_fair(session.starts_at) for session in sessions}
    assert (len(sessions), len({session.place for session in sessions}), len(days)) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_nothing_in_it_is_unreadable_and_no_address_is_published(name):
    programme = real(name)

    assert reasons(programme, "unreadable") == []
    assert not [one.name for session in programme.sessions for one in session.speakers if "@" in one.name]


def test_titles_have_no_blanks_around_them():
    titles = [session.title.de for session in real("froscon2018_2018-08-25.json").sessions]

    assert "Gemeinschaftliche Infrastruktur Session 2" in titles
    assert titles == [title.strip() for title in titles]


def test_the_congress_keeps_its_nights():
    (film,) = (session for session in real("31c3_v1.4.xml").sessions if session.title.de == "Citizenfour")

    assert wall(film.starts_at) == "28.12.2014 00:00"
    assert day_at_the_fair(film.starts_at) == date(2014, 12, 27)


def test_leipzigs_utc_times_are_wall_clock_and_that_is_said_once():
    programme = real("lswt2019_v3_2019-05-07.xml")

    assert min(at_the_fair(session.starts_at).hour for session in programme.sessions) == 9
    assert len([reason for reason in reasons(programme, "assumed") if "Zeitversatz" in reason]) == 1


def test_leipzigs_breaks_stay_apart_though_they_share_an_id():
    breaks = [session for session in real("lswt2019_v3_2019-05-07.xml").sessions if session.keys["id"] == "999"]

    assert sorted((session.place, session.kind) for session in breaks) == [("", "break"), ("Vorträge", "break")]


def test_a_change_of_order_among_leipzigs_speakers_is_none():
    second, third = (
        {one.name for one in session.speakers}
        for name in ("lswt2019_v2_2019-04-29.xml", "lswt2019_v3_2019-05-07.xml")
        for session in real(name).sessions
        if session.keys["slug"].endswith("#talkQrowd")
    )

    assert second == third == {"Patrick Westphal", "Simon Bin"}


def test_karlsruhes_talk_after_midnight_has_the_next_date():
    (talk,) = (session for session in real("gpn11.csv").sessions if session.keys["id"] == "27")

    assert (wall(talk.starts_at), talk.where) == ("26.06.2011 00:00", "Zeile 116")


def test_karlsruhes_speakers_lose_their_numbers():
    (talk,) = (session for session in real("gpn11.csv").sessions if session.title.de == "GSM")

    assert [speaker.name for speaker in talk.speakers] == ["Konrad Meier", "Dennis Wehrle"]


def test_munichs_podium_of_four_is_complete():
    (podium,) = (
        session for session in real("munich_open_government_day_2016.xlsx").sessions if session.kind == "panel"
    )

    assert [(speaker.name, speaker.organisation) for speaker in podium.speakers] == [
        ("Dr. Elke Löffler", "Geschäftsführerin von Governance International"),
        ("Dr. Daniela Rothenhöfer", ""),
        ("Dr. Matthias Stürmer", "Universität Bern"),
        ("Manfred Klein", ""),
    ]


def test_every_end_that_munich_does_not_state_is_said():
    programme = real("munich_open_government_day_2016.xlsx")

    assert len(reasons(programme, "assumed")) == len(programme.sessions)


def test_londons_four_slots_without_a_title_are_named_with_their_lines():
    programme = real("pyconuk2015_2015-09-19.ics")

    unreadable = [(remark.where, remark.reason) for remark in programme.remarks if remark.kind == "unreadable"]
    assert len(programme.sessions) == 158
    assert unreadable == [(f"Zeile {line}", "Der Titel (SUMMARY) fehlt.") for line in (780, 805, 908, 1057)]


def test_londons_times_are_converted_and_that_is_said_once():
    programme = real("pyconuk2015_2015-09-17.ics")

    assert wall(programme.sessions[0].starts_at) == "18.09.2015 09:00"
    assert reasons(programme, "note") == [CONVERTED]


def test_the_five_ends_that_london_does_not_state_are_said():
    assert len(reasons(real("pyconuk2015_2015-09-17.ics"), "assumed")) == 5


def test_londons_sessions_that_share_a_uid_stay_apart():
    sessions = real("pyconuk2015_2015-09-17.ics").sessions

    assert len(sessions) - len({session.keys["uid"] for session in sessions}) == 2
