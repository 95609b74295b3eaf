"""Finding by words, as people type them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from eventapp.i18n import Words
from eventapp.matching import (
    MOST_WORDS,
    is_found,
    kept_texts,
    pack,
    search_text,
    spellings,
    typed_words,
    unpack,
    words_of,
)
from tests.conftest import missing

SEARCH_JS = Path(__file__).parents[1] / "static" / "js" / "search.js"
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
    return is_found(search_text(title), words_of(query))


@pytest.mark.parametrize("query", FOUND)
def test_a_thing_is_found_however_its_words_are_spelled(query):
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


def test_both_languages_of_a_text_are_searched():
    text = search_text(Words("Wärme aus dem Hafen", "Heat from the harbour"))

    assert [is_found(text, words_of(query)) for query in ("harbour", "Hafen")] == [True, True]


def test_a_query_beyond_reason_is_cut():
    query = "eins zwei drei vier fünf sechs sieben acht"

    assert (len(words_of(query)), len(typed_words(query))) == (MOST_WORDS, MOST_WORDS)


def test_a_text_is_spelled_in_two_ways():
    assert spellings("Größe") == ("groesse", "grosse")


def test_packed_texts_come_out_as_they_went_in():
    assert list(unpack(pack(["eins", "", "drei"]))) == ["eins", "", "drei"]


def test_texts_are_worked_out_once():
    kept: dict[str, bytes] = {}

    texts = [list(kept_texts(kept, "things", made)) for made in (iter(["a", "b"]), iter([]))]

    assert texts == [["a", "b"], ["a", "b"]]


def test_the_script_in_the_browser_finds_the_same():
    node = shutil.which("node") or missing("node is not installed")
    script = f"import {{ isFound, wordsOf }} from {json.dumps(SEARCH_JS.as_uri())};"
    script += f"const found = (query) => isFound({json.dumps(search_text(TITLE))}, wordsOf(query));"
    script += f"console.log(JSON.stringify({json.dumps(FOUND + NOT_FOUND)}.map(found)))"

    answer = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True, check=True, text=True)

    assert json.loads(answer.stdout) == [True] * len(FOUND) + [False] * len(NOT_FOUND)
