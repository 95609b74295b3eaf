"""Texts in workbooks, sign by sign: the ``_xHHHH_`` escapes of ECMA-376 (ST_Xstring, Part 1 § 22.9.2.19), both ways.

XlsxWriter escapes two that overlap wrongly, and takes a text in ``<r>…</r>`` for markup; openpyxl drops every
``x005F_``. Nobody writes such titles; whoever did would break the file for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

LONGEST = 32_767
"""UTF-16 units that a cell can hold; a file with more is refused as damaged."""
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text so that nothing in it is taken for an escape."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """What was meant by the text of a cell: ``_x000D_`` is a line end, ``_x005F_`` the line below itself."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def units(text: str) -> int:
    """How much of a cell the text takes: signs beyond the first plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def shortened(text: str) -> str:
    """The text as far as a cell can hold it. Ours are shorter, unless they are nothing but emoji."""
    if len(text) * 2 <= LONGEST or units(text) <= LONGEST:
        return text
    octets = text.encode("utf-16-le", "replace")[: (LONGEST - 1) * 2]
    return octets.decode("utf-16-le", "ignore") + "…"


class StringReader(ExcelReader):
    """openpyxl's reader with the shared texts as they stand in the file; whoever takes a cell unescapes it."""

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # -- openpyxl's types stop here
        if part is not None:
            with self.archive.open(part.PartName[1:]) as stream:
                self.shared_strings = list(_texts(stream))


def _texts(stream: IO[bytes]) -> Iterator[str]:
    """Each entry: its text or its runs one after the other, without the readings that Japanese texts carry."""
    entry, text, run = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t", "r"))
    for _event, node in iterparse(stream):
        if node.tag == entry:
            parts = (child if child.tag == text else child.find(text) for child in node if child.tag in (text, run))
            yield "".join(part.text or "" for part in parts if part is not None)
            node.clear()


class StringWorkbook(Workbook):
    """XlsxWriter's workbook, with every text written as what it is."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):
    def _write_shared_strings_file(self) -> None:
        strings = _Strings()
        strings.string_table = self.workbook.str_table
        if self.workbook.str_table.count:
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()


class _Strings(SharedStrings):
    def _write_si(self, string: str) -> None:
        self._xml_si_element(escaped(string), [("xml:space", "preserve")])
