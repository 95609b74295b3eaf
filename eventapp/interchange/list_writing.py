"""Lists as files for spreadsheets in which nothing acts: no formula, no link. Pure."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from xlsxwriter.worksheet import Worksheet

from eventapp.interchange.exhibitor_lists import Cell, List
from eventapp.interchange.workbook_style import INERT, INK, LINE
from eventapp.interchange.xlsx_strings import StringWorkbook, shortened

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NARROWEST, _WIDEST = 8, 60


def guarded(cell: Cell) -> Cell:
    """A text that a spreadsheet could take for a formula gets the sign before it that says: text."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(ACTING) or cell.lstrip().startswith(ACTING) else cell


def as_csv(told: List, as_of: str) -> bytes:
    """Semicolons and a mark of UTF-8, as spreadsheets here expect; the last line says of when it is. Sums follow after
    an empty line."""
    kept = StringIO(newline="")
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate((told, *told.more)):
        if number:
            writer.writerow([])
        writer.writerow([guarded(head) for head in table.heads])
        writer.writerows([guarded(_in_words(cell)) for cell in row] for row in table.rows)
    writer.writerow([])
    writer.writerow([guarded(as_of)])
    return kept.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(told: List, as_of: str) -> bytes:
    """A sheet for each table, heads frozen, to be filtered and printed."""
    kept = BytesIO()
    with StringWorkbook(kept, INERT) as book:
        head = book.add_format({"bold": True, "bottom": 2, "bottom_color": INK, "text_wrap": True, "valign": "bottom"})
        text = book.add_format(
            {"num_format": "@", "text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": LINE}
        )
        number = book.add_format({"valign": "top", "bottom": 1, "bottom_color": LINE})
        for table in (told, *told.more):
            sheet = book.add_worksheet(table.title[:31])
            _write(sheet, table, as_of, (head, text, number))
    return kept.getvalue()


def _write(sheet: Worksheet, table: List, as_of: str, formats: tuple[object, object, object]) -> None:
    head, text, number = formats
    sheet.write_string(0, 0, as_of)
    for column, label in enumerate(table.heads):
        sheet.write_string(1, column, label, head)
        longest = max([len(label) // 2, *(len(str(row[column])) for row in table.rows)], default=0)
        sheet.set_column(column, column, min(max(longest + 1, _NARROWEST), _WIDEST))
    for line, row in enumerate(table.rows, 2):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, shortened(cell), text)
            else:
                sheet.write_number(line, column, cell, number)
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(len(table.rows) + 1, 2), len(table.heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _in_words(cell: Cell) -> Cell:
    """A comma before decimals, as a German spreadsheet reads numbers."""
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell
