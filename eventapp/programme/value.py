"""The released programme as a value: immutable, complete, and all that anything public is made of.

Times are aware and in UTC. Texts are clean (``eventapp.text``). References go by slug or code.
A value never learns what time it is and never touches the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from eventapp.clock import day_at_the_fair
from eventapp.fair.value import Venue as Venue
from eventapp.i18n import Words as Words

KINDS = ("talk", "panel", "workshop", "demonstration", "tour", "break", "other")
LANGUAGES = ("de", "en")
ADMISSIONS = ("open", "sign_up", "closed")
"""How one gets into a session: everybody comes, with a place of one's own, or by invitation only."""


@dataclass(frozen=True, slots=True)
class Place:
    """Anywhere a session can happen. ``where`` says how it is found ("Halle 3, Stand B 12"); ``area`` is the number of
    the area of the joint stand that it lies on. ``capacity`` is how many people have room (0: nobody counted)."""

    slug: str
    name: Words
    where: Words = Words()
    kind: str = "stage"
    area: str = ""
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class Theme:
    """A field of the programme (track) with its colour as ``#rrggbb``, for light and for dark ground."""

    slug: str
    name: Words
    colour: str = "#5b6770"
    colour_dark: str = "#a9b4bc"


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture of a person, who agreed to its being shown: the digest of the upload, and what is to be seen on it."""

    digest: str
    alt: Words


@dataclass(frozen=True, slots=True)
class Speaker:
    slug: str
    name: str
    organisation: str = ""
    biography: Words = Words()
    portrait: Portrait | None = None


@dataclass(frozen=True, slots=True)
class NamedExhibitor:
    """Who stands behind sessions, by the address and the name it has in the catalogue. What else is public of it is the
    catalogue's."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A part of the joint stand, by its number on the plan ("A12")."""

    number: str
    name: Words


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Where and when a session was announced before it moved, and with which release it moved."""

    starts_at: datetime
    ends_at: datetime
    place: Words
    number: int


@dataclass(frozen=True, slots=True)
class SignUpRules:
    """What holds for whoever wants a place in a session. ``capacity`` 0: as many as its place has. Without times one
    can sign up from the release until shortly before the start. ``question`` is asked along with name and address."""

    capacity: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    question: Words = Words()


@dataclass(frozen=True, slots=True)
class Session:
    """One session as released. ``sequence`` and ``revised_at`` follow RFC 5545 §§ 3.8.7.4, 3.8.7.2. ``delay`` is by how
    many minutes its times were put off on the day; they are told as they are now. ``exhibitors`` give it.
    ``sign_up`` is there if ``admission`` is ``sign_up``."""

    code: str
    number: int
    guid: str
    title: Words
    starts_at: datetime
    ends_at: datetime
    kind: str = "talk"
    series: str = ""
    subtitle: Words = Words()
    abstract: Words = Words()
    description: Words = Words()
    language: str = ""
    place: str = ""
    theme: str = ""
    organisation: str = ""
    speakers: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    is_cancelled: bool = False
    sequence: int = 0
    created_at: datetime | None = None
    revised_at: datetime | None = None
    moved: Move | None = None
    delay: int = 0
    exhibitors: tuple[str, ...] = ()
    admission: str = "open"
    sign_up: SignUpRules | None = None

    @property
    def day(self) -> date:
        """The programme day; what starts after midnight belongs to the evening before."""
        return day_at_the_fair(self.starts_at)

    @property
    def is_break(self) -> bool:
        return self.kind == "break"

    def text_language(self, language: str) -> str:
        """The language its title is really written in when shown on a page in ``language``."""
        if self.title.en and self.title.en == self.title.de and self.language:
            return self.language
        return self.title.language_shown(language)


@dataclass(frozen=True, slots=True)
class FeedMark:
    """When the content of one feed last changed (its ``Last-Modified``), and the print it was told by."""

    fingerprint: str
    modified_at: datetime


@dataclass(frozen=True)
class Programme:
    """Everything the public may know of one fair's programme at one release. ``exhibitors`` and ``areas`` are those
    that sessions and places refer to."""

    fair: str
    acronym: str
    title: Words
    starts_on: date
    ends_on: date
    uid_domain: str
    venue: Venue = Venue()
    number: int = 0
    released_at: datetime | None = None
    comment: Words = Words()
    sessions: tuple[Session, ...] = ()
    places: tuple[Place, ...] = ()
    themes: tuple[Theme, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    exhibitors: tuple[NamedExhibitor, ...] = ()
    areas: tuple[NamedArea, ...] = ()
    feeds: dict[str, FeedMark] = field(default_factory=dict)

    @cached_property
    def _sessions(self) -> dict[str, Session]:
        return {session.code: session for session in self.sessions}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.slug: place for place in self.places}

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {theme.slug: theme for theme in self.themes}

    @cached_property
    def _speakers(self) -> dict[str, Speaker]:
        return {speaker.slug: speaker for speaker in self.speakers}

    @cached_property
    def _exhibitors(self) -> dict[str, NamedExhibitor]:
        return {exhibitor.slug: exhibitor for exhibitor in self.exhibitors}

    @cached_property
    def _areas(self) -> dict[str, NamedArea]:
        return {area.number: area for area in self.areas}

    def session(self, code: str) -> Session | None:
        return self._sessions.get(code)

    def place(self, slug: str) -> Place | None:
        return self._places.get(slug)

    def theme(self, slug: str) -> Theme | None:
        return self._themes.get(slug)

    def speaker(self, slug: str) -> Speaker | None:
        return self._speakers.get(slug)

    def speakers_of(self, session: Session) -> tuple[Speaker, ...]:
        return tuple(self._speakers[slug] for slug in session.speakers if slug in self._speakers)

    def exhibitor(self, slug: str) -> NamedExhibitor | None:
        return self._exhibitors.get(slug)

    def exhibitors_of(self, session: Session) -> tuple[NamedExhibitor, ...]:
        return tuple(self._exhibitors[slug] for slug in session.exhibitors if slug in self._exhibitors)

    def sessions_of_exhibitor(self, slug: str) -> tuple[Session, ...]:
        """All that an exhibitor gives, alone or with others, what is cancelled included."""
        return tuple(session for session in self.sessions if slug in session.exhibitors)

    def area(self, number: str) -> NamedArea | None:
        return self._areas.get(number)

    def area_of(self, session: Session) -> NamedArea | None:
        """The area of the stand that the session's place lies on."""
        place = self.place(session.place)
        return self._areas.get(place.area) if place else None

    def capacity_of(self, session: Session) -> int:
        """How many can sign up for it; 0 if nobody can."""
        if session.sign_up is None:
            return 0
        place = self.place(session.place)
        return session.sign_up.capacity or (place.capacity if place else 0)

    @cached_property
    def packed_for_search(self) -> dict[str, bytes]:
        """What searching keeps at hand (``programme.search``), once it was asked for; no part of the value."""
        return {}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that have sessions, in order."""
        return tuple(sorted({session.day for session in self.sessions}))

    def uid(self, session: Session) -> str:
        """The session's UID for good (RFC 5545 § 3.8.4.7): from what never changes, nothing else."""
        return f"session-{self.fair}-{session.code.lower()}@{self.uid_domain}"
