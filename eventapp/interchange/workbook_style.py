"""How our workbook looks: a calm table that can be sorted, filtered and printed."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from eventapp.fair.colours import LIGHT_GROUND, contrast
from eventapp.interchange.workbook_columns import Column

INK = "#10161d"
SOFT = "#4a5560"
LINE = "#cfd6dc"
SIGNAL = "#b00020"
FONT = {"font_name": "Calibri", "font_size": 10}
INERT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": FONT,
}
"""How our workbooks are made: what looks like a formula, a link or a number stays the text it is."""
_LINE_HEIGHT = 13.5
_MOST_LINES, _MOST_OF_PROSE = 9, 2
_SIGNS_PER_WIDTH = 1.12
"""A column is as wide as so many digits, and most letters are narrower."""
_DAYS = {"de": '[$-407]ddd"., "dd.mm.yyyy', "en": "[$-809]ddd, d mmm yyyy"}
_CODES = ("code", "guid", "id")
_BOLD = ("start", "title", "title_en", "name", "label")


@dataclass(frozen=True, slots=True)
class State:
    """What is special about a row: ``colour`` is that of its theme."""

    is_cancelled: bool = False
    is_break: bool = False
    opens_a_day: bool = False
    colour: str = ""


PLAIN = State()


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, language: str) -> None:
        self._book = book
        self._day = _DAYS.get(language, _DAYS["de"])
        self._made: dict[tuple[Column, State, str], Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 18, "font_color": INK})
        self.subtitle = book.add_format({"font_color": SOFT})
        header = {"bold": True, "font_color": LIGHT_GROUND, "bg_color": INK, "text_wrap": True, "valign": "vcenter"}
        self.header = book.add_format(header)

    def cell(self, column: Column, state: State, number: str) -> Format:
        """Of one cell; ``number`` names how a date, a time or a number is shown."""
        key = column, state, number
        if key not in self._made:
            self._made[key] = self._book.add_format(self._of_a_column(column, number) | _of_a_state(column, state))
        return self._made[key]

    def swatch(self, colour: str) -> Format:
        """A colour on itself, with what can be read on it."""
        ink = max((INK, LIGHT_GROUND), key=lambda ink: contrast(colour, ink))
        look = {"bg_color": colour, "font_color": ink, "num_format": "@", "valign": "top", "align": "left", "indent": 1}
        return self._book.add_format(look)

    def _of_a_column(self, column: Column, number: str) -> dict[str, object]:
        """Short texts are text for good, so that no hand turns "1-2" into a date. Longer ones are not: old versions of
        Excel show a cell of that kind as "####"."""
        look: dict[str, object] = {"valign": "top", "align": "left", "bottom": 1, "bottom_color": LINE}
        look["text_wrap"] = column.field not in _CODES
        if not number and not column.is_prose:
            look["num_format"] = "@"
        if column.field in _BOLD:
            look["bold"] = True
        if column.field in _CODES:
            look["font_color"] = SOFT
        return look | _NUMBERS.get(number, {}) | ({"num_format": self._day} if number == "day" else {})


_NUMBERS: dict[str, dict[str, object]] = {
    "clock": {"num_format": "hh:mm"},
    "clock_with_seconds": {"num_format": "hh:mm:ss", "shrink": True, "text_wrap": False},
    "later": {"num_format": 'hh:mm" (+1)"', "shrink": True, "text_wrap": False},
    "number": {"num_format": "0"},
}


def _of_a_state(column: Column, state: State) -> dict[str, object]:
    """What is cancelled is struck through and says so in red, a break steps back, a day begins with a line of ink."""
    look: dict[str, object] = {}
    if state.is_cancelled:
        look = {"font_strikeout": True, "font_color": SOFT}
        if column.field == "status":
            look = {"bold": True, "font_color": SIGNAL}
    elif state.is_break:
        look = {"bold": False, "font_color": SOFT}
    if state.opens_a_day:
        look |= {"top": 1, "top_color": INK}
    if state.colour and column.field == "theme":
        look |= {"left": 5, "left_color": state.colour, "indent": 1}
    return look


def set_up(sheet: Worksheet, columns: tuple[Column, ...], *, header_row: int, frozen: int) -> None:
    """Widths, what stays in view, and a page to print: A4 across, as many pages down as it takes."""
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
    sheet.set_row(header_row, 24)
    sheet.freeze_panes(header_row + 1, frozen)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def set_page_texts(sheet: Worksheet, title: str, issued: str, page: str) -> None:
    """Title and version above, page number below. "&" begins a code there; all together hold 255 signs."""
    left, right = title[:80].replace("&", "&&"), issued[:60].replace("&", "&&")
    sheet.set_header(f"&L&B{left}&R{right}")
    sheet.set_footer(f"&R{page} &P / &N")


def height_of(texts: list[tuple[Column, str]]) -> float:
    """The height of a row in points that shows its short texts whole and the beginning of its long ones."""
    lines = 1
    for column, text in texts:
        wrapped = sum(max(1, ceil(len(part) / (column.width * _SIGNS_PER_WIDTH))) for part in text.split("\n"))
        lines = max(lines, min(wrapped, _MOST_OF_PROSE if column.is_prose else _MOST_LINES))
    return lines * _LINE_HEIGHT + 6
