"""The tasks in the order in which a member sees them, and how they are found by name."""

from __future__ import annotations

from eventapp.exhibitors.fields.company import COMPANY
from eventapp.exhibitors.fields.exhibit import EXHIBIT
from eventapp.exhibitors.fields.field import Field, Task
from eventapp.exhibitors.fields.logistics import BILLING, DELIVERY, STAFF
from eventapp.exhibitors.fields.proposal import PROPOSAL

TASKS = (COMPANY, EXHIBIT, PROPOSAL, STAFF, DELIVERY, BILLING)
_BY_KEY = {task.key: task for task in TASKS}


def get_task(key: str) -> Task:
    """KeyError for a name that is none: a mistake of ours, not of a reader."""
    return _BY_KEY[key]


def find_task(key: str) -> Task | None:
    return _BY_KEY.get(key)


def get_field(task: str, key: str) -> Field:
    field = _BY_KEY[task].find(key)
    if field is None:
        raise KeyError(f"{task}.{key}")
    return field
