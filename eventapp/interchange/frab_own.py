"""Entries that an eventapp wrote. Their texts are taken as they stand: they were clean when they were written, and
what cleans foreign texts (markup, addresses, names that are none) would take a literal ``<b>`` out of a title."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from eventapp.calendars.event import CANCELLED
from eventapp.clock import aware
from eventapp.i18n import mark
from eventapp.interchange import kinds, links
from eventapp.interchange.frab_file import FrabEvent, FrabPerson
from eventapp.interchange.moments import YEARS
from eventapp.interchange.remarks import BadEntry
from eventapp.interchange.source import SourceExhibitor, SourceSession, SourceSpeaker
from eventapp.interchange.wording import words
from eventapp.programme.value import KINDS, Link, Words
from eventapp.text import clean_line, clean_text

KEYS = ("code", "guid", "id")
YES = "yes"
"""What ``cancelled`` holds where the file says it beside the title."""
LONGEST_LANGUAGE = 10
MOST_EXHIBITORS = 100
_ADVICE = mark("Die Datei neu herunterladen.")
LONGEST_OF_OURS = timedelta(days=7)
"""Longer than any session, short enough to find a wrong year."""
_SLUG = re.compile(r"[a-z0-9-]{1,60}")
_LENGTH = re.compile(r"(\d{1,2}):([0-5]\d)")


def session_of(event: FrabEvent, language: str) -> SourceSession:
    """The session as it was told in ``language``; empty where the file tells both."""
    title, is_cancelled = _title(event, language)
    if not title:
        raise BadEntry(mark("Der Titel fehlt."), _ADVICE)
    starts_at, ends_at = _times(event)
    return SourceSession(
        where=event.where,
        keys={name: value for name in KEYS if (value := clean_line(event.keys.get(name, "")))},
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        kind=_kind(event),
        subtitle=_line(event, "subtitle", language),
        abstract=_prose(event, "abstract", language),
        description=_prose(event, "description", language),
        language=clean_line(event.text("language"))[:LONGEST_LANGUAGE],
        place=clean_line(event.text("room")),
        theme=clean_line(event.text("track")),
        organisation=clean_line(event.text("organisation")),
        speakers=tuple(_speaker(one, language) for one in event.people if clean_line(one.name)),
        links=tuple(link for address, said in event.links if (link := _link(address, said))),
        is_cancelled=is_cancelled,
        series=clean_line(event.text("series")),
        exhibitors=_exhibitors(event),
        admission=event.admission,
    )


def _title(event: FrabEvent, language: str) -> tuple[Words, bool]:
    """Without the word before it that says a session is cancelled: once, for the title itself may begin with it."""
    german, english = event.text("title"), event.text("title_en")
    is_cancelled = event.text("cancelled") == YES
    if language:
        mark = CANCELLED.in_language(language)
        is_cancelled = german.startswith(mark)
        german = german.removeprefix(mark)
    return words(clean_line(german), clean_line(english), language=language), is_cancelled


def _times(event: FrabEvent) -> tuple[datetime, datetime]:
    """A length of ``00:00`` is one: the session ends as it starts."""
    try:
        starts_at = aware(datetime.fromisoformat(event.text("date")))
        ends_at = aware(datetime.fromisoformat(event.text("end"))) if event.text("end") else starts_at + _length(event)
    except (ValueError, OverflowError):
        raise BadEntry(mark("Beginn oder Ende ist nicht lesbar."), _ADVICE) from None
    if starts_at.year not in YEARS or not timedelta(0) <= ends_at - starts_at <= LONGEST_OF_OURS:
        raise BadEntry(mark("Beginn und Ende können nicht stimmen."), _ADVICE)
    return starts_at, ends_at


def _length(event: FrabEvent) -> timedelta:
    match = _LENGTH.fullmatch(event.text("duration"))
    if not match:
        raise BadEntry(mark("Die Dauer ist nicht lesbar."), _ADVICE)
    return timedelta(hours=int(match[1]), minutes=int(match[2]))


def _kind(event: FrabEvent) -> str:
    kind = event.text("kind")
    return kind if kind in KINDS else kinds.kind_named(event.text("type")) or "other"


def _line(event: FrabEvent, name: str, language: str) -> Words:
    return _words(clean_line(event.text(name)), clean_line(event.text(f"{name}_en")), language)


def _prose(event: FrabEvent, name: str, language: str) -> Words:
    return _words(clean_text(event.text(name)), clean_text(event.text(f"{name}_en")), language)


def _words(german: str, english: str, language: str) -> Words:
    return words(german, english, language=language) if language else Words(german, english)


def _speaker(one: FrabPerson, language: str) -> SourceSpeaker:
    biography = _words(clean_text(one.biography), clean_text(one.biography_en), language)
    return SourceSpeaker(clean_line(one.name), clean_line(one.organisation), biography)


def _link(address: str, title: str) -> Link | None:
    """The title that is the address stands for none. Anybody can write a file that says it is ours, so what a browser
    would run is looked for here, too."""
    url = clean_line(address, longest=links.LONGEST)
    if not links.is_web(url):
        return None
    said = clean_line(title)
    return Link(url, "" if said == url else said)


def _exhibitors(event: FrabEvent) -> tuple[SourceExhibitor, ...] | None:
    """By name, and by address where that can be one."""
    if event.exhibitors is None:
        return None
    cleaned = (
        SourceExhibitor(clean_line(one.name), one.slug if _SLUG.fullmatch(one.slug) else "")
        for one in event.exhibitors[:MOST_EXHIBITORS]
    )
    return tuple(dict.fromkeys(one for one in cleaned if one.name or one.slug))
