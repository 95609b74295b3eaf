"""The sheets of our own workbook and their columns: what they are called in either language, and found again by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventapp.i18n import Words
from eventapp.interchange.columns import SEARCHED, Header
from eventapp.interchange.rows import Row
from eventapp.interchange.table import Table, is_empty, text_of
from eventapp.text import clean_line, folded

CREATOR = "eventapp"
"""The author that stands in the properties of the file; Excel and LibreOffice keep it when they save."""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters. What is ``prose`` is as long as it likes and does not make its row any higher. What came
    ``later`` an older workbook of ours lacks."""

    field: str
    label: Words
    width: int
    is_prose: bool = False
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    name: Words
    columns: tuple[Column, ...]

    def in_order(self, language: str) -> tuple[Column, ...]:
        """As a reader of that language wants them: what is written in it stands before the other."""
        if language != "en":
            return self.columns
        known = {column.field: column for column in self.columns}
        return tuple(known.get(_in_the_other_language(column.field), column) for column in self.columns)


def _in_the_other_language(field: str) -> str:
    return field.removesuffix("_en") if field.endswith("_en") else f"{field}_en"


def _text(
    field: str, german: str, english: str, width: int, *, is_prose: bool = False, is_later: bool = False
) -> tuple[Column, Column]:
    """A text in both languages, which the English header both names."""
    return (
        Column(field, Words(german, f"{english} (German)"), width, is_prose, is_later),
        Column(f"{field}_en", Words(f"{german} (englisch)", f"{english} (English)"), width, is_prose, is_later),
    )


_TITLE, _TITLE_EN = _text("title", "Titel", "Title", 46)
_SUBTITLE, _SUBTITLE_EN = _text("subtitle", "Untertitel", "Subtitle", 32)
_ABSTRACT, _ABSTRACT_EN = _text("abstract", "Kurztext", "Short text", 54, is_prose=True)
_DESCRIPTION, _DESCRIPTION_EN = _text("description", "Beschreibung", "Description", 64, is_prose=True)
_QUESTION, _QUESTION_EN = _text("question", "Frage", "Question", 36, is_later=True)

PROGRAMME = Sheet(
    Words("Programm", "Programme"),
    (
        Column("date", Words("Datum", "Date"), 15),
        Column("start", Words("Beginn", "Start"), 8),
        Column("end", Words("Ende", "End"), 8),
        Column("place", Words("Ort", "Place"), 20),
        _TITLE,
        Column("speakers", Words("Vortragende", "Speakers"), 40),
        Column("theme", Words("Themenfeld", "Theme"), 22),
        Column("kind", Words("Art", "Kind"), 13),
        Column("status", Words("Status", "Status"), 11),
        _SUBTITLE,
        Column("organisation", Words("Organisation", "Organisation"), 26),
        Column("exhibitors", Words("Aussteller", "Exhibitors"), 26, is_later=True),
        Column("admission", Words("Einlass", "Admission"), 16, is_later=True),
        Column("capacity", Words("Plätze", "Places"), 9, is_later=True),
        Column("sign_up_opens", Words("Anmeldung ab", "Sign-up from"), 17, is_later=True),
        Column("sign_up_closes", Words("Anmeldung bis", "Sign-up until"), 17, is_later=True),
        Column("language", Words("Sprache", "Language"), 10),
        _ABSTRACT,
        _DESCRIPTION,
        _TITLE_EN,
        _SUBTITLE_EN,
        _ABSTRACT_EN,
        _DESCRIPTION_EN,
        Column("link", Words("Links", "Links"), 36, is_prose=True),
        _QUESTION,
        _QUESTION_EN,
        Column("series", Words("Reihe", "Series"), 18),
        Column("code", Words("Code", "Code"), 10),
        Column("guid", Words("GUID", "GUID"), 38),
        Column("id", Words("Nummer", "Number"), 9),
    ),
)
SPEAKERS = Sheet(
    Words("Vortragende", "Speakers"),
    (
        Column("label", Words("Im Programm", "In the programme"), 46),
        Column("name", Words("Name", "Name"), 30),
        Column("organisation", Words("Organisation", "Organisation"), 34),
        *_text("biography", "Biografie", "Biography", 70, is_prose=True),
    ),
)
PLACES = Sheet(
    Words("Orte", "Places"),
    (
        *_text("name", "Name", "Name", 32),
        *_text("where", "Wo", "Where", 44),
        Column("kind", Words("Art", "Kind"), 15),
        Column("capacity", Words("Personen", "People"), 10, is_later=True),
    ),
)
THEMES = Sheet(
    Words("Themenfelder", "Themes"),
    (
        *_text("name", "Name", "Name", 32),
        Column("colour", Words("Farbe", "Colour"), 13),
        Column("colour_dark", Words("Farbe auf dunklem Grund", "Colour on dark ground"), 24),
    ),
)
SHEETS = (PROGRAMME, SPEAKERS, PLACES, THEMES)
SHOWN_BY = "status"
"""The column up to which a page is wide enough to be printed and read."""


@dataclass(frozen=True, slots=True)
class OwnWorkbook:
    """A workbook of ours: each of its sheets with its header. ``label`` is the version it was written from."""

    found: Mapping[Sheet, tuple[Table, Header]]
    label: str = ""

    def rows(self, sheet: Sheet) -> list[Row]:
        """The rows below the header, with their cells taken literally."""
        table, header = self.found[sheet]
        below = table.lines[header.last + 1 :]
        return [Row(table, header, line, cells, is_literal=True) for line, cells in below if not is_empty(cells)]


def own_workbook(tables: Iterable[Table], label: str) -> tuple[OwnWorkbook | None, list[str]]:
    """The workbook if every sheet is there with all its columns, whatever was renamed, moved or added; else the
    sheets that are not, by name."""
    headers = {sheet: _first(sheet, tables) for sheet in SHEETS}
    missing = [sheet.name.de for sheet, found in headers.items() if found is None]
    whole = {sheet: found for sheet, found in headers.items() if found is not None}
    return (None if missing else OwnWorkbook(whole, label)), missing


def _first(sheet: Sheet, tables: Iterable[Table]) -> tuple[Table, Header] | None:
    for table in tables:
        for position in range(min(SEARCHED, len(table.lines))):
            header = _header(sheet, table, position)
            if header:
                return table, header
    return None


def _header(sheet: Sheet, table: Table, position: int) -> Header | None:
    """The row as a header of that sheet, if it names all its columns, in either language; what came later may lack."""
    labels = {column: clean_line(text_of(cell), longest=80) for column, cell in enumerate(table.lines[position][1])}
    labels = {column: label for column, label in labels.items() if label}
    needed = {column.field for column in sheet.columns if not column.is_later}
    if len(labels) < len(needed):
        return None
    fields = {folded(name): one.field for one in sheet.columns for name in (one.label.de, one.label.en)}
    columns: dict[str, tuple[int, ...]] = {}
    for column, label in labels.items():
        if folded(label) in fields:
            columns.setdefault(fields[folded(label)], (column,))
    return Header(position, position, columns, labels) if needed <= columns.keys() else None
