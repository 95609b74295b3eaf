"""Two languages: German is the source text, English its catalogue, Words what organisers write."""

from __future__ import annotations

import threading

import pytest

from eventapp.i18n import Words, _, gettext_in, language, mark, ngettext, speaking
from eventapp.i18n.catalogue import LANGUAGES, translations


def test_german_is_spoken_unless_said_otherwise():
    assert language() == "de"


def test_a_language_ends_with_its_block():
    with speaking("en"):
        inside = language()

    assert (inside, language()) == ("en", "de")


def test_a_language_ends_with_an_error_too():
    with pytest.raises(RuntimeError), speaking("en"):
        raise RuntimeError

    assert language() == "de"


def test_languages_nest():
    with speaking("en"), speaking("de"):
        inside = language()

    assert inside == "de"


@pytest.mark.parametrize("unknown", ["fr", "", "EN", "../etc"])
def test_an_unknown_language_is_german(unknown: str):
    with speaking(unknown):
        assert language() == "de"


def test_a_thread_speaks_for_itself():
    heard: list[str] = []

    with speaking("en"):
        thread = threading.Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()

    assert heard == ["de"]


def test_a_german_text_is_its_own_translation():
    assert _("Gibt es in keinem Katalog") == "Gibt es in keinem Katalog"


def test_values_are_filled_in_by_name():
    assert gettext_in("de", "{number} Treffer in {place}", number=3, place="{Halle}") == "3 Treffer in {Halle}"


def test_braces_without_values_stay():
    assert _("Nur {Klammern}") == "Nur {Klammern}"


@pytest.mark.parametrize("name", ["text", "wanted", "self"])
def test_a_value_may_have_any_name(name: str):
    assert _("{" + name + "}", **{name: "gut"}) == "gut"


@pytest.mark.parametrize(("number", "said"), [(0, "0 Tage"), (1, "1 Tag"), (2, "2 Tage")])
def test_counted_things_agree_with_their_number(number: int, said: str):
    assert ngettext("{number} Tag", "{number} Tage", number) == said


def test_a_marked_text_is_said_later():
    assert mark("Später") == "Später"


@pytest.mark.parametrize("one", LANGUAGES)
def test_every_language_has_a_catalogue(one: str):
    assert translations(one).gettext("") is not None


@pytest.mark.parametrize(
    ("words", "in_english", "shown_as"),
    [(Words("Wärme", "Heat"), "Heat", "en"), (Words("Wärme"), "Wärme", "de"), (Words(), "", "de")],
)
def test_what_has_no_english_is_shown_in_german_and_says_so(words: Words, in_english: str, shown_as: str):
    assert (words.in_language("en"), words.language_shown("en")) == (in_english, shown_as)


def test_german_readers_see_german():
    assert Words("Wärme", "Heat").in_language("de") == "Wärme"
