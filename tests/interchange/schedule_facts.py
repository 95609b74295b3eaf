"""What the schemas of ``schedule.xml`` and ``schedule.json`` ask for: stated here, and themselves where they lie."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

FORMATS = Path(__file__).resolve().parents[3] / "shared/data/formats"
OFFSET = r"T\d\d:\d\d:\d\d[+-]\d\d:\d\d"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d" + OFFSET)
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CODE = re.compile(r"[0-9A-Z]{6}")
CLOCK = re.compile(r"[0-2]\d:[0-5]\d")
LENGTH = re.compile(r"\d\d:[0-5]\d")
SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{4,}")
JSON_SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
ACRONYM = re.compile(r"[a-z0-9]{4,}")
WEB = re.compile(r"https?://\S+")
ALWAYS = {"room", "title", "type", "date", "start", "duration", "abstract", "track"}
MAYBE = {"subtitle", "slug", "persons", "language", "description", "links", "url"}
"""What we write of what else an event may have."""
JSON_ALWAYS = {
    *("abstract", "date", "duration", "guid", "id", "language", "links", "persons", "room", "slug", "start"),
    *("subtitle", "title", "track", "type", "url"),
}
JSON_MAYBE = {"code", "end", "description"}
JSON_CONFERENCE = {"title", "acronym", "days", "daysCount", "start", "end", "timeslot_duration"}


def holds(pattern: re.Pattern[str], text: str | None) -> bool:
    return text is not None and pattern.fullmatch(text) is not None


def assert_is_schedule_xml(octets: bytes) -> etree._Element:
    """Well-formed, in order, complete, and without what the schema does not know."""
    root = etree.fromstring(octets)
    assert root.tag == "schedule"
    assert [child.tag for child in root[:4]] == ["generator", "url", "version", "conference"]
    days = root[4:]
    assert days
    assert {day.tag for day in days} == {"day"}
    assert [day.get("index") for day in days] == [str(number) for number in range(1, len(days) + 1)]
    _assert_is_conference(root.find("conference"))
    for day in days:
        _assert_is_day(day)
    events = root.findall("day/room/event")
    for event in events:
        _assert_is_event(event)
    for name in ("id", "guid", "code"):
        values = [event.get(name) for event in events if event.get(name)]
        assert len(set(values)) == len(values)
    slugs = [event.findtext("slug") for event in events]
    assert len(set(slugs)) == len(slugs)
    return root


def _assert_is_conference(conference: Any) -> None:
    assert holds(ACRONYM, conference.findtext("acronym"))
    assert conference.findtext("title") is not None
    assert conference.findtext("time_zone_name") == "Europe/Berlin"
    assert holds(LENGTH, conference.findtext("timeslot_duration"))
    for track in conference.iterfind("track"):
        assert track.get("name") is not None
        assert re.fullmatch("#[0-9a-f]{6}", track.get("color", "#000000"))


def _assert_is_day(day: Any) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day.get("date"))
    assert holds(MOMENT, day.get("start"))
    assert holds(MOMENT, day.get("end"))
    for room in day:
        assert (room.tag, sorted(room.attrib)) == ("room", ["guid", "name"])
        assert holds(GUID, room.get("guid"))
        assert {event.tag for event in room} == {"event"}


def _assert_is_event(event: Any) -> None:
    names = [child.tag for child in event]
    assert len(set(names)) == len(names)
    assert set(names) >= ALWAYS
    assert set(names) <= ALWAYS | MAYBE
    assert int(event.get("id")) > 0
    assert holds(GUID, event.get("guid"))
    assert holds(CODE, event.get("code", "AAAAAA"))
    for name, pattern in (("date", MOMENT), ("start", CLOCK), ("duration", LENGTH), ("slug", SLUG), ("url", WEB)):
        assert holds(pattern, event.findtext(name)), (name, event.findtext(name))
    assert all(len(event.find(name)) for name in {"persons", "links"} & set(names))
    for person in event.iterfind("persons/person"):
        assert 0 < int(person.get("id")) < 2**31
        assert holds(GUID, person.get("guid"))
    for link in event.iterfind("links/link"):
        assert set(link.attrib) <= {"href", "type"}
        assert re.match("https?://", link.get("href"))


def assert_is_schedule_json(octets: bytes) -> dict[str, Any]:
    """Complete, and nothing beside what the schema knows in ``conference`` and in an event."""
    document: dict[str, Any] = json.loads(octets)
    assert set(document) == {"$schema", "generator", "schedule"}
    schedule = document["schedule"]
    assert isinstance(schedule["version"], str)
    assert "rooms" not in schedule
    conference = schedule["conference"]
    assert set(conference) == JSON_CONFERENCE | {"time_zone_name", "url", "tracks", "rooms"}
    assert holds(ACRONYM, conference["acronym"])
    assert conference["daysCount"] == len(conference["days"]) > 0
    for room in conference["rooms"]:
        assert {"name", "guid"} <= set(room) <= {"name", "guid", "description"}
        assert holds(GUID, room["guid"])
    for index, day in enumerate(conference["days"], 1):
        assert set(day) == {"index", "date", "day_start", "day_end", "rooms"}
        assert day["index"] == index
        for name, events in day["rooms"].items():
            for event in events:
                _assert_is_json_event(event, name)
    return document


def _assert_is_json_event(event: dict[str, Any], room: str) -> None:
    assert set(event) >= JSON_ALWAYS
    assert set(event) <= JSON_ALWAYS | JSON_MAYBE
    assert event["room"] == room
    assert event["id"] > 0
    for name, pattern in (("guid", GUID), ("date", MOMENT), ("end", MOMENT), ("start", CLOCK), ("duration", LENGTH)):
        assert holds(pattern, event[name])
    assert holds(JSON_SLUG, event["slug"])
    assert holds(WEB, event["url"])
    assert holds(CODE, event.get("code", "AAAAAA"))
    for person in event["persons"]:
        assert set(person) >= {"id", "guid", "name"}
        assert set(person) <= {"id", "guid", "name", "biography"}  # public_name beside name is refused
    for link in event["links"]:
        assert set(link) <= {"url", "type", "title"}
        assert link["type"] in ("related", "web")


@cache
def schema_of_xml() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_schema("schedule.xml.xsd")))


@cache
def schema_of_json() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft6Validator(json.loads(_schema("schema.json").read_text()))


def _schema(name: str) -> Path:
    if not (FORMATS / name).exists():
        pytest.skip(f"the schemas are not part of the project: {name} is missing")
    return FORMATS / name
