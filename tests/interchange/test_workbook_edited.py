"""Our own workbook after an office had it in its hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceProgramme, SourceSpeaker
from eventapp.interchange.workbook import write
from eventapp.programme.value import Link, Place, Speaker, Words
from tests.factories import at, value_programme, value_session
from tests.interchange.reading_files import reasons, repacked, saved, xlsx_file

ADA = SourceSpeaker("Dr. Ada Muster", "Stadt", Words("Baut.", "Builds."))
PROGRAMME = value_programme(
    value_session(title="#REF!", speakers=("ada",), place="a", links=(Link("https://a.example", "Folien"),)),
    value_session("BBBBBB", "=Strom", starts="11:00", ends="11:30", number=2, place="b"),
    places=(Place("a", Words("Bühne A", "Stage A")), Place("b", Words("Hof"))),
    speakers=(Speaker("ada", ADA.name, ADA.organisation, ADA.biography),),
)
FIRST = 5
"""The row of the first session."""


def edited(edit: Callable[[Any], Any], language: str = "de") -> bytes:
    """The workbook opened, changed and saved by another program."""
    book = openpyxl.load_workbook(BytesIO(write(PROGRAMME, language)))
    edit(book)
    return saved(book)


def column(sheet: Worksheet, label: str) -> int:
    return next(cell.column for row in sheet.iter_rows(max_row=4) for cell in row if cell.value == label)


def put(label: str, value: object, *, row: int = FIRST, sheet: int = 0) -> Callable[[Any], Any]:
    def edit(book: Any) -> None:
        shown = book.worksheets[sheet]
        shown.cell(row, column(shown, label)).value = value

    return edit


def told(programme: SourceProgramme) -> list[dict[str, Any]]:
    return [asdict(session) for session in programme.sessions]


def differences(data: bytes) -> list[tuple[int, str, Any]]:
    """What the file tells otherwise than the one that was sent out: session, field, and what it says now."""
    before, after = read_programme(write(PROGRAMME, "de")), read_programme(data)
    assert after.is_ours
    assert len(before.sessions) == len(after.sessions)
    pairs = enumerate(zip(told(before), told(after), strict=True))
    found = [
        (number, name, getattr(after.sessions[number], name))
        for number, (old, new) in pairs
        for name in old.keys() - {"where"}
        if old[name] != new[name]
    ]
    return sorted(found, key=lambda difference: difference[:2])


@pytest.mark.parametrize("language", ["de", "en"])
def test_saving_alone_changes_nothing(language):
    assert differences(edited(lambda book: None, language)) == []


@pytest.mark.parametrize(
    ("label", "value", "field", "expected"),
    [
        ("Titel", "Wärme", "title", Words("Wärme")),
        ("Titel (englisch)", "Heat", "title", Words("#REF!", "Heat")),
        ("Beschreibung", "Neu.\nUnd länger.", "description", Words("Neu.\nUnd länger.")),
        ("Beginn", "9.30 Uhr", "starts_at", at("09:30")),
        ("Beginn", time(9, 30), "starts_at", at("09:30")),
        ("Ende", "10:50", "ends_at", at("10:50")),
        ("Ende", time(11, 0), "ends_at", at("11:00")),
        ("Ende", datetime.fromisoformat("2027-03-29T01:00"), "ends_at", at("01:00", date(2027, 3, 29))),
        ("Ort", "Hof", "place", "Hof"),
        ("Ort", "Zelt", "place", "Zelt"),
        ("Art", "workshop", "kind", "workshop"),
        ("Art", "Führung", "kind", "tour"),
        ("Status", "abgesagt", "is_cancelled", True),
        ("Status", "cancelled", "is_cancelled", True),
        ("Sprache", "englisch", "language", "en"),
        ("Sprache", "English", "language", "en"),
        ("Links", "https://b.example", "links", (Link("https://b.example"),)),
        ("Links", "www.b.example https://c.example", "links", (Link("https://www.b.example"), Link("https://c.example"))),
        ("Links", "„https://x.example“ https://b.example", "links", (Link("https://b.example", "https://x.example"),)),
        ("Vortragende", None, "speakers", ()),
        ("Vortragende", "Bo, TU; Dr. Ada Muster", "speakers", (SourceSpeaker("Bo", "TU"), ADA)),
        ("Vortragende", "Dr. Ada Muster, IHK", "speakers", (SourceSpeaker("Dr. Ada Muster", "IHK"),)),
    ],
)  # fmt: skip
def test_an_edit_of_one_cell_is_exactly_that_difference(label, value, field, expected):
    assert differences(edited(put(label, value))) == [(0, field, expected)]


def test_a_speaker_typed_in_otherwise_is_the_same_where_the_sheet_leaves_no_doubt():
    assert differences(edited(put("Vortragende", "Dr. Ada Muster (Stadt)\nDR. ADA MUSTER; N.N."))) == []


def test_a_place_by_its_english_name_is_that_place():
    assert differences(edited(put("Ort", "Stage A"))) == []


def test_a_new_date_moves_start_and_end():
    changed = differences(edited(put("Datum", date(2027, 3, 30))))

    assert [(field, value) for _number, field, value in changed] == [
        ("ends_at", at("10:45", date(2027, 3, 30))), ("starts_at", at("10:00", date(2027, 3, 30)))
    ]  # fmt: skip


def test_a_biography_is_edited_in_the_sheet_of_the_speakers():
    changed = differences(edited(put("Biografie", "Baut um.", row=2, sheet=1)))

    assert changed == [(0, "speakers", (SourceSpeaker(ADA.name, ADA.organisation, Words("Baut um.", "Builds.")),))]


def test_a_row_taken_out_is_gone_and_a_row_added_is_new():
    def edit(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.delete_rows(FIRST)
        sheet.append([date(2027, 3, 29), "9 Uhr", "9:30", "Hof", "Neu"])

    read = read_programme(edited(edit))

    assert [(session.title.de, session.keys.get("code", "")) for session in read.sessions] == [
        ("=Strom", "BBBBBB"), ("Neu", "")
    ]  # fmt: skip
    assert (read.is_ours, read.is_partial, read.remarks) == (True, False, ())


def test_a_row_that_cannot_be_read_is_left_out_with_its_keys():
    read = read_programme(edited(put("Beginn", "bald")))

    assert [(remark.kind, remark.where) for remark in read.remarks] == [("unreadable", "Blatt Programm, B5")]
    assert [one["code"] for one in read.left_out] == ["AAAAAA"]


def test_columns_may_be_moved_sorted_added_and_sheets_renamed():
    def edit(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.title = "Unser Programm"
        sheet.tables.clear()
        sheet.insert_cols(1)
        sheet.cell(4, 1).value = "Lfd. Nr."
        sheet.cell(5, 1).value = 99

    read = read_programme(edited(edit))

    assert [session.keys["id"] for session in read.sessions] == ["1", "2"]
    assert (read.is_ours, read.remarks) == (True, ())


def test_a_column_of_the_offices_own_is_said_not_to_be_read():
    def edit(book: Any) -> None:
        book.worksheets[0].cell(4, 25).value = "Honorar"

    assert reasons(read_programme(edited(edit)), "note") == ["Nicht eingelesene Spalten: „Honorar“."]


@pytest.mark.parametrize("language", ["de", "en"])
def test_with_a_column_missing_it_is_read_like_any_other_table_and_says_so(language):
    def edit(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.tables.clear()
        sheet.delete_cols(column(sheet, "Beschreibung" if language == "de" else "Description (German)"))

    read = read_programme(edited(edit, language))

    assert not read.is_ours
    assert "im Blatt „Programm“ fehlen Spalten" in reasons(read, "note")[0]
    assert [(session.keys["code"], session.starts_at) for session in read.sessions] == [
        ("BBBBBB", at("11:00")),
    ]
    assert [one["code"] for one in read.left_out] == ["AAAAAA"]  # a title that any other table has for an error


def test_a_column_renamed_beyond_recognition_is_a_column_missing():
    read = read_programme(edited(lambda book: setattr(book.worksheets[0].cell(4, 18), "value", "Notiz")))

    assert (read.is_ours, "fehlen Spalten" in reasons(read, "note")[0]) == (False, True)


def test_without_its_dates_the_day_of_the_release_is_not_taken_for_them():
    def edit(book: Any) -> None:
        book.worksheets[0].delete_cols(1)

    assert read_programme(edited(edit)).sessions == ()


def test_the_same_table_from_anybody_else_is_any_other_table():
    def edit(book: Any) -> None:
        book.properties.creator = "Büro"

    read = read_programme(edited(edit))

    assert (read.is_ours, [session.title.de for session in read.sessions]) == (False, ["=Strom"])


@pytest.mark.parametrize("value", ["javascript:alert(1)", "Folien", "https://name:word@a.example"])
def test_a_link_that_is_none_is_left_out_though_the_file_claims_to_be_ours(value):
    read = read_programme(edited(put("Links", value)))

    assert read.sessions[0].links == ()
    assert reasons(read, "note") == ["Der Link ist keine Webadresse und wurde weggelassen."]


def test_a_colour_that_is_none_is_left_out():
    def edit(book: Any) -> None:
        book.worksheets[3].append(["Energie", "", "red;}", "#ABCDEF"])

    (theme,) = read_programme(edited(edit)).themes

    assert (theme.name, theme.colour, theme.colour_dark) == (Words("Energie"), "", "#abcdef")


def test_escapes_in_a_foreign_workbook_are_what_they_stand_for():
    data = xlsx_file(("Titel", "Datum", "Beginn"), ("Str_x006F_m_x000D_", "10.02.2027", "10:00"))
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
    runs = b"<si><r><t>Str_x006F_</t></r><r><t>m_x000D_</t></r><rPh><t>lies</t></rPh></si>"
    plain = b"".join(b"<si><t>%s</t></si>" % text for text in (b"Titel", b"Datum", b"Beginn"))
    rest = b"".join(b"<si><t>%s</t></si>" % text for text in (b"10.02.2027", b"10:00"))

    (session,) = read_programme(repacked(data, strings=strings % (plain + runs + rest))).sessions

    assert session.title == Words("Strom")
