"""What ``schedule.xml`` and ``schedule.json`` say alike: days, rooms, people, and how things are called. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from eventapp.calendars.event import CANCELLED, programme_address, session_address
from eventapp.clock import DAY_ENDS_AT, FAIR_ZONE, at_the_fair, from_the_wall
from eventapp.i18n import gettext_in
from eventapp.interchange import admissions
from eventapp.programme.names import KIND_NAMES
from eventapp.programme.value import Place, Programme, Session, Speaker, Theme, Words
from eventapp.text import slug

GENERATOR = "eventapp"
FORMAT = 3
"""Rises when files of ours begin to mean something else; readers tell by it what they have before them."""
READ_FORMATS = (1, 2, FORMAT)
TELLS_EXHIBITORS = 2
"""From this format on a file says which exhibitors give a session; older ones know nothing of it."""
TELLS_ADMISSION = 3
"""From this one on a file says how one gets into a session."""
ZONE_NAME = FAIR_ZONE.key
TIMESLOT = "00:05"
DAY_STARTS_AT, DAY_IS_OVER_AT = DAY_ENDS_AT, time(3, 59)
"""The day as apps need it, never the hall's hours: EventFahrplan takes a day's end for the clock time at which one
day becomes the next, and would move everything after a true closing time to the day after."""
CODE = re.compile(r"[0-9A-Z]{6}")
CLOCK = slice(11, 16)
"""Where ``HH:MM`` stands in a moment as ISO 8601 writes it."""
LONGEST_DURATION = 99 * 60 + 59
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LARGEST_ID = 2**31 - 1
"""Apps keep the id of a person in 32 bits with a sign."""

OPEN_PLACE = Words("Ort offen", "Place to be announced")
ALL_PLACES = Words("Alle Orte", "All places")
_OPEN_GUID = str(uuid5(NAMESPACE_URL, f"{GENERATOR}/ort-offen"))
_ALL_GUID = str(uuid5(NAMESPACE_URL, f"{GENERATOR}/alle-orte"))
PLACELESS_GUIDS = frozenset((_OPEN_GUID, _ALL_GUID))
"""The rooms that stand in for no place at all: apps drop what has no room. Told by these, not by their names."""
STAND_LINKS = EXHIBITOR_LINK, AREA_LINK = ("exhibitor", "area")
"""The kinds of links from a session to the joint stand. By them we know again what is no link of the session itself."""
ADMISSION_LINK = "admission"
"""The kind of the link that says how one gets into a session (:mod:`eventapp.interchange.admissions`)."""
AREA = Words("Fläche {number}", "Area {number}")


@dataclass(frozen=True, slots=True)
class Room:
    """A place, or what stands in for none, on one day; its sessions by time."""

    name: str
    guid: str
    place: Place | None
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the programme; ``starts_at`` and ``ends_at`` on the hall's clock."""

    index: int
    date: date
    starts_at: datetime
    ends_at: datetime
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """``number`` for programs that know no guid; both stay the same as long as the speaker has the same address."""

    number: int
    guid: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class StandLink:
    """A way from a session to the joint stand, or to a place in it; ``kind`` is one of :data:`STAND_LINKS`, or
    :data:`ADMISSION_LINK`."""

    kind: str
    url: str
    title: str


