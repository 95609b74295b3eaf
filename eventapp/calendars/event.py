"""One session as VEVENT octets: a pure function of the released value, the language and the site's address.

Texts are cleaned once more, whoever made the value: a control character in one event would spoil the whole feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from eventapp.calendars.lines import line, text, utc, wall
from eventapp.clock import at_the_fair
from eventapp.programme.value import Place, Programme, Session, Speaker, Venue, Words
from eventapp.text import clean_line, clean_text

EVENT_OCTETS = 900
"""What one event may weigh, so that a thousand stay below the megabyte above which Google drops events silently."""
FRAME_OCTETS = 385
"""What names of properties, stamps, folds and a point on the map take of it."""
LONGEST_NAMES = 200
"""Characters of speakers with their organisations; the session's page names them all."""
SHORTEST_PROSE = 40
"""Less than this says nothing; the link then says it all."""
BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"

CANCELLED = Words("ABGESAGT: ", "CANCELLED: ")
THEME = Words("Themenfeld: ", "Theme: ")
WITH = Words("Mit: ", "With: ")
AS_OF = Words("Stand %d.%m.%Y, %H:%M:%S Uhr; aktuell:", "As of %Y-%m-%d, %H:%M:%S; latest:")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


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
    """The VEVENT of a session, the same octets in every feed and download as long as nothing in it changed. The venue's
    place on the map is in it if it has room."""
    octets = BEGIN + b"".join(_lines(programme, session, language, base_url=base_url))
    point = _point(programme.venue)
    has_room = len(octets) + len(point) + len(END) <= EVENT_OCTETS
    return octets + point + END if has_room else octets + END


@dataclass(frozen=True, slots=True)
class Parts:
    """What a calendar says of a session whoever reads it: texts that are clean and fit. ``prose`` is everything before
    the line that says how fresh it is."""

    uid: str
    title: str
    location: str
    category: str
    prose: str
    address: str


def parts_of(programme: Programme, session: Session, language: str, *, base_url: str) -> Parts:
    uid, venue = programme.uid(session), programme.venue
    place, theme = programme.place(session.place), programme.theme(session.theme)
    title = clean_line(session.title.in_language(language))
    location = location_line(place, venue, language)
    category = clean_line(theme.name.in_language(language)) if theme else ""
    facts = "\n".join(_facts(session, category, programme.speakers_of(session), language))
    address = session_address(programme, session, language, base_url=base_url)
    closing = freshness(session_stamp(session), language) + "\n" + address
    taken = FRAME_OCTETS + len("".join((uid, title, location, category, facts, closing, address)).encode())
    prose = _fitting(_prose(session, language), EVENT_OCTETS - taken)
    return Parts(uid, title, location, category, "\n\n".join(filter(None, (facts, prose))), address)


def _lines(programme: Programme, session: Session, language: str, *, base_url: str) -> Iterator[bytes]:
    parts = parts_of(programme, session, language, base_url=base_url)
    yield from _identity(session, parts.uid)
    yield from times(session)
    yield text("SUMMARY", CANCELLED.in_language(language) + parts.title if session.is_cancelled else parts.title)
    if parts.location:
        yield text("LOCATION", parts.location)
    closing = freshness(session_stamp(session), language) + "\n" + parts.address
    yield text("DESCRIPTION", "\n\n".join(filter(None, (parts.prose, closing))))
    yield line("URL", parts.address)
    if parts.category:
        yield text("CATEGORIES", parts.category)
    yield from _state(session)


def _identity(session: Session, uid: str) -> Iterator[bytes]:
    """DTSTAMP is the revision's time: without METHOD that is what it means, and the octets stay the same."""
    revised_at = session_stamp(session)
    yield text("UID", uid)
    yield utc("DTSTAMP", revised_at)
    yield utc("LAST-MODIFIED", revised_at)
    if session.created_at:
        yield utc("CREATED", session.created_at)
    yield line("SEQUENCE", str(session.sequence))


def times(session: Session) -> Iterator[bytes]:
    """DTSTART and, where it has a length, DTEND."""
    yield _written("DTSTART", session.starts_at)
    if session.ends_at > session.starts_at:
        yield _written("DTEND", session.ends_at)


def _written(name: str, moment: datetime) -> bytes:
    """The hall's wall clock; UTC in the second of autumn's two hours from two to three, which it cannot tell."""
    shown = at_the_fair(moment)
    return utc(name, moment.astimezone(UTC)) if shown.fold else wall(name, shown)


def _state(session: Session) -> Iterator[bytes]:
    blocks_the_day = not (session.is_cancelled or session.is_break)
    yield line("STATUS", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    yield line("TRANSP", "OPAQUE" if blocks_the_day else "TRANSPARENT")
    yield line("CLASS", "PUBLIC")


def _point(venue: Venue) -> bytes:
    """The venue's place on the map."""
    if venue.latitude is None or venue.longitude is None:
        return b""
    return line("GEO", f"{round(venue.latitude, 6)};{round(venue.longitude, 6)}")


def location_line(place: Place | None, venue: Venue, language: str) -> str:
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
    said = session.abstract.in_language(language) or session.description.in_language(language)
    return clean_text(said[: 2 * EVENT_OCTETS])


def freshness(stamp: datetime, language: str) -> str:
    """How fresh the entry is. To the second, so that a revision of a text too long to stand here is seen as well:
    clients are told of a change by LAST-MODIFIED, and an entry that then looks the same would be a false alarm."""
    return at_the_fair(stamp).strftime(AS_OF.in_language(language))


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
