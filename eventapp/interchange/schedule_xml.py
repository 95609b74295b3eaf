"""``schedule.xml`` as frab, pentabarf and pretalx write it, for the apps that read it.

The children of ``conference`` and ``event`` are only those that the schema knows; what it requires is there even where
it is empty, everything else only where it says something. Nothing stands before ``conference`` whose length others
decide: Giggity looks for it in the first 1,024 bytes. The language stands behind the generator's version, because no
element has room for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from eventapp.clock import at_the_fair
from eventapp.interchange.colours import colour_in
from eventapp.interchange.links import is_web
from eventapp.interchange.schedule_parts import (
    CLOCK,
    CODE,
    FORMAT,
    GENERATOR,
    TIMESLOT,
    ZONE_NAME,
    Day,
    Person,
    Room,
    Telling,
    guid_of_session,
    length_of,
)
from eventapp.programme.value import Programme, Session

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def write(programme: Programme, language: str, *, base_url: str) -> bytes:
    """The programme as told in one language."""
    telling = Telling(programme, language, base_url=base_url)
    days = telling.days()
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<schedule>\n', *_head(telling, days)]
    for day in days:
        parts.extend(_day(day, telling))
    parts.append("</schedule>\n")
    return _allowed("".join(parts))


def _allowed(document: str) -> bytes:
    """UTF-8 without what XML 1.0 § 2.2 forbids: one text that slipped through must not cost everybody the file."""
    octets = document.encode("utf-8", errors="ignore").translate(None, _CONTROLS)
    for character in _NO_CHARACTERS:
        octets = octets.replace(character, b"")
    return octets


def _head(telling: Telling, days: list[Day]) -> Iterator[str]:
    version = f"{FORMAT}-{telling.language}"
    yield f'<generator name="{GENERATOR}" system={quoteattr(telling.base_url)} version="{version}"/>\n'
    yield _element("url", telling.file_address("schedule.xml"))
    yield _element("version", str(telling.programme.number))
    yield "<conference>\n"
    yield _element("acronym", telling.programme.acronym)
    yield _element("title", telling.title)
    yield _element("start", days[0].date.isoformat())
    yield _element("end", days[-1].date.isoformat())
    yield _element("days", str(len(days)))
    yield _element("timeslot_duration", TIMESLOT)
    yield _element("base_url", telling.base_url)
    yield _element("url", telling.address)
    yield _element("time_zone_name", ZONE_NAME)
    yield from _tracks(telling)
    yield "</conference>\n"


def _tracks(telling: Telling) -> Iterator[str]:
    for theme in telling.used_themes():
        colour = colour_in(theme.colour)
        told = f' color="{colour}"' if colour else ""
        yield f"<track name={quoteattr(telling.themes[theme.slug])}{told}/>\n"


def _day(day: Day, telling: Telling) -> Iterator[str]:
    span = f'start="{day.starts_at.isoformat()}" end="{day.ends_at.isoformat()}"'
    yield f'<day index="{day.index}" date="{day.date.isoformat()}" {span}>\n'
    for room in day.rooms:
        yield f'<room name={quoteattr(room.name)} guid="{room.guid}">\n'
        for session in room.sessions:
            yield _event(session, room, telling)
        yield "</room>\n"
    yield "</day>\n"


def _event(session: Session, room: Room, telling: Telling) -> str:
    language, date = telling.language, at_the_fair(session.starts_at).isoformat()
    code = f' code="{session.code}"' if CODE.fullmatch(session.code) else ""
    parts = (
        f'<event id="{session.number}" guid="{guid_of_session(telling.programme, session)}"{code}>\n',
        _element("room", room.name),
        _element("title", telling.title_of(session)),
        _element_if("subtitle", session.subtitle.in_language(language)),
        _element("type", telling.kind_of(session)),
        _element("date", date),
        _element("start", date[CLOCK]),
        _element("duration", length_of(session)),
        _element("abstract", session.abstract.in_language(language)),
        _element("slug", telling.slug_of(session)),
        _element("track", telling.themes.get(session.theme, "")),
        _element_if("language", session.language),
        _element_if("description", session.description.in_language(language)),
        _persons(telling.persons_of(session)),
        _links(session, telling),
        _element("url", telling.address_of(session)),
        "</event>\n",
    )
    return "".join(parts)


def _persons(persons: list[Person]) -> str:
    listed = (f'<person id="{one.number}" guid="{one.guid}">{escape(one.speaker.name)}</person>\n' for one in persons)
    return f"<persons>\n{''.join(listed)}</persons>\n" if persons else ""


def _links(session: Session, telling: Telling) -> str:
    """A link without a title is called by its address: apps show what stands in it. Those to the joint stand have a
    type, by which we know them again."""
    listed = [
        f"<link href={quoteattr(link.url)}>{escape(link.title or link.url)}</link>\n"
        for link in session.links
        if is_web(link.url)
    ]
    listed += [
        f'<link href={quoteattr(link.url)} type="{link.kind}">{escape(link.title)}</link>\n'
        for link in (*telling.stand_links_of(session), telling.admission_link_of(session))
        if link is not None
    ]
    return f"<links>\n{''.join(listed)}</links>\n" if listed else ""


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>\n"


def _element_if(name: str, text: str) -> str:
    return _element(name, text) if text else ""
