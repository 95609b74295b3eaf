"""Clashes: one place or one person in two sessions at once. Pure; the release refuses what is found here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventapp.programme.value import Programme, Session


@dataclass(frozen=True, slots=True)
class Clash:
    """``kind`` is ``place`` or ``speaker``; ``name`` whose; ``minutes`` how long both are wanted at once."""

    kind: str
    name: str
    first: Session
    second: Session
    minutes: int


def clashes_in(programme: Programme) -> tuple[Clash, ...]:
    """Every overlap of a place or a speaker, by time. Cancelled sessions and breaks take no room."""
    taking_part = [session for session in programme.sessions if not session.is_cancelled and not session.is_break]
    at_place: dict[str, list[Session]] = defaultdict(list)
    by_speaker: dict[str, list[Session]] = defaultdict(list)
    for session in taking_part:
        if session.place:
            at_place[session.place].append(session)
        for slug in session.speakers:
            by_speaker[slug].append(session)
    places = {place.slug: place.name.de for place in programme.places}
    speakers = {speaker.slug: speaker.name for speaker in programme.speakers}
    found = [*_overlaps("place", at_place, places), *_overlaps("speaker", by_speaker, speakers)]
    return tuple(sorted(found, key=lambda clash: (clash.second.starts_at, clash.kind, clash.name)))


def new_clashes(standing: Programme | None, drafted: Programme) -> tuple[Clash, ...]:
    """The clashes that the standing release does not have: what was accepted once, with its reason, stands in nobody's
    way again as long as both sessions stay when and where they are."""
    accepted = {_print(clash) for clash in clashes_in(standing)} if standing else set()
    return tuple(clash for clash in clashes_in(drafted) if _print(clash) not in accepted)


def _print(clash: Clash) -> object:
    both = tuple(
        (session.code, session.starts_at, session.ends_at, session.place) for session in (clash.first, clash.second)
    )
    return clash.kind, clash.name, both


def _overlaps(kind: str, groups: dict[str, list[Session]], names: dict[str, str]) -> Iterator[Clash]:
    for slug, sessions in groups.items():
        for first, second in _overlapping(sessions):
            until = min(first.ends_at, second.ends_at)
            minutes = int((until - second.starts_at).total_seconds() // 60)
            yield Clash(kind, names.get(slug, slug), first, second, minutes)


def _overlapping(sessions: Iterable[Session]) -> Iterator[tuple[Session, Session]]:
    """Every pair that overlaps; each session is compared with all that still run when it starts."""
    running: list[Session] = []
    for session in sorted(sessions, key=lambda session: (session.starts_at, session.ends_at, session.number)):
        running = [before for before in running if before.ends_at > session.starts_at]
        yield from ((before, session) for before in running)
        running.append(session)
