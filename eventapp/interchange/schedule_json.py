"""``schedule.json`` (c3voc, version 1), with what only we know under ``schedule["x-eventapp"]``.

The main fields tell the programme in one language; the schema allows no other field in ``conference`` or in an entry.
So ``x-eventapp`` holds, by guid, what they cannot say: kind, place, theme, cancelled, organisation, series,
exhibitors, how one gets in, and the texts of the other language. It says nothing twice, so that a programme of long
texts in two languages stays small: a text stands under ``de`` or ``en`` there only where a text of its own exists in
the language that is not the file's.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from eventapp.clock import at_the_fair
from eventapp.interchange import admissions
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
    StandLink,
    Telling,
    guid_of_session,
    length_of,
)
from eventapp.programme.value import Link, Place, Programme, Session, Theme, Words

SCHEMA = "https://c3voc.de/schedule/schema.json"
EXTENSION = "x-eventapp"
STAND_LINK = "web"
TEXTS = ("title", "subtitle", "abstract", "description")
Object = dict[str, Any]


def write(programme: Programme, language: str, *, base_url: str) -> bytes:
    """The programme as told in one language, and everything it leaves out beside it."""
    telling = Telling(programme, language, base_url=base_url)
    document = {
        "$schema": SCHEMA,
        "generator": {"name": GENERATOR, "version": str(FORMAT), "url": base_url},
        "schedule": {
            "url": telling.file_address("schedule.json"),
            "version": str(programme.number),
            "base_url": base_url,
            "conference": _conference(telling),
            EXTENSION: _extension(telling),
        },
    }
    return _octets(document)


def _octets(document: Object) -> bytes:
    """UTF-8; one half of a character that slipped through must not cost everybody the file."""
    try:
        return msgspec.json.encode(document)
    except UnicodeEncodeError:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="ignore")


def _conference(telling: Telling) -> Object:
    days = telling.days()
    return {
        "acronym": telling.programme.acronym,
        "title": telling.title,
        "start": days[0].date.isoformat(),
        "end": days[-1].date.isoformat(),
        "daysCount": len(days),
        "timeslot_duration": TIMESLOT,
        "time_zone_name": ZONE_NAME,
        "url": telling.address,
        "tracks": [_track(theme, telling) for theme in telling.used_themes()],
        "rooms": [_room(room, telling.language) for room in telling.used_rooms(days)],
        "days": [_day(day, telling) for day in days],
    }


def _track(theme: Theme, telling: Telling) -> Object:
    return {"name": telling.themes[theme.slug]} | _filled({"color": colour_in(theme.colour)})


def _room(room: Room, language: str) -> Object:
    """Readers understand its description as the way there."""
    where = room.place.where.in_language(language) if room.place else ""
    return {"name": room.name, "guid": room.guid} | _filled({"description": where})


def _day(day: Day, telling: Telling) -> Object:
    """Rooms go by name here: two places of one name share one list, by time."""
    rooms: dict[str, list[tuple[Session, Room]]] = {}
    for room in day.rooms:
        rooms.setdefault(room.name, []).extend((session, room) for session in room.sessions)
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.starts_at.isoformat(),
        "day_end": day.ends_at.isoformat(),
        "rooms": {
            name: [_event(session, room, telling) for session, room in sorted(held, key=_by_time)]
            for name, held in rooms.items()
        },
    }


def _by_time(held: tuple[Session, Room]) -> tuple[object, int]:
    return held[0].starts_at, held[0].number


def _event(session: Session, room: Room, telling: Telling) -> Object:
    language, date = telling.language, at_the_fair(session.starts_at).isoformat()
    return {
        "id": session.number,
        "guid": guid_of_session(telling.programme, session),
        **({"code": session.code} if CODE.fullmatch(session.code) else {}),
        "date": date,
        "start": date[CLOCK],
        "end": at_the_fair(session.ends_at).isoformat(),
        "duration": length_of(session),
        "room": room.name,
        "slug": telling.slug_of(session),
        "url": telling.address_of(session),
        "title": telling.title_of(session),
        "subtitle": session.subtitle.in_language(language),
        "track": telling.themes.get(session.theme),
        "type": telling.kind_of(session),
        "language": session.language or None,
        "abstract": session.abstract.in_language(language),
        "description": session.description.in_language(language),
        "persons": [_person(one, language) for one in telling.persons_of(session)],
        "links": [
            *(_link(link) for link in session.links if is_web(link.url)),
            *map(_stand_link, telling.stand_links_of(session)),
        ],
    }


def _person(one: Person, language: str) -> Object:
    """Never with a ``public_name``: beside ``name`` the schema refuses it."""
    biography = one.speaker.biography.in_language(language)
    return {"id": one.number, "guid": one.guid, "name": one.speaker.name} | _filled({"biography": biography})


def _link(link: Link) -> Object:
    return {"url": link.url, "type": "related"} | _filled({"title": link.title})


def _stand_link(link: StandLink) -> Object:
    """Known again by its type: a session's own links are ``related``."""
    return {"url": link.url, "type": STAND_LINK, "title": link.title}


def _extension(telling: Telling) -> Object:
    programme = telling.programme
    used = {session.place for session in programme.sessions}
    sessions = ((guid_of_session(programme, session), session) for session in programme.sessions)
    return {
        "format": FORMAT,
        "language": telling.language,
        "title": _both(programme.title),
        "places": {place.slug: _place(place) for place in programme.places if place.slug in used},
        "themes": {
            theme.slug: {"name": _both(theme.name), "colour": theme.colour, "colour_dark": theme.colour_dark}
            for theme in telling.used_themes()
        },
        "exhibitors": {one.slug: one.name for one in programme.exhibitors},
        "areas": {area.number: _filled({"name": _both(area.name)}) for area in programme.areas},
        "speakers": {one.guid: told for one in telling.persons.values() if (told := _speaker(one, telling.language))},
        "sessions": {guid: _session(session, telling) for guid, session in sessions},
    }


def _place(place: Place) -> Object:
    told: Object = {"name": _both(place.name), "where": _both(place.where), "kind": place.kind, "area": place.area}
    return _filled(told | {"capacity": place.capacity})


def _speaker(one: Person, language: str) -> Object:
    speaker = one.speaker
    return _filled({"organisation": speaker.organisation} | _other({"biography": speaker.biography}, language))


def _session(session: Session, telling: Telling) -> Object:
    """What is not said is empty."""
    programme = telling.programme
    facts: Object = {
        "kind": session.kind,
        "place": session.place if programme.place(session.place) else "",
        "theme": session.theme if programme.theme(session.theme) else "",
        "organisation": session.organisation,
        "series": session.series,
        "cancelled": session.is_cancelled,
        "exhibitors": [one.slug for one in programme.exhibitors_of(session)],
        "admission": admissions.facts_of(session),
    }
    return _filled(facts | _other({name: getattr(session, name) for name in TEXTS}, telling.language))


def _other(texts: dict[str, Words], language: str) -> Object:
    """The texts in the language that is not the file's. Without any English, the main field is the German text."""
    other = "de" if language == "en" else "en"
    return {other: {name: getattr(words, other) for name, words in texts.items() if words.en}}


def _both(words: Words) -> Object:
    return _filled({"de": words.de, "en": words.en})


def _filled(told: Object) -> Object:
    return {name: value for name, value in told.items() if value}
