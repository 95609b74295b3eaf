"""What does not fit on the stand, said in words: power, room, measures, what stands nowhere. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventapp.i18n import mark
from eventapp.stand.geometry import Points, box_around, boxes_meet, holds, is_within, overlap, square_metres

POWER_KW = {"none": 0, "3kw": 3, "10kw": 10, "20kw": 20, "40kw": 40, "68kw": 68}
"""What an exhibit's connection may draw, by the answer to the question for it."""
SERIOUS, HINT = "serious", "hint"


@dataclass(frozen=True, slots=True)
class Need:
    """What an exhibit needs: ``kw``, room in square metres, length and width in centimetres (0: not said)."""

    entry_id: int
    title: str
    exhibitor: str
    kw: int = 0
    room: float = 0.0
    length: float = 0.0
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """An area as the draft has it. ``supply`` is what it gets in kilowatts, ``exhibits`` who stands on it, by id."""

    number: str
    points: Points
    supply: int
    exhibits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Misfit:
    """``message`` is a German source sentence with names to fill in. ``exhibit`` is an entry's id."""

    kind: str
    message: str
    values: dict[str, Any] = field(default_factory=dict)
    severity: str = SERIOUS
    areas: tuple[str, ...] = ()
    exhibit: int | None = None
    place: str = ""


def misfits(
    outline: Points,
    spots: Sequence[Spot],
    needs: Sequence[Need],
    undecided: Mapping[str, tuple[str, int]],
) -> list[Misfit]:
    """Everything, the serious first. ``undecided`` are places of the programme that lie on no area, with their names
    and how many sessions happen there."""
    by_id, floor = {need.entry_id: need for need in needs}, floor_of(spots)
    found = [
        *_power(spots, by_id, floor),
        *_room(spots, by_id, floor),
        *_measures(spots, needs),
        *_on_the_floor(outline, spots),
        *_nowhere(spots, needs),
        *_elsewhere(undecided),
    ]
    return sorted(found, key=lambda one: one.severity != SERIOUS)


def supply_of(points: Points, said: int | None, power_points: Sequence[tuple[Points, int]]) -> int:
    """Kilowatts of an area: as the office says, else what the power points in it give."""
    if said is not None:
        return said
    return sum(kw for where, kw in power_points if holds(points, where[0]))


def floor_of(spots: Sequence[Spot]) -> dict[int, float]:
    """Square metres of all areas that an exhibit stands on, by its id."""
    found: dict[int, float] = {}
    for spot in spots:
        room = square_metres(spot.points)
        for one in set(spot.exhibits):
            found[one] = found.get(one, 0) + room
    return found


def demand_of(spot: Spot, needs: Mapping[int, Need], floor: Mapping[int, float]) -> float:
    """Kilowatts wanted on an area; of an exhibit on several areas, the share of this one. ``floor`` is that of
    :func:`floor_of`."""
    return sum(_share(one, spot, floor) * needs[one].kw for one in spot.exhibits if one in needs)


def room_wanted(spot: Spot, needs: Mapping[int, Need], floor: Mapping[int, float]) -> float:
    """Square metres, shared in the same way."""
    return sum(_share(one, spot, floor) * needs[one].room for one in spot.exhibits if one in needs)


def _share(exhibit: int, spot: Spot, floor: Mapping[int, float]) -> float:
    return square_metres(spot.points) / floor[exhibit] if floor[exhibit] else 0.0


def _power(spots: Sequence[Spot], needs: Mapping[int, Need], floor: Mapping[int, float]) -> Iterator[Misfit]:
    for spot in spots:
        wanted = demand_of(spot, needs, floor)
        if wanted > spot.supply:
            yield Misfit(
                "power",
                mark("{area}: {wanted} kW bestellt, {supply} kW vorhanden. Es fehlen {missing} kW."),
                {
                    "area": spot.number,
                    "wanted": _number(wanted),
                    "supply": _number(spot.supply),
                    "missing": _number(wanted - spot.supply),
                },
                areas=(spot.number,),
            )


