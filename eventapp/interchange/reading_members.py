"""Lists of members as associations and fairs hand them out: CSV and XLSX, whatever stands above and beside."""

from __future__ import annotations

import re

from eventapp.exhibitors.actions.members import LONGEST
from eventapp.exhibitors.answers import is_email, is_web_address
from eventapp.exhibitors.fields.company import ORGANISATION_KINDS
from eventapp.exhibitors.intake import ListedMember
from eventapp.i18n import _, mark
from eventapp.interchange import csv_file, xlsx_file
from eventapp.interchange.limits import MOST_ENTRIES, too_many
from eventapp.interchange.member_columns import MemberHeader, find_header, width_of
from eventapp.interchange.member_list import MemberList
from eventapp.interchange.remarks import WHOLE_FILE, Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.table import Cell, Table, is_empty, text_of
from eventapp.text import clean_line, folded

NO_HEADER = mark(
    "In den ersten Zeilen ist keine Überschrift zu erkennen. Gebraucht werden eine Spalte „Name“ (oder „Firma“, "
    "„Aussteller“) und mindestens eine weitere, zum Beispiel „Ort“, „Website“ oder „E-Mail“."
)
_GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
_ADDRESSES = re.compile(r"[;,\s]+")
_KINDS = {folded(word): kind.key for kind in ORGANISATION_KINDS for word in (kind.label, kind.key)}
_COUNTRIES = {"germany": "Deutschland", "de": "Deutschland", "ger": "Deutschland", "deu": "Deutschland"}
_LANGUAGES = {"de": "de", "deutsch": "de", "german": "de", "en": "en", "englisch": "en", "english": "en"}
LONGEST_NAME, LONGEST_PERSON = LONGEST["name"], 120


def read_members(data: bytes) -> MemberList:
    """Raises :class:`UnreadableFile` where nothing can be used."""
    remarks = Remarks()
    kind = "xlsx" if data.startswith(b"PK\x03\x04") else "csv"
    table = _sheet(data) if kind == "xlsx" else csv_file.parse(data, remarks, width=width_of)
    header = find_header(table)
    if header is None:
        raise UnreadableFile(NO_HEADER)
    if header.unused:
        remarks.note(
            WHOLE_FILE, _("Diese Spalten wurden nicht gelesen: {columns}.", columns=", ".join(header.unused[:12]))
        )
    lines = table.lines[header.position + 1 :]
    if len(lines) > MOST_ENTRIES:
        raise too_many(mark("Zeilen"), MOST_ENTRIES)
    rows = [row for line, cells in lines if (row := _Line(table, header, line, cells, remarks).read())]
    if not rows:
        raise UnreadableFile(mark("In der Datei steht unter der Überschrift kein Mitglied."))
    return MemberList(kind, tuple(rows), remarks.told())


def _sheet(data: bytes) -> Table:
    sheets = xlsx_file.visible_sheets(data)
    if not any(sheet.lines for sheet in sheets):
        raise UnreadableFile(mark("Die Datei enthält kein sichtbares Blatt mit Inhalt."))
    return max(sheets, key=width_of)


class _Line:
    """One line while it is read."""

    def __init__(
        self, table: Table, header: MemberHeader, line: int, cells: tuple[Cell, ...], remarks: Remarks
    ) -> None:
        self.columns, self.cells, self.remarks = header.columns, cells, remarks
        self.where = table.where(line)

    def read(self) -> ListedMember | None:
        """None for what is no member; where it looks as if it should be one, a remark says so."""
        name = self.text("name", LONGEST_NAME)
        if not name:
            if not is_empty(self.cells[column] for column in self.columns.values() if column < len(self.cells)):
                self.remarks.unreadable(
                    self.where, mark("Der Name fehlt; die Zeile wurde ausgelassen."), mark("Namen eintragen.")
                )
            return None
        self._look_for_a_cut(name)
        contact = self.text("contact_name", LONGEST_PERSON)
        parts = f"{self.text('first_name', 60)} {self.text('last_name', 60)}".strip()
        return ListedMember(
            where=self.where,
            name=name,
            organisation_kind=self._kind(),
            street=self.text("street", LONGEST["street"]),
            postal_code=self._postal_code(),
            city=self.text("city", LONGEST["city"]),
            country=self._country(),
            website=self._website(),
            contact_name=contact or parts,
            contact_email=self._email(),
            language=_LANGUAGES.get(folded(self.text("language", 20)), ""),
        )

    def text(self, field: str, longest: int) -> str:
        column = self.columns.get(field)
        cell = self.cells[column] if column is not None and column < len(self.cells) else None
        whole = _GUARDED.sub("", clean_line(text_of(cell), longest=2_000))
        if len(whole) > longest:
            self.remarks.assumed(
                self.where,
                _("„{said}…“ ist zu lang und wurde gekürzt.", said=whole[:40]),
                mark("Im Mitglied ergänzen."),
            )
        return clean_line(whole, longest=longest)

    def _look_for_a_cut(self, name: str) -> None:
        if name.count("(") > name.count(")"):
            reason = _("Vermutlich abgeschnitten, eine Klammer geht nicht zu: „{name}“.", name=name)
            self.remarks.assumed(self.where, reason, mark("Den vollen Namen beim Mitglied eintragen."))

    def _postal_code(self) -> str:
        said = self.text("postal_code", LONGEST["postal_code"])
        column = self.columns.get("postal_code")
        cell = self.cells[column] if column is not None and column < len(self.cells) else None
        if isinstance(cell, int | float) and len(said) == 4:
            self.remarks.assumed(
                self.where, _("Die Postleitzahl {said} hat eine Null davor bekommen.", said=said), mark("Prüfen.")
            )
            return said.zfill(5)
        return said

    def _country(self) -> str:
        said = self.text("country", LONGEST["country"])
        return _COUNTRIES.get(folded(said), said)

    def _kind(self) -> str:
        said = self.text("organisation_kind", 100)
        kind = _KINDS.get(folded(said), "")
        if said and not kind:
            self.remarks.note(self.where, _("Die Art „{said}“ kennen wir nicht; sie bleibt offen.", said=said))
        return kind

    def _website(self) -> str:
        said = self.text("website", 1_000)
        address = f"https://{said}" if said and "://" not in said else said
        if not said or is_web_address(address):
            return address
        self.remarks.unreadable(
            self.where, _("„{said}“ ist keine Webadresse und fehlt.", said=said[:60]), mark("Adresse berichtigen.")
        )
        return ""

    def _email(self) -> str:
        said = self.text("contact_email", 1_000)
        if not said:
            return ""
        found = [one.strip("<>").lower() for one in _ADDRESSES.split(said) if is_email(one.strip("<>"))]
        if not found:
            reason = _("„{said}“ ist keine E-Mail-Adresse und fehlt.", said=said[:60])
            self.remarks.unreadable(self.where, reason, mark("Adresse berichtigen."))
            return ""
        if len(found) > 1:
            self.remarks.assumed(
                self.where, _("Von mehreren Adressen gilt die erste: {first}.", first=found[0]), mark("Prüfen.")
            )
        return found[0]
