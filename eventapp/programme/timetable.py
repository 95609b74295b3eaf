"""The programme by day and time, as a list and as a grid. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from eventapp.programme.board import Row, by_time, rows
from eventapp.programme.value import Place, Programme, Session


@dataclass(frozen=True, slots=True)
class Slot:
    """Everything that starts at one time."""

    starts_at: datetime
    rows: tuple[Row, ...]
    is_now: bool = False

    def shows(self, codes: Collection[str]) -> bool:
        return any(row.session.code in codes for row in self.rows)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    slots: tuple[Slot, ...]

    def shows(self, codes: Collection[str]) -> bool:
        return any(slot.shows(codes) for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one place offers from one line on; ``span`` lines tall, empty where nothing is."""

    rows: tuple[Row, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    starts_at: datetime
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One day as a table: a column for each place, a line for each time something starts."""

    day: date
    places: tuple[Place | None, ...]
    lines: tuple[Line, ...]


def listing(programme: Programme, sessions: Iterable[Session], moment: datetime | None = None) -> tuple[Day, ...]:
    """Day by day, time by time. One slot is marked as the place to jump to."""
    lines = rows(programme, by_time(programme, sessions), moment)
    goal = _slot_to_jump_to(lines)
    return tuple(
        Day(day, tuple(Slot(at, tuple(slot), is_now=at == goal) for at, slot in groupby(of_day, _starts_at)))
        for day, of_day in groupby(lines, _day)
    )


def grids(programme: Programme, sessions: Iterable[Session], moment: datetime | None = None) -> tuple[Grid, ...]:
    """The same as one table a day."""
    lines = rows(programme, by_time(programme, sessions), moment)
    return tuple(_grid(programme, day, list(of_day)) for day, of_day in groupby(lines, _day))


def _starts_at(row: Row) -> datetime:
    return row.session.starts_at


def _day(row: Row) -> date:
    return row.session.day


def _slot_to_jump_to(lines: tuple[Row, ...]) -> datetime | None:
    """What began last and still runs (all-day demonstrations began long ago), else what comes next."""
    for phase, pick in (("running", max), ("next", min)):
        starts = [row.session.starts_at for row in lines if row.phase == phase and not row.session.is_cancelled]
        if starts:
            return pick(starts)
    return None


def _grid(programme: Programme, day: date, of_day: list[Row]) -> Grid:
    places: list[Place | None] = [p for p in programme.places if any(row.place == p for row in of_day)]
    if any(row.place is None for row in of_day):
        places.append(None)
    starts = sorted({row.session.starts_at for row in of_day})
    columns = [list(_column(starts, [row for row in of_day if row.place == place])) for place in places]
    lines = tuple(
        Line(at, tuple(cell for cell in cells if cell is not None))
        for at, cells in zip(starts, zip(*columns, strict=True), strict=True)
    )
    return Grid(day, tuple(places), lines)


def _column(starts: list[datetime], of_place: list[Row]) -> Iterator[Cell | None]:
    """One entry a line: a cell, or nothing where the cell above reaches down."""
    at = 0
    while at < len(starts):
        cell = _cell(starts, of_place, at)
        yield cell
        yield from [None] * (cell.span - 1)
        at += cell.span


def _cell(starts: list[datetime], of_place: list[Row], first: int) -> Cell:
    """What begins on this line; sessions that overlap (one was cancelled, say) share the cell."""
    inside: list[Row] = []
    line, end = first, first + 1
    while line < end:
        beginning = [row for row in of_place if row.session.starts_at == starts[line]]
        inside += beginning
        end = max([end, *(sum(at < row.session.ends_at for at in starts) for row in beginning)])
        line += 1
    return Cell(tuple(inside), end - first)
