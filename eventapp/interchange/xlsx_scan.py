"""A first look into a workbook, in constant memory: is it small enough to read, and what does openpyxl not tell?

An XLSX of 0.3 MB can unpack to 300 MB, and a few megabytes of empty tags to gigabytes of objects. So every part is run
through expat, which keeps nothing, and refused by number before anything is built from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import BadZipFile, ZipFile, ZipInfo

from eventapp.i18n import _, mark
from eventapp.interchange.limits import too_many
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.table import Merge

LARGEST_UNPACKED = 60_000_000
MOST_PARTS = 2_000
HIGHEST_RATIO = 200
MOST_CELL_ELEMENTS = 1_200_000
MOST_OTHER_ELEMENTS = 60_000
MOST_STRINGS = 150_000
MOST_TEXT = 12_000_000
LONGEST_TEXT = 200_000
MOST_IN_A_ROW = 40_000
MOST_ROWS = 200_000
LONGEST_TOKEN = 1_000_000
_CHUNK = 64_000
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_COPY = mark("Bitte nur das Programm in eine neue Datei kopieren und diese einlesen.")
_DAMAGED = mark("Die XLSX-Datei ist beschädigt. Bitte in der Tabellenkalkulation öffnen und neu als XLSX speichern.")


@dataclass(slots=True)
class SheetFacts:
    """What only the markup of a sheet tells. Rows from 1, columns from 0."""

    merges: list[Merge] = field(default_factory=list)
    valueless: set[tuple[int, int]] = field(default_factory=set)


@dataclass(slots=True)
class Counts:
    """What a workbook amounts to, all parts together."""

    cells: int = 0
    others: int = 0
    rows: int = 0
    strings: int = 0
    text: int = 0

    def check(self) -> None:
        for found, most, what in (
            (self.cells, MOST_CELL_ELEMENTS, mark("Zellen")),
            (self.others, MOST_OTHER_ELEMENTS, mark("Formate und Einstellungen")),
            (self.rows, MOST_ROWS, mark("Zeilen")),
            (self.strings, MOST_STRINGS, mark("verschiedene Texte")),
            (self.text, MOST_TEXT, mark("Zeichen")),
        ):
            if found > most:
                raise too_many(what, most)


def facts_of(data: bytes) -> dict[str, SheetFacts]:
    """The facts of each part that has some, by its name in the archive; raises where the workbook is too much."""
    counts = Counts()
    facts: dict[str, SheetFacts] = {}
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            for part in parts:
                facts[part.filename] = _facts_of_part(archive, part, counts)
    except (BadZipFile, ExpatError, ValueError, LookupError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise UnreadableFile(_DAMAGED) from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise UnreadableFile(_DAMAGED) from None
        raise
    return facts


def _check_parts(parts: list[ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(
            mark("Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort als XLSX speichern.")
        )
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > LARGEST_UNPACKED:
        raise UnreadableFile(
            mark("Die XLSX-Datei ist ausgepackt zu groß ({size} MB, höchstens {largest} MB). {advice}"),
            advice=_(_COPY),
            size=f"{size / 1_000_000:.0f}",
            largest=f"{LARGEST_UNPACKED / 1_000_000:.0f}",
        )
    if any(part.file_size > 5_000_000 and part.file_size > HIGHEST_RATIO * part.compress_size for part in parts):
        raise UnreadableFile(
            mark("Die XLSX-Datei ist unnatürlich stark gepackt und wird deshalb nicht gelesen. {advice}"),
            advice=_(_COPY),
        )


def _facts_of_part(archive: ZipFile, part: ZipInfo, counts: Counts) -> SheetFacts:
    scan = _Scan(counts)
    with archive.open(part) as stream:
        try:
            scan.run(stream)
        except ExpatError:
            if part.filename.endswith((".xml", ".rels")):
                raise
    return scan.facts


class _Scan:
    """Counts one part while expat runs through it; what stands outside rows and strings costs most and counts apart."""

    def __init__(self, counts: Counts) -> None:
        self.facts = SheetFacts()
        self._counts = counts
        self._in_row = 0
        self._row_elements = 0
        self._in_string = False
        self._text = 0
        self._formula: tuple[int, int] | None = None
        self._cell: tuple[int, int] | None = None

    def run(self, stream: IO[bytes]) -> None:
        parser = ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse_dtd
        fed = 0
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
            fed += len(chunk)
            self._check(parser, fed)
        parser.Parse(b"", True)
        self._counts.check()

    def _check(self, parser: XMLParserType, fed: int) -> None:
        self._counts.check()
        if fed - parser.CurrentByteIndex > LONGEST_TOKEN or self._text > LONGEST_TEXT:
            raise too_many(mark("Zeichen in einer Zelle"), LONGEST_TEXT)
        if self._row_elements > MOST_IN_A_ROW:
            raise too_many(mark("Zellen in einer Zeile"), MOST_IN_A_ROW)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._text = 0
        if name == "row":
            self._in_row += 1
            self._counts.rows += 1
            self._row_elements = 0
        elif self._in_row or self._in_string:
            self._row_elements += 1
            self._counts.cells += 1
            self._note_cell(name, attributes)
        elif name == "si":
            self._in_string = True
            self._row_elements = 0
            self._counts.strings += 1
        else:
            self._counts.others += 1 + len(attributes) // 4
            if name == "mergeCell":
                self._note_merge(attributes.get("ref", ""))

    def _note_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell, self._formula = _place(attributes.get("r", "")), None
        elif name == "f":
            self._formula = self._cell

    def _note_merge(self, reference: str) -> None:
        match = _AREA.fullmatch(reference)
        if match and match[3] and len(self.facts.merges) < 5_000:
            top, bottom = int(match[2]), int(match[4])
            self.facts.merges.append(Merge(top, _column(match[1]), bottom, _column(match[3])))

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "t") and self._text:
            self._formula = None
        self._text = 0
        if name == "row":
            self._in_row = max(self._in_row - 1, 0)
        elif name == "si":
            self._in_string = False
        elif name == "c" and self._formula and len(self.facts.valueless) < 20_000:
            self.facts.valueless.add(self._formula)

    def _characters(self, text: str) -> None:
        self._text += len(text)
        self._counts.text += len(text)


def _refuse_dtd(*_: object) -> None:
    raise UnreadableFile(
        mark(
            "Die XLSX-Datei enthält eine DTD; das wird aus Sicherheitsgründen nicht gelesen. "
            "Bitte neu als XLSX speichern."
        )
    )


def _place(reference: str) -> tuple[int, int] | None:
    match = _AREA.fullmatch(reference)
    return (int(match[2]), _column(match[1])) if match and not match[3] else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
