"""Files that mean harm, or are none: a sentence for each, and little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from eventapp.interchange import limits
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import UnreadableFile
from tests.interchange.reading_files import csv_file, json_file, repacked, xlsx_file

SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
MEASURED = """
import sys
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import UnreadableFile
try:
    read_programme(open(sys.argv[1], "rb").read())
except UnreadableFile:
    pass
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""

EVENT = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20270210T090000\nSUMMARY:Strom\n%b\nEND:VEVENT\n"
GREEDY_CALENDARS = {
    "events.ics": b"".join(EVENT % (number, b"DESCRIPTION:" + b"x" * 1_100) for number in range(8_000)),
    "properties.ics": EVENT % (1, b"CATEGORIES:x\n" * 490_000),
    "folds.ics": EVENT % (1, b"DESCRIPTION:x" + b"\n \xf0\x9f\x98\x80aaaaaa" * 490_000),
    "parameters.ics": EVENT % (1, b"SUMMARY" + b';A="x"' * 1_600_000 + b":x"),
    "rules.ics": EVENT % (1, b"RRULE:FREQ=SECONDLY\nRDATE:" + b"20270210T090000," * 600_000),
    "zones.ics": b"BEGIN:VTIMEZONE\nTZID:x\n" + b"BEGIN:STANDARD\nEND:STANDARD\n" * 240_000 + b"END:VTIMEZONE",
}


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_programme(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "leer"),
        (b" \r\n\x00", "leer"),
        (b"\xef\xbb\xbf", "leer"),
        (b"<!DOCTYPE html><html><title>Login</title>", "Webseite"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "als XLSX speichern"),
        (b"%PDF-1.7\n", "schedule.xml, frab/pretalx schedule.json, iCalendar, CSV und XLSX"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR fehlt"),
        (b"BEGIN:VCALENDAR\r\n\x00", "END:VCALENDAR fehlt"),
        (b"BEGIN:VCALENDAR" + b"\r\n x" * 500_001, "zu viele Zeilen"),
        (b"BEGIN:VCALENDAR\n" * 40_000, "END:VCALENDAR fehlt"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 25_000, "zu viele Termine"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 100, "verschachtelt"),
        (b"BEGIN:VCALENDAR\n" + b"x" * limits.LARGEST_TEXT, "höchstens 10 MB"),
        (b"\x01\x02\x03\x04;\x05,", "unbekanntes Format"),
        (b"PK\x03\x04" + b"\x00" * 50, "neu speichern"),
        (b"<?xml version='1.0'?>" + ENTITIES + b"<schedule>&b;</schedule>", "DTD"),
        (b"<!DOCTYPE schedule SYSTEM 'file:///etc/passwd'><schedule/>", "DTD"),
        (b"<schedule><day>", "Zeile 1"),
        (b"<schedule><title>\xff</title></schedule>", "Zeile 1"),
        (b"<?xml version='1.0' encoding='klingon'?><schedule/>", "UTF-8"),
        (b"<schedule>" + b"<a>" * 5_000, "zu viele"),
        (b"[" * 100_000, "verschachtelt"),
        (b'{"schedule":', "Zeile 1"),
        (b'{"schedule": ' + b"9" * 5_000 + b"}", "Zahl"),
        (b"[]", "kein Programm"),
        (b"{" * 2_000_000, "zu viele"),
        (b"a;b\n1;2\n", "keine Kopfzeile"),
        (b"Titel;Beginn\n" + b";" * 100_000, "Spalten"),
        (b'Titel;Beginn\n"' + b"x;\n" * 100_000, "Anführungszeichen"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_in_a_sentence(data, sentence):
    assert sentence in refusal(data)


def test_an_unclosed_quote_is_noticed_before_rows_vanish_silently():
    programme = read_programme(csv_file('"Strom;10.02.2027;10:00;;Bühne', "Wärme;10.02.2027;11:00;;Bühne"))

    assert any("Anführungszeichen" in remark.reason for remark in programme.remarks)


def test_a_file_of_100_megabytes_is_refused_before_it_is_looked_at():
    assert "100 MB" in refusal(b"Titel;Beginn\n" + b"x" * 100_000_000)


def test_a_text_file_has_a_lower_limit():
    assert "höchstens 10 MB" in refusal(b"Titel;Beginn\n" + b"x" * limits.LARGEST_TEXT)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path):
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("foto.jpg", b"x")

    assert "unbekanntes Format" in refusal((tmp_path / "a.zip").read_bytes())


def test_an_open_document_is_refused_with_advice(tmp_path):
    with ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("content.xml", b"<x/>")

    assert "als XLSX speichern" in refusal((tmp_path / "a.ods").read_bytes())


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"sheet1": SHEET % (b'<row r="1">' + b"<c/>" * 50_000 + b"</row>")}, "Zellen in einer Zeile"),
        ({"sheet1": SHEET % (b"<row/>" * 250_000)}, "Zeilen"),
        ({"sheet1": SHEET % (b"<x/>" * 70_000)}, "Formate"),
        ({"sheet1": SHEET % (b"<row><c><v>" + b"9" * 300_000 + b"</v></c></row>")}, "Zeichen"),
        ({"sheet1": SHEET % b'<row><c r="ZZZZ1"><v>1</v></c></row>'}, "neu als XLSX"),
        ({"sheet1": b"<worksheet><sheetData>"}, "beschädigt"),
        ({"sheet1": b"kein XML"}, "beschädigt"),
        ({"sheet1": ENTITIES + b"<worksheet/>"}, "DTD"),
        ({"strings": b"<sst>" + b"<si/>" * 200_000 + b"</sst>"}, "Texte"),
        ({"other": b"x" * 6_000_000}, "gepackt"),
    ],
)
def test_a_workbook_that_is_small_in_bytes_and_huge_in_content_is_refused(parts, sentence):
    assert sentence in refusal(repacked(xlsx_file(("Titel", "Beginn"), ("Strom", "10:00")), **parts))


