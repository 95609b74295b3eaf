"""One session as VEVENT octets: a pure function of the released value, the language and the site's address.

Written by icalendar, whose traps are guarded here: texts are cleaned (it lets control characters through), escaped by
:class:`Text` (it turns ``\\N`` into a line break), and no name of a property ever comes from outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import quote

from icalendar import Event, vText

from eventapp.clock import at_the_fair
from eventapp.programme.value import Place, Programme, Session, Speaker, Theme, Venue, Words
from eventapp.text import clean_line, clean_text

EVENT_OCTETS = 900
"""What one event may weigh, so that a thousand stay below the megabyte above which Google drops events silently."""
FRAME_OCTETS = 385
"""What names of properties, stamps, folds and a point on the map take of it."""
LONGEST_NAMES = 200
"""Characters of speakers with their organisations; the session's page names them all."""
SHORTEST_PROSE = 40
"""Less than this says nothing; the link then says it all."""
KEPT_EVENTS = 4_096
"""Events kept ready: a fair of 1 000 sessions in both languages, twice. Some 15 MB with what they were made of."""

CANCELLED = Words("ABGESAGT: ", "CANCELLED: ")
THEME = Words("Themenfeld: ", "Theme: ")
WITH = Words("Mit: ", "With: ")
AS_OF = Words("Stand %d.%m.%Y, %H:%M:%S Uhr; aktuell:", "As of %Y-%m-%d, %H:%M:%S; latest:")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Text(vText):
    """A TEXT value escaped as RFC 5545 § 3.3.11 says; icalendar's own takes a backslash before N for a line break."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode("utf-8")


def programme_address(programme: Programme, language: str, *, base_url: str) -> str:
    """The programme's page on the public site."""
    return f"{base_url}{'/en' if language == 'en' else ''}/{quote(programme.fair)}/programm"


def session_address(programme: Programme, session: Session, language: str, *, base_url: str) -> str:
    """The session's page on the public site: where a calendar's short text sends its reader."""
    return f"{programme_address(programme, language, base_url=base_url)}/{quote(session.code)}"


def session_stamp(session: Session) -> datetime:
    """When what is said of the session last changed."""
    return session.revised_at or session.created_at or LONG_AGO


def event_octets(programme: Programme, session: Session, language: str, *, base_url: str) -> bytes:
    """The VEVENT of a session, the same octets in every feed and download as long as nothing in it changed."""
    return _octets(
        session,
        programme.uid(session),
        programme.place(session.place),
        programme.theme(session.theme),
        programme.speakers_of(session),
        programme.venue,
        session_address(programme, session, language, base_url=base_url),
        language,
    )


@lru_cache(maxsize=KEPT_EVENTS)
def _octets(
    session: Session,
    uid: str,
    place: Place | None,
    theme: Theme | None,
    speakers: tuple[Speaker, ...],
    venue: Venue,
    address: str,
    language: str,
) -> bytes:
    """Everything that goes in is an argument, so the cache can hold nothing that is out of date."""
    event = Event()
    _add_identity(event, session, uid)
    _add_times(event, session)
    title = clean_line(session.title.in_language(language))
    event["SUMMARY"] = Text(CANCELLED.in_language(language) + title if session.is_cancelled else title)
    if location := _location(place, venue, language):
        event["LOCATION"] = Text(location)
    category = clean_line(theme.name.in_language(language)) if theme else ""
    facts = "\n".join(_facts(session, category, speakers, language))
    closing = _as_of(session, language) + "\n" + address
    taken = FRAME_OCTETS + len("".join((uid, title, location, category, facts, closing, address)).encode())
    prose = _fitting(_prose(session, language), EVENT_OCTETS - taken)
    event["DESCRIPTION"] = Text("\n\n".join(filter(None, (facts, prose, closing))))
    event.add("url", address)
    if category:
        event["CATEGORIES"] = Text(category)
    _add_state(event, session)
    return _with_point(event, venue)


def _add_identity(event: Event, session: Session, uid: str) -> None:
    """DTSTAMP is the revision's time: without METHOD that is what it means, and the octets stay the same."""
    revised_at = session_stamp(session)
    event.add("uid", uid)
    event.add("dtstamp", revised_at)
    event.add("last-modified", revised_at)
    if session.created_at:
        event.add("created", session.created_at)
    event.add("sequence", session.sequence)


def _add_times(event: Event, session: Session) -> None:
    event.add("dtstart", _written(session.starts_at))
    if session.ends_at > session.starts_at:
        event.add("dtend", _written(session.ends_at))


def _written(moment: datetime) -> datetime:
    """The hall's wall clock; UTC in the second of autumn's two hours from two to three, which it cannot tell."""
    wall = at_the_fair(moment)
    return moment.astimezone(UTC) if wall.fold else wall


def _add_state(event: Event, session: Session) -> None:
    blocks_the_day = not (session.is_cancelled or session.is_break)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if blocks_the_day else "TRANSPARENT")
    event.add("class", "PUBLIC")


def _with_point(event: Event, venue: Venue) -> bytes:
    """The event with the venue's place on the map, if its octets have room for it."""
    if venue.latitude is not None and venue.longitude is not None:
        event.add("geo", (round(venue.latitude, 6), round(venue.longitude, 6)))
    octets = event.to_ical(sorted=False)
    if len(octets) > EVENT_OCTETS and event.pop("GEO", None):
        octets = event.to_ical(sorted=False)
    return bytes(octets)


def _location(place: Place | None, venue: Venue, language: str) -> str:
    """The place first, because phones show the beginning only: "Bühne A, Halle 3"."""
    hall = venue.hall.in_language(language)
    if place is None:
        parts = [hall, venue.name]
    else:
        parts = [place.name.in_language(language), place.where.in_language(language) or hall]
    return ", ".join(filter(None, map(clean_line, parts)))


def _facts(session: Session, category: str, speakers: tuple[Speaker, ...], language: str) -> Iterator[str]:
    if subtitle := clean_line(session.subtitle.in_language(language)):
        yield subtitle
    if named := clean_line(", ".join(map(_introduced, speakers)) or session.organisation, longest=LONGEST_NAMES):
        yield WITH.in_language(language) + named
    if category:
        yield THEME.in_language(language) + category


def _introduced(speaker: Speaker) -> str:
    return f"{speaker.name} ({speaker.organisation})" if speaker.organisation else speaker.name


def _prose(session: Session, language: str) -> str:
    return clean_text(session.abstract.in_language(language) or session.description.in_language(language))


def _as_of(session: Session, language: str) -> str:
    """How fresh the entry is. To the second, so that a revision of a text too long to stand here is seen as well:
    clients are told of a change by LAST-MODIFIED, and an entry that then looks the same would be a false alarm."""
    return at_the_fair(session_stamp(session)).strftime(AS_OF.in_language(language))


def _fitting(text: str, octets: int) -> str:
    """The text, or as many of its words as fit with an ellipsis (the rest is left for folds and escapes)."""
    most = octets * 15 // 16
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    if most < SHORTEST_PROSE:
        return ""
    words = encoded[: most - 3].decode(errors="ignore").rsplit(None, 1)[0]
    return words.rstrip(" ,;:–-") + "…"
