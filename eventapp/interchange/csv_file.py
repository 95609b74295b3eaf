"""CSV as offices and programs write it: any usual encoding and delimiter, title lines before the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from eventapp.interchange.decoding import decoded
from eventapp.interchange.limits import LARGEST_TEXT, MOST_ENTRIES, check_size, too_many
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.table import WIDEST, Cell, Table, is_empty

DELIMITERS = ";,\t"
_SNIFFED = 20


def parse(data: bytes, remarks: Remarks) -> Table:
    check_size(data, largest=LARGEST_TEXT)
    text = decoded(data, remarks).replace("\x00", "")
    if any(delimiter * WIDEST * 10 in text for delimiter in DELIMITERS):
        raise too_many("Spalten", WIDEST * 10)
    lines = list(_lines(text, delimiter_of(text)))
    if not lines:
        raise UnreadableFile("Die Datei ist leer.")
    _remark_open_quote(text, lines, remarks)
    return Table("", lines)


def delimiter_of(text: str) -> str:
    """What parts most cells in the first rows; a delimiter within quotes does not count."""
    counts = {delimiter: _cells_parted(text, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])


def _cells_parted(text: str, delimiter: str) -> int:
    parted = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text[:200_000]), delimiter=delimiter)):
            if number >= _SNIFFED:
                break
            parted = max(parted, len(row) - 1)
    except csv.Error:
        return parted
    return parted


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
                raise too_many("Zeilen", MOST_ENTRIES)
    except csv.Error:
        raise UnreadableFile(
            "Ab Zeile {line} ist die CSV-Datei nicht lesbar; vermutlich fehlt ein schließendes Anführungszeichen.",
            line=begins,
        ) from None


def _remark_open_quote(text: str, lines: list[tuple[int, tuple[Cell, ...]]], remarks: Remarks) -> None:
    """An unclosed quote swallows all rows after it into one cell."""
    line, cells = lines[-1]
    last = next((cell for cell in reversed(cells) if isinstance(cell, str) and cell), "")
    if text.count('"') % 2 and isinstance(last, str) and "\n" in last:
        reason = "Ein Anführungszeichen wird nicht geschlossen; alles danach steht in einer einzigen Zelle."
        remarks.unreadable(f"Zeile {line}", reason, "Das Anführungszeichen schließen und neu einlesen.")
