"""``programm.xlsx``: the programme as a table to read, sort and work with, and to import again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from eventapp.clock import at_the_fair
from eventapp.i18n import Words
from eventapp.i18n.days import day_with_year
from eventapp.interchange.admissions import LABELS
from eventapp.interchange.colours import colour_in
from eventapp.interchange.workbook_cells import Cell, Cells, CellsOf
from eventapp.interchange.workbook_columns import CREATOR, PLACES, PROGRAMME, SHOWN_BY, SPEAKERS, THEMES, Column, Sheet
from eventapp.interchange.workbook_labels import CANCELLED, kind_label, language_label
from eventapp.interchange.workbook_style import INERT, PLAIN, Looks, State, height_of, set_page_texts, set_up
from eventapp.interchange.xlsx_strings import StringWorkbook
from eventapp.programme.value import ADMISSIONS, KINDS, LANGUAGES, Programme, Session
from eventapp.text import clean_line

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER_ROW = 3
"""Below title, version and a row of air; in the other sheets the header is the first row."""
_SPARE_ROWS = 200
"""Rows below the last session that have drop-downs, too."""
_TABLE_STYLE = "Table Style Light 1"
_VERSION, _DRAFT = Words("Version {number}", "Version {number}"), Words("Entwurf", "Draft")
_ISSUED = Words("Stand {day}, {clock} Uhr", "as of {day}, {clock}")
_COUNT, _ONE = Words("{number} Programmpunkte", "{number} sessions"), Words("1 Programmpunkt", "1 session")
_OF_THEM = Words("davon {number} abgesagt", "{number} of them cancelled")
_LOCAL = Words("Alle Zeiten sind Ortszeit.", "All times are local.")
_PAGE = Words("Seite", "Page")
_CHOOSE = Words("Bitte aus der Liste wählen.", "Please choose from the list.")
_KEY = Words(
    "Daran wird die Zeile beim Einlesen wiedererkannt. Bitte nicht ändern; in neuen Zeilen leer lassen.",
    "The row is known by this when it is imported again. Please do not change it; leave it empty in new rows.",
)


def write(programme: Programme, language: str) -> bytes:
    """A workbook without a formula or a link that acts; headers in ``language``, texts in both. The same bytes every
    time."""
    target = BytesIO()
    with StringWorkbook(target, INERT) as book:
        _Writing(book, programme, language if language in LANGUAGES else "de").run()
    return target.getvalue()


class _Writing:
    """One workbook while it is being written."""

    def __init__(self, book: StringWorkbook, programme: Programme, language: str) -> None:
        self.book = book
        self.programme = programme
        self.language = language
        self.title = clean_line(programme.title.in_language(language))
        self.looks = Looks(book, language)
        self.cells = CellsOf(programme, language)
        self.issued = self._issued()

    def run(self) -> None:
        self._describe()
        self._programme()
        self._beside(SPEAKERS, map(self.cells.speaker, self.programme.speakers))
        self._beside(PLACES, map(self.cells.place, self.programme.places))
        self._beside(THEMES, map(self.cells.theme, self.programme.themes))

    def _say(self, words: Words, **values: object) -> str:
        return words.in_language(self.language).format(**values)

    def _describe(self) -> None:
        created = self.programme.released_at or _LONG_AGO
        about = {"title": self.title, "author": CREATOR, "comments": self.issued, "created": created}
        self.book.set_properties(about)
        self.book.set_custom_property("Version", str(self.programme.number), "text")

    def _issued(self) -> str:
        """ "Version 3 · Stand 4. Januar 2027, 10:00 Uhr"."""
        number, released_at = self.programme.number, self.programme.released_at
        said = [self._say(_VERSION, number=number) if number else self._say(_DRAFT)]
        if released_at:
            shown = at_the_fair(released_at)
            day = day_with_year(shown.date(), self.language)
            said.append(self._say(_ISSUED, day=day, clock=f"{shown:%H:%M}"))
        return " · ".join(said)

    def _counted(self) -> str:
        """ "63 Programmpunkte, davon 1 abgesagt"."""
        number = len(self.programme.sessions)
        cancelled = sum(session.is_cancelled for session in self.programme.sessions)
        counted = self._say(_ONE) if number == 1 else self._say(_COUNT, number=number)
        return f"{counted}, {self._say(_OF_THEM, number=cancelled)}" if cancelled else counted

    def _sheet(self, sheet: Sheet, *, header_row: int, frozen: int) -> tuple[Worksheet, tuple[Column, ...]]:
        made = self.book.add_worksheet(sheet.name.in_language(self.language))
        columns = sheet.in_order(self.language)
        set_up(made, columns, header_row=header_row, frozen=frozen)
        set_page_texts(made, self.title, self.issued, self._say(_PAGE))
        return made, columns

    def _programme(self) -> None:
        sheet, columns = self._sheet(PROGRAMME, header_row=_HEADER_ROW, frozen=3)
        self._write(sheet, 0, 0, self.title, self.looks.title)
        about = " · ".join((self.issued, self._counted(), self._say(_LOCAL)))
        sheet.write_string(1, 0, about, self.looks.subtitle)
        sheet.set_row(2, 8)
        sessions = self._in_order()
        days = [session.day for session in sessions]
        for number, session in enumerate(sessions):
            opens_a_day = number > 0 and days[number] != days[number - 1]
            self._session(sheet, _HEADER_ROW + 1 + number, columns, session, opens_a_day=opens_a_day)
        self._as_table(sheet, PROGRAMME, columns, _HEADER_ROW, len(sessions))
        shown = [column.field for column in columns].index(SHOWN_BY)
        sheet.print_area(0, 0, _HEADER_ROW + max(len(sessions), 1), shown)
        self._add_choices(sheet, columns, _HEADER_ROW + 1, _HEADER_ROW + len(sessions) + _SPARE_ROWS)

    def _in_order(self) -> list[Session]:
        """By time, and what begins together as its places stand in the programme."""
        places = {place.slug: number for number, place in enumerate(self.programme.places)}
        return sorted(
            self.programme.sessions,
            key=lambda session: (session.starts_at, places.get(session.place, len(places)), session.number),
        )

    def _session(
        self, sheet: Worksheet, row: int, columns: tuple[Column, ...], session: Session, *, opens_a_day: bool
    ) -> None:
        cells = self.cells.session(session)
        theme = self.programme.theme(session.theme)
        colour = colour_in(theme.colour) if theme else ""
        state = State(session.is_cancelled, session.is_break, opens_a_day, colour)
        for position, column in enumerate(columns):
            cell = cells[column.field]
            self._write(sheet, row, position, cell, self.looks.cell(column, state, _number(cell)))
        sheet.set_row(row, height_of(_texts(columns, cells)))

    def _beside(self, kind: Sheet, rows: Iterable[Cells]) -> None:
        sheet, columns = self._sheet(kind, header_row=0, frozen=1)
        number = 0
        for number, cells in enumerate(rows, 1):
            for position, column in enumerate(columns):
                cell = cells[column.field]
                colour = colour_in(str(cell)) if column.field.startswith("colour") else ""
                look = self.looks.swatch(colour) if colour else self.looks.cell(column, PLAIN, "")
                self._write(sheet, number, position, cell, look)
            sheet.set_row(number, height_of(_texts(columns, cells)))
        self._as_table(sheet, kind, columns, 0, number)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
        if isinstance(cell, date | time):
            sheet.write_datetime(row, column, cell, look)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, look)
        elif cell:
            sheet.write_string(row, column, cell, look)
        else:
            sheet.write_blank(row, column, None, look)

    def _as_table(self, sheet: Worksheet, kind: Sheet, columns: tuple[Column, ...], header_row: int, rows: int) -> None:
        """Header, filters and banding; Excel takes a table without a single row for damaged."""
        labels = [column.label.in_language(self.language) for column in columns]
        if not rows:
            for position, label in enumerate(labels):
                sheet.write_string(header_row, position, label, self.looks.header)
            return
        heads = [{"header": label, "header_format": self.looks.header} for label in labels]
        table = {"name": kind.name.in_language(self.language), "columns": heads, "style": _TABLE_STYLE}
        sheet.add_table(header_row, 0, header_row + rows, len(columns) - 1, table)

    def _add_choices(self, sheet: Worksheet, columns: tuple[Column, ...], first: int, last: int) -> None:
        """Drop-downs where only certain words are understood, and a word of warning on the keys."""
        choices = {
            "kind": [kind_label(kind, self.language) for kind in KINDS],
            "language": [language_label(code, self.language) for code in LANGUAGES],
            "status": [self._say(CANCELLED)],
            "admission": [self._say(LABELS[one]) for one in ADMISSIONS],
        }
        for position, column in enumerate(columns):
            label = column.label.in_language(self.language)
            if column.field in choices:
                choice = {"source": choices[column.field], "error_message": self._say(_CHOOSE), "error_title": label}
                sheet.data_validation(
                    first, position, last, position, choice | {"validate": "list", "error_type": "warning"}
                )
            elif column.field in ("code", "guid", "id"):
                hint = {"validate": "any", "input_title": label, "input_message": self._say(_KEY)}
                sheet.data_validation(first, position, last, position, hint)


def _number(cell: Cell) -> str:
    """How a date, time or number is to be shown; nothing for a text."""
    if isinstance(cell, datetime):
        return "later"
    if isinstance(cell, date):
        return "day"
    if isinstance(cell, time):
        return "clock_with_seconds" if cell.second else "clock"
    return "number" if isinstance(cell, int) else ""


def _texts(columns: tuple[Column, ...], cells: Cells) -> list[tuple[Column, str]]:
    return [(column, text) for column in columns if isinstance(text := cells[column.field], str) and text]
