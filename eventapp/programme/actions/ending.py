"""What ends with a fair: releases that were planned for later are not made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.programme.models import PlannedRelease


def end(fair: Fair, _by: int | None, _at: datetime) -> None:
    waiting = update(PlannedRelease).where(PlannedRelease.fair_id == fair.id, PlannedRelease.state == "planned")
    db.session.execute(waiting.values(state="withdrawn"))
