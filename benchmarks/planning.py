"""A move on a board of five hundred sessions: the act, the plan read again, and what does not go together with it."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta

from benchmarks.databases import Database
from benchmarks.office import Office
from benchmarks.table import Table, limit_row
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.programme.actions.moving import move_session
from eventapp.programme.conflicts import all_conflicts, conflicts_of
from eventapp.programme.planning_reading import read_plan
from eventapp.programme.queries import find_draft_session

SIZE, TIMES = 500, 15
MOVE_MS, ALL_MS = 100, 50


def measure(table: Table, database: Database) -> None:
    """Adds its lines to the table."""
    office = Office(database, SIZE, name="-planung")
    try:
        office.open_fair()
        office.import_files()
        office.release()
        code = office.codes()[SIZE // 2]
        moves = [_move(office, code, 1 if at % 2 else -1) for at in range(TIMES)]
        table.add(
            limit_row(f"a move on {SIZE} sessions with its conflicts", statistics.median(moves), "ms", most=MOVE_MS)
        )
        found = [_everything(office) for _ in range(TIMES)]
        table.add(limit_row(f"all conflicts of {SIZE} sessions", statistics.median(found), "ms", most=ALL_MS))
    finally:
        office.close()


def _move(office: Office, code: str, minutes: int) -> float:
    """Milliseconds, as the board's view does it."""
    with office.app.app_context():
        begins = time.perf_counter()
        with transaction():
            fair, by = get_fair(office.slug), timedelta(minutes=minutes)
            row = find_draft_session(fair.id, code, locked=True)
            if row is None:
                raise RuntimeError(f"{code} is not there")
            starts_at, ends_at = row.starts_at + by, row.ends_at + by
            move_session(
                row,
                place_id=row.place_id,
                starts_at=starts_at,
                ends_at=ends_at,
                version=row.version,
                by=None,
                at=now(),
            )
            plan = read_plan(fair)
            conflicts_of(plan.programme, plan.planning, code)
        took = time.perf_counter() - begins
        db.session.remove()
    return took * 1_000


def _everything(office: Office) -> float:
    """Milliseconds, with the plan at hand."""
    with office.app.app_context():
        plan = read_plan(get_fair(office.slug))
        db.session.remove()
    begins = time.perf_counter()
    all_conflicts(plan.programme, plan.planning)
    return (time.perf_counter() - begins) * 1_000
