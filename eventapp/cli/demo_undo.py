"""What the demo's office did by mistake and took back: the history shows both, the draft neither."""

from __future__ import annotations

from datetime import datetime

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import last_act
from eventapp.journal.undoing import undo
from eventapp.programme import queries
from eventapp.programme.actions import sessions

MINUTES = 20


def err(slug: str, turn: int, *, by: int, at: datetime) -> None:
    """One mistake in each turn: the first session cancelled, the last one late."""
    fair = get_fair(slug)
    rows = [row for row in queries.draft_sessions(fair.id) if row.is_scheduled and not row.is_cancelled]
    if turn == 0:
        sessions.cancel_session(rows[0], version=rows[0].version, by=by, at=at)
    else:
        sessions.delay_session(rows[-1], MINUTES, version=rows[-1].version, by=by, at=at)


def take_back(slug: str, *, by: int, at: datetime) -> None:
    """What was done last."""
    act = last_act(get_fair(slug).id, by)
    if act is not None:
        undo(db.session.get_one(JournalEntry, act), by=by, at=at)
