"""A sheet as it comes out of a file: numbered rows of cells, not yet understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from eventapp.i18n import _

Cell = str | int | float | bool | datetime | date | time | timedelta | None

WIDEST = 200
"""Columns that are looked at."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """``lines`` holds (row number in the file, cells), without rows that are empty. ``name`` is the sheet's, in a CSV
    file nothing. ``valueless`` are formulas whose value was not stored, by (row, column)."""

    name: str
    lines: list[tuple[int, tuple[Cell, ...]]]
    merges: tuple[Merge, ...] = ()
    valueless: frozenset[tuple[int, int]] = field(default=frozenset())

    def where(self, line: int, column: int | None = None) -> str:
        if not self.name:
            return _("Zeile {line}", line=line)
        place = _("Zeile {line}", line=line) if column is None else f"{letters(column)}{line}"
        return _("Blatt {name}, {place}", name=self.name, place=place)


def letters(column: int) -> str:
    """A column's name as the spreadsheet shows it: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_empty(cells: Iterable[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def text_of(cell: Cell) -> str:
    """A cell as text: what the spreadsheet turned into a number is written without its ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}" if cell.time() != time(0, 0) else f"{cell:%d.%m.%Y}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)


def unmerged(table: Table) -> Table:
    """Merged areas filled downwards with what they show, so that every row says its own date and place."""
    filled = {
        (row, merge.left): merge.top
        for merge in table.merges
        for row in range(merge.top + 1, min(merge.bottom, merge.top + 2_000) + 1)
    }
    if not filled:
        return table
    by_line = dict(table.lines)
    lines = []
    for line, cells in table.lines:
        row = list(cells)
        for column, cell in enumerate(cells):
            top = filled.get((line, column))
            if top is not None and cell is None and column < len(by_line.get(top, ())):
                row[column] = by_line[top][column]
        lines.append((line, tuple(row)))
    return Table(table.name, lines, table.merges, table.valueless)
