"""Read a foreign programme: bytes in, :class:`SourceProgramme` out. What it is, its content tells, not its name."""

from __future__ import annotations

from eventapp.i18n import _, mark
from eventapp.interchange import csv_file, frab, frab_json, frab_xml, ics_file, sheet, workbook_reading, xlsx_file
from eventapp.interchange.detect import FORMATS, format_of
from eventapp.interchange.discretion import without_addresses
from eventapp.interchange.limits import LARGEST_WORKBOOK, check_size
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import Progress, SourceProgramme, UnreadableFile
from eventapp.interchange.workbook_columns import OwnWorkbook


def read_programme(
    data: bytes,
    *,
    name: str = "",
    format: str = "auto",  # noqa: A002 -- the word of the command line
    default_minutes: int = 45,
    progress: Progress | None = None,
) -> SourceProgramme:
    """The programme in a file with everything that was guessed or left out; raises :class:`UnreadableFile`."""
    check_size(data, largest=LARGEST_WORKBOOK)
    kind = format_of(data, name=name) if format == "auto" else format
    programme = _read(data, kind, default_minutes, progress)
    return without_addresses(programme) if programme.is_ours else programme


def _read(data: bytes, kind: str, default_minutes: int, progress: Progress | None) -> SourceProgramme:
    remarks = Remarks()
    if kind == "frab-xml":
        return frab.read(frab_xml.parse(data), default_minutes=default_minutes, progress=progress, remarks=remarks)
    if kind == "frab-json":
        return frab.read(
            frab_json.parse(data, remarks), default_minutes=default_minutes, progress=progress, remarks=remarks
        )
    if kind == "ics":
        return ics_file.read(data, default_minutes=default_minutes, progress=progress, remarks=remarks)
    if kind == "xlsx":
        table = xlsx_file.parse(data, remarks)
        if isinstance(table, OwnWorkbook):
            return workbook_reading.read(table, default_minutes=default_minutes, progress=progress, remarks=remarks)
    elif kind == "csv":
        table = csv_file.parse(data, remarks)
    else:
        raise UnreadableFile(
            mark("Das Format „{format}“ ist unbekannt. Gelesen werden {formats}."), format=kind, formats=_(FORMATS)
        )
    return sheet.read(table, kind=kind, default_minutes=default_minutes, progress=progress, remarks=remarks)
