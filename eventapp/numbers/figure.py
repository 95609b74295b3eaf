"""A figure: one table of numbers, and which of its columns are drawn. Pure.

Numbers of people under :data:`FEWEST` could tell who they are: such lines are put together until they are enough, and
single numbers are told as "fewer than".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from eventapp.i18n import _

Cell = str | int | float
Counted = TypeVar("Counted")
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """``rows`` begin with what they are about. ``drawn`` are the columns that the chart shows, ``kind`` how: ``bars``,
    ``lines``, ``stacked``. ``lead`` is what the figure comes to, in one sentence; ``note`` what has to be known to read
    it."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: str = ""
    note: str = ""
    kind: str = "bars"
    drawn: tuple[int, ...] = field(default=(1,))

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def has_chart(self) -> bool:
        """One bar says no more than its number."""
        return len(self.rows) > 1 and bool(self.drawn)


def few(number: int) -> Cell:
    """A number of people that stands by itself."""
    return _("unter {number}", number=FEWEST) if 0 < number < FEWEST else number


def put_together(
    some: Iterable[Counted], people: Callable[[Counted], int], joined: Callable[[Sequence[Counted]], Counted]
) -> list[Counted]:
    """Those with enough people (or none at all) as they are, in their order; last, as one, the others, with the next
    smallest ones until they are enough. Nothing where all of them together are not."""
    every = list(some)
    small = [one for one in every if 0 < people(one) < FEWEST]
    enough = [one for one in every if not 0 < people(one) < FEWEST]
    rest = sorted((one for one in enough if people(one)), key=people)
    while small and sum(map(people, small)) < FEWEST and rest:
        small.append(rest.pop(0))
    if small and sum(map(people, small)) < FEWEST:
        return [one for one in enough if not people(one)]
    kept = [one for one in enough if not any(one is other for other in small)]
    return [*kept, joined(small)] if small else kept


def put_in_a_row(
    some: Iterable[Counted], people: Callable[[Counted], int], joined: Callable[[Sequence[Counted]], Counted]
) -> list[Counted]:
    """The same for what has an order, like days: neighbours are put together until they are enough; what is left over
    at the end goes to the last."""
    found: list[list[Counted]] = []
    waiting: list[Counted] = []
    for one in some:
        waiting.append(one)
        if sum(map(people, waiting)) >= FEWEST:
            found.append(waiting)
            waiting = []
    if waiting and found:
        found[-1].extend(waiting)
    return [joined(group) for group in found]


def percent(part: int, whole: int) -> int | None:
    """In whole percents; None of nothing."""
    return round(100 * part / whole) if whole else None


def told_percent(number: int | None) -> Cell:
    return "–" if number is None else number
