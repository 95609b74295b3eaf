"""HTML and addresses in foreign texts."""

from __future__ import annotations

import pytest

from eventapp.interchange.html_text import plain_text
from eventapp.interchange.wording import line, prose


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>eins</p><p>zwei</p>", "eins\n\nzwei"),
        ("eins<br/>zwei", "eins\nzwei"),
        ("<p>Wir zeigen:</p><ul><li>Strom</li><li>Wärme</li></ul>", "Wir zeigen:\n\n- Strom\n- Wärme"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("<a href='https://a.example/x'>Mehr</a>", "Mehr (https://a.example/x)"),
        ("<a href='https://a.example/'>a.example</a>", "a.example"),
        ("<a href='javascript:alert(1)'>Mehr</a>", "Mehr"),
        ("<p>A &amp; B &lt; C</p>", "A & B < C"),
        ("A &amp; B, 5 < 6", "A & B, 5 < 6"),
        ("eins\n\nzwei <b>fett</b>", "eins\n\nzwei fett"),
        ("<p>eins<script>alert(1)</script></p>", "eins"),
        ("<p>eins <!-- intern --> zwei</p>", "eins zwei"),
        ("<p>a <spoiler>b</spoiler></p>", "a b"),
    ],
)
def test_markup_becomes_what_a_person_would_type(source, shown):
    assert prose(source) == shown


def test_addresses_in_texts_are_not_published():
    assert prose("Fragen an anna@alt.example!") == "Fragen an [E-Mail-Adresse entfernt]!"


def test_a_mere_ellipsis_is_no_text():
    assert prose("…") == ""


def test_a_title_stays_on_one_line():
    assert line("Strom\nund  <b>Wärme</b>") == "Strom und Wärme"


@pytest.mark.parametrize("piece", ["<!--", "<a", "<a '", "<![", "<ul>", "&#", "<a href='x>", "a@", "(at)"])
def test_no_pattern_makes_the_reader_slow(piece):
    assert isinstance(prose("<p>" + piece * 20_000), str)


def test_an_oddity_in_brackets_does_not_stop_the_parser():
    assert plain_text("<p>eins <![odd[ zwei</p>").strip() == "eins <![odd[ zwei"
