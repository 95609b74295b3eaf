"""What one question finds in a fair: sessions, exhibitors, exhibits, people, places, themes and areas, each kind in an
order that helps. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from eventapp.catalogue.search import exhibit_texts, exhibitor_texts
from eventapp.catalogue.value import Catalogue
from eventapp.i18n import Words
from eventapp.matching import LONGEST_QUERY, Asked, is_found, search_text, typed_words, words_of
from eventapp.programme.board import Row, by_time, rows
from eventapp.programme.search import search_texts, speaker_texts
from eventapp.programme.value import Programme, Session

FEWEST_SIGNS = 2
"""Letters and digits below which almost everything would be found."""
MOST_SHOWN = 10
STORAGE = "storage"
"""A kind of area that visitors have no business in."""
PHASES = {"running": 0, "over": 2}
"""What runs goes before what comes, and that before what is over."""


@dataclass(frozen=True, slots=True)
class Group:
    """All hits of one kind; ``name`` stands in addresses. Sessions are :class:`Row`, the others what they are."""

    name: str
    hits: tuple[Any, ...]

    @property
    def first(self) -> tuple[Any, ...]:
        """As many as stand on a page with other groups."""
        return self.hits[:MOST_SHOWN]

    @property
    def has_more(self) -> bool:
        return len(self.hits) > MOST_SHOWN


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The question without one of its words, and how much that finds."""

    word: str
    query: str
    number: int


@dataclass(frozen=True, slots=True)
class Found:
    """``suggestions`` are made where nothing was found."""

    query: str = ""
    is_too_short: bool = False
    groups: tuple[Group, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def number(self) -> int:
        return sum(len(group.hits) for group in self.groups)

    def group(self, name: str) -> Group | None:
        return next((group for group in self.groups if group.name == name), None)


@dataclass(frozen=True, slots=True)
class Source:
    """Where to look: everything of one kind with its search text, what one of it is called, and in which order hits
    stand that are equally good."""

    name: str
    texts: Iterable[tuple[Any, str]]
    called: Callable[[Any], str | Words]
    arranged: Callable[[list[Any]], Sequence[Any]] = tuple


def find(programme: Programme | None, catalogue: Catalogue, query: str, moment: datetime) -> Found:
    """Everything in which all words occur."""
    query = " ".join(query.split())[:LONGEST_QUERY]
    asked = words_of(query)
    if sum(len(bare) for _, bare in asked) < FEWEST_SIGNS:
        return Found(query, is_too_short=bool(query))
    lacking = [0] * len(asked)
    groups = [
        Group(source.name, _in_order(source.arranged(hits), asked, source.called))
        for source in _sources(programme, catalogue, moment)
        if (hits := _hits(source.texts, asked, lacking))
    ]
    return Found(query, groups=tuple(groups), suggestions=() if groups else _suggestions(query, lacking))


def _sources(programme: Programme | None, catalogue: Catalogue, moment: datetime) -> Iterator[Source]:
    """In the order in which the groups are shown."""
    if programme:
        sessions = search_texts(programme)
        yield Source("programm", sessions, _title_of, lambda hits: _lines(programme, hits, moment))
    yield Source("aussteller", exhibitor_texts(catalogue), lambda one: str(one.name))
    yield Source("exponate", exhibit_texts(catalogue), lambda one: one.title)
    if programme:
        yield Source("vortragende", speaker_texts(programme), lambda one: str(one.name))
        themes = ((theme, search_text(theme.name)) for theme in programme.themes)
        places = ((place, search_text(place.name, place.where)) for place in programme.places)
        yield Source("orte", chain(themes, places), lambda one: one.name)
    if catalogue.plan:
        areas = ((area, search_text(area.number, area.name)) for area in catalogue.plan.areas if area.kind != STORAGE)
        yield Source("flaechen", areas, lambda one: one.number)


def _hits(texts: Iterable[tuple[Any, str]], asked: Asked, lacking: list[int]) -> list[Any]:
    """What holds every word. What lacks but one is counted at that one, for suggestions."""
    hits = []
    for thing, text in texts:
        missing = [at for at, word in enumerate(asked) if not is_found(text, [word])]
        if not missing:
            hits.append(thing)
        elif len(missing) == 1:
            lacking[missing[0]] += 1
    return hits


def _in_order(hits: Sequence[Any], asked: Asked, called: Callable[[Any], str | Words]) -> tuple[Any, ...]:
    """What is called so goes before what only speaks of it."""
    return tuple(sorted(hits, key=lambda one: not is_found(search_text(called(one)), asked)))


def _lines(programme: Programme, hits: Sequence[Session], moment: datetime) -> Sequence[Row]:
    lines = rows(programme, by_time(programme, hits), moment)
    return sorted(lines, key=lambda line: PHASES.get(line.phase, 1))


def _title_of(line: Row) -> Words:
    return Words(f"{line.session.title.de} {line.session.code}", line.session.title.en)


def _suggestions(query: str, lacking: Sequence[int]) -> tuple[Suggestion, ...]:
    words = typed_words(query)
    if len(words) != len(lacking):
        return ()
    without = (" ".join(words[:at] + words[at + 1 :]) for at in range(len(words)))
    made = (Suggestion(word, rest, number) for word, rest, number in zip(words, without, lacking, strict=True))
    return tuple(one for one in made if one.number)
