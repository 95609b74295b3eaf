"""``make bench``: everything is measured, told as tables, and compared with its marks. Exit status 1: one is missed.

All servers listen on 127.0.0.1 and are ours; databases and files are of this run and go with it.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from benchmarks import growth, inside, paper, planning, rates, report, singles, stand, visitors, where
from benchmarks.databases import Database, postgresql, postgresql_answers, sqlite
from benchmarks.growth import Values
from benchmarks.office import Office
from benchmarks.table import Table
from benchmarks.tools import wrk_or_reason

MAIN_SIZE = 1_000
QUICK_ROUNDS, QUICK_RELEASES, RELEASES, GROWTH_ROUNDS = 2, 2, 5, 2


def main() -> int:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    reason = wrk_or_reason()
    if reason:
        print(reason, file=sys.stderr)
        return 2
    begins = time.monotonic()
    tables: list[Table] = []
    grown: dict[str, dict[int, Values]] = {}
    profiled = ""
    for opened in _databases(arguments.only or ("sqlite" if arguments.quick else None)):
        with opened() as database:
            table, took = _measured(database, rounds=arguments.rounds, is_quick=arguments.quick)
            tables.append(table)
            if not arguments.quick:
                grown[database.name] = _grown(database, took)
                profiled = profiled or _profiled(database)
    if arguments.write:
        report.write(tables, grown, profiled)
        print(f"\nWritten: {report.PAGE}")
    below = [f"{table.title}: {row.what}" for table in tables for row in table.below]
    print(f"\n{time.monotonic() - begins:.0f} s. {len(below)} lines below their marks.", *below, sep="\n  ")
    return 1 if below else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="only lines with marks, fewer rounds, no growth, SQLite unless ONLY says so (QUICK=1)",
    )
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md (WRITE=1)")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="this database only (ONLY=…)")
    parser.add_argument("--rounds", type=int, default=4, help="rounds of a second for each rate (ROUNDS=…)")
    return parser.parse_args()


def _databases(only: str | None) -> list[Callable[[], AbstractContextManager[Database]]]:
    if only == "sqlite":
        return [sqlite]
    if postgresql_answers():
        return [postgresql] if only else [sqlite, postgresql]
    sentence = "no PostgreSQL answers at TEST_POSTGRES_URL (127.0.0.1:5432)"
    if only or os.environ.get("REQUIRE_ALL") == "1":
        raise SystemExit(f"It was asked for, but {sentence}.")
    print(f"{sentence}: measured on SQLite only.", file=sys.stderr)
    return [sqlite]


def _measured(database: Database, *, rounds: int, is_quick: bool) -> tuple[Table, tuple[float, float]]:
    """All lines for one database, and the seconds that the import and the first release took."""
    table = Table(f"{database.name}, {MAIN_SIZE:,} sessions")
    table.begin()
    office = Office(database, MAIN_SIZE)
    try:
        office.command("db", "upgrade")
        took = singles.imports(table, office)
        stand.draw(office)
        office.open_catalogue(rates.EXHIBITORS)
        asked = rates.questions(office)
        marked = [question for question in asked if question.mark]
        rates.measure(table, office, marked, rounds=QUICK_ROUNDS if is_quick else rounds, seconds=1)
        if not is_quick:
            others = [question for question in asked if not question.mark]
            rates.measure(table, office, others, rounds=QUICK_ROUNDS, seconds=1)
        singles.queries(table, office)
        if not is_quick:
            singles.imports_again(table, office)
        singles.cold(table, office, releases=QUICK_RELEASES if is_quick else RELEASES)
        inside.measure(table, office)
        stand.measure(table, office)
        paper.measure(table, office)
        planning.measure(table, database)
        singles.starts(table, office)
        visitors.measure(table, office, rounds=QUICK_ROUNDS if is_quick else rounds)
    finally:
        office.close()
    return table, took


def _grown(database: Database, took: tuple[float, float]) -> dict[int, Values]:
    """What is measured at each size; the fair of the main size stands already."""
    grown = {}
    for size in growth.SIZES:
        print(f"{database.name}: growth, {size:,} sessions …", flush=True)
        office = Office(database, size)
        try:
            rounds, known = GROWTH_ROUNDS, took if size == MAIN_SIZE else None
            grown[size] = growth.measure(office, took=known, rounds=rounds)
        finally:
            office.close()
    print(f"\n{growth.table_of(grown)}", flush=True)
    return grown


def _profiled(database: Database) -> str:
    print("Where the time goes …\n", flush=True)
    office = Office(database, MAIN_SIZE)
    try:
        told = where.measure(office)
    finally:
        office.close()
    print(told, flush=True)
    return told


if __name__ == "__main__":
    sys.exit(main())
