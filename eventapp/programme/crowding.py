"""Sessions that would have fewer places than people who have one: what the office is asked before it lowers a
capacity, by whatever way. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventapp.i18n import _, language, mark
from eventapp.programme.models import ConferenceSession, Place
from eventapp.programme.value import Programme

MOST_NAMED = 3
FEWER = mark("Ja, weniger Plätze als Angemeldete")
"""What is ticked by who has read what it means; asked for only where it is so."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """One session: how many have a place, how many places there were, and how many there would be."""

    code: str
    title: str
    taken: int
    before: int
    places: int

    @property
    def too_many(self) -> int:
        return self.taken - self.places


def places_in(row: ConferenceSession, place: Place | None) -> int:
    """How many could sign up for a session of the draft if it stood there; 0 if nobody can."""
    if row.admission != "sign_up":
        return 0
    return row.capacity or (place.capacity if place else 0)


def places_of(row: ConferenceSession) -> int:
    """The same where it stands now."""
    return places_in(row, row.place)


def crowded(
    titles: Mapping[str, str], taken: Mapping[str, int], before: Mapping[str, int], after: Mapping[str, int]
) -> tuple[Crowded, ...]:
    """All by the code of the session. What was too few already and gets no less is not asked about again."""
    found = (
        Crowded(code, titles[code], taken[code], before[code], after[code])
        for code in after
        if after[code] < taken.get(code, 0) and after[code] < before.get(code, 0)
    )
    return tuple(sorted(found, key=lambda one: -one.too_many))


def crowded_between(standing: Programme | None, drafted: Programme, taken: Mapping[str, int]) -> tuple[Crowded, ...]:
    """What a release of ``drafted`` would do to people who have a place by ``standing``."""
    if standing is None:
        return ()
    concerned = [session for session in drafted.sessions if taken.get(session.code) and standing.session(session.code)]
    return crowded(
        {session.code: session.title.in_language(language()) for session in concerned},
        taken,
        {session.code: standing.capacity_of(was) for session in concerned if (was := standing.session(session.code))},
        {session.code: drafted.capacity_of(session) for session in concerned},
    )


def in_a_line(found: Iterable[Crowded]) -> str:
    """In one line: each session with how many have a place and how many fit."""
    several = [
        _("„{title}“: {taken} mit Platz, künftig {places}", title=one.title, taken=one.taken, places=one.places)
        for one in found
    ]
    named = "; ".join(several[:MOST_NAMED])
    others = len(several) - MOST_NAMED
    return _("{titles} und {number} weitere", titles=named, number=others) if others > 0 else named
