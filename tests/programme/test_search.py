"""Finding sessions by words, as people type them."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from eventapp.i18n import Words
from eventapp.programme.search import MOST_WORDS, is_found, search_index, search_text, spellings, words_of
from eventapp.programme.value import Place, Speaker, Theme
from tests.conftest import missing
from tests.factories import value_programme, value_session

SEARCH_JS = Path(__file__).parents[2] / "static" / "js" / "search.js"
TITLE = "Kommunale Wärmeplanung: die Verkehrswende in der Straße"
FOUND = [
    "waerme",
    "Wärme",
    "WÄRMEPLANUNG",
    "wende",
    "strasse",
    "Straße",
    "STRASSE",
    "  planung  ",
    "warme",
    "wende wärme",
]
FOUND += ["Wa\u0308rme", "\uff37\u00e4rme", "kommunale-wärme"]
NOT_FOUND = ["wärme bühne", "waermepumpe", "wendeltreppe"]


def found(query: str, title: str = TITLE) -> bool:
    session = value_session(title=title)
    return is_found(search_text(value_programme(session), session), words_of(query))


@pytest.mark.parametrize("query", FOUND)
def test_a_session_is_found_however_its_words_are_spelled(query):
    assert found(query)


@pytest.mark.parametrize("query", NOT_FOUND)
def test_a_word_that_does_not_occur_finds_nothing(query):
    assert not found(query)


@pytest.mark.parametrize("query", ["", "   ", "!?", "_"])
def test_asking_for_nothing_finds_everything(query):
    assert found(query)


@pytest.mark.parametrize(("query", "title"), [("grossraumbuero", "Großraumbüro"), ("Größe", "Groesse")])
def test_umlauts_may_be_spelled_out_on_either_side(query, title):
    assert found(query, title=title)


def test_english_words_find_the_session_on_the_german_page_too():
    session = replace(value_session(), title=Words("Wärme aus dem Hafen", "Heat from the harbour"))

    assert is_found(search_text(value_programme(session), session), words_of("harbour"))


@pytest.mark.parametrize("query", ["Projektteam", "Musterwerke", "Halle", "Energie", "Hochschule"])
def test_speakers_places_themes_and_organisations_are_searched(query):
    session = value_session(speakers=("team",), place="halle", theme="energie", organisation="Hochschule Musterstadt")
    programme = value_programme(
        session,
        speakers=(Speaker("team", "Projektteam A", "Musterwerke"),),
        places=(Place("halle", Words("Halle 3")),),
        themes=(Theme("energie", Words("Energie")),),
    )

    assert is_found(search_text(programme, session), words_of(query))


def test_a_query_beyond_reason_is_cut():
    assert len(words_of("eins zwei drei vier fünf sechs sieben acht")) == MOST_WORDS


def test_every_session_has_its_place_in_the_index():
    programme = value_programme(value_session("AAAAAA"), value_session("BBBBBB"))

    assert list(search_index(programme)) == ["AAAAAA", "BBBBBB"]


def test_a_text_is_spelled_in_two_ways():
    assert spellings("Größe") == ("groesse", "grosse")


def test_the_script_in_the_browser_finds_the_same():
    node = shutil.which("node") or missing("node is not installed")
    text = search_text(value_programme(value_session(title=TITLE)), value_session(title=TITLE))
    script = f"import {{ isFound, wordsOf }} from {json.dumps(SEARCH_JS.as_uri())};"
    script += f"const found = (query) => isFound({json.dumps(text)}, wordsOf(query));"
    script += f"console.log(JSON.stringify({json.dumps(FOUND + NOT_FOUND)}.map(found)))"

    answer = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True, check=True, text=True)

    assert json.loads(answer.stdout) == [True] * len(FOUND) + [False] * len(NOT_FOUND)
