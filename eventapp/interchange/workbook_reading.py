"""Our own workbook becomes a programme again: texts as they stand, names by the sheets that explain them.

What the office changed or added in it is read as in any other table.
"""

from __future__ import annotations

import re

from eventapp.i18n import mark
from eventapp.interchange import admissions, sheet
from eventapp.interchange.cell_times import Calendar, when, year_of
from eventapp.interchange.colours import colour_in
from eventapp.interchange.ends import Draft, with_ends
from eventapp.interchange.kinds import kind_said
from eventapp.interchange.limits import MOST_ENTRIES, too_many
from eventapp.interchange.links import MOST as MOST_LINKS
from eventapp.interchange.remarks import BadEntry, Remarks
from eventapp.interchange.rows import Row
from eventapp.interchange.source import (
    Progress,
    SourcePlace,
    SourceProgramme,
    SourceSession,
    SourceSpeaker,
    SourceTheme,
)
from eventapp.interchange.table import text_of
from eventapp.interchange.wording import language_of
from eventapp.interchange.workbook_columns import PLACES, PROGRAMME, SPEAKERS, THEMES, OwnWorkbook
from eventapp.interchange.workbook_labels import (
    LONGEST_LABEL,
    KnownSpeakers,
    exhibitors_in,
    german_names,
    kind_labelled,
    language_labelled,
    links_in,
    place_kind_labelled,
)
from eventapp.programme.value import Link, Words
from eventapp.text import clean_line, clean_text

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})?")


def read(book: OwnWorkbook, *, default_minutes: int, progress: Progress | None, remarks: Remarks) -> SourceProgramme:
    """All rows that can be used; nothing is said of what stands there as we wrote it."""
    table, header = book.found[PROGRAMME]
    rows = book.rows(PROGRAMME)
    if len(rows) > MOST_ENTRIES:
        raise too_many(mark("Zeilen"), MOST_ENTRIES)
    sheet.remark_columns(table, header, remarks)
    reading = _Reading(book)
    calendar = Calendar(year_of(table, header.last + 1, header.columns["date"][0]))
    drafts, left_out = sheet.drafts_of(rows, calendar, remarks, progress, reading.draft)
    return SourceProgramme(
        format="xlsx",
        title=_title(book),
        label=book.label,
        sessions=with_ends(drafts, default_minutes=default_minutes, remarks=remarks),
        remarks=remarks.told(),
        left_out=tuple(left_out),
        places=reading.places,
        themes=reading.themes,
        is_ours=True,
    )


def _title(book: OwnWorkbook) -> str:
    """What stands in the first row, unless the header already does."""
    table, header = book.found[PROGRAMME]
    line, cells = table.lines[0]
    return clean_line(text_of(cells[0])) if line == 1 and header.first > 0 else ""


class _Reading:
    """The sheets beside the programme, and the rows read with them."""

    def __init__(self, book: OwnWorkbook) -> None:
        self.places = tuple(_place(row) for row in book.rows(PLACES) if _words(row, "name"))
        self.themes = tuple(_theme(row) for row in book.rows(THEMES) if _words(row, "name"))
        self._place_names = german_names(place.name for place in self.places)
        self._theme_names = german_names(theme.name for theme in self.themes)
        self._speakers = KnownSpeakers(_labelled_speakers(book.rows(SPEAKERS)))

    def draft(self, row: Row, calendar: Calendar, remarks: Remarks) -> Draft:
        title = _words(row, "title")
        if not title:
            raise BadEntry(mark("Der Titel fehlt."), mark("Titel eintragen oder die Zeile löschen."), field="title")
        starts_at, ends_at = when(row, calendar, remarks)
        place, theme = _line(row, "place"), _line(row, "theme")
        speakers = self._speakers.in_cell(row.text("speakers"), where=row.where("speakers"), remarks=remarks)
        session = SourceSession(
            where=row.where(),
            keys=sheet.keys_of(row),
            title=title if title.de else Words(title.en, title.en),
            starts_at=starts_at,
            ends_at=ends_at or starts_at,
            kind=_kind(row, remarks),
            subtitle=_words(row, "subtitle"),
            abstract=_prose(row, "abstract"),
            description=_prose(row, "description"),
            language=_language(row, remarks),
            place=self._place_names.get(place, place),
            theme=self._theme_names.get(theme, theme),
            organisation=_line(row, "organisation"),
            speakers=speakers,
            links=_links(row, remarks),
            is_cancelled=sheet.is_cancelled(row, remarks),
            series=_line(row, "series"),
            exhibitors=exhibitors_in(row.text("exhibitors")) if "exhibitors" in row.header.columns else None,
            admission=admissions.from_row(row, remarks),
        )
        return Draft(session, ends_at is not None and ends_at > starts_at, row.where("end"))


def _line(row: Row, field: str) -> str:
    return clean_line(row.text(field))


def _words(row: Row, field: str) -> Words:
    return Words(_line(row, field), _line(row, f"{field}_en"))


def _prose(row: Row, field: str) -> Words:
    return Words(clean_text(row.text(field)), clean_text(row.text(f"{field}_en")))


def _place(row: Row) -> SourcePlace:
    kind, capacity = place_kind_labelled(_line(row, "kind")) or "stage", admissions.number_in(_line(row, "capacity"))
    return SourcePlace(_words(row, "name"), _words(row, "where"), kind, capacity)


def _theme(row: Row) -> SourceTheme:
    return SourceTheme(_words(row, "name"), *(colour_in(_line(row, field)) for field in ("colour", "colour_dark")))


def _labelled_speakers(rows: list[Row]) -> dict[str, SourceSpeaker]:
    """By their label in the programme; where the office copied a row, the upper one counts."""
    found: dict[str, SourceSpeaker] = {}
    for row in rows:
        name = _line(row, "name")
        label = clean_line(row.text("label"), longest=LONGEST_LABEL)
        if name and label:
            speaker = SourceSpeaker(name, _line(row, "organisation"), _prose(row, "biography"))
            found.setdefault(label, speaker)
    return found


def _kind(row: Row, remarks: Remarks) -> str:
    label = _line(row, "kind")
    if not label:
        return "talk"
    return kind_labelled(label) or kind_said(label, where=row.where("kind"), remarks=remarks)


def _language(row: Row, remarks: Remarks) -> str:
    label = _line(row, "language")
    if known := language_labelled(label):
        return known
    is_code = len(label) <= 10 and _LANGUAGE.fullmatch(label)
    return label if is_code else language_of(label, where=row.where("language"), remarks=remarks)


def _links(row: Row, remarks: Remarks) -> tuple[Link, ...]:
    found: list[Link] = []
    for text, where in row.texts("link"):
        for line in text.split("\n")[: 2 * MOST_LINKS]:
            told = links_in(line)
            if line.strip() and not told:
                sheet.remark_no_address(where, remarks)
            found += told
    return tuple(found[:MOST_LINKS])
