"""What a text may hold for what differs from reader to reader."""

from __future__ import annotations

import pytest

from eventapp.mailings.audiences import Audience
from eventapp.mailings.placeholders import LEGEND, filled, offered, unknown_in
from eventapp.mailings.starters import STARTERS

MEMBERS, DAY = Audience("members"), Audience("places", "day", "2027-03-28")


def test_each_is_filled_with_what_it_stands_for():
    assert filled("Guten Tag {name}, bei {Messe}!", {"name": "Ada", "messe": "X"}) == "Guten Tag Ada, bei X!"


def test_what_stands_in_a_value_is_filled_no_further():
    assert filled("{name}", {"name": "{link}", "link": "https://geheim.example"}) == "{link}"


@pytest.mark.parametrize(
    ("text", "audience", "unknown"),
    [
        ("{name} {vorname} {vorname}", MEMBERS, ["{vorname}"]),
        ("{zeit}", DAY, ["{zeit}"]),
        ("{zeit} {ort}", Audience("places", "session", "AAAAAA"), []),
        ("{aufgaben}", DAY, ["{aufgaben}"]),
        ("{aufgaben} {zeit}", None, []),
        ("{ NAME } {}", MEMBERS, []),
    ],
)
def test_what_does_not_fit_the_audience_is_named(text: str, audience: Audience | None, unknown: list[str]):
    assert unknown_in(text, audience) == unknown


def test_whoever_is_not_chosen_yet_everything_is_offered():
    assert list(offered(None)) == list(LEGEND)


@pytest.mark.parametrize("key", STARTERS)
def test_texts_of_ours_say_the_same_in_both_languages_and_fit_their_audience(key: str):
    starter = STARTERS[key]
    fits = {
        "erinnerung": Audience("members", "overdue"),
        "vortragende": Audience("speakers"),
        "morgen": DAY,
        "warteliste": Audience("waiting", "session", "AAAAAA"),
    }[key]

    assert starter.audience in ("", str(fits))
    for text in (starter.subject, starter.text):
        assert unknown_in(f"{text.de}\n{text.en}", fits) == []

    written = [{name for name in LEGEND if f"{{{name}}}" in text} for text in (starter.text.de, starter.text.en)]
    assert written[0] == written[1]
