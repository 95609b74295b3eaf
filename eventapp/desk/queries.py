"""What only the front page asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from eventapp.database import db
from eventapp.programme.models import PlannedRelease, Release


@dataclass(frozen=True, slots=True)
class ToCome:
    """A release planned for later, or one that could not be made (``error``: why, as ``planned_words`` reads it)."""

    id: int
    due_at: datetime
    state: str
    error: str = ""


def releases_to_come(fair_id: int) -> list[ToCome]:
    """Those that are planned, the next first; one that was refused as long as nothing was released or planned since."""
    wanted = select(PlannedRelease.id, PlannedRelease.due_at, PlannedRelease.state, PlannedRelease.error)
    wanted = wanted.where(PlannedRelease.fair_id == fair_id, PlannedRelease.state.in_(("planned", "refused")))
    found = [ToCome(*row) for row in db.session.execute(wanted.order_by(PlannedRelease.due_at))]
    planned = [one for one in found if one.state == "planned"]
    refused = [one for one in found if one.state == "refused"][-1:]
    if planned or not refused:
        return planned
    newest = select(Release.released_at).where(Release.fair_id == fair_id).order_by(Release.number.desc()).limit(1)
    released_at = db.session.scalar(newest)
    return [] if released_at and released_at > refused[0].due_at else refused
