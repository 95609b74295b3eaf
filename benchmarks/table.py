"""What was measured, as lines of a table: told on the terminal while it goes, and as Markdown at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.load import Comparison
from benchmarks.office import Took

COLUMNS = ("what", "ours", "bare Flask", "ratio", "rounds", "CPU", "mark", "")
WIDTHS = (46, 12, 10, 6, 11, 9, 10, 8)
OK, BELOW = "ok", "BELOW"


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``is_met`` is None where there is no mark. ``cpu`` of a rate: the ratio of requests for each second of
    the workers' processor time, which other processes on the machine trouble less; of a time: the processor's part."""

    what: str
    ours: str
    mark: str = ""
    is_met: bool | None = None
    bare: str = ""
    ratio: str = ""
    rounds: str = ""
    cpu: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = "" if self.is_met is None else OK if self.is_met else BELOW
        return (self.what, self.ours, self.bare, self.ratio, self.rounds, self.cpu, self.mark, verdict)


@dataclass(slots=True)
class Table:
    """All lines of one database; printed as they come."""

    title: str
    rows: list[Row] = field(default_factory=list)

    def begin(self) -> None:
        print(f"\n{self.title}\n\n{_line(COLUMNS)}\n{_line(['-' * width for width in WIDTHS])}", flush=True)

    def add(self, row: Row) -> None:
        self.rows.append(row)
        print(_line(row.cells), flush=True)

    @property
    def below(self) -> list[Row]:
        return [row for row in self.rows if row.is_met is False]

    def markdown(self) -> str:
        return markdown(COLUMNS, [row.cells for row in self.rows])


def rate_row(what: str, found: Comparison, *, mark: float | None = None) -> Row:
    """Requests a second beside bare Flask's; met if the ratio reaches the mark."""
    return Row(
        what,
        f"{found.ours:,.0f}/s",
        f"≥ {mark} ×" if mark else "",
        found.ratio >= mark if mark else None,
        f"{found.bare:,.0f}/s",
        f"{found.ratio:.2f}",
        f"{found.lowest:.2f}–{found.highest:.2f}",
        f"{found.per_cpu_second:.2f} ×",
    )


def limit_row(what: str, value: float, unit: str, *, most: float | None = None, cpu: float | None = None) -> Row:
    """A number that has to stay at or below ``most``; ``cpu`` is the processor's part of it."""
    mark = f"≤ {most:g} {unit}".rstrip() if most is not None else ""
    is_met = value <= most if most is not None else None
    return Row(what, told(value, unit), mark, is_met, cpu=told(cpu, unit) if cpu is not None else "")


def took_row(what: str, took: Took, *, most: float | None = None) -> Row:
    """A command of the office: seconds on the clock, and of the processor."""
    return limit_row(what, took.seconds, "s", most=most, cpu=took.cpu_seconds)


def told(value: float, unit: str = "") -> str:
    """Three digits that matter: 0.42 s, 38.1 MB, 1,234 ms."""
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]], *, side: str = "---:") -> str:
    """A Markdown table; every column but the first stands to the right, or to the ``side`` that is wanted."""
    head = [f"| {' | '.join(columns)} |", f"| {' | '.join(['---', *[side] * (len(columns) - 1)])} |"]
    return "\n".join([*head, *(f"| {' | '.join(cells)} |" for cells in rows)]) + "\n"


def _line(cells: Sequence[str]) -> str:
    first, *others = cells
    return f"{first:<{WIDTHS[0]}} " + " ".join(
        f"{cell:>{width}}" for cell, width in zip(others, WIDTHS[1:], strict=True)
    )
