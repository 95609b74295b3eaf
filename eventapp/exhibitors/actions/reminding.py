"""Reminders: looked after every day, posted once."""

from __future__ import annotations

from datetime import datetime

from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.exhibitors import reminders
from eventapp.exhibitors.actions.mailing import write
from eventapp.exhibitors.progress import Progress, progress_of
from eventapp.exhibitors.reminders import Reminder
from eventapp.fair.models import Fair
from eventapp.fair.queries import fairs_to_come

REMINDED = ("invited", "taking_part")


def due(fair: Fair, *, at: datetime) -> list[tuple[Progress, Reminder]]:
    """Who gets a mail now, and about what. Writes nothing."""
    today = at_the_fair(at).date()
    found = ((one, _due(one, today)) for one in progress_of(fair, at=at) if one.exhibitor.state in REMINDED)
    return [(one, reminder) for one, reminder in found if reminder is not None]


def _due(one: Progress, today: object) -> Reminder | None:
    return reminders.reminder(one.tasks, one.exhibitor.reminded, today)  # type: ignore[arg-type] -- a date


def remind(fair: Fair, *, at: datetime) -> int:
    """One mail per exhibitor for all its open tasks of the next two weeks. Returns how many."""
    posted = 0
    for one, reminder in due(fair, at=at):
        values = {"tasks": [{"task": state.task.key, "due_at": state.due_at.isoformat()} for state in reminder.tasks]}
        key = f"reminder:{one.exhibitor.id}:{at_the_fair(at):%Y-%m-%d}"
        posted += write(one.exhibitor, "reminder", key=key, at=at, values=values)
        one.exhibitor.reminded = reminder.reminded
    db.session.flush()
    return posted


def remind_all(at: datetime) -> None:
    """For the worker: every fair that is still to come."""
    for fair in fairs_to_come(at_the_fair(at).date()):
        remind(fair, at=at)
