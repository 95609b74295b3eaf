"""What a hand enters on the desk: sessions, places, themes and speakers as values, shaped but not yet judged. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eventapp.i18n import Words
from eventapp.programme.value import Link


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """Everything of a session that can be edited; ``place_id``, ``theme_id``, ``speakers`` and ``exhibitors`` are ids
    of rows. Of one that is not ``is_scheduled`` the times only say how long it is."""

    title: Words
    starts_at: datetime
    ends_at: datetime
    subtitle: Words = Words()
    abstract: Words = Words()
    description: Words = Words()
    kind: str = "talk"
    language: str = ""
    organisation: str = ""
    series: str = ""
    place_id: int | None = None
    theme_id: int | None = None
    speakers: tuple[int, ...] = ()
    exhibitors: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    is_scheduled: bool = True


@dataclass(frozen=True, slots=True)
class AdmissionEntry:
    """How one gets into a session. ``capacity`` 0: as many as its place has. What follows ``admission`` is kept where
    it does not hold, so that nobody has to enter it twice."""

    admission: str = "open"
    capacity: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    question: Words = Words()


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    name: Words
    where: Words = Words()
    kind: str = "stage"
    capacity: int = 0
    changeover: int = 0


@dataclass(frozen=True, slots=True)
class BlockerEntry:
    """Time that is kept free; without ``place_id`` at all places."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place_id: int | None = None


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """Colours as ``#rrggbb``; an empty dark one is made of the light one."""

    name: Words
    colour: str
    colour_dark: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    name: str
    organisation: str = ""
    biography: Words = Words()
    consent: str = "unknown"
    email: str = ""
    language: str = "de"


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What speakers say of themselves. ``agrees`` to being named: only ever yes; no is an act of its own."""

    organisation: str = ""
    biography: Words = Words()
    agrees: bool = False


@dataclass(frozen=True, slots=True)
class OwnPortrait:
    """A picture kept by its digest (empty: the one that is there stays), what is to be seen on it, and whether its
    rights are held and it may be shown."""

    digest: str
    alt: Words
    has_rights: bool = False
    agrees: bool = False
