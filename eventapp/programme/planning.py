"""What planning knows beside the programme: how long places need between two sessions, when places and people can be
had, what is kept free, when the hall is open, who has places already. Pure; ``planning_reading`` reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from eventapp.fair.value import OpeningHours
from eventapp.programme.value import Programme, Session


@dataclass(frozen=True, slots=True)
class Window:
    """A time at which a place or a person can be had."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Blocked:
    """Time at a place (an empty slug: at all of them) that is kept free. ``id`` is its row's."""

    id: int
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that does not go together. ``kind`` is one of ``conflicts.KINDS``, ``severity`` one of
    ``conflicts.SEVERITIES``; ``codes`` are the sessions concerned in the order of their times. ``names`` says whose
    place, which person, which blocker; ``place`` and ``day`` are where and when. What it is in words:
    ``conflict_words``."""

    kind: str
    severity: str
    codes: tuple[str, ...]
    names: tuple[str, ...] = ()
    minutes: int = 0
    number: int = 0
    room: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    day: date | None = None


Judge = Callable[[Programme], Iterable[Conflict]]
"""Finds conflicts in a programme without asking the database."""


@dataclass(frozen=True)
class Planning:
    """``changeovers`` by the slug of a place in minutes; ``places`` and ``speakers`` by slug, who is missing can always
    be had; ``taken`` by code how many have a place; ``accepted`` are the prints of overlaps that the standing release
    has; ``judges`` are what other rooms know."""

    changeovers: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, tuple[Window, ...]] = field(default_factory=dict)
    speakers: Mapping[str, tuple[Window, ...]] = field(default_factory=dict)
    blockers: tuple[Blocked, ...] = ()
    hours: tuple[OpeningHours, ...] = ()
    taken: Mapping[str, int] = field(default_factory=dict)
    accepted: frozenset[object] = frozenset()
    judges: tuple[Judge, ...] = ()

    @cached_property
    def hours_by_day(self) -> dict[date, OpeningHours]:
        return {hours.day: hours for hours in self.hours}


@dataclass(frozen=True)
class Plan:
    """The draft as the office plans it. ``whole`` has every session, perhaps without texts; ``beside`` are the codes of
    those without a time; ``versions`` tells by code which state of each this is."""

    whole: Programme
    beside: frozenset[str]
    planning: Planning
    versions: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def programme(self) -> Programme:
        """What has a time. Other than a release it also knows the people and places of what has none."""
        return replace(self.whole, sessions=tuple(one for one in self.whole.sessions if one.code not in self.beside))

    @cached_property
    def unscheduled(self) -> tuple[Session, ...]:
        return tuple(one for one in self.whole.sessions if one.code in self.beside)

    def moved(self, *sessions: Session) -> Programme:
        """The programme with these sessions as they are given, wherever they stood or lay before."""
        codes = {session.code for session in sessions}
        kept = (one for one in self.whole.sessions if one.code not in self.beside and one.code not in codes)
        return replace(self.whole, sessions=(*kept, *sessions))
