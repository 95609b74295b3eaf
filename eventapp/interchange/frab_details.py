"""What a frab file tells of its rooms and tracks beside their names, made ours."""

from __future__ import annotations

from eventapp.interchange.admissions import number_in
from eventapp.interchange.colours import colour_in
from eventapp.interchange.source import SourcePlace, SourceTheme
from eventapp.interchange.wording import line, words
from eventapp.text import clean_line

MOST = 1_000
"""Rooms or tracks that are looked at; what is longer is no list of them."""
LONGEST_WHERE = 300


def place(name: str, name_en: str = "", *, where: str, where_en: str = "", capacity: str = "") -> SourcePlace | None:
    """A room of a foreign file; its description is what visitors are told to find it by."""
    called = words(line(name), line(name_en))
    found = words(_short(where), _short(where_en))
    seats = number_in(capacity)
    return SourcePlace(called, found, capacity=seats) if called and (found or seats) else None


def theme(name: str, name_en: str = "", *, colour: str) -> SourceTheme | None:
    """A track of a foreign file."""
    called = words(line(name), line(name_en))
    return SourceTheme(called, colour_in(colour)) if called and colour_in(colour) else None


def own_theme(name: str, *, colour: str, language: str) -> SourceTheme | None:
    """A track of a file of ours in one language."""
    called = words(clean_line(name), language=language)
    return SourceTheme(called, colour_in(colour)) if called else None


def _short(text: str) -> str:
    return clean_line(line(text), longest=LONGEST_WHERE)
