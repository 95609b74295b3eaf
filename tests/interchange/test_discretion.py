"""No address goes public by a file that is ours, or says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventapp.interchange.reading import read_programme
from eventapp.interchange.writing import write_programme
from eventapp.programme.value import Link, Place, Speaker, Theme, Words
from tests.calendars.builders import BASE_URL
from tests.interchange.programmes import FORMATS
from tests.interchange.schedule_programmes import LANGUAGES, one

ADDRESS = "max@muster.example"
SAID = Words(f"Fragen an {ADDRESS}", f"Questions to {ADDRESS}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FORMATS)
def test_an_address_in_a_file_of_ours_is_not_read(kind, language):
    speakers = (Speaker("a", ADDRESS), Speaker("b", "Ada", ADDRESS, SAID))
    links = (Link(f"https://messe.example/?to={ADDRESS}"), Link("https://messe.example/", ADDRESS))
    programme = one(
        title=SAID, subtitle=SAID, abstract=SAID, description=SAID, organisation=ADDRESS, series=ADDRESS,
        speakers=("a", "b"), links=links, place="buehne-a", theme="energie",
    )  # fmt: skip
    grounds = {"places": (Place("buehne-a", SAID, SAID),), "themes": (Theme("energie", SAID),)}
    data = write_programme(replace(programme, speakers=speakers, **grounds), kind, language, base_url=BASE_URL)

    source = read_programme(data)

    assert source.is_ours
    assert "muster.example" not in repr(source)
    assert "Ada" in [speaker.name for speaker in source.sessions[0].speakers]


@pytest.mark.parametrize("kind", ["frab-json", "ics"])
def test_an_end_in_a_wrong_century_is_unreadable(kind):
    data = write_programme(one(), kind, "de", base_url=BASE_URL)
    ends = {"frab-json": b'"end":"', "ics": b"DTEND;TZID=Europe/Berlin:"}[kind]
    head, found, tail = data.rpartition(ends)
    assert found

    source = read_programme(head + found + b"2099" + tail[4:])

    assert (source.sessions, [remark.kind for remark in source.remarks]) == ((), ["unreadable"])
