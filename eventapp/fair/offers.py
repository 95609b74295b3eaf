"""What rooms below this one can join: what a new fair takes over from another one, what ends when one is archived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eventapp.clock import at_the_fair, from_the_wall
from eventapp.fair.models import Fair

Counts = tuple[tuple[str, int], ...]
"""What it is (German source text) and how many of it."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What is known of the new fair before there is one; ``chosen`` are the keys of all parts it takes over."""

    starts_on: date
    ends_on: date
    chosen: frozenset[str]

    def shifted(self, moment: datetime, former: Fair) -> datetime:
        """As far from the first day as it was then, at the same reading of the hall's clock."""
        wall = at_the_fair(moment)
        return from_the_wall(wall.date() + self.days_after(former), wall.time())

    def days_after(self, former: Fair) -> timedelta:
        return self.starts_on - former.starts_on


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a new fair may take over. ``count`` tells how much that would be, ``take`` does it and tells how much
    it was. Nothing that it takes is public before somebody publishes it."""

    key: str
    name: str
    hint: str
    count: Callable[[Fair, Coming], Counts]
    take: Callable[[Fair, Fair, Coming, int | None, datetime], Counts]
    """The former fair, the new one, what is known of it, who does it, when."""


carry_over: list[Part] = []
"""In the order in which parts are offered and taken: what stands on another one comes after it."""


Ending = Callable[[Fair, int | None, datetime], None]
endings: list[Ending] = []
"""Called in the transaction in which a fair is archived (who does it, when): what would happen later by itself is
called off."""


def join(part: Part) -> None:
    if all(one.key != part.key for one in carry_over):
        carry_over.append(part)
