"""Small foreign files for the readers, each as bytes."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from eventapp.clock import at_the_fair
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceProgramme, SourceSession

REAL = Path(__file__).resolve().parents[3] / "shared/data/schedules"
HEADER = "Titel;Datum;Beginn;Ende;Ort"


def real_file(name: str) -> bytes:
    if not (REAL / name).exists():
        pytest.skip(f"real programmes are not part of the project: {name} is missing")
    return (REAL / name).read_bytes()


def csv_file(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines)).encode()


def xlsx_file(*rows: tuple, merges: tuple[str, ...] = (), title: str = "Programm") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(workbook: bytes, **parts: bytes) -> bytes:
    """The workbook with parts replaced or added; ``sheet1``, ``strings`` and ``workbook`` name the usual ones."""
    names = {"sheet1": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "other": "xl/other.xml"}
    target = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            if name not in {names[part] for part in parts}:
                copy.writestr(name, source.read(name))
        for part, content in parts.items():
            copy.writestr(names[part], content)
    return target.getvalue()


def event(**fields: str) -> str:
    """One frab event as XML; ``extra`` is put in as it is."""
    extra, number = fields.pop("extra", ""), fields.pop("id", "7")
    texts = {"title": "Strom", "date": "2027-02-10T10:00:00+01:00", "start": "10:00", "duration": "00:45"} | fields
    return f"<event id='{number}'>{''.join(f'<{name}>{text}</{name}>' for name, text in texts.items())}{extra}</event>"


def xml_file(*events: str, day: str = "date='2027-02-10'", room: str = "Bühne", before: str = "") -> bytes:
    rooms = f"<room name='{room}'>{''.join(events)}</room>"
    conference = f"<version>1.0</version><conference><title>Messe</title>{before}</conference>"
    return f"<schedule>{conference}<day {day}>{rooms}</day></schedule>".encode()


def json_file(*events: dict, wrapped: bool = True, **conference: str) -> bytes:
    base = {"id": 7, "title": "Strom", "date": "2027-02-10T10:00:00+01:00", "start": "10:00", "duration": "00:45"}
    day = {"date": "2027-02-10", "rooms": {"Bühne": [base | event for event in events]}}
    schedule = {"version": "2", "conference": {"title": "Messe", "days": [day]} | conference}
    return json.dumps({"generator": {"name": "pretalx"}, "schedule": schedule} if wrapped else schedule).encode()


def vevent(*more: str, uid: str = "a@messe.example", **fields: str) -> str:
    """One VEVENT; fields are properties by their names (``dtstart``, ``recurrence_id``), an empty one leaves it out;
    ``more`` are further content lines."""
    told = {"dtstart": "20270210T090000Z", "dtend": "20270210T094500Z", "summary": "Strom", "location": "Bühne A"}
    lines = [f"{name.upper().replace('_', '-')}:{text}" for name, text in (told | fields).items() if text]
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, *more, "END:VEVENT"))


def ics_file(*components: str, head: str = "VERSION:2.0\r\nPRODID:-//Haus//Kalender//DE") -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", head, *components, "END:VCALENDAR", "")).encode()


def only(data: bytes) -> SourceSession:
    (session,) = read_programme(data).sessions
    return session


def reasons(programme: SourceProgramme, kind: str) -> list[str]:
    return [remark.reason for remark in programme.remarks if remark.kind == kind]


def wall(moment: datetime) -> str:
    return f"{at_the_fair(moment):%d.%m.%Y %H:%M}"
