"""What does not go together in the draft, as a list: the gravest first, each with the way to its end."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from eventapp.fair.queries import get_fair
from eventapp.programme.conflict_count import known_count, number_open
from eventapp.programme.conflict_list import Asked, conflicts_asked_for
from eventapp.programme.conflicts import KINDS
from eventapp.programme.desk_root import blueprint, shown
from eventapp.web.access import organisers

blueprint.add_app_template_global(known_count, "known_count")


@blueprint.get("/konflikte/zahl")
@organisers
def count_conflicts(slug: str) -> ResponseReturnValue:
    """For the menu, where a page came without it."""
    fair = get_fair(slug)
    number = known_count(slug)
    if number is None:
        number = number_open(conflicts_asked_for(fair, Asked()).every)
    return jsonify(number=number)


@blueprint.get("/konflikte")
@organisers
def conflicts(slug: str) -> ResponseReturnValue:
    fair, asked = get_fair(slug), Asked.from_query(request.args)
    found = conflicts_asked_for(fair, asked)
    kinds = Counter(conflict.kind for conflict in found.every)
    return shown(
        "conflicts",
        fair=fair,
        drafted=found.drafted,
        number_of_all=len(found.every),
        number_of_hits=len(found.hits),
        groups=[(severity, list(some)) for severity, some in groupby(found.hits, key=lambda one: one.severity)],
        kinds=[(kind, name, kinds[kind]) for kind, name in KINDS.items() if kinds[kind]],
        days=sorted({conflict.day for conflict in found.every if conflict.day}),
        asked=asked,
    )
