"""Feeds and one-session downloads as octets: pure functions of a released programme. Not: HTTP (views)."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from babel.dates import format_date
from icalendar import Calendar

from eventapp.calendars.event import LONG_AGO, Text, event_octets, programme_address
from eventapp.calendars.timezone import VTIMEZONE, ZONE_NAME
from eventapp.programme.lenses import Lens, sessions_in
from eventapp.programme.value import Programme, Session, Words
from eventapp.text import clean_line

COLOUR = "teal"
"""A name of CSS 3: Android knows no other way to say a colour."""
ASK_AGAIN_AFTER = timedelta(hours=1)
EXPLANATION = Words(
    "Das Programm der Messe in Ihrem Kalender. Kalender erfahren Änderungen oft erst nach Stunden. Es gilt: {address}",
    "The fair's programme in your calendar. Calendars often learn of changes hours later. What counts: {address}",
)
_END = b"END:VCALENDAR\r\n"
_log = logging.getLogger(__name__)


def feed_octets(programme: Programme, lens: Lens, language: str, *, base_url: str) -> bytes:
    """The feed of everything seen through the lens. An event that cannot be written is left out and logged."""
    sessions = sorted(sessions_in(programme, lens), key=lambda session: (session.starts_at, programme.uid(session)))
    events = (_event_or_nothing(programme, session, language, base_url=base_url) for session in sessions)
    return _joined(_feed_head(programme, lens, language, base_url=base_url), *events)


def session_octets(programme: Programme, session: Session, language: str, *, base_url: str) -> bytes:
    """One session to download. It has no name, or Outlook would make a calendar of its own for it."""
    head = _head(language)
    head.add("x-wr-timezone", ZONE_NAME)
    return _joined(head, event_octets(programme, session, language, base_url=base_url))


def feed_name(programme: Programme, lens: Lens, language: str) -> str:
    """What the calendar is called where it is subscribed to: "Elektrotechnik 2027: Mittwoch, 10. Februar"."""
    return clean_line(f"{programme.title.in_language(language)}: {lens_label(programme, lens).in_language(language)}")


def lens_label(programme: Programme, lens: Lens) -> Words:
    """What is seen through the lens, in words: "Mittwoch, 10. Februar", "Themenfeld Energie", "Bühne A"."""
    if lens.kind == "programme":
        return Words("Programm", "Programme")
    if lens.kind == "day":
        day = date.fromisoformat(lens.key)
        return Words(format_date(day, "EEEE, d. MMMM", locale="de"), format_date(day, "EEEE, d MMMM", locale="en_GB"))
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


def _feed_head(programme: Programme, lens: Lens, language: str, *, base_url: str) -> Calendar:
    name = feed_name(programme, lens, language)
    address = programme_address(programme, language, base_url=base_url)
    explanation = EXPLANATION.in_language(language).format(address=address)
    head = _head(language)
    for names, text in ((("NAME", "X-WR-CALNAME"), name), (("DESCRIPTION", "X-WR-CALDESC"), explanation)):
        for property_name in names:
            head[property_name] = Text(text)
    head.add("x-wr-timezone", ZONE_NAME)
    head.add("last-modified", modified_at(programme, lens))
    head.add("url", address)
    head.add("source", feed_address(programme, lens, language, base_url=base_url), parameters={"VALUE": "URI"})
    head.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", "PT1H")
    head.add("color", COLOUR)
    return head


def _head(language: str) -> Calendar:
    """``Calendar()``, not ``Calendar.new()``: that invents a UID, and vdirsyncer then sees a single event."""
    head = Calendar()
    head.add("version", "2.0")
    head.add("prodid", f"-//eventapp//Programm//{language.upper()}")
    head.add("calscale", "GREGORIAN")
    return head


def _joined(head: Calendar, *events: bytes) -> bytes:
    return bytes(head.to_ical(sorted=False)).removesuffix(_END) + VTIMEZONE + b"".join(events) + _END
