"""One row of a recognised table: its cells by field, with the place to point at when something is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eventapp.i18n import _, mark
from eventapp.interchange.columns import Header
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.table import Cell, Table, text_of
from eventapp.text import clean_line, folded

_GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
_FORMULA = re.compile(r"^(?:=|[+\-@]\s*[\w\"'.]+\s*[(|!])")
_ERROR = re.compile(r"^#(?:REF!|BEZUG!|NAME\?|VALUE!|WERT!|DIV/0!|N/A|NV|NUM!|ZAHL!|NULL!|####*)$")
_OPEN_AND_SAVE = mark(
    "Die Datei in der Tabellenkalkulation öffnen, speichern und neu einlesen, oder den Wert selbst eintragen."
)


@dataclass(frozen=True, slots=True)
class Row:
    """``is_literal``: an eventapp wrote the file, so a cell holds what it shows; "#REF!" may be a title."""

    table: Table
    header: Header
    line: int
    cells: tuple[Cell, ...]
    is_literal: bool = False

    def cell(self, field: str) -> Cell:
        columns = self.header.columns.get(field)
        return self._at(columns[0]) if columns else None

    def text(self, field: str) -> str:
        return text_of(self.cell(field))

    def texts(self, field: str) -> list[tuple[str, str]]:
        """Text and place of every column of that field that says something."""
        columns = self.header.columns.get(field, ())
        found = ((text_of(self._at(column)), self.table.where(self.line, column)) for column in columns)
        return [(text, where) for text, where in found if text.strip()]

    def where(self, field: str = "") -> str:
        """The cell of a field where cells have names, else the row."""
        columns = self.header.columns.get(field)
        return self.table.where(self.line, columns[0] if columns else None)

    @property
    def is_sample(self) -> bool:
        """The rows that our own template shows how to fill in."""
        return any(folded(self.text(key)).startswith("beispiel") for key in ("id", "code") if self.text(key))

    @property
    def filled(self) -> list[int]:
        """The columns that say anything, recognised or not."""
        return [column for column in range(len(self.cells)) if text_of(self._at(column)).strip()]

    def shown(self, column: int) -> str:
        return clean_line(text_of(self._at(column)), longest=60)

    def _at(self, column: int) -> Cell:
        cell = self.cells[column] if column < len(self.cells) else None
        if self.is_literal or not isinstance(cell, str):
            return cell
        return None if _ERROR.match(cell.strip()) else _GUARDED.sub("", cell)

    def remark_formulas(self, remarks: Remarks) -> None:
        """Say which cells hold formulas; none is ever computed."""
        for column in (column for columns in self.header.columns.values() for column in columns):
            where = self.table.where(self.line, column)
            cell = self.cells[column] if column < len(self.cells) else None
            if (self.line, column) in self.table.valueless:
                remarks.note(
                    where,
                    mark("Die Zelle enthält eine Formel ohne gespeicherten Wert; sie gilt als leer."),
                    _OPEN_AND_SAVE,
                )
            elif self.is_literal or not isinstance(cell, str):
                continue
            elif _ERROR.match(cell.strip()):
                remarks.note(
                    where,
                    _("Die Zelle enthält den Fehler „{said}“; sie gilt als leer.", said=cell.strip()),
                    _OPEN_AND_SAVE,
                )
            elif _FORMULA.match(cell.strip()):
                remarks.note(
                    where,
                    mark("Die Zelle beginnt wie eine Formel; sie wurde als Text gelesen und nicht berechnet."),
                    mark("Text prüfen."),
                )
