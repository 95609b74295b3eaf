"""How far the exhibitors of a fair are, for who only counts them: the database puts together those that are alike."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Text, case, cast, func, select

from eventapp.database import db, rows_of
from eventapp.exhibitors.models import Entry, Exhibitor, ReopenedTask
from eventapp.exhibitors.overview import Alike, EntrySign
from eventapp.exhibitors.states import State
from eventapp.exhibitors.tasks import UNTOUCHED

_TOUCHED = UNTOUCHED + 1
_tasks = msgspec.json.Decoder(list[str])


def alike_of(fair_id: int) -> list[Alike]:
    """All exhibitors of a fair, in two queries: two thousand are a handful of groups. Whoever was given longer for
    something is a group alone."""
    version = case((Entry.version == UNTOUCHED, str(UNTOUCHED)), else_=str(_TOUCHED))
    sign = func.aggregate_strings(Entry.kind + ":" + Entry.state + ":" + version, " ")
    signs = select(sign).where(Entry.exhibitor_id == Exhibitor.id, Entry.state != State.WITHDRAWN)
    alone = case((Exhibitor.id.in_(select(ReopenedTask.exhibitor_id)), Exhibitor.id), else_=0).label("alone")
    state, not_wanted = Exhibitor.state, cast(Exhibitor.not_wanted, Text).label("not_wanted")
    # Asked for each exhibitor by its index: with two lists to join, a PostgreSQL that has not counted a new fair yet
    # goes through the one for each row of the other.
    written = func.coalesce(signs.scalar_subquery(), "").label("signs")
    each = select(state, not_wanted, written, alone).where(Exhibitor.fair_id == fair_id)
    one = each.subquery().c
    reopened = reopened_in(fair_id)
    columns = one.state, one.not_wanted, one.signs, one.alone
    rows = rows_of(select(*columns, func.count()).group_by(*columns))
    return [
        Alike(state, _tasks.decode(not_wanted), _signs_in(signs), reopened.get(alone, {}), number)
        for state, not_wanted, signs, alone, number in rows
    ]


def _signs_in(told: str) -> tuple[EntrySign, ...]:
    each = (sign.split(":") for sign in told.split())
    return tuple(EntrySign(kind, state, int(version)) for kind, state, version in each)


def reopened_in(fair_id: int) -> dict[int, dict[str, datetime]]:
    """By exhibitor what it was given longer for, and until when."""
    wanted = select(ReopenedTask).join(Exhibitor, Exhibitor.id == ReopenedTask.exhibitor_id)
    found: dict[int, dict[str, datetime]] = {}
    for row in db.session.scalars(wanted.where(Exhibitor.fair_id == fair_id)):
        found.setdefault(row.exhibitor_id, {})[row.task] = row.until
    return found
