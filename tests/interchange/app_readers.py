"""How two apps read a ``schedule.xml``: what they cannot do without, and where they trip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

HEAD = 1_024
CLOCK = re.compile(r"\d\d:\d\d")


@dataclass(frozen=True)
class Shown:
    """An entry as an app has it: under which day, on which date really, at what time, how long."""

    day: int
    on: date
    clock: str
    minutes: int
    title: str
    room: str
    links: tuple[str, ...] = ()


def event_fahrplan(octets: bytes) -> dict[str, Shown]:
    """EventFahrplan: entries by ``id``; of a day's end only the time of day counts, in UTC: what starts before it in
    the day's list belongs to the date after. Durations have two parts or are days, hours, minutes."""
    assert octets.rstrip().endswith(b"</schedule>")
    root = ElementTree.fromstring(octets)
    assert root.findtext("conference/title") is not None
    assert root.findtext("version") is not None
    shown: dict[str, Shown] = {}
    for day in root.iterfind("day"):
        turns = datetime.fromisoformat(day.attrib["end"]).astimezone(UTC)
        first = date.fromisoformat(day.attrib["date"])
        for room in day.iterfind("room"):
            for event in room.iterfind("event"):
                assert event.attrib["id"] not in shown, "the second of one id would be lost"
                assert datetime.fromisoformat(_needed(event, "date")).tzinfo is not None
                hours, minutes = (int(part) for part in _needed(event, "start").split(":"))
                is_after = hours * 60 + minutes < turns.hour * 60 + turns.minute
                links = tuple(link.attrib["href"] for link in event.iterfind("links/link"))
                assert all("://" in link for link in links)
                shown[event.attrib["id"]] = Shown(
                    day=int(day.attrib["index"]),
                    on=first + timedelta(days=is_after),
                    clock=_needed(event, "start"),
                    minutes=_minutes(_needed(event, "duration")),
                    title=_needed(event, "title"),
                    room=room.attrib["name"],
                    links=links,
                )
    return shown


def giggity(octets: bytes) -> dict[str, Shown]:
    """Giggity: knows the format by the file's first bytes, has entries by ``id``, and times without any offset."""
    assert b"<schedule" in octets[:HEAD]
    assert b"<conference" in octets[:HEAD]
    shown: dict[str, Shown] = {}
    for day in ElementTree.fromstring(octets).iterfind("day"):
        for room in day.iterfind("room"):
            for event in room.iterfind("event"):
                assert CLOCK.fullmatch(_needed(event, "start"))
                assert CLOCK.fullmatch(_needed(event, "duration"))
                shown[event.attrib["id"]] = Shown(
                    day=int(day.attrib["index"]),
                    on=date.fromisoformat(day.attrib["date"]),
                    clock=_needed(event, "start"),
                    minutes=_minutes(_needed(event, "duration")),
                    title=_needed(event, "title"),
                    room=room.attrib["name"],
                )
    return shown


def _needed(event: ElementTree.Element, name: str) -> str:
    text = event.findtext(name)
    assert text, f"{name} is missing"
    return text


def _minutes(duration: str) -> int:
    parts = [int(part) for part in duration.split(":")]
    if len(parts) == 3:
        return (parts[0] * 24 + parts[1]) * 60 + parts[2]
    return parts[0] * 60 + parts[1]
