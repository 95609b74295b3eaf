"""A move as the board asks for it: times as the hall's wall shows them, the place by its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from eventapp.clock import from_the_wall, is_in_the_gap
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.web.forms import Form, Line, Version

CODE = 6
WALL = "%Y-%m-%dT%H:%M"
EARLIEST, LATEST = 2000, 2100
"""Years that a fair may be in; what is far off cannot be told in every zone."""


@dataclass(frozen=True, slots=True)
class Spot:
    """``place`` is empty where a session has none."""

    place: str
    starts_at: datetime
    ends_at: datetime


class DropForm(Form):
    do = Line(most=10)
    code = Line(most=CODE)
    version = Version()
    place = Line(most=60)
    starts = Line(most=16)
    ends = Line(most=16)
    other = Line(most=CODE)
    other_version = Version()

    def spot(self) -> Spot:
        return Spot(self.place.data or "", moment(self.starts.data or ""), moment(self.ends.data or ""))


def asked_spot(query: Mapping[str, str]) -> Spot:
    return Spot(query.get("ort", ""), moment(query.get("beginn", "")), moment(query.get("ende", "")))


def moment(wall: str) -> datetime:
    """``2027-02-10T10:05`` as the hall means it."""
    try:
        read = datetime.strptime(wall, WALL)  # noqa: DTZ007 -- a wall clock reading
        if not EARLIEST <= read.year <= LATEST:
            raise ValueError(wall)
    except ValueError as error:
        raise DomainError(mark("Das ist keine Zeit: {wall}."), wall=wall[:20]) from error
    if is_in_the_gap(read.date(), read.time()):
        raise DomainError(mark("Diese Uhrzeit gibt es an dem Tag nicht: Die Uhren werden vorgestellt."))
    return from_the_wall(read.date(), read.time())
