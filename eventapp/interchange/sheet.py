"""A table becomes a programme: rows to sessions, what cannot be read to remarks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from uuid import UUID

from eventapp.i18n import _, mark
from eventapp.interchange import admissions, kinds, people
from eventapp.interchange.cell_times import Calendar, day_above, heading_day, when, year_of
from eventapp.interchange.columns import Header, field_named, find_header
from eventapp.interchange.ends import Draft, with_ends
from eventapp.interchange.limits import MOST_ENTRIES, too_many
from eventapp.interchange.links import link, links
from eventapp.interchange.remarks import BadEntry, Remarks
from eventapp.interchange.rows import Row
from eventapp.interchange.source import (
    Progress,
    SourceExhibitor,
    SourceProgramme,
    SourceSession,
    SourceSpeaker,
    UnreadableFile,
)
from eventapp.interchange.table import Table, is_empty, text_of, unmerged
from eventapp.interchange.wording import about, language_of, line, prose, words
from eventapp.interchange.workbook_labels import exhibitors_in


def read(
    table: Table,
    *,
    kind: str,
    default_minutes: int,
    progress: Progress | None,
    remarks: Remarks,
) -> SourceProgramme:
    """All rows that can be used; a remark for each that cannot."""
    header = _header(table)
    rows = _body(unmerged(table), header, remarks)
    remark_columns(table, header, remarks)
    dates = header.columns.get("date")
    calendar = Calendar(year_of(table, header.last + 1, dates[0] if dates else None), day_above(table, header.first))
    drafts, left_out = drafts_of(rows, calendar, remarks, progress, _draft)
    sessions = with_ends(drafts, default_minutes=default_minutes, remarks=remarks)
    sessions = people.with_known_organisations(sessions)
    return SourceProgramme(kind, _title(table, header), "", sessions, remarks.told(), tuple(left_out))


def drafts_of(
    rows: list[Row],
    calendar: Calendar,
    remarks: Remarks,
    progress: Progress | None,
    draft: Callable[[Row, Calendar, Remarks], Draft],
) -> tuple[list[Draft], list[dict[str, str]]]:
    """What ``draft`` makes of each row, and of those that it cannot use keys and title."""
    drafts: list[Draft] = []
    left_out: list[dict[str, str]] = []
    for number, row in enumerate(rows, 1):
        if not _is_aside(row, calendar, remarks):
            row.remark_formulas(remarks)
            try:
                drafts.append(draft(row, calendar, remarks))
            except BadEntry as bad:
                left_out.append(_left_out(row, bad, remarks) | _where_and_when(row, calendar))
        if progress:
            progress(number, len(rows))
    return drafts, left_out


def _header(table: Table) -> Header:
    header = find_header(table)
    if header is None:
        raise UnreadableFile(
            mark(
                "In der Tabelle wurde keine Kopfzeile erkannt. Die Spalten brauchen Überschriften wie "
                "„Titel“, „Datum“, „Beginn“ und „Ort“ in den ersten 20 Zeilen; eine leere Vorlage liegt bereit."
            )
        )
    if not header.is_complete:
        missing = _("den Beginn („Beginn“ oder „Uhrzeit“)") if "title" in header.columns else _("den Titel („Titel“)")
        raise UnreadableFile(
            mark("In der Kopfzeile fehlt eine Spalte für {missing}. Bitte ergänzen und neu einlesen."), missing=missing
        )
    return header


def _body(table: Table, header: Header, remarks: Remarks) -> list[Row]:
    found = [
        Row(table, header, number, cells) for number, cells in table.lines[header.last + 1 :] if not is_empty(cells)
    ]
    rows = [row for row in found if not row.is_sample and not _is_header(row)]
    if not found:
        remarks.once(
            "note", mark("Unter der Kopfzeile steht kein Programmpunkt."), mark("Prüfen, ob es die richtige Datei ist.")
        )
    if len(rows) > MOST_ENTRIES:
        raise too_many(mark("Zeilen"), MOST_ENTRIES)
    return rows


def _is_header(row: Row) -> bool:
    """A header repeated further down, as on every printed page."""
    return field_named(row.text("title")) == "title" and field_named(row.text("start")) == "start"


def _title(table: Table, header: Header) -> str:
    """The first line above the header, unless it still is a stand-in."""
    first = next(
        (text_of(cell) for _, cells in table.lines[: header.first] for cell in cells if text_of(cell).strip()), ""
    )
    return "" if first.strip().startswith(("<", "[")) else line(first)


def remark_columns(table: Table, header: Header, remarks: Remarks) -> None:
    unused = [label for label in header.unused if not label.isdigit() and not label.startswith("<")]
    if unused:
        named = ", ".join(f"„{label}“" for label in unused[:12])
        where = table.where(table.lines[header.last][0])
        remarks.note(
            where,
            _("Nicht eingelesene Spalten: {columns}.", columns=named),
            mark("Überschrift anpassen, wenn etwas davon gebraucht wird."),
        )
    if "place" not in header.columns:
        remarks.once("note", mark("Es gibt keine Spalte für den Ort."), mark("Spalte „Ort“ ergänzen."))


def _is_aside(row: Row, calendar: Calendar, remarks: Remarks) -> bool:
    """Whether the row is no session: the heading of a day, or a single remark of the office's."""
    day = heading_day(row, calendar)
    if day is not None:
        calendar.day = day
        return True
    if len(row.filled) == 1 and not row.text("title").strip():
        remarks.note(row.where(), _("Zeile übersprungen; darin steht nur „{said}“.", said=row.shown(row.filled[0])))
        return True
    return False