def test_a_workbook_that_lies_far_below_is_read_without_walking_there():
    sheet = SHEET % b'<row r="1"><c t="inlineStr"><is><t>x</t></is></c></row><row r="999999999"><c><v>1</v></c></row>'

    assert "keine Kopfzeile" in refusal(repacked(xlsx_file(("x",)), sheet1=sheet))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured with Linux' /proc")
@pytest.mark.parametrize(
    "name",
    [
        *("bomb.xlsx", "full.xlsx", "elements.xml", "values.json", "texts.json", "texts.xml", "lines.csv"),
        *GREEDY_CALENDARS,
    ],
)
def test_no_file_takes_300_megabytes(tmp_path, name):
    (tmp_path / name).write_bytes(_greedy(name, tmp_path))
    answer = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path / name)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": "."},
    )

    assert int(answer.stdout) / 1024 < 300


def _greedy(name: str, folder: Path) -> bytes:
    """A file that unpacks to 300 MB, and the most that the limits still let through in each format."""
    if name in GREEDY_CALENDARS:
        return b"BEGIN:VCALENDAR\n" + GREEDY_CALENDARS[name] + b"\nEND:VCALENDAR\n"
    if name == "bomb.xlsx":
        with ZipFile(folder / "bomb", "w", ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"<x>" + b"<c>0</c>" * 37_500_000)
        return (folder / "bomb").read_bytes()
    if name == "full.xlsx":
        row, numbers = b"<row>" + b"<c><v>%d</v></c>" * 28 + b"</row>", range(limits.MOST_ENTRIES - 100)
        return repacked(xlsx_file(("x",)), sheet1=SHEET % b"".join(row % (*range(n, n + 28),) for n in numbers))
    if name == "elements.xml":
        return b"<schedule>" + b"<a/>" * 399_000 + b"</schedule>"
    if name == "texts.json":
        text = json_file({"abstract": "x" * 19_000 + "\U0001f600"})
        event = text[text.index(b'{"id"') : text.index(b"}]") + 1]
        return text.replace(event, b",".join([event] * (limits.LARGEST_SCHEDULE // len(event) - 1)))
    if name == "texts.xml":
        event = b"<event id='1'><abstract>" + b"x" * 19_000 + "\U0001f600".encode() + b"</abstract></event>"
        return (
            b"<schedule><day><room>" + event * (limits.LARGEST_SCHEDULE // len(event) - 1) + b"</room></day></schedule>"
        )
    if name == "values.json":
        return json_file({}).replace(b'"rooms"', b'"x":[' + b"{}," * 330_000 + b'1],"rooms"')
    return b"Titel;Datum;Beginn\n" + b"Strom;10.02.2027;10:00\n" * (limits.MOST_ENTRIES - 100)
