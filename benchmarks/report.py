"""``docs/performance.md``: the tables are written between their markers, everything else in it is by hand."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

import sqlalchemy as sa

from benchmarks.databases import POSTGRES
from benchmarks.growth import Values, table_of
from benchmarks.plot import svg
from benchmarks.servers import ROOT
from benchmarks.table import Table
from eventapp.clock import now

PAGE = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "performance-growth.svg"
PACKAGES = ("Flask", "Werkzeug", "gunicorn", "SQLAlchemy", "icalendar", "Jinja2")
Growth = dict[str, dict[int, Values]]


def write(tables: list[Table], growth: Growth, where: str, *, page: Path = PAGE, plot: Path = PLOT) -> None:
    """Every part that was measured; parts of ``page`` that were not stay as they are."""
    parts = {"machine": machine(), "where": where}
    parts["tables"] = "\n".join(f"### {table.title}\n\n{table.markdown()}" for table in tables)
    parts["growth"] = "\n".join(f"### {name}\n\n{table_of(grown)}" for name, grown in growth.items())
    written = page.read_text()
    for name, text in parts.items():
        if text:
            written = _between_markers(written, name, text)
    page.write_text(written)
    if growth:
        plot.write_text(svg(list(growth.items())))


def _between_markers(page: str, name: str, text: str) -> str:
    pattern = re.compile(rf"(<!-- bench:{name} -->\n).*?(<!-- /bench:{name} -->)", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"docs/performance.md has no place for {name!r}")
    return pattern.sub(lambda found: f"{found[1]}\n{text.strip()}\n\n{found[2]}", page)


def machine() -> str:
    """What the numbers were measured on, as a Markdown list."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1_000_000_000
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    lines = (
        f"{now():%Y-%m-%d %H:%M} UTC, {_state()}",
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GB, {platform.system()} {platform.release()}; "
        f"load average when it began {os.getloadavg()[2]:.1f}",
        f"Python {platform.python_version()}, {packages}",
        ", ".join(filter(None, (f"SQLite {sqlite3.sqlite_version}", _postgres(), _wrk()))),
    )
    return "\n".join(f"* {line}" for line in lines)


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return found[1].strip() if found else platform.machine()


def _state() -> str:
    """Which state of the project it was, where git knows."""
    if shutil.which("git") is None:
        return "state unknown"
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return f"state {done.stdout.strip() or 'unknown'}"


def _postgres() -> str:
    engine = sa.create_engine(POSTGRES, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            told: str = connection.exec_driver_sql("SHOW server_version").scalar_one()
            return f"PostgreSQL {told.split()[0]}"
    except sa.exc.OperationalError:
        return ""
    finally:
        engine.dispose()


def _wrk() -> str:
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True).stdout
    return " ".join(said.split()[:2])
