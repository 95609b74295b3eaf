"""XLSX workbooks: the first visible sheet that looks like a programme. Nothing in it is computed or fetched."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from eventapp.interchange.columns import find_header
from eventapp.interchange.limits import LARGEST_WORKBOOK, MOST_ENTRIES, check_size
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.table import WIDEST, Cell, Table, is_empty
from eventapp.interchange.xlsx_scan import SheetFacts, facts_of

MOST_SHEETS = 50
MOST_EMPTY_ROWS = 2_000
"""Empty rows in a row after which a sheet is over, whatever formats lie below."""
_UNREADABLE = (
    "Die XLSX-Datei lässt sich nicht lesen. Bitte in der Tabellenkalkulation öffnen und neu als XLSX speichern."
)


def parse(data: bytes, remarks: Remarks) -> Table:
    check_size(data, largest=LARGEST_WORKBOOK)
    facts = facts_of(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tables = _tables(data, facts)
    except UnreadableFile:
        raise
    except Exception:
        raise UnreadableFile(_UNREADABLE) from None
    return _chosen(tables, remarks)


def _tables(data: bytes, facts: dict[str, SheetFacts]) -> list[Table]:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return list(_visible_sheets(book, facts))
    finally:
        book.close()


def _visible_sheets(book: Workbook, facts: dict[str, SheetFacts]) -> Iterator[Table]:
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible":
            continue
        path = str(getattr(sheet, "_worksheet_path", ""))
        known = facts.get(path.lstrip("/"), SheetFacts())
        lines = list(_lines(sheet.iter_rows(max_col=WIDEST, values_only=True)))
        yield Table(sheet.title, lines, tuple(known.merges), frozenset(known.valueless))


def _lines(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    empty = 0
    found = 0
    for number, values in enumerate(rows, 1):
        cells = tuple(_cell(value) for value in values)
        if is_empty(cells):
            empty += 1
        else:
            empty = 0
            found += 1
            yield number, _trimmed(cells)
        if empty > MOST_EMPTY_ROWS or found > MOST_ENTRIES:
            return


def _cell(value: object) -> Cell:
    """What openpyxl may answer beside plain values (rich text, formula objects) counts as its text."""
    return (
        value
        if value is None or isinstance(value, str | int | float | date | datetime | time | timedelta)
        else str(value)
    )


def _trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Without the empty cells at the end."""
    width = len(cells)
    while width and cells[width - 1] is None:
        width -= 1
    return cells[:width]


def _chosen(tables: list[Table], remarks: Remarks) -> Table:
    """The first sheet with a complete header, else the first with any; which one is said where there was a choice."""
    headers = [(table, header) for table in tables if (header := find_header(table))]
    complete = [table for table, header in headers if header.is_complete]
    if not complete:
        if not tables or all(not table.lines for table in tables):
            raise UnreadableFile("Die Datei enthält kein sichtbares Blatt mit Inhalt.")
        return headers[0][0] if headers else tables[0]
    if len(complete) > 1:
        others = ", ".join(f"„{table.name}“" for table in complete[1:])
        reason = f"Gelesen wurde nur das Blatt „{complete[0].name}“; auch wie ein Programm sehen aus: {others}."
        remarks.note(f"Blatt {complete[0].name}", reason, "Alles auf ein Blatt kopieren, wenn mehrere gemeint sind.")
    elif tables[0] is not complete[0]:
        remarks.note(f"Blatt {complete[0].name}", f"Gelesen wurde das Blatt „{complete[0].name}“.")
    return complete[0]
