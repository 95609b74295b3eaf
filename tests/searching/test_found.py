"""One question, and everything it finds in an order that helps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from eventapp.catalogue.value import Catalogue
from eventapp.i18n import Words
from eventapp.programme.value import Place, Programme, Speaker, Theme
from eventapp.searching.found import MOST_SHOWN, Found, find
from tests.catalogue.values import value_catalogue
from tests.factories import at, value_programme, value_session

NOW = at("11:00")


def programme() -> Programme:
    """A talk that is over, one that runs, one to come, and one that only speaks of lamps."""
    over = value_session("OVER00", "Laternen früher", starts="09:00", ends="09:45")
    running = value_session("RUNS00", "Laternen heute", starts="10:30", ends="11:15")
    coming = value_session("COMES0", "Laternen morgen", starts="12:00", ends="12:45", place="platz")
    spoken = value_session("SPOKEN", "Licht", starts="10:45", ends="11:30", speakers=("anna",), theme="energie")
    return value_programme(
        over,
        replace(spoken, abstract=Words("Über Laternen.")),
        running,
        coming,
        places=(Place("platz", Words("Platz der Laternen")),),
        themes=(Theme("energie", Words("Energie", "Energy")),),
        speakers=(Speaker("anna", "Anna Alt", "Laternenbau GmbH"),),
    )


def found(query: str) -> Found:
    return find(programme(), value_catalogue(), query, NOW)


def names(query: str) -> dict[str, list[str]]:
    def name(hit: object) -> str:
        return hit.session.code if hasattr(hit, "session") else hit.slug  # type: ignore[attr-defined]  # -- all others

    return {group.name: [name(hit) for hit in group.hits] for group in found(query).groups}


def test_everything_is_found_from_one_field():
    assert names("laterne") == {
        "programm": ["RUNS00", "COMES0", "OVER00", "SPOKEN"],
        "aussteller": ["licht"],
        "exponate": ["laterne"],
        "vortragende": ["anna"],
        "orte": ["platz"],
    }


def test_what_is_called_so_goes_before_what_speaks_of_it_and_what_runs_before_what_comes():
    assert names("laternen")["programm"] == ["RUNS00", "COMES0", "OVER00", "SPOKEN"]


def test_all_words_must_occur_and_spellings_are_levelled():
    assert names("LOESCHEN musterhafen") == {"aussteller": ["hafen"]}


def test_a_session_is_found_by_its_code():
    assert names("over00") == {"programm": ["OVER00"]}


@pytest.mark.parametrize(
    ("query", "is_too_short"), [("", False), ("   ", False), ("a", True), ("…!", True), ("ä ", True)]
)
def test_asking_for_next_to_nothing_finds_nothing_and_says_so(query, is_too_short):
    answer = found(query)

    assert (answer.number, answer.is_too_short) == (0, is_too_short)


def test_where_nothing_is_found_words_to_leave_out_are_named_with_what_that_finds():
    answer = found("Lichtwerk gibtesnicht")

    assert [(one.word, one.query, one.number) for one in answer.suggestions] == [("gibtesnicht", "Lichtwerk", 3)]


def test_where_something_is_found_nothing_is_suggested():
    assert found("laterne heute").suggestions == ()


def test_without_a_programme_the_catalogue_is_searched():
    assert [group.name for group in find(None, value_catalogue(), "hafen", NOW).groups] == ["aussteller", "exponate"]


def test_a_page_shows_so_many_of_a_group_and_knows_of_the_others():
    sessions = [
        replace(value_session(f"{number:06}"), starts_at=NOW + timedelta(minutes=number))
        for number in range(MOST_SHOWN + 2)
    ]

    (group,) = find(value_programme(*sessions), Catalogue(), "Wärme", NOW).groups

    assert (len(group.first), len(group.hits), group.has_more) == (MOST_SHOWN, MOST_SHOWN + 2, True)
