"""Feeds and one-session downloads as octets: pure functions of a released programme. Not: HTTP (views)."""

from __future__ import annotations

import logging
from datetime import date, datetime

from eventapp.calendars.event import LONG_AGO, event_octets, programme_address
from eventapp.calendars.lines import line, text, utc
from eventapp.calendars.timezone import VTIMEZONE, ZONE_NAME
from eventapp.i18n.days import long_day
from eventapp.programme.lenses import Lens, sessions_in
from eventapp.programme.value import Programme, Session, Words
from eventapp.text import clean_line

COLOUR = "teal"
"""A name of CSS 3: Android knows no other way to say a colour."""
ASK_AGAIN_AFTER = "PT1H"
EXPLANATION = Words(
    "Das Programm der Messe in Ihrem Kalender. Kalender erfahren Änderungen oft erst nach Stunden. Es gilt: {address}",
    "The fair's programme in your calendar. Calendars often learn of changes hours later. What counts: {address}",
)
_BEGIN, _END = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"
_log = logging.getLogger(__name__)


def feed_octets(programme: Programme, lens: Lens, language: str, *, base_url: str) -> bytes:
    """The feed of everything seen through the lens. An event that cannot be written is left out and logged."""
    sessions = sorted(sessions_in(programme, lens), key=lambda session: (session.starts_at, programme.uid(session)))
    events = (_event_or_nothing(programme, session, language, base_url=base_url) for session in sessions)
    return joined(_feed_head(programme, lens, language, base_url=base_url), *events)


def session_octets(programme: Programme, session: Session, language: str, *, base_url: str) -> bytes:
    """One session to download. It has no name, or Outlook would make a calendar of its own for it."""
    frame = head(language) + text("X-WR-TIMEZONE", ZONE_NAME)
    return joined(frame, event_octets(programme, session, language, base_url=base_url))


def feed_name(programme: Programme, lens: Lens, language: str) -> str:
    """What the calendar is called where it is subscribed to: "Elektrotechnik 2027: Mittwoch, 10. Februar"."""
    return clean_line(f"{programme.title.in_language(language)}: {lens_label(programme, lens).in_language(language)}")


def lens_label(programme: Programme, lens: Lens) -> Words:
    """What is seen through the lens, in words: "Mittwoch, 10. Februar", "Themenfeld Energie", "Bühne A"."""
    if lens.kind == "programme":
        return Words("Programm", "Programme")
    if lens.kind == "day":
        day = date.fromisoformat(lens.key)
        return Words(long_day(day, "de"), long_day(day, "en"))
    if lens.kind == "exhibitor":
        exhibitor = programme.exhibitor(lens.key)
        called = exhibitor.name if exhibitor else lens.key
        return Words(called, called)
    named = programme.theme(lens.key) if lens.kind == "theme" else programme.place(lens.key)
    name = named.name if named else Words(lens.key)
    if lens.kind == "place":
        return name
    return Words(f"Themenfeld {name.de}", f"Theme {name.en}" if name.en else "")


def feed_address(programme: Programme, lens: Lens, language: str, *, base_url: str) -> str:
    """Where the feed is: its last part is what Thunderbird shows as the calendar's name."""
    way = "/en" if language == "en" else ""
    return f"{base_url}{way}/{programme.fair}/kalender/{programme.fair}-{lens.name}.ics"


def modified_at(programme: Programme, lens: Lens) -> datetime:
    """When the feed's content last changed; long ago if nothing was ever released."""
    if mark := programme.feeds.get(lens.name):
        return mark.modified_at
    revisions = (session.revised_at for session in sessions_in(programme, lens) if session.revised_at)
    return max(revisions, default=programme.released_at or LONG_AGO)


def _event_or_nothing(programme: Programme, session: Session, language: str, *, base_url: str) -> bytes:
    try:
        return event_octets(programme, session, language, base_url=base_url)
    except Exception:  # whatever is wrong with one event, the others must reach their subscribers
        _log.exception("left out of the feeds of %s: session %s", programme.fair, session.code)
        return b""


def _feed_head(programme: Programme, lens: Lens, language: str, *, base_url: str) -> bytes:
    name = feed_name(programme, lens, language)
    address = programme_address(programme, language, base_url=base_url)
    explanation = EXPLANATION.in_language(language).format(address=address)
    return b"".join(
        (
            head(language),
            text("NAME", name),
            text("X-WR-CALNAME", name),
            text("DESCRIPTION", explanation),
            text("X-WR-CALDESC", explanation),
            text("X-WR-TIMEZONE", ZONE_NAME),
            utc("LAST-MODIFIED", modified_at(programme, lens)),
            line("URL", address),
            line("SOURCE;VALUE=URI", feed_address(programme, lens, language, base_url=base_url)),
            line("REFRESH-INTERVAL;VALUE=DURATION", ASK_AGAIN_AFTER),
            line("X-PUBLISHED-TTL", ASK_AGAIN_AFTER),
            line("COLOR", COLOUR),
        )
    )


def head(language: str) -> bytes:
    """Without a UID: vdirsyncer would then see a single event."""
    prodid = f"-//eventapp//Programm//{language.upper()}"
    return line("VERSION", "2.0") + text("PRODID", prodid) + line("CALSCALE", "GREGORIAN")


def joined(head: bytes, *events: bytes) -> bytes:
    return b"".join((_BEGIN, head, VTIMEZONE, *events, _END))
