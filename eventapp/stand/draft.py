"""The draft of the stand as one value: rows, who stands where, what does not fit. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.states import State
from eventapp.exhibitors.value import PublicAddresses, PublicExhibitors
from eventapp.i18n import Words
from eventapp.stand.geometry import Points
from eventapp.stand.misfits import POWER_KW, Misfit, Need, Spot, demand_of, floor_of, misfits, room_wanted, supply_of
from eventapp.stand.models import Placement, Stand, StandArea, StandMark
from eventapp.stand.value import Area, Background, Mark, Placed, StandPlan, is_the_same


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place of the programme and where it lies: ``area`` is a number; ``is_elsewhere``: off the stand, on purpose."""

    id: int
    slug: str
    name: Words
    sessions: int = 0
    area: str = ""
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An exhibit to plan with. ``id`` is that of its entry, ``exhibitor`` a name; ``said`` is what :func:`said_of`
    chooses of the entry."""

    id: int
    slug: str
    state: str
    exhibitor: str
    said: Mapping[str, Any]


@dataclass(frozen=True)
class StandDraft:
    """Everything that the office has drawn. ``exhibits`` are those that are not withdrawn; ``picture`` is the size in
    pixels of what lies beneath. What is public is read when somebody asks for it: moving an area does not."""

    fair: str
    stand: Stand
    areas: Sequence[StandArea]
    marks: Sequence[StandMark]
    placements: Sequence[Placement]
    exhibits: Sequence[Exhibit]
    places: Sequence[PlaceState]
    read_catalogue: Callable[[], PublicExhibitors]
    read_public: Callable[[], PublicAddresses]
    slugs: Mapping[int, str]
    """Addresses of exhibitors by their id."""
    picture: tuple[int, int] | None = None

    @cached_property
    def catalogue(self) -> PublicExhibitors:
        return self.read_catalogue()

    @cached_property
    def public(self) -> PublicAddresses:
        return self.read_public()

    @property
    def outline(self) -> Points:
        return points_of(self.stand.outline)

    @cached_property
    def numbers(self) -> dict[int, str]:
        return {area.id: area.number for area in self.areas}

    @cached_property
    def standing(self) -> dict[int, list[Placement]]:
        """Who stands on each area, by its id."""
        found: dict[int, list[Placement]] = {area.id: [] for area in self.areas}
        for one in self.placements:
            found[one.area_id].append(one)
        return found

    def area_drawn(self, points: Points, kind: str) -> StandArea | None:
        """The very same shape of that kind: drawn once, whatever became of the answer to it."""
        return next((one for one in self.areas if one.kind == kind and points_of(one.points) == points), None)

    def mark_drawn(self, points: Points, kind: str) -> StandMark | None:
        return next((one for one in self.marks if one.kind == kind and points_of(one.points) == points), None)

    @cached_property
    def _exhibits_by_id(self) -> dict[int, Exhibit]:
        return {one.id: one for one in self.exhibits}

    @cached_property
    def needs(self) -> list[Need]:
        return [need_of(one) for one in self.exhibits]

    @cached_property
    def spots(self) -> list[Spot]:
        """The areas as :mod:`misfits` looks at them."""
        power = [(points_of(one.points), one.kw) for one in self.marks if one.kind == "power"]
        return [
            Spot(
                area.number,
                points_of(area.points),
                supply_of(points_of(area.points), area.supply_kw, power),
                tuple(one.entry_id for one in self.standing[area.id] if one.entry_id is not None),
            )
            for area in self.areas
        ]

    @cached_property
    def misfits(self) -> list[Misfit]:
        undecided = {
            one.slug: (one.name.de, one.sessions)
            for one in self.places
            if not one.area and not one.is_elsewhere and one.sessions
        }
        return misfits(self.outline, self.spots, self.needs, undecided)

    @cached_property
    def misfits_by_area(self) -> dict[str, list[Misfit]]:
        """By the number of each area that one of them is about."""
        found: dict[str, list[Misfit]] = {}
        for one in self.misfits:
            for number in one.areas:
                found.setdefault(number, []).append(one)
        return found

    @cached_property
    def demands(self) -> dict[str, tuple[float, int, float]]:
        """Of each area by number: kilowatts wanted, kilowatts there, square metres wanted."""
        by_id, floor = {need.entry_id: need for need in self.needs}, floor_of(self.spots)
        return {
            spot.number: (demand_of(spot, by_id, floor), spot.supply, room_wanted(spot, by_id, floor))
            for spot in self.spots
        }

    @cached_property
    def plan(self) -> StandPlan:
        """What publishing would tell now. Who is not public stands on it for nobody."""
        stand = self.stand
        return StandPlan(
            fair=self.fair,
            name=Words(stand.name_de, stand.name_en),
            where=Words(stand.where_de, stand.where_en),
            outline=self.outline,
            areas=tuple(self._area(one) for one in self.areas),
            marks=tuple(mark_of(one) for one in self.marks),
            background=self._background(),
        )

    def _area(self, row: StandArea) -> Area:
        placed = (self._placed(one) for one in self.standing[row.id])
        return Area(
            row.number,
            points_of(row.points),
            Words(row.name_de, row.name_en),
            row.kind,
            tuple(one for one in placed if one is not None),
            tuple(place.slug for place in self.places if place.area == row.number),
        )

    def _placed(self, one: Placement) -> Placed | None:
        if one.entry_id is None:
            slug = self.slugs.get(one.exhibitor_id, "")
            return Placed((slug,)) if slug in self.public.exhibitors else None
        exhibit = self._exhibits_by_id.get(one.entry_id)
        showing = self.public.exhibits.get(exhibit.slug) if exhibit is not None and exhibit.slug else None
        return Placed(showing, exhibit.slug) if exhibit is not None and showing else None

    def _background(self) -> Background | None:
        stand = self.stand
        if not stand.background or self.picture is None:
            return None
        width, height = self.picture
        depth = max(1, round(stand.background_width * height / width))
        return Background(stand.background, stand.background_x, stand.background_y, stand.background_width, depth)


def tells_news(draft: StandDraft, standing: StandPlan | None) -> bool:
    """Whether publishing would tell anything new. Most of the time the shapes alone tell, without the catalogue."""
    shapes = {area.number: points_of(area.points) for area in draft.areas}
    if standing is None or {area.number: area.points for area in standing.areas} != shapes:
        return True
    return not is_the_same(standing, draft.plan)


def points_of(told: Sequence[Sequence[int]]) -> Points:
    return tuple((one[0], one[1]) for one in told)


def mark_of(row: StandMark) -> Mark:
    return Mark(row.kind, points_of(row.points), Words(row.label_de, row.label_en), row.kw)


def said_of(entry: Entry) -> Mapping[str, Any]:
    """What to plan with: what was handed in last and not refused; what is still being written, where nothing was."""
    handed_in = None if entry.state == State.DECLINED else entry.handed_in
    return handed_in or entry.accepted or entry.draft


def need_of(exhibit: Exhibit) -> Need:
    said = exhibit.said
    return Need(
        entry_id=exhibit.id,
        title=str(said.get("title_de") or ""),
        exhibitor=exhibit.exhibitor,
        kw=POWER_KW.get(str(said.get("power")), 0),
        room=_number(said.get("area")),
        length=_number(said.get("length")),
        width=_number(said.get("width")),
    )


def _number(answer: object) -> float:
    return float(answer) if isinstance(answer, int | float) and not isinstance(answer, bool) else 0.0
