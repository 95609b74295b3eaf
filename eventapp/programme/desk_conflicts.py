"""What does not go together in the draft, as a list: the gravest first, each with the way to its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.fair.queries import get_fair
from eventapp.programme.conflicts import KINDS, all_conflicts
from eventapp.programme.desk_root import blueprint, shown
from eventapp.programme.draft_reading import read_draft
from eventapp.programme.planning import Conflict
from eventapp.programme.planning_reading import read_planning
from eventapp.web.access import organisers


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is asked for; names as in the address."""

    art: str = ""
    tag: str = ""
    ort: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Asked:
        return cls(**{name: query.get(name, "")[:100] for name in ("art", "tag", "ort")})

    def has(self, conflict: Conflict) -> bool:
        day = conflict.day.isoformat() if conflict.day else ""
        return self.art in ("", conflict.kind) and self.tag in ("", day) and self.ort in ("", conflict.place)


@blueprint.get("/konflikte")
@organisers
def conflicts(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    drafted = read_draft(fair)
    found = all_conflicts(drafted, read_planning(fair))
    asked = Asked.from_query(request.args)
    hits = [conflict for conflict in found if asked.has(conflict)]
    kinds = Counter(conflict.kind for conflict in found)
    return shown(
        "conflicts",
        fair=fair,
        drafted=drafted,
        number_of_all=len(found),
        number_of_hits=len(hits),
        groups=[(severity, list(some)) for severity, some in groupby(hits, key=lambda one: one.severity)],
        kinds=[(kind, name, kinds[kind]) for kind, name in KINDS.items() if kinds[kind]],
        days=sorted({conflict.day for conflict in found if conflict.day}),
        asked=asked,
    )
