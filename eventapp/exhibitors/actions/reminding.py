"""Reminders: looked after every day, posted once."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.exhibitors import reminders
from eventapp.exhibitors.actions import mailing
from eventapp.exhibitors.progress import Progress, progress_of
from eventapp.exhibitors.reminders import Reminder
from eventapp.fair.models import Fair
from eventapp.fair.queries import fairs_to_come

EARLIEST = 7
"""The hour from which mails go out."""
REMINDED = ("invited", "taking_part")


def due(fair: Fair, *, at: datetime) -> list[tuple[Progress, Reminder]]:
    """Who gets a mail now, and about what. Writes nothing."""
    today = at_the_fair(at).date()
    reminded = (one for one in progress_of(fair, at=at) if one.exhibitor.state in REMINDED)
    found = ((one, reminders.reminder(one.tasks, one.exhibitor.reminded, today)) for one in reminded)
    return [(one, reminder) for one, reminder in found if reminder is not None]


def remind(fair: Fair, *, at: datetime) -> int:
    """One mail per exhibitor for all its open tasks of the next two weeks. Returns how many."""
    posted = 0
    for one, reminder in due(fair, at=at):
        key = f"reminder:{one.exhibitor.id}:{at_the_fair(at):%Y-%m-%d}"
        posted += mailing.write(one.exhibitor, "reminder", key=key, at=at, values=partial(_told, reminder))
        one.exhibitor.reminded = reminder.reminded
    db.session.flush()
    return posted


def _told(reminder: Reminder) -> dict[str, list[str]]:
    return {"tasks": [mailing.due(state.task, state.due_at) for state in reminder.tasks]}


def remind_all(at: datetime) -> None:
    """For the worker: every fair that is still to come. Nobody is written to at night."""
    if at_the_fair(at).hour < EARLIEST:
        return
    for fair in fairs_to_come(at_the_fair(at).date()):
        remind(fair, at=at)
