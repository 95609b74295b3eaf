"""The draft as the desk works on it: a line for each area with its numbers, and what does not fit. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from eventapp.exhibitors.models import Exhibitor
from eventapp.i18n import Words, _, language
from eventapp.stand.draft import StandDraft, points_of
from eventapp.stand.geometry import Box, Points, box_around, box_of, square_metres
from eventapp.stand.misfits import Misfit
from eventapp.stand.models import Placement, StandArea
from eventapp.stand.names import metres
from eventapp.stand.value import Placed, StandPlan


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody on an area. ``key`` is ``e12`` for an exhibit, ``a5`` for an exhibitor by itself."""

    key: str
    exhibitor: str
    exhibit: str = ""

    @property
    def name(self) -> str:
        return f"{self.exhibitor}: {self.exhibit}" if self.exhibit else self.exhibitor


@dataclass(frozen=True, slots=True)
class Line:
    """An area with all that the desk tells of it: kilowatts wanted and there, square metres wanted."""

    area: StandArea
    wanted: float
    supply: int
    room: float
    who: tuple[Who, ...]
    misfits: tuple[Misfit, ...]

    @property
    def name(self) -> Words:
        return Words(self.area.name_de, self.area.name_en)

    @property
    def points(self) -> Points:
        return points_of(self.area.points)

    @property
    def box(self) -> Box:
        return box_around(self.points)

    @property
    def is_rectangle(self) -> bool:
        return box_of(self.points) is not None

    @property
    def square_metres(self) -> float:
        return square_metres(self.points)

    @property
    def is_short_of_power(self) -> bool:
        return any(one.kind == "power" for one in self.misfits)


def lines_of(draft: StandDraft, names: Mapping[int, str]) -> list[Line]:
    """``names`` of exhibitors by their id."""
    titles = {need.entry_id: need.title for need in draft.needs}
    found = []
    for area in draft.areas:
        wanted, supply, room = draft.demands[area.number]
        who = tuple(_who(one, names, titles) for one in draft.standing[area.id])
        misfits = tuple(draft.misfits_by_area.get(area.number, ()))
        found.append(Line(area, wanted, supply, room, who, misfits))
    return found


def drawn_for_the_office(draft: StandDraft) -> StandPlan:
    """The plan with everybody on it, also those who are not public yet."""
    areas = zip(draft.plan.areas, draft.areas, strict=True)
    return replace(draft.plan, areas=tuple(replace(area, placed=_everybody(draft, row)) for area, row in areas))


def newly_arisen(before: Iterable[Misfit], after: Iterable[Misfit]) -> list[Misfit]:
    """What did not stand there a moment ago."""
    known = [(one.kind, one.areas, one.exhibit, one.place) for one in before]
    return [one for one in after if (one.kind, one.areas, one.exhibit, one.place) not in known]


def said(misfit: Misfit) -> str:
    """In the language of the page; its numbers, too."""
    return _(misfit.message, **{name: _number_said(value) for name, value in misfit.values.items()})


def shorter(number: float) -> str:
    """2,5 or 2.5; a whole number without a comma."""
    return metres(round(number, 1) * 100)


def standing_on(placements: Sequence[Placement]) -> dict[str, frozenset[int]]:
    """By key the ids of the areas that somebody stands on."""
    found: dict[str, set[int]] = {}
    for one in placements:
        found.setdefault(key_of(one), set()).add(one.area_id)
    return {key: frozenset(areas) for key, areas in found.items()}


def key_of(one: Placement) -> str:
    return f"a{one.exhibitor_id}" if one.entry_id is None else f"e{one.entry_id}"


def candidates(
    draft: StandDraft, exhibitors: Iterable[Exhibitor], line: Line | None
) -> dict[str, list[tuple[str, str]]]:
    """Who can come to an area, in two groups: exhibits, and exhibitors by themselves; not who stands there."""
    here = {one.key for one in line.who} if line else set()
    exhibits = [(f"e{need.entry_id}", f"{need.exhibitor}: {need.title}") for need in draft.needs]
    by_themselves = [(f"a{one.id}", one.member.name) for one in exhibitors if one.state != "withdrawn"]
    groups = {_("Exponate"): exhibits, _("Aussteller ohne Exponat"): by_themselves}
    return {name: [one for one in some if one[0] not in here] for name, some in groups.items()}


def _number_said(value: object) -> object:
    is_number = language() == "en" and isinstance(value, str) and re.fullmatch(r"\d+,\d", value)
    return str(value).replace(",", ".") if is_number else value


def _who(one: Placement, names: Mapping[int, str], titles: Mapping[int, str]) -> Who:
    exhibitor = names.get(one.exhibitor_id, "")
    return Who(key_of(one), exhibitor, titles.get(one.entry_id, "") if one.entry_id is not None else "")


def _everybody(draft: StandDraft, row: StandArea) -> tuple[Placed, ...]:
    slugs = (draft.slugs.get(one.exhibitor_id, "") for one in draft.standing[row.id])
    return tuple(Placed((slug,)) for slug in dict.fromkeys(slugs) if slug)
