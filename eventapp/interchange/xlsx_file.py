"""XLSX workbooks: the first visible sheet that looks like a programme. Nothing in it is computed or fetched."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from openpyxl.workbook import Workbook

from eventapp.i18n import _, mark
from eventapp.interchange.columns import find_header
from eventapp.interchange.limits import LARGEST_WORKBOOK, MOST_ENTRIES, check_size
from eventapp.interchange.remarks import WHOLE_FILE, Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.table import WIDEST, Cell, Table, is_empty
from eventapp.interchange.workbook_columns import CREATOR, OwnWorkbook, own_workbook
from eventapp.interchange.xlsx_scan import SheetFacts, facts_of
from eventapp.interchange.xlsx_strings import StringReader, unescaped
from eventapp.text import clean_line

MOST_SHEETS = 50
MOST_EMPTY_ROWS = 2_000
"""Empty rows in a row after which a sheet is over, whatever formats lie below."""
_UNREADABLE = mark(
    "Die XLSX-Datei lässt sich nicht lesen. Bitte in der Tabellenkalkulation öffnen und neu als XLSX speichern."
)
_NOT_WHOLE = mark(
    "Die Tabelle kommt von dieser Anwendung, aber im Blatt {missing} fehlen Spalten, oder es fehlt ganz. Deshalb wird "
    "sie gelesen wie jede andere: Was nicht darin steht, gilt als leer."
)
_LEAVE = mark("Die Tabelle neu herunterladen und beim Bearbeiten alle Blätter und Spalten stehen lassen.")


def parse(data: bytes, remarks: Remarks) -> Table | OwnWorkbook:
    """The sheet with the programme, or all sheets of a workbook that an eventapp wrote."""
    check_size(data, largest=LARGEST_WORKBOOK)
    facts = facts_of(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _parsed(data, facts, remarks)
    except UnreadableFile:
        raise
    except Exception:
        raise UnreadableFile(_UNREADABLE) from None


def visible_sheets(data: bytes) -> list[Table]:
    """Every sheet that can be seen, for lists that are no programme."""
    check_size(data, largest=LARGEST_WORKBOOK)
    facts = facts_of(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = StringReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            reader.read()
            try:
                return list(_sheets(reader.wb, facts))
            finally:
                reader.wb.close()
    except UnreadableFile:
        raise
    except Exception:
        raise UnreadableFile(_UNREADABLE) from None


def _parsed(data: bytes, facts: dict[str, SheetFacts], remarks: Remarks) -> Table | OwnWorkbook:
    reader = StringReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    book = reader.wb
    try:
        if book.properties.creator == CREATOR:
            own, missing = own_workbook(list(_sheets(book, facts, with_hidden=True)), _version(book))
            if own:
                return own
            remarks.note(WHOLE_FILE, _(_NOT_WHOLE, missing=", ".join(f"„{name}“" for name in missing)), _LEAVE)
        return _chosen(list(_sheets(book, facts)), remarks)
    finally:
        book.close()


def _version(book: Workbook) -> str:
    """The version that our own workbooks name in their properties."""
    props = book.custom_doc_props.props  # type: ignore[attr-defined]  # -- openpyxl's types do not know it
    named = {one.name: one.value for one in props}
    return clean_line(str(named.get("Version") or ""), longest=40)


def _sheets(book: Workbook, facts: dict[str, SheetFacts], *, with_hidden: bool = False) -> Iterator[Table]:
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible" and not with_hidden:
            continue
        path = str(getattr(sheet, "_worksheet_path", ""))
        known = facts.get(path.lstrip("/"), SheetFacts())
        lines = list(_lines(sheet.iter_rows(max_col=WIDEST, values_only=True)))
        yield Table(sheet.title, lines, tuple(known.merges), frozenset(known.valueless))


def _lines(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    empty = 0
    found = 0
    for number, values in enumerate(rows, 1):
        cells = tuple(map(_cell, _trimmed(values)))
        if is_empty(cells):
            empty += 1
        else:
            empty = 0
            found += 1
            yield number, cells
        if empty > MOST_EMPTY_ROWS or found > MOST_ENTRIES:
            return


def _cell(value: object) -> Cell:
    """What openpyxl may answer beside plain values (rich text, formula objects) counts as its text."""
    if isinstance(value, str):
        return unescaped(value)
    return value if value is None or isinstance(value, int | float | date | datetime | time | timedelta) else str(value)


def _trimmed(values: tuple[object, ...]) -> tuple[object, ...]:
    """Without the empty cells at the end."""
    width = len(values)
    while width and values[width - 1] is None:
        width -= 1
    return values[:width]


def _chosen(tables: list[Table], remarks: Remarks) -> Table:
    """The first sheet with a complete header, else the first with any; which one is said where there was a choice."""
    headers = [(table, header) for table in tables if (header := find_header(table))]
    complete = [table for table, header in headers if header.is_complete]
    if not complete:
        if not tables or all(not table.lines for table in tables):
            raise UnreadableFile(mark("Die Datei enthält kein sichtbares Blatt mit Inhalt."))
        return headers[0][0] if headers else tables[0]
    if len(complete) > 1:
        others = ", ".join(f"„{table.name}“" for table in complete[1:])
        reason = _(
            "Gelesen wurde nur das Blatt „{name}“; auch wie ein Programm sehen aus: {others}.",
            name=complete[0].name,
            others=others,
        )
        remarks.note(
            _("Blatt {name}", name=complete[0].name),
            reason,
            mark("Alles auf ein Blatt kopieren, wenn mehrere gemeint sind."),
        )
    elif tables[0] is not complete[0]:
        remarks.note(
            _("Blatt {name}", name=complete[0].name), _("Gelesen wurde das Blatt „{name}“.", name=complete[0].name)
        )
    return complete[0]
