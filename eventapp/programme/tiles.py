"""The planning board as script draws it: sessions with times as on the hall's wall, places as columns, the hours that
are shown. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from eventapp.clock import at_the_fair
from eventapp.fair.value import OpeningHours
from eventapp.i18n import Words
from eventapp.programme.names import kind_name
from eventapp.programme.value import Programme, Session
from eventapp.programme.worklist import Line

FIRST_HOUR, LAST_HOUR = 9, 18
"""Where neither the hall's hours nor a session say otherwise."""
MOST_DAYS = 10


@dataclass(frozen=True, slots=True)
class Tile:
    """``is_aside``: it lies beside the board, and its times only say how long it is."""

    line: Line
    version: int
    is_aside: bool

    @property
    def session(self) -> Session:
        return self.line.session

    @property
    def day(self) -> date:
        return at_the_fair(self.session.starts_at).date()


def wall(moment: datetime) -> str:
    return at_the_fair(moment).strftime("%Y-%m-%dT%H:%M")


def tiles_of(lines: Iterable[Line], versions: Mapping[str, int], unscheduled: Collection[str]) -> tuple[Tile, ...]:
    return tuple(Tile(line, versions[line.session.code], line.session.code in unscheduled) for line in lines)


def with_few(programme: Programme, codes: Collection[str]) -> Programme:
    """The programme with just these sessions."""
    return replace(programme, sessions=tuple(one for one in programme.sessions if one.code in codes))


def days_of(programme: Programme, tiles: Iterable[Tile]) -> tuple[date, ...]:
    """The days of the fair, and those beside them that have sessions."""
    number = (programme.ends_on - programme.starts_on).days + 1
    days = {programme.starts_on + timedelta(days=one) for one in range(min(number, MOST_DAYS))}
    return tuple(sorted(days | {tile.day for tile in tiles if not tile.is_aside}))


def hours_of(hours: Iterable[OpeningHours], tiles: Iterable[Tile]) -> tuple[int, int]:
    """From which full hour to which the board goes: whatever is open or planned is on it, with one hour around it."""
    spans = [(one.opens_at, one.closes_at) for one in hours]
    spans += [(tile.session.starts_at, tile.session.ends_at) for tile in tiles if not tile.is_aside]
    begins = [at_the_fair(starts_at).hour for starts_at, _ends_at in spans] or [FIRST_HOUR]
    ends = [_closing_hour(*span) for span in spans] or [LAST_HOUR]
    return max(0, min(begins) - 1), min(24, max(ends) + 1)


def _closing_hour(starts_at: datetime, ends_at: datetime) -> int:
    first, last = at_the_fair(starts_at), at_the_fair(ends_at - timedelta(minutes=1))
    return 24 if first.date() != last.date() else last.hour + 1


def tile_told(tile: Tile, language: str) -> dict[str, Any]:
    session, row = tile.session, tile.line.row
    return {
        "code": session.code,
        "version": tile.version,
        "title": session.title.in_language(language),
        "kind": session.kind,
        "kindName": kind_name(session.kind),
        "theme": session.theme,
        "place": session.place,
        "starts": wall(session.starts_at),
        "ends": wall(session.ends_at),
        "isAside": tile.is_aside,
        "isCancelled": session.is_cancelled,
        "delay": session.delay,
        "state": tile.line.state,
        "people": session.speakers,
        "speakers": ", ".join(one.name for one in row.speakers) or session.organisation,
    }


def themes_told(programme: Programme, language: str) -> dict[str, dict[str, str]]:
    return {
        theme.slug: {"name": theme.name.in_language(language), "colour": theme.colour, "dark": theme.colour_dark}
        for theme in programme.themes
    }


def places_told(
    programme: Programme, changeovers: Mapping[str, int], language: str, without_place: str
) -> list[dict[str, Any]]:
    """The columns; what has no place stands in the last one."""
    places = [
        _column(place.slug, place.name, place.capacity, changeovers.get(place.slug, 0), language)
        for place in programme.places
    ]
    return [*places, _column("", Words(without_place, without_place), 0, 0, language)]


def _column(slug: str, name: Words, capacity: int, changeover: int, language: str) -> dict[str, Any]:
    return {"slug": slug, "name": name.in_language(language), "capacity": capacity, "changeover": changeover}
