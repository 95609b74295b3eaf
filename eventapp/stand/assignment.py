"""Who stands where as a list to work on: a row for each exhibit and each exhibitor, with the areas it has. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.states import State
from eventapp.stand.draft import StandDraft
from eventapp.stand.misfits import Misfit, Need
from eventapp.stand.worksheet import standing_on

Sent = tuple[frozenset[int], frozenset[int]]
"""Areas by id: what the person saw, and what they ticked."""


@dataclass(frozen=True, slots=True)
class Row:
    """``areas`` are the ids it stands on now, ``ticked`` what is shown; ``need`` and ``state`` are an exhibit's."""

    key: str
    exhibitor: str
    areas: frozenset[int]
    ticked: frozenset[int]
    need: Need | None = None
    state: State = State.DRAFT
    misfits: tuple[Misfit, ...] = ()
    is_overtaken: bool = False

    @property
    def title(self) -> str:
        return self.need.title if self.need else ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A row that somebody changed, from what they saw to what they want."""

    key: str
    seen: frozenset[int]
    wanted: frozenset[int]


def rows_of(
    draft: StandDraft, exhibitors: Iterable[Exhibitor], sent: Mapping[str, Sent] | None = None
) -> tuple[list[Row], list[Row]]:
    """Exhibits (those without an area first), and exhibitors by themselves. ``sent`` keeps what was ticked."""
    standing, told = standing_on(draft.placements), sent or {}
    states = {entry.id: entry.state for entry in draft.exhibits}
    exhibits = [
        _row(
            f"e{need.entry_id}",
            need.exhibitor,
            standing,
            told,
            need=need,
            state=State(states[need.entry_id]),
            misfits=tuple(one for one in draft.misfits if one.exhibit == need.entry_id and one.kind != "nowhere"),
        )
        for need in draft.needs
    ]
    by_themselves = [
        _row(f"a{one.id}", one.member.name, standing, told) for one in exhibitors if one.state != "withdrawn"
    ]
    return sorted(exhibits, key=lambda row: bool(row.areas)), by_themselves


def wishes(sent: Mapping[str, Sent]) -> list[Wish]:
    """The rows in which something was ticked or unticked."""
    return [Wish(key, seen, wanted) for key, (seen, wanted) in sorted(sent.items()) if seen != wanted]


def overtaken(some: Iterable[Wish], standing: Mapping[str, frozenset[int]]) -> list[Wish]:
    """Those whose row somebody else changed meanwhile to something else."""
    now = ((one, standing.get(one.key, frozenset())) for one in some)
    return [one for one, stands in now if stands not in (one.seen, one.wanted)]


def _row(
    key: str,
    exhibitor: str,
    standing: Mapping[str, frozenset[int]],
    sent: Mapping[str, Sent],
    *,
    need: Need | None = None,
    state: State = State.DRAFT,
    misfits: tuple[Misfit, ...] = (),
) -> Row:
    areas = standing.get(key, frozenset())
    seen, ticked = sent.get(key, (areas, areas))
    is_overtaken = seen != ticked and areas not in (seen, ticked)
    shown = ticked if seen != ticked else areas
    return Row(key, exhibitor, areas, shown, need, state, misfits, is_overtaken)
