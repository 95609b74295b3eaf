"""frab and pretalx ``schedule.json``, with or without the wrapper that names its generator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from eventapp.interchange import people
from eventapp.interchange.decoding import decoded
from eventapp.interchange.frab import KEYS, TEXTS, FrabEvent, FrabFile, FrabPerson
from eventapp.interchange.frab_times import FrabDay
from eventapp.interchange.limits import LARGEST_TEXT, MOST_ENTRIES, MOST_JSON_VALUES, check_size, too_many
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.wording import LONGEST_RAW

_NO_PROGRAMME = "Das ist eine JSON-Datei, aber kein Programm: Es fehlt „schedule“ mit „conference“ und „days“."
Object = dict[str, Any]


def parse(data: bytes, remarks: Remarks) -> FrabFile:
    check_size(data, largest=LARGEST_TEXT)
    if sum(data.count(mark) for mark in (b"{", b"[", b",")) > MOST_JSON_VALUES:
        raise too_many("Angaben", MOST_JSON_VALUES)
    schedule = _schedule(_document(data, remarks))
    conference = _object(schedule.get("conference"))
    if not isinstance(conference.get("days"), list):
        raise UnreadableFile(_NO_PROGRAMME)
    events = list(islice(_events(conference["days"]), MOST_ENTRIES + 1))
    if len(events) > MOST_ENTRIES:
        raise too_many("Programmpunkte", MOST_ENTRIES)
    zone, label = _text(conference.get("time_zone_name")), _text(schedule.get("version"))
    return FrabFile("frab-json", _text(conference.get("title")), label, zone, events)


def _document(data: bytes, remarks: Remarks) -> Any:
    try:
        return json.loads(decoded(data, remarks))
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            "Die JSON-Datei ist in Zeile {line} beschädigt oder unvollständig. "
            "Bitte neu ausspielen und ganz herunterladen.",
            line=error.lineno,
        ) from None
    except (RecursionError, ValueError):
        raise UnreadableFile("Die JSON-Datei ist zu tief verschachtelt oder enthält eine übergroße Zahl.") from None


def _schedule(document: Any) -> Object:
    outer = _object(document)
    schedule = _object(outer.get("schedule")) or outer
    if not _object(schedule.get("conference")):
        raise UnreadableFile(_NO_PROGRAMME)
    return schedule


def _events(days: list[Any]) -> Iterator[FrabEvent]:
    number = 0
    for day in map(_object, days):
        start, end = (_text(day.get(f"day_{edge}")) or _text(day.get(edge)) for edge in ("start", "end"))
        under = FrabDay(_text(day.get("date")), start, end)
        for room, events in _rooms(day.get("rooms")):
            for event in events:
                number += 1
                yield _event(_object(event), number, under, room)


def _rooms(rooms: Any) -> Iterator[tuple[str, list[Any]]]:
    """A dictionary by name, or a list of rooms that hold their events."""
    pairs = (
        rooms.items()
        if isinstance(rooms, dict)
        else [(_text(_object(room).get("name")), _object(room).get("events")) for room in _list(rooms)]
    )
    for name, events in pairs:
        yield str(name), _list(events)


def _event(event: Object, number: int, day: FrabDay, room: str) -> FrabEvent:
    texts = {name: _text(event.get(name)) for name in TEXTS}
    texts |= {f"{name}_en": _text(event.get(name), "en") for name in ("title", "subtitle", "abstract", "description")}
    texts["room"] = texts["room"] or room
    texts["status"] = texts["status"] or _text(event.get("state"))
    listed = _list(event.get("persons")) or _list(event.get("speakers"))
    found = [_object(link) for name in ("links", "attachments") for link in _list(event.get(name))]
    return FrabEvent(
        number,
        day,
        {name: _text(event.get(name)) for name in KEYS},
        texts,
        tuple(_person(person) for person in listed[: people.MOST]),
        tuple((_text(link.get("url")), _text(link.get("title"))) for link in found),
    )


def _person(person: Any) -> FrabPerson:
    if isinstance(person, str):
        return FrabPerson(person)
    fields = _object(person)
    return FrabPerson(_text(fields.get("public_name")) or _text(fields.get("name")), _text(fields.get("biography")))


def _object(value: Any) -> Object:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any, language: str = "de") -> str:
    """Text, or the one for a language where the file has several. A plain text has no second language."""
    if isinstance(value, dict):
        value = value.get(language) or (next(iter(value.values()), "") if language == "de" else "")
    elif language != "de":
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)[:LONGEST_RAW].strip()
