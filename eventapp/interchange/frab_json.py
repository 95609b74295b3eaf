"""frab and pretalx ``schedule.json``, with or without the wrapper that names its generator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from eventapp.i18n import mark
from eventapp.interchange import frab_details, frab_own_json, people
from eventapp.interchange.decoding import decoded
from eventapp.interchange.frab_file import KEYS, TEXTS, FrabEvent, FrabFile, FrabPerson
from eventapp.interchange.frab_times import FrabDay
from eventapp.interchange.json_values import Object, as_list, as_object, text
from eventapp.interchange.limits import LARGEST_SCHEDULE, MOST_ENTRIES, MOST_JSON_VALUES, check_size, too_many
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import SourcePlace, SourceTheme, UnreadableFile

_NO_PROGRAMME = mark("Das ist eine JSON-Datei, aber kein Programm: Es fehlt „schedule“ mit „conference“ und „days“.")
TWO_LANGUAGES = ("title", "subtitle", "abstract", "description")
ANSWERS = mark("Antworten auf Zusatzfragen („answers“) werden nicht übernommen.")
PICTURES = mark("Bilder von Vortragenden und Programmpunkten werden nicht übernommen.")
NOT_RECORDED = mark("Was nicht aufgezeichnet werden darf („do_not_record“), wird hier nicht geführt.")
RECORDINGS = mark("Lizenzen von Aufzeichnungen („recording_license“) werden nicht übernommen.")
ATTACHMENTS = mark("Anhänge ohne vollständige Adresse (https://…) werden nicht übernommen.")
ADVICE = {
    ANSWERS: mark("Was davon alle lesen sollen, in der Quelle in die Beschreibung schreiben."),
    ATTACHMENTS: mark("In der Quelle als Link mit vollständiger Adresse eintragen."),
}


def parse(data: bytes, remarks: Remarks) -> FrabFile:
    check_size(data, largest=LARGEST_SCHEDULE)
    if sum(data.count(sign) for sign in (b"{", b"[", b",")) > MOST_JSON_VALUES:
        raise too_many(mark("einzelne Werte"), MOST_JSON_VALUES)
    document = _document(data, remarks)
    schedule = _schedule(document)
    conference = as_object(schedule.get("conference"))
    if not isinstance(conference.get("days"), list):
        raise UnreadableFile(_NO_PROGRAMME)
    own = frab_own_json.found_in(document, schedule, remarks)
    events = list(islice(_events(conference["days"], own, remarks), MOST_ENTRIES + 1))
    if len(events) > MOST_ENTRIES:
        raise too_many(mark("Programmpunkte"), MOST_ENTRIES)
    return FrabFile(
        format="frab-json",
        title=text(conference.get("title")),
        label=text(schedule.get("version")),
        zone=text(conference.get("time_zone_name")),
        events=events,
        places=tuple(own.places.values() if own else _places(conference)),
        themes=tuple(own.themes.values() if own else _themes(conference)),
        is_ours=own is not None,
    )


def _document(data: bytes, remarks: Remarks) -> Any:
    try:
        return json.loads(decoded(data, remarks))
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            mark(
                "Die JSON-Datei ist in Zeile {line} beschädigt oder unvollständig. "
                "Bitte neu ausspielen und ganz herunterladen."
            ),
            line=error.lineno,
        ) from None
    except (RecursionError, ValueError):
        raise UnreadableFile(
            mark("Die JSON-Datei ist zu tief verschachtelt oder enthält eine übergroße Zahl.")
        ) from None


def _schedule(document: Any) -> Object:
    outer = as_object(document)
    schedule = as_object(outer.get("schedule")) or outer
    if not as_object(schedule.get("conference")):
        raise UnreadableFile(_NO_PROGRAMME)
    return schedule


def _events(days: list[Any], own: frab_own_json.Own | None, remarks: Remarks) -> Iterator[FrabEvent]:
    number = 0
    for day in map(as_object, days):
        start, end = (text(day.get(f"day_{edge}")) or text(day.get(edge)) for edge in ("start", "end"))
        under = FrabDay(text(day.get("date")), start, end)
        for room, entries in _rooms(day.get("rooms")):
            for entry in map(as_object, entries):
                number += 1
                event = _event(entry, number, under, room)
                if own is None:
                    _tell_left_out(entry, remarks)
                yield own.completed(event, entry) if own else event


def _rooms(rooms: Any) -> Iterator[tuple[str, list[Any]]]:
    """A dictionary by name, or a list of rooms that hold their events."""
    pairs = (
        rooms.items()
        if isinstance(rooms, dict)
        else [(text(as_object(room).get("name")), as_object(room).get("events")) for room in as_list(rooms)]
    )
    for name, events in pairs:
        yield str(name), as_list(events)


def _event(entry: Object, number: int, day: FrabDay, room: str) -> FrabEvent:
    texts = {name: text(entry.get(name)) for name in TEXTS}
    texts |= {f"{name}_en": text(entry.get(name), "en") for name in TWO_LANGUAGES}
    texts["room"] = texts["room"] or room
    texts["status"] = texts["status"] or text(entry.get("state"))
    found = [as_object(link) for name in ("links", "attachments") for link in as_list(entry.get(name))]
    return FrabEvent(
        number,
        day,
        {name: text(entry.get(name)) for name in KEYS},
        texts,
        tuple(_person(person) for person in _listed(entry)[: people.MOST]),
        tuple((text(link.get("url")), text(link.get("title"))) for link in found),
    )


def _listed(entry: Object) -> list[Any]:
    return as_list(entry.get("persons")) or as_list(entry.get("speakers"))


def _person(person: Any) -> FrabPerson:
    if isinstance(person, str):
        return FrabPerson(person)
    fields = as_object(person)
    name = text(fields.get("public_name")) or text(fields.get("name"))
    return FrabPerson(name, text(fields.get("biography")), text(fields.get("biography"), "en"))


def _tell_left_out(entry: Object, remarks: Remarks) -> None:
    """What pretalx has and we have no field for: said once, so that nobody looks for it in vain."""
    persons = [as_object(person) for person in _listed(entry)]
    attachments = [text(as_object(one).get("url")) for one in as_list(entry.get("attachments"))]
    missed = {
        ANSWERS: any(as_list(one.get("answers")) for one in (entry, *persons)),
        PICTURES: bool(text(entry.get("logo"))) or any(text(person.get("avatar")) for person in persons),
        NOT_RECORDED: entry.get("do_not_record") is True,
        RECORDINGS: bool(text(entry.get("recording_license"))),
        ATTACHMENTS: any(address and "://" not in address for address in attachments),
    }
    for sentence, is_missed in missed.items():
        if is_missed:
            remarks.once("note", sentence, ADVICE.get(sentence, ""))


def _places(conference: Object) -> Iterator[SourcePlace]:
    for room in map(as_object, as_list(conference.get("rooms"))[: frab_details.MOST]):
        name, where = room.get("name"), room.get("description")
        place = frab_details.place(
            text(name),
            text(name, "en"),
            where=text(where),
            where_en=text(where, "en"),
            capacity=text(room.get("capacity")),
        )
        if place:
            yield place


def _themes(conference: Object) -> Iterator[SourceTheme]:
    for track in map(as_object, as_list(conference.get("tracks"))[: frab_details.MOST]):
        name = track.get("name")
        theme = frab_details.theme(text(name), text(name, "en"), colour=text(track.get("color")))
        if theme:
            yield theme
