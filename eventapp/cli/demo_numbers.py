"""The demo's numbers: weeks in which people signed up and calendars asked, told as if they had passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from eventapp.calendars.readers import Tally, add_readings
from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.signups.models import SignUp

WEEKS = timedelta(days=24)
READ = (
    ("apple", 168, 151, 0),
    ("google", 61, 54, 3),
    ("outlook", 38, 33, 5),
    ("thunderbird", 74, 70, 0),
    ("android", 22, 19, 1),
    ("browser", 9, 2, 0),
)
"""By make of program: reads, how many of them brought nothing new, and hours since the last one."""


def play(slug: str, *, at: datetime) -> None:
    """In the order in which they came; nobody's turn changes by it."""
    fair = get_fair(slug)
    came = list(db.session.scalars(select(SignUp).where(SignUp.fair_id == fair.id).order_by(SignUp.id)))
    for number, one in enumerate(came, start=1):
        if one.confirmed_at is not None:
            one.confirmed_at = one.asked_at = at - WEEKS * (1 - number / (len(came) + 1)) ** 2
    add_readings(
        {
            (slug, family, at_the_fair(at).date()): Tally(reads, unchanged, at - timedelta(hours=hours))
            for family, reads, unchanged, hours in READ
        }
    )
