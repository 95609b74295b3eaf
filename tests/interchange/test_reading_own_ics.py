"""Our own calendars, read back: whatever a programme holds, its feed tells it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eventapp.calendars.event import location_line
from eventapp.calendars.feed import feed_octets, session_octets
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceProgramme, SourceSession, SourceSpeaker
from eventapp.interchange.writing import write_programme
from eventapp.programme.lenses import WHOLE, lenses_of
from eventapp.programme.value import LANGUAGES, Place, Programme, Session, Speaker, Theme, Words
from eventapp.text import clean_line, clean_text, without_email
from tests.calendars.builders import BASE_URL, START, make_programme, make_session
from tests.interchange.reading_files import wall

CODES = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=6, max_size=6)
TRAPS = st.sampled_from(
    [
        *("\\N", "\\", "\\\\n", ";,:", '"', "^n", "&lt;b&gt;", "<b>x</b>", "=1+1", "a@b.example", "(", ")"),
        *(
            "ABGESAGT: ",
            "CANCELLED: ",
            "Mit: ",
            "With: ",
            "Themenfeld: ",
            "Stand 1.1.",
            "\n\n",
            "END:VEVENT",
            "😀ß" * 30,
        ),
    ]
)
ANYTHING = st.lists(st.one_of(st.text(max_size=20), TRAPS), max_size=4).map("".join)
LINES = ANYTHING.map(clean_line).map(without_email)
TEXTS = ANYTHING.map(clean_text).map(without_email)
"""Without addresses: those are in no file that is read."""
TITLES = st.builds(Words, LINES.filter(bool), LINES)
MOMENTS = st.one_of(
    st.integers(0, 10**8).map(lambda seconds: START + timedelta(seconds=seconds)),
    st.integers(0, 4 * 60).map(lambda minutes: datetime(2027, 10, 30, 23, tzinfo=UTC) + timedelta(minutes=minutes)),
)
"""Any, and those of the night in which the clocks go back."""
SESSIONS = st.builds(
    make_session,
    CODES,
    title=TITLES,
    starts_at=MOMENTS,
    ends_at=st.integers(0, 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    kind=st.sampled_from(["talk", "break", "workshop"]),
    subtitle=st.builds(Words, LINES, LINES),
    abstract=st.builds(Words, TEXTS, TEXTS),
    place=st.sampled_from(["buehne-a", ""]),
    theme=st.sampled_from(["energie", ""]),
    speakers=st.sampled_from([(), ("team",), ("team", "gast")]),
    organisation=LINES,
    is_cancelled=st.booleans(),
).map(lambda session: replace(session, ends_at=session.starts_at + session.ends_at))


def written(programme: Programme, language: str = "de") -> SourceProgramme:
    return read_programme(write_programme(programme, "ics", language, base_url=BASE_URL))


def one(language: str = "de", **changes: object) -> SourceSession:
    (session,) = written(make_programme(make_session(**changes)), language).sessions
    return session


def expected(programme: Programme, session: Session, language: str) -> SourceSession:
    """What the feed must tell of a session, exactly."""
    theme = programme.theme(session.theme)
    return SourceSession(
        where="",
        keys={"code": session.code},
        title=told(session.title.in_language(language), language),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        kind="break" if session.is_break and not session.is_cancelled else "talk",
        place=location_line(programme.place(session.place), programme.venue, language),
        theme=theme.name.in_language(language) if theme else "",
        is_cancelled=session.is_cancelled,
    )


MOST_OF_A_SUBTITLE = 200
"""Octets."""


def told(text: str, language: str) -> Words:
    return Words(text, text if language == "en" else "")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(SESSIONS, max_size=4, unique_by=lambda session: session.code),
    TITLES,
    TITLES,
    LINES.filter(bool),
    LINES,
    st.sampled_from(LANGUAGES),
)
def test_any_programme_is_told_again_by_its_feed(sessions, place, theme, name, organisation, language):
    programme = make_programme(
        *sessions,
        places=(Place("buehne-a", place, Words("Halle 3")),),
        themes=(Theme("energie", theme),),
        speakers=(Speaker("team", name, organisation), Speaker("gast", name)),
    )

    read = written(programme, language)

    bare = {"where": "", "subtitle": Words(), "abstract": Words(), "speakers": ()}
    by_code = {session.code: expected(programme, session, language) for session in sessions}
    assert {session.keys["code"]: replace(session, **bare) for session in read.sessions} == by_code
    assert (read.is_ours, read.language, read.is_partial) == (True, language, False)
    assert [remark.kind for remark in read.remarks if sessions] == []


@settings(max_examples=150, deadline=None)
@given(SESSIONS, st.sampled_from(LANGUAGES))
def test_what_was_read_says_the_same_when_it_is_written_again(session, language):
    """Subtitle, names and prose may be parted otherwise; the entry in people's calendars stays what it was. Only of a
    subtitle as long as a text, which is taken for one where nothing else stands, the end may have no room."""
    assume(len(session.subtitle.in_language(language).encode()) <= MOST_OF_A_SUBTITLE)
    first = write_programme(make_programme(session), "ics", language, base_url=BASE_URL)
    (read,) = read_programme(first).sessions
    people = tuple(Speaker(f"p{at}", one.name, one.organisation) for at, one in enumerate(read.speakers))
    again = replace(
        session,
        subtitle=read.subtitle,
        abstract=read.abstract,
        description=Words(),
        speakers=tuple(person.slug for person in people),
        organisation="",
    )

    second = write_programme(make_programme(again, speakers=people), "ics", language, base_url=BASE_URL)

    assert read_programme(second).sessions == (read,)


def test_texts_and_people_are_told_apart():
    speakers = (Speaker("team", "Eva (Evi) Muster", "Stadt Dortmund (Amt 66, Tiefbau)"), Speaker("gast", "Max Gast"))
    session = make_session(
        subtitle=Words("Ein Bericht"), abstract=Words("Erstens.\n\nZweitens."), speakers=("team", "gast")
    )

    (read,) = written(make_programme(session, speakers=speakers)).sessions

    assert (read.subtitle.de, read.abstract.de, read.theme) == ("Ein Bericht", "Erstens.\n\nZweitens.", "Energie")
    assert read.speakers == (
        SourceSpeaker("Eva (Evi) Muster", "Stadt Dortmund (Amt 66, Tiefbau)"),
        SourceSpeaker("Max Gast"),
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"subtitle": Words("Ein Bericht")}, ("Ein Bericht", "Was ein Quartier heizt.")),
        ({"abstract": Words("Erstens.\n\nZweitens.")}, ("", "Erstens.\n\nZweitens.")),
        ({"abstract": Words("Erstens\nzweitens\n\nDrittens")}, ("", "Erstens\nzweitens\n\nDrittens")),
        ({"abstract": Words()}, ("", "")),
    ],
)
def test_a_subtitle_is_known_though_neither_theme_nor_people_follow_it(changes, told):
    session = one(theme="", speakers=(), **changes)

    assert (session.subtitle.de, session.abstract.de) == told


def test_names_that_had_no_room_are_left_out_rather_than_halved():
    speakers = tuple(Speaker(f"p{number}", f"Vorname{number} Nachname{number}") for number in range(20))
    session = make_session(speakers=tuple(speaker.slug for speaker in speakers))

    (read,) = written(make_programme(session, speakers=speakers)).sessions

    assert 5 < len(read.speakers) < 20
    assert [speaker.name for speaker in read.speakers] == [speaker.name for speaker in speakers][: len(read.speakers)]


@pytest.mark.parametrize("hour", [0, 1])
def test_both_of_autumns_hours_from_two_to_three_are_told_apart_without_a_word(hour):
    starts_at = datetime(2027, 10, 31, hour, 30, tzinfo=UTC)

    read = written(make_programme(make_session(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30))))

    assert (read.sessions[0].starts_at, wall(starts_at)[-5:], read.remarks) == (starts_at, "02:30", ())


def test_a_title_that_begins_with_the_word_for_cancelled_keeps_it():
    assert one(title=Words("ABGESAGT: was nun?")).title.de == "ABGESAGT: was nun?"
    assert one(title=Words("ABGESAGT: was nun?"), is_cancelled=True).title.de == "ABGESAGT: was nun?"


def test_a_session_that_ends_as_it_starts_does_so_again():
    assert one(ends_at=START).ends_at == START


def test_an_empty_feed_is_ours_and_whole():
    read = written(make_programme())

    assert (read.sessions, read.is_ours, read.is_partial) == ((), True, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_other_feed_is_a_part_of_the_programme(language):
    sessions = (make_session(), make_session("BBBBBB", starts_at=START + timedelta(days=1), theme=""))
    programme = make_programme(*sessions, themes=(Theme("programm", Words("Programm")), Theme("energie", Words("E"))))

    read = {
        lens.name: read_programme(feed_octets(programme, lens, language, base_url=BASE_URL))
        for lens in lenses_of(programme)
    }

    assert [name for name, one in read.items() if not one.is_partial] == [WHOLE.name]
    assert {name: len(one.sessions) for name, one in read.items()} == {
        "programm": 2,
        "tag-2027-02-10": 1,
        "tag-2027-02-11": 1,
        "tag-2027-02-12": 0,
        "thema-programm": 0,
        "thema-energie": 1,
        "ort-buehne-a": 2,
        "ort-werkstatt": 0,
    }


def test_a_download_is_a_part_and_tells_its_session_like_the_feed():
    session = make_session(subtitle=Words("Ein Bericht"))
    programme = make_programme(session)

    read = read_programme(session_octets(programme, session, "de", base_url=BASE_URL))

    assert (read.is_ours, read.language, read.is_partial) == (True, "de", True)
    assert replace(read.sessions[0], where="") == replace(written(programme).sessions[0], where="")


def test_a_file_that_only_says_it_is_ours_is_read_without_harm():
    octets = write_programme(make_programme(make_session()), "ics", "de", base_url=BASE_URL)
    broken = octets.replace(b"DTSTART;TZID=Europe/Berlin:20270210T100000", b"DTSTART:gestern")

    read = read_programme(broken)

    assert (read.sessions, read.left_out) == ((), ({"code": "AB12CD", "title": "Wärme aus dem Abwasser"},))
    assert read.remarks[0].kind == "unreadable"


def test_a_calendar_in_a_language_we_do_not_write_is_not_ours():
    octets = write_programme(make_programme(make_session()), "ics", "de", base_url=BASE_URL)

    assert not read_programme(octets.replace(b"//Programm//DE", b"//Programm//FR")).is_ours
