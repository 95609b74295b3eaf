"""What rooms below this one can join: the joint stand tells on which of its areas places lie, sign-ups hear of every
release and redaction, tell how many places are taken and where some are left, and which sessions people want at
once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from eventapp.programme.affected import Affected
from eventapp.programme.planning import Judge
from eventapp.programme.value import NamedArea, Programme

AreasOfPlaces = Callable[[int], Mapping[str, NamedArea]]
areas_of_places: list[AreasOfPlaces] = []
"""Asked with the fair's id whenever the draft is read as a value: by the slug of a place its area. If nobody joined, no
place has one."""


def areas_at(fair_id: int) -> dict[str, NamedArea]:
    """What all who joined tell of a fair."""
    return {slug: area for ask in areas_of_places for slug, area in ask(fair_id).items()}


TakenPlaces = Callable[[int], Mapping[str, int]]
taken_places: list[TakenPlaces] = []
"""Asked with the fair's id before a capacity is lowered: by the code of a session how many places are taken."""


def places_taken(fair_id: int) -> dict[str, int]:
    """What all who joined tell of a fair. If nobody joined, nobody has a place."""
    return {code: number for ask in taken_places for code, number in ask(fair_id).items()}


ConflictSource = Callable[[int], Judge]
conflict_sources: list[ConflictSource] = []
"""Asked once with the fair's id, before conflicts are looked for: a function that finds in a programme what this room
knows of, without asking the database again."""


def judges_of(fair_id: int) -> tuple[Judge, ...]:
    """Those of all who joined."""
    return tuple(ask(fair_id) for ask in conflict_sources)


SessionsWithPlaces = Callable[[str, int, Programme, datetime], frozenset[str]]
sessions_with_places: list[SessionsWithPlaces] = []
"""Asked by a fair's slug, its ``public_version``, the released programme and a moment: the codes of the sessions that
have a place left."""


def codes_with_places(slug: str, public_version: int, programme: Programme, at: datetime) -> frozenset[str] | None:
    """What all who joined agree on; None if nobody did."""
    told = [ask(slug, public_version, programme, at) for ask in sessions_with_places]
    return frozenset.intersection(*told) if told else None


class AfterRelease(Protocol):
    """``standing`` is what was public before; ``fair_id`` is locked."""

    def __call__(self, fair_id: int, standing: Programme | None, released: Programme, *, at: datetime) -> None: ...


after_release: list[AfterRelease] = []
"""Told in the transaction of every release, in the order of joining."""
release_mails: list[str] = []
"""The kinds of mail that are posted by it. Their keys end with the number of the release, behind a colon, so that the
office can follow what becomes of them."""


class ReleaseReaders(Protocol):
    """Asked before a release, of which ``drafted`` is what would be public: who would be written to, as exactly as
    :class:`AfterRelease` will. Writes nothing."""

    def __call__(self, fair_id: int, standing: Programme, drafted: Programme, *, at: datetime) -> Affected: ...


release_readers: list[ReleaseReaders] = []


def readers_of(fair_id: int, standing: Programme | None, drafted: Programme, *, at: datetime) -> tuple[Affected, ...]:
    """What all who joined tell, those without anybody left out. Of the first release nobody is written to."""
    if standing is None:
        return ()
    told = (ask(fair_id, standing, drafted, at=at) for ask in release_readers)
    return tuple(one for one in told if one.number)


@dataclass(frozen=True, slots=True)
class Reader:
    """A make of calendar program, by its name (a source text): how often it asked for feeds while a release stood, how
    often it was given something new, and when last."""

    name: str
    reads: int
    changed: int
    last_at: datetime


FeedReaders = Callable[[int, int], Sequence[Reader]]
feed_readers: list[FeedReaders] = []
"""Asked with the fair's id and the number of a release: how calendars catch up with it."""


def calendars_reading(fair_id: int, number: int) -> tuple[Reader, ...]:
    """What all who joined tell."""
    return tuple(one for ask in feed_readers for one in ask(fair_id, number))


def tell_released(fair_id: int, standing: Programme | None, released: Programme, *, at: datetime) -> None:
    for hear in after_release:
        hear(fair_id, standing, released, at=at)


after_redaction: list[AfterRelease] = []
"""Told when somebody was taken out of the standing release, which keeps its number: what it was, and what it is."""


def tell_redacted(fair_id: int, standing: Programme, redacted: Programme, *, at: datetime) -> None:
    for hear in after_redaction:
        hear(fair_id, standing, redacted, at=at)