def _left_out(row: Row, bad: BadEntry, remarks: Remarks) -> dict[str, str]:
    """Say why the row cannot be used, and keep what it is known by: it is not gone."""
    remarks.unreadable(row.where(bad.field), about(row.text("title"), bad.reason), bad.advice)
    return keys_of(row) | {"title": line(row.text("title"))}


def _where_and_when(row: Row, calendar: Calendar) -> dict[str, str]:
    """As far as they can be read, of a row that cannot be used for another reason."""
    with suppress(BadEntry):
        return {"place": line(row.text("place")), "starts_at": when(row, calendar, Remarks())[0].isoformat()}
    return {}


def _draft(row: Row, calendar: Calendar, remarks: Remarks) -> Draft:
    language = language_of(row.text("language"), where=row.where("language"), remarks=remarks)
    title, is_marked_cancelled = kinds.without_cancelled(line(row.text("title")))
    title_en = line(row.text("title_en"))
    if not title and not title_en:
        raise BadEntry(mark("Der Titel fehlt."), mark("Titel eintragen oder die Zeile löschen."), field="title")
    starts_at, ends_at = when(row, calendar, remarks)
    speakers = _speakers(row, remarks)
    session = SourceSession(
        where=row.where(),
        keys=keys_of(row),
        title=words(title, title_en, language=language),
        starts_at=starts_at,
        ends_at=ends_at or starts_at,
        kind=_kind(row, title, bool(speakers), remarks),
        subtitle=words(line(row.text("subtitle")), line(row.text("subtitle_en")), language=language),
        abstract=words(prose(row.text("abstract")), prose(row.text("abstract_en")), language=language),
        description=words(prose(row.text("description")), prose(row.text("description_en")), language=language),
        language=language,
        place=line(row.text("place")),
        theme="" if kinds.kind_named(row.text("theme")) == "break" else line(row.text("theme")),
        organisation=line(row.text("organisation")),
        speakers=speakers,
        links=links(_addresses(row, remarks)),
        is_cancelled=is_cancelled(row, remarks) or is_marked_cancelled,
        series=line(row.text("series")),
        exhibitors=_exhibitors(row),
        admission=admissions.from_row(row, remarks),
    )
    return Draft(
        session,
        ends_at is not None and ends_at > starts_at,
        row.where("end" if "end" in row.header.columns else "start"),
    )


def keys_of(row: Row) -> dict[str, str]:
    """Whatever could identify the row; a "Kennung" that has the form of a GUID is one."""
    keys = {name: value for name in ("guid", "code", "id") if (value := line(row.text(name)))}
    if "guid" not in keys and _is_guid(keys.get("id", "")):
        keys["guid"] = keys.pop("id")
    return keys


def _is_guid(text: str) -> bool:
    try:
        return len(text) == 36 and bool(UUID(text))
    except ValueError:
        return False


def _speakers(row: Row, remarks: Remarks) -> tuple[SourceSpeaker, ...]:
    cells = (people.from_cell(text, where=where, remarks=remarks) for text, where in row.texts("speakers"))
    return people.each_once(chain.from_iterable(cells))


def _exhibitors(row: Row) -> tuple[SourceExhibitor, ...] | None:
    """By name or by the address they have in the catalogue, parted like speakers."""
    if "exhibitors" not in row.header.columns:
        return None
    return exhibitors_in(line(row.text("exhibitors").replace("\n", ";")).replace("|", ";"))


def _kind(row: Row, title: str, has_speakers: bool, remarks: Remarks) -> str:
    label, theme = row.text("kind"), row.text("theme")
    if kinds.is_break(kind=label, theme=theme, title=title, has_speakers=has_speakers):
        return "break"
    if not label.strip():
        return kinds.kind_in_title(title) or "talk"
    return kinds.kind_said(label, where=row.where("kind"), remarks=remarks)


def _addresses(row: Row, remarks: Remarks) -> list[tuple[str, str]]:
    """The addresses of a row, each with the words before it as its title."""
    found = []
    for text, where in row.texts("link"):
        words_before: list[str] = []
        for word in text.split()[:500]:
            if link(word) is None:
                words_before.append(word)
            else:
                found.append((word.rstrip(",;"), " ".join(words_before)))
                words_before = []
        if words_before:
            remark_no_address(where, remarks)
    return found


def remark_no_address(where: str, remarks: Remarks) -> None:
    remarks.note(
        where, mark("Der Link ist keine Webadresse und wurde weggelassen."), mark("Adresse mit https:// eintragen.")
    )


def is_cancelled(row: Row, remarks: Remarks) -> bool:
    status = row.text("status")
    if not kinds.is_known_status(status):
        remarks.once(
            "note",
            _("Der Status „{said}“ wird nicht ausgewertet; bekannt ist „abgesagt“.", said=line(status)),
            where=row.where("status"),
        )
    return kinds.is_cancelled(status)
