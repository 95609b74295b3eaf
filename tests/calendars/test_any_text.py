"""Whatever is typed into a programme, its feeds stay calendars."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from eventapp.calendars.feed import feed_octets
from eventapp.programme.lenses import WHOLE
from eventapp.programme.value import Place, Speaker, Theme, Words
from eventapp.text import clean_line
from tests.calendars.builders import BASE_URL, make_programme, make_session

hostile = st.sampled_from(
    [
        "\r\nEND:VEVENT\r\n",
        "\\N",
        "\\n",
        ";,:\"^'",
        "\x00",
        "\x0b\x0c\x1c\x85",
        "\u2028",
        "\ud800",
        "\u202e",
        "ß😀é" * 40,
    ]
)
anything = st.lists(st.one_of(st.text(), st.text(st.characters(codec=None)), hostile), max_size=4).map("".join)
words = st.builds(Words, anything, anything)


@settings(max_examples=300, deadline=None)
@given(
    title=words,
    text=words,
    place=words,
    theme=words,
    speaker=anything,
    fair=words,
    language=st.sampled_from(["de", "en"]),
)
def test_any_text_gives_a_readable_feed_with_every_event(title, text, place, theme, speaker, fair, language):
    one = make_session(title=title, abstract=text, organisation=speaker)
    programme = make_programme(
        one,
        make_session("BBBBBB", is_cancelled=True),
        title=fair,
        places=(Place("buehne-a", place, text),),
        themes=(Theme("energie", theme),),
        speakers=(Speaker("team", speaker, speaker),),
    )

    octets = feed_octets(programme, WHOLE, language, base_url=BASE_URL)

    assert len(Calendar.from_ical(octets).events) == 2
    assert_is_well_formed(octets)


def assert_is_well_formed(octets: bytes) -> None:
    lines = octets.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert all(lines)
    assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", b"".join(lines))
    assert not [c for line in lines for c in line.decode() if unicodedata.category(c) == "Cc" and c != "\t"]


@settings(max_examples=200, deadline=None)
@given(title=anything)
def test_any_title_is_read_back_as_it_was_cleaned(title):
    octets = feed_octets(make_programme(make_session(title=Words(title))), WHOLE, "de", base_url=BASE_URL)

    [summary] = re.findall(r"\r\nSUMMARY:(.*)\r\n", octets.decode().replace("\r\n ", ""))
    read = re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], summary)

    assert read == clean_line(title)
