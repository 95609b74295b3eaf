"""Sequence and stamps: how a release tells calendars what changed (RFC 5545 §§ 3.8.7.2–3.8.7.4, RFC 5546 § 2.1.4).

Time, place, cancellation: ``sequence`` + 1 and a later ``revised_at``. Title, text, speakers, theme: a later
``revised_at`` only. Nothing: the same bytes as before.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from eventapp.i18n import Words
from eventapp.programme.diff import speaker_labels
from eventapp.programme.lenses import Lens, lens_named, lenses_of, sessions_by_lens
from eventapp.programme.value import FeedMark, Move, Programme, Session

NO_WORDS = Words()
ONE_SECOND = timedelta(seconds=1)


def revise(standing: Programme | None, drafted: Programme, *, at: datetime, comment: Words = NO_WORDS) -> Programme:
    """``drafted`` as the release that follows ``standing``: numbered, each session with its sequence and stamps."""
    number = standing.number + 1 if standing else 1
    sessions = tuple(_revised(standing, drafted, session, at=at, number=number) for session in drafted.sessions)
    released = replace(drafted, number=number, released_at=at, comment=comment, sessions=sessions)
    return replace(released, feeds=_feed_marks(standing, released, at=at))


def restamped(before: Programme, after: Programme, *, at: datetime) -> Programme:
    """``after`` is the release ``before`` with somebody taken out: its number stays, and every calendar hears of the
    sessions that are told otherwise now."""
    sessions = tuple(_later(before, session, at=at) for session in after.sessions)
    changed = replace(after, sessions=sessions)
    return replace(changed, feeds=_feed_marks(before, changed, at=at))


def _later(before: Programme, session: Session, *, at: datetime) -> Session:
    was = before.session(session.code)
    if was is None or was == session or was.revised_at is None:
        return session
    return replace(session, revised_at=max(at, was.revised_at + ONE_SECOND))


def is_the_same(standing: Programme | None, revised: Programme) -> bool:
    """Whether the public would see no difference at all, in no page and no feed."""
    if standing is None:
        return not revised.sessions
    renumbered = replace(
        revised,
        number=standing.number,
        released_at=standing.released_at,
        comment=standing.comment,
        feeds=standing.feeds,
    )
    return renumbered == standing


def _revised(standing: Programme | None, drafted: Programme, session: Session, *, at: datetime, number: int) -> Session:
    was = standing.session(session.code) if standing else None
    if standing is None or was is None or was.revised_at is None:
        return replace(session, sequence=0, created_at=at, revised_at=at)
    is_rescheduled = _when_and_where(standing, was) != _when_and_where(drafted, session)
    is_reworded = _what_is_told(standing, was) != _what_is_told(drafted, session)
    is_revised = is_rescheduled or is_reworded
    return replace(
        session,
        sequence=was.sequence + is_rescheduled,
        created_at=was.created_at,
        revised_at=max(at, was.revised_at + ONE_SECOND) if is_revised else was.revised_at,
        moved=_move(standing, was, session, number=number),
    )


def _when_and_where(programme: Programme, session: Session) -> object:
    """What makes people go elsewhere. A place's name counts: who looks for a door reads it."""
    place = programme.place(session.place)
    signs = (place.name, place.where) if place else None
    return session.starts_at, session.ends_at, session.place, signs, programme.venue.hall, session.is_cancelled


def _what_is_told(programme: Programme, session: Session) -> object:
    """Everything else that an announcement says. Links and exhibitors stand beside it (see ``diff.FIELDS``)."""
    theme = programme.theme(session.theme)
    texts = (session.title, session.subtitle, session.abstract, session.description)
    rest = (session.kind, session.language, session.organisation, theme.name if theme else None)
    venue = programme.venue
    on_the_map = (venue.name, venue.latitude, venue.longitude)
    return texts, rest, speaker_labels(programme, session), on_the_map


def _move(standing: Programme, was: Session, session: Session, *, number: int) -> Move | None:
    """When and where it was announced before, told until it moves again."""
    if (was.starts_at, was.ends_at, was.place) == (session.starts_at, session.ends_at, session.place):
        return was.moved
    place = standing.place(was.place)
    return Move(was.starts_at, was.ends_at, place.name if place else Words(), number)


def _feed_marks(standing: Programme | None, released: Programme, *, at: datetime) -> dict[str, FeedMark]:
    """For each feed when its content last changed. A feed once offered keeps its mark, empty or not."""
    before = standing.feeds if standing else {}
    marks = dict(before)
    seen = sessions_by_lens(released)
    for lens in _every_lens(before, released):
        fingerprint = _fingerprint(released, lens, seen.get(lens, ()))
        known = before.get(lens.name)
        if known is None or known.fingerprint != fingerprint:
            later = max(at, known.modified_at + ONE_SECOND) if known else at
            marks[lens.name] = FeedMark(fingerprint, later)
    return marks


def _every_lens(before: dict[str, FeedMark], released: Programme) -> list[Lens]:
    """The lenses of the release and those an earlier one had: their feeds go on, empty."""
    offered = {lens.name: lens for lens in lenses_of(released)}
    former = (lens_named(name) for name in before if name not in offered)
    return [*offered.values(), *(lens for lens in former if lens is not None)]


def _fingerprint(programme: Programme, lens: Lens, sessions: tuple[Session, ...]) -> str:
    """A short print of all that the feed's bytes depend on beside the addresses of this site."""
    title, name, hall = programme.title, _name_of(programme, lens), programme.venue.hall
    parts = ["|".join((title.de, title.en, name.de, name.en, hall.de, hall.en))]
    parts += [f"{session.code} {session.sequence} {session.revised_at}" for session in sessions]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _name_of(programme: Programme, lens: Lens) -> Words:
    """What the feed is called after, where that is no day."""
    if lens.kind == "exhibitor":
        exhibitor = programme.exhibitor(lens.key)
        return Words(exhibitor.name) if exhibitor else Words()
    named = {"theme": programme.theme, "place": programme.place}.get(lens.kind, lambda key: None)(lens.key)
    return named.name if named else Words()
