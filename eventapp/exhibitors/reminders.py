"""Whom to remind of what: 14, 7 and 2 days before a deadline, one mail per exhibitor, open tasks only. Pure.

What was last said about a task is kept, so a worker that stood still for a day says it a day later and never twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eventapp.clock import at_the_fair
from eventapp.exhibitors.tasks import TaskState

STAGES = (2, 7, 14)
"""Days before the deadline, the last first."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """``tasks`` are all open ones of the coming two weeks, the nearest first; ``reminded`` is to be kept."""

    tasks: tuple[TaskState, ...]
    reminded: dict[str, str]


def stage(state: TaskState, today: date) -> str:
    """Which reminder is due by now for which deadline: "2027-01-10/7"; "" where none is."""
    due = at_the_fair(state.due_at).date()
    left = (due - today).days
    reached = next((days for days in STAGES if 0 <= left <= days), None)
    return "" if reached is None else f"{due:%Y-%m-%d}/{reached}"


def reminder(states: Sequence[TaskState], reminded: Mapping[str, str], today: date) -> Reminder | None:
    """The mail that is due, or None. A single task that reached a stage makes it; it tells of all that are near."""
    near = {state.task.key: stage(state, today) for state in states if state.is_open and not state.is_over}
    near = {key: reached for key, reached in near.items() if reached}
    if all(reminded.get(key) == reached for key, reached in near.items()):
        return None
    tasks = sorted((state for state in states if state.task.key in near), key=lambda state: state.due_at)
    return Reminder(tuple(tasks), {**reminded, **near})
