"""What can be subscribed to, and what is seen through it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from eventapp.programme.lenses import WHOLE, Lens, find_lens, lenses_of, sessions_by_lens, sessions_in
from eventapp.programme.value import FeedMark, NamedExhibitor, Place, Session, Theme, Words
from tests.calendars.builders import REVISED, START, make_programme, make_session

AFTER_THE_FAIR = datetime(2027, 2, 13, 10, tzinfo=UTC)


def test_there_is_a_lens_for_the_whole_each_day_each_theme_and_each_place():
    assert [lens.name for lens in lenses_of(make_programme())] == [
        "programm",
        "tag-2027-02-10",
        "tag-2027-02-11",
        "tag-2027-02-12",
        "thema-energie",
        "ort-buehne-a",
        "ort-werkstatt",
    ]


def test_a_day_outside_the_fair_has_a_lens_as_soon_as_it_has_a_session():
    excursion = make_session(starts_at=AFTER_THE_FAIR, ends_at=AFTER_THE_FAIR.replace(hour=12))

    names = [lens.name for lens in lenses_of(make_programme(excursion))]

    assert names[4] == "tag-2027-02-13"


def test_each_lens_shows_its_sessions_only():
    energy = make_session("AAAAAA")
    workshop = make_session("BBBBBB", theme="", place="werkstatt", starts_at=START.replace(day=11), is_cancelled=True)
    programme = make_programme(energy, workshop)

    seen = {lens.name: [session.code for session in sessions_in(programme, lens)] for lens in lenses_of(programme)}

    assert seen == {
        "programm": ["AAAAAA", "BBBBBB"],
        "tag-2027-02-10": ["AAAAAA"],
        "tag-2027-02-11": ["BBBBBB"],
        "tag-2027-02-12": [],
        "thema-energie": ["AAAAAA"],
        "ort-buehne-a": ["AAAAAA"],
        "ort-werkstatt": ["BBBBBB"],
    }


def test_a_session_of_several_exhibitors_is_seen_with_each():
    both, one = make_session("AAAAAA", exhibitors=("hafen", "siba")), make_session("BBBBBB", exhibitors=("siba",))
    named = (NamedExhibitor("hafen", "Hafen KG"), NamedExhibitor("siba", "SIBA GmbH"))
    programme = make_programme(both, one, make_session("CCCCCC"), exhibitors=named)

    seen = {lens.name: sessions_in(programme, lens) for lens in lenses_of(programme) if lens.kind == "exhibitor"}

    assert seen == {"aussteller-hafen": (both,), "aussteller-siba": (both, one)}


SLUGS = ("siba", "hafen", "")
some_sessions = st.lists(
    st.builds(
        make_session,
        starts_at=st.sampled_from([START, START.replace(day=11), AFTER_THE_FAIR]),
        theme=st.sampled_from(SLUGS),
        place=st.sampled_from(SLUGS),
        exhibitors=st.lists(st.sampled_from(SLUGS[:2])).map(tuple),
    )
)


@given(sessions=some_sessions)
def test_all_lenses_at_once_show_what_each_shows_alone(sessions: list[Session]):
    places, themes = (tuple(kind(slug, Words(slug)) for slug in SLUGS[:2]) for kind in (Place, Theme))
    exhibitors = tuple(NamedExhibitor(slug, slug) for slug in SLUGS[:2])
    programme = make_programme(*sessions, places=places, themes=themes, exhibitors=exhibitors)

    at_once = sessions_by_lens(programme)

    assert all(at_once.get(lens, ()) == sessions_in(programme, lens) for lens in lenses_of(programme))


def test_a_party_after_midnight_is_seen_on_the_evening_before():
    party = make_session(starts_at=START.replace(day=10, hour=23, minute=30))
    programme = make_programme(party)

    assert sessions_in(programme, Lens("tag-2027-02-10", "day", "2027-02-10")) == (party,)


def test_a_lens_is_found_by_its_name():
    programme = make_programme(exhibitors=(NamedExhibitor("siba", "SIBA GmbH"),))

    assert find_lens(programme, "programm") == WHOLE
    assert find_lens(programme, "thema-energie") == Lens("thema-energie", "theme", "energie")
    assert find_lens(programme, "aussteller-siba") == Lens("aussteller-siba", "exhibitor", "siba")


def test_an_unknown_name_finds_nothing():
    programme = make_programme()

    found = [
        find_lens(programme, name)
        for name in ("", "thema-", "thema-x", "tag-2027-13-99", "programm.ics", "aussteller-x")
    ]

    assert found == [None] * 6


def test_a_feed_that_once_was_is_found_for_its_subscribers_though_it_is_offered_no_more():
    programme = make_programme(feeds={"ort-garten": FeedMark("x", REVISED)})

    assert find_lens(programme, "ort-garten") == Lens("ort-garten", "place", "garten")
    assert "ort-garten" not in [lens.name for lens in lenses_of(programme)]