def _room(spots: Sequence[Spot], needs: Mapping[int, Need], floor: Mapping[int, float]) -> Iterator[Misfit]:
    for spot in spots:
        wanted, there = room_wanted(spot, needs, floor), square_metres(spot.points)
        if wanted > there + 0.05:
            yield Misfit(
                "room",
                mark("{area}: {wanted} m² gewünscht, {there} m² groß. Die Fläche ist überbelegt."),
                {"area": spot.number, "wanted": _number(wanted), "there": _number(there)},
                areas=(spot.number,),
            )


def _measures(spots: Sequence[Spot], needs: Sequence[Need]) -> Iterator[Misfit]:
    for need, standing in _standing(spots, needs):
        if not (need.length or need.width):
            continue
        around = box_around(point for spot in standing for point in spot.points)
        long, short = max(need.length, need.width), min(need.length, need.width)
        if long > max(around.width, around.depth) or short > min(around.width, around.depth):
            numbers = tuple(spot.number for spot in standing)
            yield Misfit(
                "measures",
                mark("„{exhibit}“ misst {long} × {short} cm, {area} nur {width} × {depth} cm."),
                {
                    "exhibit": need.title,
                    "long": _number(long),
                    "short": _number(short),
                    "area": ", ".join(numbers),
                    "width": around.width,
                    "depth": around.depth,
                },
                areas=numbers,
                exhibit=need.entry_id,
            )


def _standing(spots: Sequence[Spot], needs: Sequence[Need]) -> Iterator[tuple[Need, list[Spot]]]:
    """What stands somewhere, with its areas."""
    found: dict[int, list[Spot]] = {}
    for spot in spots:
        for one in set(spot.exhibits):
            found.setdefault(one, []).append(spot)
    return ((need, found[need.entry_id]) for need in needs if need.entry_id in found)


def _on_the_floor(outline: Points, spots: Sequence[Spot]) -> Iterator[Misfit]:
    near = _near(spots)
    for number, spot in enumerate(spots):
        if not is_within(spot.points, outline):
            yield Misfit(
                "outside", mark("{area} ragt über den Stand hinaus."), {"area": spot.number}, areas=(spot.number,)
            )
        for other in (spots[one] for one in sorted(near[number])):
            if overlap(spot.points, other.points):
                yield Misfit(
                    "overlap",
                    mark("{area} und {other} überdecken sich."),
                    {"area": spot.number, "other": other.number},
                    areas=(spot.number, other.number),
                )


def _near(spots: Sequence[Spot]) -> list[list[int]]:
    """Of each area the later ones whose box meets its own. Looked for from left to right, so that not every two areas
    of a large stand are compared."""
    boxes = [box_around(spot.points) for spot in spots]
    found: list[list[int]] = [[] for _spot in spots]
    open_ones: list[int] = []
    for number in sorted(range(len(spots)), key=lambda one: boxes[one].x):
        box = boxes[number]
        open_ones = [one for one in open_ones if boxes[one].x + boxes[one].width > box.x]
        for other in open_ones:
            if boxes_meet(boxes[other], box):
                found[min(number, other)].append(max(number, other))
        open_ones.append(number)
    return found


def _nowhere(spots: Sequence[Spot], needs: Sequence[Need]) -> Iterator[Misfit]:
    standing = Counter(one for spot in spots for one in spot.exhibits)
    for need in needs:
        if not standing[need.entry_id]:
            yield Misfit(
                "nowhere",
                mark("„{exhibit}“ von {exhibitor} hat noch keine Fläche."),
                {"exhibit": need.title, "exhibitor": need.exhibitor},
                exhibit=need.entry_id,
            )


def _elsewhere(undecided: Mapping[str, tuple[str, int]]) -> Iterator[Misfit]:
    for slug, (name, sessions) in undecided.items():
        yield Misfit(
            "place",
            mark("„{place}“ liegt auf keiner Fläche des Stands ({sessions} Programmpunkte)."),
            {"place": name, "sessions": sessions},
            HINT,
            place=slug,
        )


def _number(value: float) -> str:
    """As it is written in German: a comma, at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",")
