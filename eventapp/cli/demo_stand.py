"""The demo's stand, as ``demo/stand-2027.toml`` draws it: through the actions that the office uses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from eventapp.accounts.models import Person
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.queries import exhibitors_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.queries import places_of
from eventapp.stand.actions import drawing, marking, placing, publishing
from eventapp.stand.entries import AreaEntry, MarkEntry, StandEntry
from eventapp.stand.geometry import Box, Points
from eventapp.stand.models import Stand, StandArea
from eventapp.stand.queries import exhibits_to_place

FILE = Path(__file__).resolve().parents[2] / "demo" / "stand-2027.toml"
T = TypeVar("T")
INDENT = 40
"""Centimetres from an area's corner to the connection in it, and from there to the next."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the play is: what everything is drawn on, by whom and when."""

    fair: Fair
    stand: Stand
    by: int
    at: datetime

    def areas(self, told: Iterable[Mapping[str, Any]]) -> dict[str, StandArea]:
        """Every area with its connections, by number."""
        found = {}
        for one in told:
            found[one["number"]] = drawing.add_area(self.stand, _area(one), by=self.by, at=self.at)
            for number, kw in enumerate(one.get("power", ())):
                left, rear, width, _depth = one["box"]
                point = (left + (width - INDENT if number else INDENT), rear + INDENT)
                marking.add_mark(self.stand, MarkEntry("power", (point,), kw=kw), by=self.by, at=self.at)
        return found

    def place_exhibits(self, told: Iterable[Mapping[str, Any]], areas: Mapping[str, StandArea]) -> None:
        """What is named on several areas stands on all of them."""
        exhibits = {_title(entry): entry for entry in exhibits_to_place(self.fair.id)}
        for title, numbers in _named(told, "exhibits").items():
            entry = _known(exhibits, title)
            placing.place_exhibit(self.stand, entry, [areas[one] for one in numbers], by=self.by, at=self.at)

    def place_exhibitors(self, told: Iterable[Mapping[str, Any]], areas: Mapping[str, StandArea]) -> None:
        exhibitors = {one.member.name: one for one in exhibitors_of(self.fair.id)}
        for name, numbers in _named(told, "exhibitors").items():
            exhibitor = _known(exhibitors, name)
            placing.place_exhibitor(self.stand, exhibitor, [areas[one] for one in numbers], by=self.by, at=self.at)

    def put_places(self, told: Iterable[Mapping[str, Any]], areas: Mapping[str, StandArea]) -> None:
        places = {one.slug: one for one in places_of(self.fair.id)}
        for slug, numbers in _named(told, "places").items():
            placing.put_place(self.stand, _known(places, slug), areas[numbers[0]], by=self.by, at=self.at)

    def put_elsewhere(self, slugs: Iterable[str]) -> None:
        """Places of the programme that lie in the hall, not on the stand."""
        places = {one.slug: one for one in places_of(self.fair.id)}
        for slug in slugs:
            placing.put_place(self.stand, _known(places, slug), None, is_elsewhere=True, by=self.by, at=self.at)


def play(slug: str, *, office: Person, at: datetime, file: Path = FILE) -> None:
    """Drawn, occupied and published; then one thing more, which is still a draft."""
    fair, told = get_fair(slug), tomllib.loads(file.read_text())
    entry = StandEntry(Words(**told["name"]), Box(*told["box"]).points, Words(**told["where"]))
    ground = Ground(fair, drawing.create_stand(fair, entry, by=office.id, at=at), office.id, at)
    areas = ground.areas(told["areas"])
    for one in told["marks"]:
        wanted = MarkEntry(one["kind"], _points(one), Words(**one.get("label", {})))
        marking.add_mark(ground.stand, wanted, by=office.id, at=at)
    for put in (ground.place_exhibits, ground.place_exhibitors, ground.put_places):
        put(told["areas"], areas)
    ground.put_elsewhere(told["elsewhere"])
    publishing.publish(slug, seen="", comment=told["comment"], by=office.id, at=at)
    for one in told["later"]:
        area = areas[one["number"]]
        drawing.move_area(ground.stand, area, _points(one), version=area.version, by=office.id, at=at)


def _area(told: Mapping[str, Any]) -> AreaEntry:
    name, kind, note = Words(**told.get("name", {})), told.get("kind", "counter"), told.get("note", "")
    return AreaEntry(told["number"], _points(told), name, kind, note=note)


def _points(told: Mapping[str, Any]) -> Points:
    return Box(*told["box"]).points if "box" in told else tuple((x, y) for x, y in told["points"])


def _named(told: Iterable[Mapping[str, Any]], what: str) -> dict[str, list[str]]:
    """The numbers of the areas by what they name."""
    found: dict[str, list[str]] = {}
    for one in told:
        for name in one.get(what, ()):
            found.setdefault(name, []).append(one["number"])
    return found


def _known(known: Mapping[str, T], name: str) -> T:
    if name not in known:
        raise LookupError(f"{FILE.name}: {name}")
    return known[name]


def _title(entry: Entry) -> str:
    said = entry.handed_in or entry.accepted or entry.draft
    return str(said.get("title_de") or "")
