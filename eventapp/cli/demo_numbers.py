"""The demo's numbers: weeks in which people signed up and calendars asked, told as if they had passed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select, update

from eventapp.calendars.models import FeedReading
from eventapp.clock import at_the_fair, from_the_wall
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import all_fairs, get_fair
from eventapp.journal.models import JournalEntry
from eventapp.programme.models import Release
from eventapp.signups.models import SignUp

NOON, SUMMER = time(12), timedelta(days=200)
WEEKS = timedelta(days=24)
READ = (
    ("apple", 24, 0.9, 0),
    ("google", 9, 0.88, 3),
    ("outlook", 6, 0.87, 5),
    ("thunderbird", 11, 0.95, 0),
    ("android", 4, 0.86, 1),
    ("browser", 1, 0.4, 0),
)
"""By make of program: reads on a usual day, which share of them brought nothing new, hours since the last one."""


def begin_long_ago(at: datetime) -> None:
    """The fairs were made then, those that are over in the summer before."""
    made = JournalEntry.kind.in_(("fair.created", "fair.set"))
    for fair in all_fairs():
        then = min(at, from_the_wall(fair.starts_on, NOON) - SUMMER)
        db.session.execute(update(JournalEntry).where(made, JournalEntry.fair_id == fair.id).values(at=then))


def play(slug: str, *, at: datetime) -> None:
    """In the order in which they came; nobody's turn changes by it."""
    fair = get_fair(slug)
    came = list(db.session.scalars(select(SignUp).where(SignUp.fair_id == fair.id).order_by(SignUp.id)))
    for number, one in enumerate(came, start=1):
        if one.confirmed_at is not None:
            one.confirmed_at = one.asked_at = at - WEEKS * (1 - number / (len(came) + 1)) ** 2
    _read(fair, Random(slug), at=at)  # noqa: S311 -- the same numbers every time, no secret


def _read(fair: Fair, chance: Random, *, at: datetime) -> None:
    """Every day a few more than the day before, counted for the release that stood."""
    released = select(Release.released_at, Release.number).where(Release.fair_id == fair.id).order_by(Release.number)
    rows: list[dict[str, Any]] = []
    standing = [(at_the_fair(moment).date(), number) for moment, number in db.session.execute(released)]
    today = at_the_fair(at).date()
    days = [standing[0][0] + timedelta(days=number) for number in range((today - standing[0][0]).days + 1)]
    for number, day in enumerate(days, start=1):
        for family, usual, unchanged, hours in READ:
            reads = round(usual * chance.uniform(0.7, 1.3) * number / len(days)) or 1
            last_at = at - timedelta(hours=hours) if day == today else from_the_wall(day, NOON)
            release = max(number for since, number in standing if since <= day)
            values = {"reads": reads, "unchanged": round(reads * unchanged), "last_at": last_at}
            rows.append({"fair_id": fair.id, "release": release, "family": family, "day": day} | values)
    db.session.execute(insert(FeedReading), rows)
