"""What a file is, from its content."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from eventapp.i18n import _, mark
from eventapp.interchange.decoding import decoded
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.text import clean_line

FORMATS = mark("frab/pentabarf schedule.xml, frab/pretalx schedule.json, iCalendar, CSV und XLSX")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 8_000
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f]")
_PART_OF_CALENDAR = re.compile(r"(?:BEGIN|END):(?:VEVENT|VTIMEZONE|VTODO|VALARM)\b", re.IGNORECASE)
"""Not read: what is missing would count as gone."""
_AS_XLSX = mark(
    "Bitte in der Tabellenkalkulation öffnen, mit „Speichern unter“ als XLSX speichern und diese Datei einlesen."
)


def format_of(data: bytes, *, name: str = "") -> str:
    """``frab-xml``, ``frab-json``, ``ics``, ``csv`` or ``xlsx``; for anything else a sentence that says what to do."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise UnreadableFile(mark("Die Datei ist leer."))
    if data.startswith(b"PK"):
        return _packed(data, name)
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(
            mark("Das ist das alte XLS-Format oder eine Datei mit Kennwort. {advice}"), advice=_(_AS_XLSX)
        )
    head = decoded(data[:_HEAD], Remarks()).lstrip("\ufeff \t\r\n\x00")
    if _HTML.search(head[:1_000]) and head.startswith("<"):
        raise UnreadableFile(
            mark(
                "Das ist eine Webseite, keine Programmdatei; vermutlich wurde statt der Datei ihre Seite oder eine "
                "Anmeldeseite gespeichert. Bitte die Datei selbst herunterladen."
            )
        )
    return _text_format(head) or _refuse(name)


def _text_format(head: str) -> str:
    if head.startswith("<"):
        return "frab-xml" if "<schedule" in head or "<!" in head[:500] else ""
    if head.startswith(("{", "[")):
        return "frab-json"
    if head[:15].upper().startswith("BEGIN:VCALENDAR"):
        return "ics"
    if _PART_OF_CALENDAR.match(head):
        raise UnreadableFile(
            mark(
                "Das ist nur ein Stück eines Kalenders: Sein Anfang (BEGIN:VCALENDAR) fehlt. "
                "Bitte den Kalender als Ganzes neu herunterladen."
            )
        )
    if head[:7].upper() == "BEGIN:V" or len(_CONTROLS.findall(head)) > len(head) // 50:
        return ""
    return "csv" if any(delimiter in head for delimiter in ";,\t") else ""


def _packed(data: bytes, name: str) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableFile(
            mark("Die Datei ist beschädigt oder unvollständig. Bitte neu speichern oder ganz herunterladen.")
        ) from None
    if "xl/workbook.bin" in names or "content.xml" in names or "Index/Document.iwa" in names:
        raise UnreadableFile(mark("Diese Art von Tabelle wird nicht gelesen. {advice}"), advice=_(_AS_XLSX))
    return "xlsx" if any(part.startswith("xl/") for part in names) else _refuse(name)


def _refuse(name: str) -> str:
    called = f"„{clean_line(name, longest=80)}“" if clean_line(name) else "Die Datei"
    raise UnreadableFile(
        mark("{called} hat ein unbekanntes Format. Gelesen werden {formats}."), called=called, formats=_(FORMATS)
    )