class Telling:
    """A programme as told in one language, with what is looked up again and again looked up once."""

    def __init__(self, programme: Programme, language: str, *, base_url: str) -> None:
        self.programme = programme
        self.language = language
        self.base_url = base_url
        self.kinds = {kind: gettext_in(language, name) for kind, name in KIND_NAMES.items()}
        self.themes = {theme.slug: theme.name.in_language(language) for theme in programme.themes}
        self.persons = {person.speaker.slug: person for person in _persons(programme)}
        self.cancelled = CANCELLED.in_language(language)
        self.title = programme.title.in_language(language)
        self.address = programme_address(programme, language, base_url=base_url)

    def file_address(self, name: str) -> str:
        """Where the export itself is found."""
        return f"{self.address.removesuffix('programm')}{name}"

    def title_of(self, session: Session) -> str:
        """As in the calendars: whoever knows no state of a session reads it in the title."""
        title = session.title.in_language(self.language)
        return self.cancelled + title if session.is_cancelled else title

    def kind_of(self, session: Session) -> str:
        return self.kinds.get(session.kind) or self.kinds["other"]

    def address_of(self, session: Session) -> str:
        return session_address(self.programme, session, self.language, base_url=self.base_url)

    def slug_of(self, session: Session) -> str:
        """The same in both languages; at least four signs must stand behind the acronym."""
        title = slug(session.title.de or session.title.en)
        title = title if len(title) > 1 else f"{title}-session".lstrip("-")
        return f"{self.programme.acronym}-{session.number}-{title}"

    def persons_of(self, session: Session) -> list[Person]:
        return [self.persons[speaker] for speaker in session.speakers if speaker in self.persons]

    def stand_links_of(self, session: Session) -> list[StandLink]:
        """To the pages of its exhibitors, and to the plan where its place lies on an area of it."""
        fair = self.file_address("")
        found = [
            StandLink(EXHIBITOR_LINK, f"{fair}aussteller/{quote(one.slug)}", one.name or one.slug)
            for one in self.programme.exhibitors_of(session)
        ]
        if area := self.programme.area_of(session):
            title = AREA.in_language(self.language).format(number=area.number)
            found.append(StandLink(AREA_LINK, f"{fair}stand#{quote(area.number)}", title))
        return found

    def admission_link_of(self, session: Session) -> StandLink | None:
        """To where one signs up; nothing where everybody can come."""
        url = admissions.link_of(session, self.address_of(session), self.language)
        title = admissions.LABELS[session.admission].in_language(self.language)
        return StandLink(ADMISSION_LINK, url, f"{title[:1].upper()}{title[1:]}") if url else None

    def used_themes(self) -> list[Theme]:
        """The themes that some session has, in the fair's order."""
        used = {session.theme for session in self.programme.sessions}
        return [theme for theme in self.programme.themes if theme.slug in used]

    def used_rooms(self, days: list[Day]) -> list[Room]:
        """Each room of these days once, in the fair's order."""
        order = {place.slug: number for number, place in enumerate(self.programme.places)}
        rooms = {room.guid: room for day in days for room in day.rooms}
        return sorted(rooms.values(), key=lambda room: order[room.place.slug] if room.place else len(order))

    def days(self) -> list[Day]:
        """The fair's days and every other day with sessions: an empty programme has days, too."""
        programme = self.programme
        length = (programme.ends_on - programme.starts_on).days
        dates = {programme.starts_on + timedelta(days=number) for number in range(length + 1)} | set(programme.days)
        sessions: dict[date, list[Session]] = defaultdict(list)
        for session in sorted(programme.sessions, key=lambda session: (session.starts_at, session.number)):
            sessions[session.day].append(session)
        return [self._day(index, day, sessions[day]) for index, day in enumerate(sorted(dates), 1)]

    def _day(self, index: int, day: date, sessions: list[Session]) -> Day:
        following = day + timedelta(days=1)
        starts_at = at_the_fair(from_the_wall(day, DAY_STARTS_AT))
        ends_at = at_the_fair(from_the_wall(following, DAY_IS_OVER_AT))
        return Day(index, day, starts_at, ends_at, tuple(self._rooms(sessions)))

    def _rooms(self, sessions: list[Session]) -> Iterator[Room]:
        """In the fair's order, at the end what has no place."""
        held: dict[str, list[Session]] = defaultdict(list)
        for session in sessions:
            known = self.programme.place(session.place)
            held[known.slug if known else _ALL_GUID if session.is_break else _OPEN_GUID].append(session)
        for place in self.programme.places:
            if place.slug in held:
                name = place.name.in_language(self.language)
                yield Room(name, guid_of(self.programme, "ort", place.slug), place, tuple(held[place.slug]))
        for guid, words in ((_OPEN_GUID, OPEN_PLACE), (_ALL_GUID, ALL_PLACES)):
            if guid in held:
                yield Room(words.in_language(self.language), guid, None, tuple(held[guid]))


def guid_of(programme: Programme, noun: str, name: str) -> str:
    """A lasting UUID for what has none of its own (RFC 9562 § 5.5)."""
    return str(uuid5(NAMESPACE_URL, f"{programme.uid_domain}/{programme.fair}/{noun}/{name}"))


def guid_of_session(programme: Programme, session: Session) -> str:
    """Its own; a made one where that is no UUID, which the schemas refuse."""
    if _GUID.fullmatch(session.guid):
        return session.guid
    return guid_of(programme, "programm", session.guid or session.code)


def length_of(session: Session) -> str:
    """``HH:MM``, begun minutes counted: what lasts has no length of nought. Seconds never, ``00:45:00`` means 45 hours
    to EventFahrplan."""
    seconds = max(0, int((session.ends_at - session.starts_at).total_seconds()))
    hours, minutes = divmod(min(-(-seconds // 60), LONGEST_DURATION), 60)
    return f"{hours:02}:{minutes:02}"


def _persons(programme: Programme) -> Iterator[Person]:
    taken = {0}
    for speaker in sorted(programme.speakers, key=lambda speaker: speaker.slug):
        guid = guid_of(programme, "person", speaker.slug)
        number = UUID(guid).int % _LARGEST_ID
        while number in taken:
            number = (number + 1) % _LARGEST_ID
        taken.add(number)
        yield Person(number, guid, speaker)
