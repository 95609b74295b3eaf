"""Lenses: the ways of looking at a programme that have a feed of their own. Not: how a feed is written (calendars)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from eventapp.programme.value import Programme, Session


@dataclass(frozen=True, slots=True)
class Lens:
    """``name`` stands in addresses and never changes; ``kind`` and ``key`` say what is seen through it."""

    name: str
    kind: str
    key: str = ""


WHOLE = Lens("programm", "programme")
_PREFIXES = {"day": "tag-", "theme": "thema-", "place": "ort-", "exhibitor": "aussteller-"}
_KEYS_OF: dict[str, Callable[[Session], tuple[str, ...]]] = {
    "programme": lambda session: (WHOLE.key,),
    "day": lambda session: (session.day.isoformat(),),
    "theme": lambda session: (session.theme,),
    "place": lambda session: (session.place,),
    "exhibitor": lambda session: session.exhibitors,
}
"""By kind, the keys under which a session is seen."""


def lenses_of(programme: Programme) -> tuple[Lens, ...]:
    """The whole programme, each day, theme, place and exhibitor: what can be subscribed to, in the order to show it."""
    days = (_lens("day", day.isoformat()) for day in _days_of(programme))
    themes = (_lens("theme", theme.slug) for theme in programme.themes)
    places = (_lens("place", place.slug) for place in programme.places)
    exhibitors = (_lens("exhibitor", exhibitor.slug) for exhibitor in programme.exhibitors)
    return (WHOLE, *days, *themes, *places, *exhibitors)


def find_lens(programme: Programme, name: str) -> Lens | None:
    """The lens of that name; one that an earlier release had a feed for is still found, for its subscribers."""
    lens = lens_named(name)
    return lens if lens and (name in programme.feeds or _is_offered(programme, lens)) else None


def lens_named(name: str) -> Lens | None:
    """What that name would stand for, whether there is such a feed or not."""
    if name == WHOLE.name:
        return WHOLE
    for kind, prefix in _PREFIXES.items():
        if name.startswith(prefix):
            return Lens(name, kind, name.removeprefix(prefix))
    return None


def sessions_in(programme: Programme, lens: Lens) -> tuple[Session, ...]:
    """What is seen through it, in the programme's order, cancelled sessions included."""
    keys_of = _KEYS_OF[lens.kind]
    return tuple(session for session in programme.sessions if lens.key in keys_of(session))


def sessions_by_lens(programme: Programme) -> dict[Lens, tuple[Session, ...]]:
    """The same for all lenses through which anything is seen, in one go: with two hundred of them, each looking through
    a thousand sessions by itself would take the longest of a release."""
    found: dict[Lens, list[Session]] = defaultdict(list)
    for session in programme.sessions:
        found[WHOLE].append(session)
        for kind in _PREFIXES:
            for key in dict.fromkeys(_KEYS_OF[kind](session)):
                found[_lens(kind, key)].append(session)
    return {lens: tuple(sessions) for lens, sessions in found.items()}


def _is_offered(programme: Programme, lens: Lens) -> bool:
    known: dict[str, Callable[[str], object]] = {
        "theme": programme.theme,
        "place": programme.place,
        "exhibitor": programme.exhibitor,
        "day": {day.isoformat(): day for day in _days_of(programme)}.get,
    }
    return lens == WHOLE or known[lens.kind](lens.key) is not None


def _lens(kind: str, key: str) -> Lens:
    return Lens(_PREFIXES[kind] + key, kind, key)


def _days_of(programme: Programme) -> list[date]:
    length = (programme.ends_on - programme.starts_on).days + 1
    of_the_fair = {programme.starts_on + timedelta(days=number) for number in range(length)}
    return sorted(of_the_fair.union(programme.days))
