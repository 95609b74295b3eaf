"""Text is cleaned once: what came through can stand in any page, feed or file."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventapp import text as module
from eventapp.text import clean_line, clean_text, folded, is_email, slug, without_email

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=400)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("eins\r\nzwei\rdrei", "eins\nzwei\ndrei"),
        ("a\x00b\x07c\x1bd\x7fe\x85f", "abcdef"),
        ("a\u2028b", "a\nb"),
        ("\ufeffBOM", "BOM"),
        ("harm\u202elos\u2066x", "harmlosx"),
        ("halb\ud83d", "halb"),
        ("u\u0308ber", "über"),
        ("  rand  \n\n\n\n\nabsatz \n ", "rand\n\nabsatz"),
        ("\tTabulator bleibt\tinnen", "Tabulator bleibt\tinnen"),
    ],
)
def test_what_breaks_or_disguises_goes(dirty: str, clean: str):
    assert clean_text(dirty) == clean


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b\u200d \u2060", "\u3164", "\u2800\ufe0f", "\u115f\n\uffa0"])
def test_text_of_which_nothing_is_seen_is_none(unseen: str):
    assert clean_text(unseen) == clean_line(unseen) == ""
    assert clean_line(f"A{unseen}B").endswith("B")


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANYTHING)
def test_clean_text_can_be_written_in_any_format(text: str):
    clean = clean_text(text)

    assert clean.encode().decode() == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert {unicodedata.category(c) for c in clean} & {"Cs"} == set()
    assert [c for c in clean if unicodedata.category(c) == "Cc" and c not in "\n\t"] == []


@given(ANYTHING, st.integers(2, 60))
def test_text_is_never_longer_than_allowed(text: str, longest: int):
    assert len(clean_text(text, longest=longest)) <= longest


def test_too_long_a_text_is_cut_at_a_word_and_says_so():
    assert clean_text("Wärme aus dem Hafen", longest=12) == "Wärme aus…"


@given(ANYTHING)
def test_a_line_is_one_line(text: str):
    line = clean_line(text)

    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    "text",
    [
        "Fragen an anna.alt@firma.example bitte",
        "anna.alt (at) firma.example",
        "INFO(AT)FIRMA.EXAMPLE",
        "x [at] y.example",
    ],
)
def test_addresses_are_taken_out_of_texts(text: str):
    assert "firma" not in without_email(text).lower()
    assert "[E-Mail-Adresse entfernt]" in without_email(text)


@pytest.mark.parametrize(
    "address",
    [
        "max&#64;x.de",
        "max&amp;#64;x.de",
        "max&amp;commat;x.de",
        "max&" + "amp;" * 90 + "#x40;x.de",
        r"max\@x.de",
        "*max*@x.de",
        "max@**x.de**",
        "max＠x.de",
        "max@x．de",
        "max[at]x[dot]de",
        "max(at)x(dot)de",
        "max.a (dot) b {at} x (punkt) de",
        "max  @  x.de",
        "m\u200bax@\u2060x.de",
        "m\u00adax@x.de",
        "max<!-- -->@x.de",
        "max%40x.de",
    ],
)
def test_disguised_addresses_are_taken_out_too(address: str):
    assert without_email(f"Fragen: {address}, bitte") == "Fragen: [E-Mail-Adresse entfernt], bitte"


def test_emphasis_around_an_address_stays_whole():
    assert without_email("*Fragen an max@x.de*") == "*Fragen an [E-Mail-Adresse entfernt]*"


def test_of_a_mail_link_the_words_stay():
    assert without_email("[Schreiben Sie](mailto:max%40x.de) uns") == "Schreiben Sie uns"


@pytest.mark.parametrize(
    "piece", ["a@b ", "a(dot)", "&amp;", "&#38;", "<!--", "[a](mailto:", "a@", "\\", "ﷺ", "*a", "(at)"]
)
def test_looking_for_addresses_takes_time_by_length_only(piece: str):
    began = process_time()

    without_email(piece * (20_000 // len(piece)))

    assert process_time() - began < 2


@given(ANYTHING)
def test_what_holds_no_address_is_not_touched(text: str):
    assert without_email(text) == text or "[E-Mail-Adresse entfernt]" in without_email(text) or "mailto:" in text


PIECES = [
    "@",
    "＠",
    "﹫",
    "at",
    "ät",
    "ＡＴ",
    "a\u0308t",
    "ⓐt",
    "(",
    "[",
    "{",
    "<",
    ")",
    "]",
    "}",
    ">",
    "（",
    "）",
    "⟨",
]
PIECES += [
    "≮",
    "&",
    "&#",
    "&#x",
    "64;",
    "40;",
    "&amp;",
    "&commat;",
    "&lpar;",
    "%",
    "％",
    "4",
    "0",
    "40",
    "2e",
    "#",
    "x",
]
PIECES += ["<!--", "-->", "*", "`", "~", "\\", " ", "\n", "\u200b", "\xad", "\u0301", "\u0338", ".", "dot", "maria"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("%*4\u200b0")
@example("&*#64;")
@example(" (\u200ba`t\xad) ")
@example("[ä\u0301t]")
def test_the_quick_look_misses_no_address(middle: str):
    text = f"maria{middle}example.org"
    holds_one = module._EMAIL.search(module._as_shown(text)[0]) is not None

    assert module._may_hold_address(text) or not holds_one


@pytest.mark.parametrize(
    "text",
    [
        "Stand 4@B",
        "R&amp;D &#38; \\*x\\*, 40%40",
        "5 < 6 (at home)",
        "@smartcity folgen",
        "um 10 Uhr at the stage",
        "3,5 kW @ 400 V",
    ],
)
def test_what_is_no_address_stays(text: str):
    assert without_email(text) == text


def test_a_whole_address_is_recognised():
    assert [is_email(text) for text in (" a@b.example ", "Anna a@b.example", "a@b")] == [True, False, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Wärme", "warme"),
        ("Café  –  Bar", "cafe bar"),
        ("ﬁnal", "FINAL"),
        ("℡", "tel"),
        ("ẞ", "ss"),
    ],
)
def test_comparing_levels_case_accents_and_marks(one: str, other: str):
    assert folded(one) == folded(other)


@given(ANYTHING)
def test_levelling_twice_changes_nothing(text: str):
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Bühne Energie & Wärme", "buehne-energie-waerme"),
        ("Bu\u0308hne", "buehne"),
        ("Straße_42", "strasse-42"),
        ("日本", ""),
        ("--- a ---", "a"),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_name_becomes_an_address(name: str, address: str):
    assert slug(name) == address


@given(ANYTHING)
def test_an_address_holds_nothing_that_needs_quoting(text: str):
    address = slug(text)

    assert address == address.strip("-")
    assert set(address) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
