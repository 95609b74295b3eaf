"""What changed between two releases, field by field: the one account that all pages, feeds and reports tell from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from operator import attrgetter
from typing import TypeVar

from eventapp.i18n import Words, mark
from eventapp.programme.value import Place, Programme, Session, Speaker, Theme

Value = Words | tuple[str, ...] | tuple[datetime, datetime] | str

Ground = TypeVar("Ground", Place, Theme)

FIELDS: dict[str, str] = {
    "time": mark("Zeit"),
    "place": mark("Ort"),
    "title": mark("Titel"),
    "subtitle": mark("Untertitel"),
    "speakers": mark("Vortragende"),
    "theme": mark("Themenfeld"),
    "kind": mark("Art"),
    "language": mark("Sprache"),
    "organisation": mark("Organisation"),
    "abstract": mark("Kurztext"),
    "description": mark("Beschreibung"),
}
"""The fields a change is told of, in the order of telling, with their German names. Links and exhibitors stand beside a
session and are no part of the announcement: they are published with the next release and not told as a change."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """``old`` and ``new``: Words for texts, (start, end) for ``time``, labels for ``speakers``, else a plain text."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class SessionChange:
    old: Session
    new: Session
    fields: tuple[FieldChange, ...]

    @property
    def is_moved(self) -> bool:
        return any(change.field in ("time", "place") for change in self.fields)


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two releases. A session stands in exactly one of the first five lists:
    a cancelled or reinstated one carries its other changes with it."""

    new: tuple[Session, ...] = ()
    cancelled: tuple[SessionChange, ...] = ()
    reinstated: tuple[SessionChange, ...] = ()
    changed: tuple[SessionChange, ...] = ()
    gone: tuple[Session, ...] = ()
    renamed_places: tuple[tuple[Place, Place], ...] = ()
    renamed_themes: tuple[tuple[Theme, Theme], ...] = ()
    renamed_halls: tuple[tuple[Words, Words], ...] = ()
    supplemented: tuple[Session, ...] = ()
    """Sessions of which only what stands beside them changed (links, series, exhibitors, places to sign up for):
    published, but not told."""
    retold: tuple[Speaker, ...] = ()
    """Speakers of whom something else stands below their names, or another picture: published, but not told."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        told = (self.new, self.cancelled, self.reinstated, self.changed, self.gone)
        return any((*told, self.renamed_places, self.renamed_themes, self.renamed_halls))

    @property
    def moved(self) -> tuple[SessionChange, ...]:
        return tuple(change for change in self.changed if change.is_moved)

    @property
    def felt(self) -> tuple[SessionChange, ...]:
        """Time, place or state: what somebody who means to be there has to hear of."""
        return (*self.moved, *self.cancelled, *self.reinstated)


def changes_between(old: Programme | None, new: Programme) -> Changes:
    """Everything of ``new`` that differs from ``old``; against None, every session is new."""
    if old is None:
        return Changes(new=new.sessions)
    compared = [
        SessionChange(was, session, _fields_that_differ(old, was, new, session))
        for session in new.sessions
        if (was := old.session(session.code)) is not None
    ]
    told = {turn: tuple(change for change in compared if _turn(change) == turn) for turn in Turn}
    return Changes(
        new=tuple(session for session in new.sessions if old.session(session.code) is None),
        cancelled=told[Turn.CANCELLED],
        reinstated=told[Turn.REINSTATED],
        changed=told[Turn.CHANGED],
        gone=tuple(session for session in old.sessions if new.session(session.code) is None),
        renamed_places=_renamed(old.places, new.places),
        renamed_themes=_renamed(old.themes, new.themes),
        renamed_halls=() if old.venue.hall == new.venue.hall else ((old.venue.hall, new.venue.hall),),
        supplemented=tuple(change.new for change in told[Turn.NONE] if _material_differs(change)),
        retold=_retold(old.speakers, new.speakers),
    )


class Turn(Enum):
    """What a change comes to."""

    NONE = auto()
    CHANGED = auto()
    CANCELLED = auto()
    REINSTATED = auto()


def _turn(change: SessionChange) -> Turn:
    if change.old.is_cancelled != change.new.is_cancelled:
        return Turn.CANCELLED if change.new.is_cancelled else Turn.REINSTATED
    return Turn.CHANGED if change.fields else Turn.NONE


def _renamed(old: tuple[Ground, ...], new: tuple[Ground, ...]) -> tuple[tuple[Ground, Ground], ...]:
    """The places or themes that are called, or found, otherwise than before."""
    before = {ground.slug: ground for ground in old}
    return tuple(
        (before[now.slug], now) for now in new if now.slug in before and _signs(before[now.slug]) != _signs(now)
    )


def _retold(old: tuple[Speaker, ...], new: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    before = {speaker.slug: speaker for speaker in old}
    pairs = ((before.get(now.slug, now), now) for now in new)
    return tuple(now for was, now in pairs if (was.biography, was.portrait) != (now.biography, now.portrait))


def speaker_labels(programme: Programme, session: Session) -> tuple[str, ...]:
    """The speakers as they are announced: name and organisation."""
    return tuple(
        f"{speaker.name}, {speaker.organisation}" if speaker.organisation else speaker.name
        for speaker in programme.speakers_of(session)
    )


def _signs(ground: Place | Theme) -> tuple[Words, Words]:
    return ground.name, ground.where if isinstance(ground, Place) else Words()


def _place_name(programme: Programme, session: Session) -> Words:
    place = programme.place(session.place)
    return place.name if place else Words()


def _theme_name(programme: Programme, session: Session) -> Words:
    theme = programme.theme(session.theme)
    return theme.name if theme else Words()


_TELL: dict[str, Callable[[Programme, Session], Value]] = {
    "time": lambda programme, session: (session.starts_at, session.ends_at),
    "place": _place_name,
    "theme": _theme_name,
    "speakers": speaker_labels,
}
_IDENTITY: dict[str, Callable[[Session], object]] = {
    "place": lambda session: session.place,
    "theme": lambda session: session.theme,
}
"""A place or theme that only has a new name is the same place: that is told once, not for each session."""


_PLAIN = attrgetter("starts_at", "ends_at", "place", "theme", *(field for field in FIELDS if field not in _TELL))
"""What a session itself says; speakers are told by their names, which stand elsewhere."""


def _fields_that_differ(old: Programme, was: Session, new: Programme, now: Session) -> tuple[FieldChange, ...]:
    if _PLAIN(was) == _PLAIN(now) and speaker_labels(old, was) == speaker_labels(new, now):
        return ()
    found = []
    for field in FIELDS:
        before, after = _tell(field, old, was), _tell(field, new, now)
        compare = _IDENTITY.get(field)
        differs = compare(was) != compare(now) if compare else before != after
        if differs:
            found.append(FieldChange(field, before, after))
    return tuple(found)


def _tell(field: str, programme: Programme, session: Session) -> Value:
    value: Value = _TELL[field](programme, session) if field in _TELL else getattr(session, field)
    return value


def _material_differs(change: SessionChange) -> bool:
    return _material(change.old) != _material(change.new)


def _material(session: Session) -> object:
    return session.links, session.series, session.exhibitors, session.admission, session.sign_up
