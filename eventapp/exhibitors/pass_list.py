"""A pasted list or a CSV file becomes people for passes; bad lines are named with their reason. Pure."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from eventapp.i18n import mark
from eventapp.text import clean_line, folded

LONGEST_NAME, LONGEST_ORGANISATION, MOST_LINES = 80, 200, 500
_HEADS = {
    "first": ("vorname", "first name", "firstname", "given name"),
    "last": ("nachname", "name", "familienname", "last name", "lastname", "surname", "family name"),
    "organisation": ("organisation", "organization", "firma", "unternehmen", "institution", "company"),
}
_NO_NAME = re.compile(r"[@<>=|{}\[\]]|\d{3,}|https?:")
_NUMBERING = re.compile(r"^(?:\d{1,3}[.)]|[-–*•])\s+")
_FORMULA = ("=", "+", "@")


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the list; ``line`` counts from 1."""

    line: int
    first_name: str
    last_name: str
    organisation: str

    @property
    def key(self) -> str:
        """The same person twice has the same one."""
        return "|".join(folded(text) for text in (self.first_name, self.last_name, self.organisation))


@dataclass(frozen=True, slots=True)
class BadLine:
    """``reason`` is a German sentence to be translated."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassList:
    people: tuple[Listed, ...]
    bad: tuple[BadLine, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where first name, last name and organisation stand; None: nowhere."""

    first: int | None
    last: int | None
    organisation: int | None


def text_of(data: bytes) -> str:
    """A file as a spreadsheet saves it: UTF-8, UTF-16 ("Unicode-Text") or the Windows code page."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(text: str, *, organisation: str, known: Collection[str] = ()) -> PassList:
    """People of ``organisation`` unless their line says another one; ``known`` are keys of who has a pass already."""
    people: list[Listed] = []
    bad: list[BadLine] = []
    seen = set(known)
    for line, cells, raw in _lines(text.replace("\x00", "")):
        found = person(line, cells, organisation)
        if isinstance(found, Listed) and found.key in seen:
            found = mark("Diese Person hat schon einen Ausweis.")
        if isinstance(found, Listed):
            seen.add(found.key)
            people.append(found)
        else:
            bad.append(BadLine(line, clean_line(raw, longest=100), found))
    return PassList(tuple(people), tuple(bad))


def _lines(text: str) -> Iterator[tuple[int, tuple[str, str, str], str]]:
    """Line number, first name, last name and organisation as they stand there, and the whole line."""
    columns: _Columns | None = None
    is_first = True
    lines = [(number, raw) for number, raw in enumerate(text.splitlines(), 1) if raw.strip(" \t;,\r\n\ufeff")]
    for number, raw in lines[:MOST_LINES]:
        delimiter, cells = _cells(raw)
        if is_first:
            is_first = False
            columns = _header(cells)
            if columns is not None:
                continue
        yield number, _by_header(cells, columns) if columns else _by_shape(cells, delimiter), raw
    for number, raw in lines[MOST_LINES:]:
        yield number, ("", "", ""), raw


def _cells(raw: str) -> tuple[str, list[str]]:
    """What parts the line (tabs, semicolons or commas, whichever it has) and its parts."""
    delimiter = next((one for one in "\t;," if one in raw), "\t")
    try:
        cells = next(csv.reader([raw], delimiter=delimiter), [])
    except csv.Error:
        cells = raw.split(delimiter)
    return delimiter, [clean_line(cell, longest=300) for cell in cells[:20]]


def _header(cells: list[str]) -> _Columns | None:
    """The first line, if it names its columns."""
    at: dict[str, int] = {}
    for column, cell in enumerate(cells):
        name = folded(cell)
        noun = next((noun for noun, names in _HEADS.items() if name in names), None)
        if noun and noun not in at:
            at[noun] = column
    if "last" not in at and "first" not in at:
        return None
    return _Columns(at.get("first"), at.get("last"), at.get("organisation"))


def _by_header(cells: list[str], columns: _Columns) -> tuple[str, str, str]:
    first, last, organisation = (
        cells[at] if at is not None and at < len(cells) else ""
        for at in (columns.first, columns.last, columns.organisation)
    )
    if columns.first is None:
        first, last, _rest = _by_shape([last], "")
    return first, last, organisation


def _by_shape(cells: list[str], delimiter: str) -> tuple[str, str, str]:
    """ "Vorname Nachname" · "Nachname, Vorname" · "Vorname Nachname; Organisation" · one cell for each."""
    filled = [_NUMBERING.sub("", cell) for cell in cells if cell and not cell.isdigit()]
    if len(filled) >= 3:
        return filled[0], filled[1], filled[2]
    if len(filled) == 2 and (" " not in filled[0] or filled[0][0].islower()):  # "von der Heide, Anna"
        first, last = reversed(filled) if delimiter == "," else filled
        return first, last, ""
    first, _, last = filled[0].rpartition(" ") if filled else ("", "", "")
    return first, last, filled[1] if len(filled) == 2 else ""


def person(line: int, cells: tuple[str, str, str], organisation: str) -> Listed | str:
    """The person, or why there is none."""
    first, last, where = (cell.strip(" ,;\"'") for cell in cells)
    if not (first or last):
        return mark("Zu viele Zeilen auf einmal, oder es steht kein Name darin.")
    if not (first and last):
        return mark("Vor- und Nachname werden gebraucht, z. B. „Erika Muster“ oder „Muster, Erika“.")
    if any(_NO_NAME.search(name) or name.startswith(_FORMULA) for name in (first, last)):
        return mark("Das sieht nicht wie ein Name aus.")
    if max(len(first), len(last)) > LONGEST_NAME or len(where) > LONGEST_ORGANISATION:
        return mark("Der Name oder die Organisation ist zu lang.")
    return Listed(line, first, last, where or organisation)
