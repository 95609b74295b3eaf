"""The office's list of what does not go together in the draft, and what of it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from eventapp.fair.models import Fair
from eventapp.programme.conflict_count import keep_count, last_entry
from eventapp.programme.conflicts import all_conflicts
from eventapp.programme.planning import Conflict
from eventapp.programme.planning_reading import read_plan
from eventapp.programme.value import Programme


@dataclass(frozen=True, slots=True)
class Asked:
    """Names as in the address."""

    art: str = ""
    tag: str = ""
    ort: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Asked:
        return cls(**{name: query.get(name, "")[:100] for name in ("art", "tag", "ort")})

    @property
    def parameters(self) -> dict[str, str]:
        """For links and forms that keep it."""
        return {name: value for name, value in asdict(self).items() if value}

    def has(self, conflict: Conflict) -> bool:
        day = conflict.day.isoformat() if conflict.day else ""
        return self.art in ("", conflict.kind) and self.tag in ("", day) and self.ort in ("", conflict.place)


@dataclass(frozen=True, slots=True)
class Found:
    drafted: Programme
    every: tuple[Conflict, ...]
    hits: tuple[Conflict, ...]


def conflicts_asked_for(fair: Fair, asked: Asked) -> Found:
    """The gravest first."""
    entry = last_entry(fair.id)
    plan = read_plan(fair)
    every = all_conflicts(plan.programme, plan.planning)
    keep_count(fair.id, entry, every)
    return Found(plan.programme, every, tuple(conflict for conflict in every if asked.has(conflict)))
