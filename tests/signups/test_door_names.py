"""How a door shows names: as little as tells people apart, and always what they are asked for."""

from __future__ import annotations

import pytest

from eventapp.signups.door_names import by_last_word, short_name, short_names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Beispiel", "A. Beispiel"),
        ("Ursula von der Leyen", "U. v. d. Leyen"),
        ("Anna-Lena Meyer-Muster", "A. Meyer-Muster"),
        ("Élodie Özgür", "É. Özgür"),
        ("A. Beispiel", "A. Beispiel"),
        ("(Ada) Beispiel", "A. Beispiel"),
        ("Ada   Beispiel –", "A. Beispiel"),
        ("Beispiel, Ada", "A. Beispiel"),
        ("李 小龙", "李. 小龙"),
    ],
)
def test_of_all_words_but_the_last_the_initial_is_shown(name: str, short: str):
    assert short_name(name) == short


@pytest.mark.parametrize("name", ["Beispiel", "Beispiel,", "–", "'\">", ""])
def test_a_name_of_one_word_stays_as_it_is(name: str):
    assert short_name(name) == (name.rstrip(",") if name != "" else "")


def test_who_would_look_alike_shows_the_first_name_whole_and_nobody_else_does():
    names = ["Ada Beispiel", "Ben Muster", "Anna Beispiel", "Bea Beispiel"]

    assert short_names(names) == ["Ada Beispiel", "B. Muster", "Anna Beispiel", "B. Beispiel"]


def test_only_as_many_words_are_whole_as_tell_people_apart():
    names = ["Ada Maria Beispiel", "Ada Mia Beispiel", "Anna Maria Beispiel"]

    assert short_names(names) == ["Ada Maria Beispiel", "Ada Mia Beispiel", "Anna M. Beispiel"]


def test_capital_letters_tell_nobody_apart():
    assert short_names(["ada beispiel", "Ada BEISPIEL"]) == ["a. beispiel", "A. BEISPIEL"]
    assert short_names(["anna beispiel", "Ada BEISPIEL"]) == ["anna beispiel", "Ada BEISPIEL"]


def test_who_has_the_same_name_throughout_shows_no_more_of_it():
    assert short_names(["Ada Beispiel"] * 2) == ["A. Beispiel"] * 2
    assert short_names(["Ada Beispiel", "Anna Beispiel", "Ada Beispiel"]) == [
        "Ada Beispiel",
        "Anna Beispiel",
        "Ada Beispiel",
    ]


def test_who_typed_an_initial_is_told_apart_by_the_others_first_name():
    assert short_names(["A. Beispiel", "Ada Beispiel"]) == ["A. Beispiel", "Ada Beispiel"]


def test_the_last_word_comes_first_in_order_as_it_is_said():
    shown = short_names(["Ada Zuse", "Zoe Beispiel", "Cem Özgür", "Oda Otto", "Ben Beispiel"])

    assert sorted(shown, key=by_last_word) == ["B. Beispiel", "Z. Beispiel", "O. Otto", "C. Özgür", "A. Zuse"]
