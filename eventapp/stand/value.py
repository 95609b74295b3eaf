"""The published plan of a joint stand: immutable, and all that anything public about places on the stand is made of.

Lengths are whole centimetres, power is in kilowatts. Areas go by their number, exhibitors, exhibits and places by slug.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from eventapp.exhibitors.value import PublicExhibitors
from eventapp.i18n import Words
from eventapp.stand.geometry import Box, Point, Points, box_around, box_of, label_point, square_metres

AREA_KINDS = ("counter", "island", "stage", "storage", "meeting")
POINT_KINDS = ("power", "network", "entrance", "exit", "info", "quiet", "toilet")
LINE_KINDS = ("step_free",)
SURFACE_KINDS = ("aisle",)
MARK_KINDS = (*SURFACE_KINDS, *LINE_KINDS, *POINT_KINDS)
FOR_BUILDERS = ("power", "network")
"""Marks that visitors are not shown."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Who shows what on an area: an exhibit with all its exhibitors, or (``exhibit`` empty) an exhibitor by itself."""

    exhibitors: tuple[str, ...]
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the stand. Its ``number`` is its address for good."""

    number: str
    points: Points
    name: Words = Words()
    kind: str = "counter"
    placed: tuple[Placed, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        """The rectangle it is, or the one around it."""
        return box_around(self.points)

    @property
    def is_rectangle(self) -> bool:
        return box_of(self.points) is not None

    @property
    def square_metres(self) -> float:
        return square_metres(self.points)

    @property
    def label_point(self) -> Point:
        return label_point(self.points)

    @property
    def exhibitors(self) -> tuple[str, ...]:
        """Everybody who is met here, each once."""
        return tuple(dict.fromkeys(slug for one in self.placed for slug in one.exhibitors))

    @property
    def exhibits(self) -> tuple[str, ...]:
        return tuple(one.exhibit for one in self.placed if one.exhibit)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn besides the areas: a point, a line or a surface. ``kw`` is what a power point gives."""

    kind: str
    points: Points
    label: Words = Words()
    kw: int = 0


@dataclass(frozen=True, slots=True)
class Background:
    """A picture beneath the plan: which upload, where its corner lies and how large it is on the floor."""

    digest: str
    x: int
    y: int
    width: int
    depth: int


@dataclass(frozen=True)
class StandPlan:
    fair: str
    name: Words
    outline: Points
    where: Words = Words()
    areas: tuple[Area, ...] = ()
    marks: tuple[Mark, ...] = ()
    background: Background | None = None
    number: int = 0
    published_at: datetime | None = None

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {area.number: area for area in self.areas}

    def area(self, number: str) -> Area | None:
        return self._areas.get(number)

    @property
    def box(self) -> Box:
        return box_around(self.outline)

    def areas_of_exhibitor(self, slug: str) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if slug in area.exhibitors)

    def areas_of_exhibit(self, slug: str) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if slug in area.exhibits)

    def areas_of_place(self, slug: str) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if slug in area.places)

    def exhibitors_in(self, number: str) -> tuple[str, ...]:
        area = self.area(number)
        return area.exhibitors if area else ()


def known_to(plan: StandPlan, catalogue: PublicExhibitors) -> StandPlan:
    """The plan without whoever has left the catalogue since it was published: a withdrawal needs no new plan."""
    exhibitors = {one.slug for one in catalogue.exhibitors}
    exhibits = {one.slug for one in catalogue.exhibits} | {""}
    return replace(plan, areas=tuple(_known(area, exhibitors, exhibits) for area in plan.areas))


def is_the_same(one: StandPlan | None, other: StandPlan) -> bool:
    """Whether publishing would tell nothing new."""
    return one is not None and replace(one, number=0, published_at=None) == replace(other, number=0, published_at=None)


def _known(area: Area, exhibitors: set[str], exhibits: set[str]) -> Area:
    left = (
        replace(one, exhibitors=tuple(slug for slug in one.exhibitors if slug in exhibitors))
        for one in area.placed
        if one.exhibit in exhibits
    )
    return replace(area, placed=tuple(one for one in left if one.exhibitors))
