"""Times that are kept free as they were before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.journal.undoing import Turn
from eventapp.programme import queries
from eventapp.programme.actions.rules import check_order_again
from eventapp.programme.hand import state_of_blocker
from eventapp.programme.models import Blocker, Place

MOMENTS = ("starts_at", "ends_at")


def undo_blockers(turns: Sequence[Turn]) -> None:
    for turn in turns:
        row = _found(turn)
        turn.check(state_of_blocker(row) if row else None)
        if turn.wanted is None:
            db.session.delete(row)
        elif row is None:
            row = Blocker(fair_id=turn.fair_id, handle=turn.key)
            _write(row, turn.wanted)
            db.session.add(row)
        else:
            _write(row, turn.wanted)
            check_order_again(row)
            row.version += 1
        db.session.flush()


def _found(turn: Turn) -> Blocker | None:
    wanted = select(Blocker).where(Blocker.fair_id == turn.fair_id, Blocker.handle == turn.key)
    wanted = wanted.options(selectinload(Blocker.place)).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def _write(row: Blocker, wanted: Mapping[str, Any]) -> None:
    for name, value in wanted.items():
        if name == "place":
            row.place = _place(row.fair_id, value) if value else None
        else:
            setattr(row, name, datetime.fromisoformat(value) if name in MOMENTS else value)


def _place(fair_id: int, slug: str) -> Place:
    found = queries.find_ground(Place, fair_id, slug)
    if found is None:
        raise DomainError(
            mark("Den Ort, für den die Zeit frei blieb, gibt es nicht mehr. Legen Sie die Sperrzeit neu an.")
        )
    return found
