"""A fair's data as flat fields: nothing is lost on the way there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.fair.fields import fields_of, point_from_text, spans_as_text, spans_in, with_fields
from eventapp.fair.sections import SECTIONS, field_name, section_of
from eventapp.fair.settings import read_settings
from eventapp.fair.value import TEXTS, Contact, OpeningHours, Profile, PublicFair, Venue
from eventapp.i18n import Words

DEMO = Path(__file__).parents[2] / "demo"
EMPTY = PublicFair("messe-2027", "messe2027", Words("Messe"), date(2027, 3, 27), date(2027, 3, 29), 1, Profile())
text = st.text(max_size=20)
words = st.builds(Words, text, text)
venues = st.builds(
    Venue,
    *(text, text, text, text),
    latitude=st.just(51.4964),
    longitude=st.just(-7.4558),
    hall=words,
    stand=text,
)
profiles = st.builds(
    Profile,
    is_demo=st.booleans(),
    date_note=words,
    tickets_url=text,
    venue=venues,
    hours=st.just((OpeningHours(datetime(2027, 3, 28, 7, tzinfo=UTC), datetime(2027, 3, 28, 15, tzinfo=UTC)),)),
    texts=st.dictionaries(st.sampled_from(TEXTS), words.filter(bool)),
    contact=st.builds(Contact, text, text, text),
)


@given(profiles, words)
def test_there_and_back_is_the_same_fair(profile: Profile, title: Words):
    fair = replace(EMPTY, title=title, profile=profile)

    assert with_fields(fair, fields_of(fair)) == fair


def test_the_demo_survives_the_way():
    settings = read_settings(
        (DEMO / "elektrotechnik-2027.toml").read_bytes(), starts_on=date(2027, 2, 10), ends_on=date(2027, 2, 12)
    )
    fair = replace(EMPTY, profile=settings.profile())

    assert with_fields(fair, fields_of(fair)) == fair
    assert fields_of(fair)["hours"].splitlines()[0] == "2027-02-10 09:00–17:00"


def test_every_field_belongs_to_one_section():
    named = [field for section in SECTIONS for field in section.fields]

    assert sorted(named) == sorted(fields_of(EMPTY))


def test_every_field_has_a_name_for_the_office():
    assert [field for field in fields_of(EMPTY) if field_name(field) == field] == []
    assert field_name("texts.getting_there.en") == "Anfahrt auf Englisch"
    assert field_name("gone") == "gone"
    assert section_of("hours").title == "Öffnungszeiten"


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("51.4964, 7.4558", (51.4964, 7.4558)),
        ("51,4964 7,4558", (51.4964, 7.4558)),
        ("51,4964, 7,4558", (51.4964, 7.4558)),
        ("51.4964;7.4558", (51.4964, 7.4558)),
        ("-51.123456789, +7", (-51.123457, 7.0)),
        ("91, 7", None),
        ("51, 181", None),
        ("51", None),
        ("nan, inf", None),
        ("Strobelallee", None),
        ("", None),
    ],
)
def test_a_place_on_the_map_is_read_as_maps_write_it(written: str, point: tuple[float, float] | None):
    assert point_from_text(written) == point


def test_hours_are_lines_in_order():
    later, earlier = (date(2027, 3, 28), time(9), time(17)), (date(2027, 3, 27), time(10), time(12))

    written = spans_as_text([later, earlier])

    assert written == "2027-03-27 10:00–12:00\n2027-03-28 09:00–17:00"
    assert spans_in(written) == [earlier, later]
