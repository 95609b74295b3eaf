"""What the programme's address asks for, and the page it gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from eventapp.i18n import Words
from eventapp.programme.filters import Filter
from eventapp.programme.overview import A_DAY_A_PAGE_FROM, overview_of
from eventapp.programme.value import NamedExhibitor, Programme
from tests.factories import DAY, at, value_programme, value_session

TODAY = DAY.isoformat()
TOMORROW = (DAY + timedelta(days=1)).isoformat()


def programme() -> Programme:
    talk = value_session("AAAAAA", theme="energie", place="nord", language="de", exhibitors=("hafen", "siba"))
    workshop = value_session("BBBBBB", "Netze bauen", starts="11:00", ends="12:30", kind="workshop", theme="energie")
    english = value_session("CCCCCC", "Ports and people", place="nord", language="en")
    named = (NamedExhibitor("hafen", "Hafen KG"), NamedExhibitor("siba", "SIBA GmbH"))
    return value_programme(
        talk, workshop, replace(english, starts_at=at("10:00", DAY + timedelta(days=1))), exhibitors=named
    )


def hits(**query: str) -> list[str]:
    return [session.code for session in Filter.from_query(query).sessions(programme())]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, ["AAAAAA", "BBBBBB", "CCCCCC"]),
        ({"tag": TODAY}, ["AAAAAA", "BBBBBB"]),
        ({"tag": "morgen"}, []),
        ({"ort": "nord"}, ["AAAAAA", "CCCCCC"]),
        ({"thema": "energie"}, ["AAAAAA", "BBBBBB"]),
        ({"art": "workshop"}, ["BBBBBB"]),
        ({"sprache": "en"}, ["CCCCCC"]),
        ({"aussteller": "siba"}, ["AAAAAA"]),
        ({"aussteller": "sib"}, []),
        ({"q": " bauen "}, ["BBBBBB"]),
        ({"q": "siba gmbh"}, ["AAAAAA"]),
        ({"thema": "energie", "ort": "nord"}, ["AAAAAA"]),
        ({"thema": "energie", "sprache": "en"}, []),
    ],
)
def test_filters_narrow_and_combine(query, codes):
    assert hits(**query) == codes


def test_places_left_are_told_by_who_knows():
    chosen = Filter(plaetze="frei", ort="nord")

    assert [one.code for one in chosen.sessions(programme(), {"AAAAAA", "BBBBBB"})] == ["AAAAAA"]


def test_while_nobody_knows_whoever_lets_people_in_has_places():
    closed = replace(value_session("DDDDDD"), admission="closed")
    page = overview_of(value_programme(value_session("AAAAAA"), closed), Filter(plaetze="frei"), at("08:00"))

    assert page.hits == page.with_places == {"AAAAAA"}


def test_dropping_one_filter_keeps_the_others_and_the_view():
    chosen = Filter.from_query({"thema": "energie", "q": "netz", "ansicht": "raster"})

    assert chosen.query(thema="") == {"q": "netz", "ansicht": "raster"}


def test_dropping_all_filters_keeps_the_view():
    assert Filter(thema="energie", q="netz", ansicht="raster").without_choices() == {"ansicht": "raster"}


def test_the_day_alone_does_not_narrow():
    assert [Filter(tag=TODAY).narrows, Filter(tag=TODAY, q="netz").narrows] == [False, True]


def test_a_small_programme_is_whole_on_its_page_and_hides_what_does_not_hit():
    page = overview_of(programme(), Filter(thema="energie"), at("09:00"))

    assert (page.is_complete, len(page.days), page.hits) == (True, 2, {"AAAAAA", "BBBBBB"})


def big() -> Programme:
    sessions = [value_session(f"{n:06}", number=n) for n in range(A_DAY_A_PAGE_FROM)]
    late = value_session("LATE00", "Netze bauen", starts="11:00", ends="12:00")
    day = timedelta(days=1)
    return value_programme(*sessions, replace(late, starts_at=late.starts_at + day, ends_at=late.ends_at + day))


@pytest.mark.parametrize(("moment", "shown"), [(at("09:00"), TODAY), (at("09:00", DAY + timedelta(days=1)), TOMORROW)])
def test_a_big_programme_shows_one_day_and_begins_with_today(moment, shown):
    page = overview_of(big(), Filter(), moment)

    assert ([day.day.isoformat() for day in page.days], page.is_complete) == ([shown], False)


def test_searching_a_big_programme_looks_at_all_days():
    assert overview_of(big(), Filter(q="bauen"), at("09:00")).hits == {"LATE00"}


def test_an_empty_result_has_no_now_to_jump_to():
    page = overview_of(programme(), Filter(q="nirgends"), at("10:20"))

    assert (page.hits, page.now_at, page.now_is_here) == (frozenset(), at("10:00"), False)


def test_words_without_letters_ask_for_nothing():
    assert hits(q="…") == ["AAAAAA", "BBBBBB", "CCCCCC"]


def test_a_title_in_english_only_is_found():
    session = replace(value_session(), title=Words("Hafen", "Harbour"))

    assert Filter(q="harb").sessions(value_programme(session)) == [session]
