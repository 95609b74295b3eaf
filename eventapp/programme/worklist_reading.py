"""The office's list of sessions, read in as many queries whatever the fair's size."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.fair.models import Fair
from eventapp.programme import queries
from eventapp.programme.conflict_count import keep_count, last_entry
from eventapp.programme.conflicts import all_conflicts
from eventapp.programme.planning_reading import read_plan
from eventapp.programme.value import Programme
from eventapp.programme.worklist import Line, Troubles, troubles_in, worklist


@dataclass(frozen=True, slots=True)
class Listed:
    """The draft with what lies beside the board, and a line for each of it."""

    drafted: Programme
    lines: tuple[Line, ...]


def list_of(fair: Fair, standing: Programme | None) -> Listed:
    entry = last_entry(fair.id)
    plan = read_plan(fair, has_texts=True)
    found = all_conflicts(plan.programme, plan.planning)
    keep_count(fair.id, entry, found)
    troubles: Troubles = troubles_in(conflict for conflict in found if conflict.severity != "accepted")
    return Listed(
        plan.whole,
        worklist(
            plan.whole,
            standing,
            unasked=queries.speakers_unasked(fair.id),
            unscheduled=plan.beside,
            troubles=troubles,
            taken=plan.planning.taken,
        ),
    )
