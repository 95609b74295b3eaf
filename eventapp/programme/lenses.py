"""Lenses: the ways of looking at a programme that have a feed of their own. Not: how a feed is written (calendars)."""

from __future__ import annotations

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
_PREFIXES = {"day": "tag-", "theme": "thema-", "place": "ort-"}
_KEY_OF: dict[str, Callable[[Session], str]] = {
    "programme": lambda session: "",
    "day": lambda session: session.day.isoformat(),
    "theme": lambda session: session.theme,
    "place": lambda session: session.place,
}


def lenses_of(programme: Programme) -> tuple[Lens, ...]:
    """The whole programme, each day, each theme, each place: what can be subscribed to, in the order to show it."""
    days = (_lens("day", day.isoformat()) for day in _days_of(programme))
    themes = (_lens("theme", theme.slug) for theme in programme.themes)
    places = (_lens("place", place.slug) for place in programme.places)
    return (WHOLE, *days, *themes, *places)


def find_lens(programme: Programme, name: str) -> Lens | None:
    """The lens of that name; one that an earlier release had a feed for is still found, for its subscribers."""
    lens = next((lens for lens in lenses_of(programme) if lens.name == name), None)
    if lens is None and name in programme.feeds:
        return _lens_named(name)
    return lens


def sessions_in(programme: Programme, lens: Lens) -> tuple[Session, ...]:
    """What is seen through it, in the programme's order, cancelled sessions included."""
    key_of = _KEY_OF[lens.kind]
    return tuple(session for session in programme.sessions if key_of(session) == lens.key)


def _lens(kind: str, key: str) -> Lens:
    return Lens(_PREFIXES[kind] + key, kind, key)


def _lens_named(name: str) -> Lens | None:
    for kind, prefix in _PREFIXES.items():
        if name.startswith(prefix):
            return Lens(name, kind, name.removeprefix(prefix))
    return None


def _days_of(programme: Programme) -> list[date]:
    length = (programme.ends_on - programme.starts_on).days + 1
    of_the_fair = {programme.starts_on + timedelta(days=number) for number in range(length)}
    return sorted(of_the_fair.union(programme.days))
