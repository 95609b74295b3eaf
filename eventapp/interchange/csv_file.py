"""CSV as offices and programs write it: any usual encoding and delimiter, title lines before the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice

from eventapp.i18n import _, mark
from eventapp.interchange.columns import SEARCHED, find_header
from eventapp.interchange.decoding import decoded
from eventapp.interchange.limits import LARGEST_TEXT, MOST_ENTRIES, check_size, too_many
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.table import WIDEST, Cell, Table, is_empty

DELIMITERS = ";,\t"


Width = Callable[[Table], int]
"""How many columns a header in the first rows names, where one looks like a header."""


def programme_width(table: Table) -> int:
    header = find_header(table)
    return header.width if header else 0


def parse(data: bytes, remarks: Remarks, *, width: Width = programme_width) -> Table:
    check_size(data, largest=LARGEST_TEXT)
    text = decoded(data, remarks).replace("\x00", "")
    if any(delimiter * WIDEST * 10 in text for delimiter in DELIMITERS):
        raise too_many(mark("Spalten"), WIDEST * 10)
    lines = list(_lines(text, delimiter_of(text, width=width)))
    if not lines:
        raise UnreadableFile(mark("Die Datei ist leer."))
    _remark_open_quote(text, lines, remarks)
    return Table("", lines)


def delimiter_of(text: str, *, width: Width = programme_width) -> str:
    """What makes a header of the first rows, else what parts most cells; a delimiter within quotes does not count."""
    beginnings = {delimiter: _first_rows(text, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: _fitness(beginnings[delimiter], width))


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in islice(csv.reader(io.StringIO(text[:200_000]), delimiter=delimiter), SEARCHED):
            rows.append(row[: WIDEST * 10])
    except csv.Error:
        pass
    return rows


def _fitness(rows: list[list[str]], width: Width) -> tuple[int, int]:
    """Columns that a header names, then cells: in a row of long texts there may be more commas than columns."""
    named = width(Table("", [(number, tuple(row[:WIDEST])) for number, row in enumerate(rows, 1)]))
    return named, max(map(len, rows), default=0)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Row by row with the line it begins on. A field as long as that has lost its closing quote."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    found = 0
    try:
        for row in reader:
            if not is_empty(row[:WIDEST]):
                found += 1
                yield begins, tuple(row[:WIDEST])
            begins = reader.line_num + 1
            if found > MOST_ENTRIES:
                raise too_many(mark("Zeilen"), MOST_ENTRIES)
    except csv.Error:
        raise UnreadableFile(
            mark(
                "Ab Zeile {line} ist die CSV-Datei nicht lesbar; vermutlich fehlt ein schließendes Anführungszeichen."
            ),
            line=begins,
        ) from None


def _remark_open_quote(text: str, lines: list[tuple[int, tuple[Cell, ...]]], remarks: Remarks) -> None:
    """An unclosed quote swallows all rows after it into one cell."""
    line, cells = lines[-1]
    last = next((cell for cell in reversed(cells) if isinstance(cell, str) and cell), "")
    if text.count('"') % 2 and isinstance(last, str) and "\n" in last:
        reason = mark("Ein Anführungszeichen wird nicht geschlossen; alles danach steht in einer einzigen Zelle.")
        remarks.unreadable(
            _("Zeile {line}", line=line), reason, mark("Das Anführungszeichen schließen und neu einlesen.")
        )
