"""What became different in a text, word by word; how fields read; a glance at a text's beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.fair.showing import Piece, is_long, pieces, shown, without_marks
from eventapp.i18n import speaking

LONG = " ".join(f"w{n}" for n in range(100))


def test_a_changed_word_is_told_among_those_that_stayed():
    assert pieces("Fahren Sie mit der U45.", "Fahren Sie mit der U46.") == [
        Piece("same", "Fahren Sie mit der "),
        Piece("gone", "U45."),
        Piece("new", "U46."),
    ]


def test_long_stretches_that_stayed_are_left_out():
    told = pieces(LONG, LONG.replace("w50", "neu"))

    assert [piece.kind for piece in told] == ["left_out", "same", "gone", "new", "same", "left_out"]
    assert told[1].text.split()[0] == "w38"


def test_of_a_long_text_that_goes_the_ends_are_shown():
    assert [piece.kind for piece in pieces(LONG, "")] == ["gone", "left_out", "gone"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_new_is_ever_left_out(old: str, new: str):
    told = pieces(old, new)

    shown_now = "".join(piece.text for piece in told if piece.kind in ("same", "new"))
    if not any(piece.is_left_out for piece in told):
        assert shown_now == new
        assert "".join(piece.text for piece in told if piece.kind in ("same", "gone")) == old


@pytest.mark.parametrize(("old", "new", "told"), [("kurz", "auch", False), ("", "x" * 81, True), ("x" * 81, "", True)])
def test_a_long_text_is_shown_as_one(old: str, new: str, told: bool):
    assert is_long(old, new) is told


def test_days_and_hours_read_in_the_language_of_the_page():
    with speaking("en"):
        assert shown("starts_on", "2027-02-10") == "10 February 2027"
    with speaking("de"):
        assert shown("hours", "2027-02-10 09:00–17:00\n2027-02-11 09:00–16:00") == (
            "Mi., 10. Februar, 09:00–17:00 Uhr\nDo., 11. Februar, 09:00–16:00 Uhr"
        )
    assert shown("starts_on", "") == ""
    assert shown("venue.name", "Halle") == "Halle"


def test_a_glance_shows_no_marks():
    assert without_marks("### Mit der **Bahn**\n- [Plan](https://x.example) `U45`") == "Mit der Bahn\nPlan U45"
