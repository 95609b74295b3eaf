"""Spreadsheets as the office keeps them."""

from __future__ import annotations

from datetime import date, datetime, time

import openpyxl
import pytest

from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceSpeaker, UnreadableFile
from eventapp.programme.value import Link, Words
from tests.interchange.reading_files import csv_file, only, reasons, saved, wall, xlsx_file

ROW = "Strom;10.02.2027;10:00;10:45;Bühne"
HEADER_LINE = "Titel;Datum;Beginn;Ende;Ort"
HEAD = ("Titel", "Datum", "Beginn", "Ende", "Ort")
CELLS = ("Strom", datetime.fromisoformat("2027-02-10"), time(10, 0), time(10, 45), "Bühne")


def titles(data: bytes) -> list[str]:
    return [session.title.de for session in read_programme(data).sessions]


def speakers(cell: str) -> list[tuple[str, str]]:
    session = only(csv_file(f'Strom;10.02.2027;10:00;"{cell}"', header="Titel;Datum;Beginn;Vortragende"))
    return [(speaker.name, speaker.organisation) for speaker in session.speakers]


def test_a_row_becomes_a_session():
    session = only(csv_file(ROW))

    assert (session.title, session.place, session.where) == (Words("Strom"), "Bühne", "Zeile 2")
    assert (wall(session.starts_at), wall(session.ends_at)) == ("10.02.2027 10:00", "10.02.2027 10:45")


def test_csv_and_xlsx_read_alike():
    from_csv, from_xlsx = only(csv_file(ROW)), only(xlsx_file(HEAD, CELLS))

    assert (from_csv.title, from_csv.starts_at, from_csv.ends_at, from_csv.place) == (
        from_xlsx.title, from_xlsx.starts_at, from_xlsx.ends_at, from_xlsx.place,
    )  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(delimiter):
    assert titles(
        csv_file(ROW.replace(";", delimiter), header="Titel;Datum;Beginn;Ende;Ort".replace(";", delimiter))
    ) == ["Strom"]


def test_a_text_with_more_commas_than_there_are_columns_does_not_hide_the_delimiter():
    row = f"Strom;10.02.2027;10:00;10:45;{', '.join(['Bühne'] * 12)}"

    assert titles(csv_file(row)) == ["Strom"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_umlauts_survive_every_usual_encoding(encoding):
    assert only(csv_file(ROW).decode().encode(encoding)).place == "Bühne"


def test_the_windows_code_page_is_a_guess_and_said():
    assert "Windows-1252" in reasons(read_programme(csv_file(ROW).decode().encode("cp1252")), "assumed")[0]


def test_one_broken_byte_does_not_turn_all_umlauts_into_rubbish():
    data = csv_file("Wärme für Köln;10.02.2027;10:00;10:45;Bühne", ROW.replace("Strom", "Str?m")).replace(b"?", b"\xff")

    assert titles(data) == ["Wärme für Köln", "Str\ufffdm"]


@pytest.mark.parametrize("header", ["TITEL;datum;Uhrzeit", "Title;Date;Start time", "Titel:;Datum (Tag);Beginn?"])
def test_headers_are_known_in_both_languages_whatever_their_case(header):
    header = header.replace("Datum (Tag)", "Datum")

    assert titles(csv_file("Strom;10.02.2027;10:00", header=header)) == ["Strom"]


def test_lines_above_the_header_are_the_title_of_the_programme():
    programme = read_programme(csv_file(HEADER_LINE, ROW, header="Messe 2027\n"))

    assert (programme.title, len(programme.sessions)) == ("Messe 2027", 1)


def test_a_merged_header_over_numbers_gives_several_speaker_columns():
    rows = (("", "", "", "Vortragende", None), ("Titel", "Datum", "Beginn", 1, 2))
    session = only(xlsx_file(*rows, (*CELLS[:3], "Anna Alt, Stadt", "Bernd Berg"), merges=("D1:E1",)))

    assert session.speakers == (SourceSpeaker("Anna Alt", "Stadt"), SourceSpeaker("Bernd Berg"))


def test_a_column_without_a_header_beside_the_speakers_is_not_published():
    session = only(xlsx_file(("Titel", "Datum", "Beginn", "Vortragende"), (*CELLS[:3], "Anna Alt", "Honorar 500 Euro")))

    assert [speaker.name for speaker in session.speakers] == ["Anna Alt"]


def test_a_date_merged_over_several_rows_counts_for_each():
    rows = (HEAD, CELLS, ("Wärme", None, time(11, 0), time(12, 0), "Bühne"))
    programme = read_programme(xlsx_file(*rows, merges=("B2:B3",)))

    assert (wall(programme.sessions[1].starts_at), programme.remarks) == ("10.02.2027 11:00", ())


def test_a_date_that_is_missing_is_taken_from_above_and_said():
    programme = read_programme(csv_file(ROW, "Wärme;;11:00;12:00;Bühne"))

    assert wall(programme.sessions[1].starts_at) == "10.02.2027 11:00"
    assert reasons(programme, "assumed") == ["Das Datum fehlt; angenommen 10.02.2027 wie in den Zeilen darüber."]


def test_a_line_with_a_date_alone_heads_the_day():
    data = csv_file(
        "Mittwoch, 10.02.2027;;;", "Strom;10:00;10:45;", "Do 11.2.;;;", "Wärme;10:00;;", header="Titel;Beginn;Ende;Ort"
    )
    data = b"Programm 2027\n" + data

    assert [wall(session.starts_at)[:10] for session in read_programme(data).sessions] == ["10.02.2027", "11.02.2027"]


def test_a_footer_with_a_date_in_it_heads_no_day():
    programme = read_programme(csv_file(ROW, "Stand: 03.01.2027;;;;", "Wärme;;11:00;12:00;Bühne"))

    assert wall(programme.sessions[1].starts_at) == "10.02.2027 11:00"


def test_a_table_with_a_header_alone_is_said_to_be_empty():
    assert reasons(read_programme(csv_file()), "note") == ["Unter der Kopfzeile steht kein Programmpunkt."]


def test_dates_without_a_year_take_it_from_the_others():
    programme = read_programme(csv_file(ROW, "Wärme;Do 11.2.;11:00;12:00;Bühne"))

    assert wall(programme.sessions[1].starts_at) == "11.02.2027 11:00"
    assert reasons(programme, "assumed") == ["Daten ohne Jahr gelten für 2027."]


def test_a_weekday_that_contradicts_its_date_is_said():
    assert "ein anderer Wochentag" in reasons(read_programme(csv_file(ROW.replace("10.02", "Fr 10.02"))), "assumed")[0]


def test_what_has_no_end_is_pointed_at_in_its_cell():
    programme = read_programme(xlsx_file(HEAD, (*CELLS[:3], None, "Bühne")))

    assert [(remark.kind, remark.where) for remark in programme.remarks] == [("assumed", "Blatt Programm, D2")]


def test_an_evening_may_end_after_midnight():
    assert wall(only(csv_file("Fest;10.02.2027;22:00;01:00;Halle")).ends_at) == "11.02.2027 01:00"


def test_an_end_before_the_start_is_unreadable_and_the_rest_is_read():
    programme = read_programme(csv_file("Wärme;10.02.2027;11:00;10:00;Bühne", ROW))

    assert reasons(programme, "unreadable") == ["„Wärme“: Das Ende liegt vor dem Beginn."]
    assert [session.title.de for session in programme.sessions] == ["Strom"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";10.02.2027;10:00;10:45;Bühne", "Der Titel fehlt."),
        ("Strom;10.02.2027;;;Bühne", "„Strom“: Die Uhrzeit fehlt."),
        ("Strom;10.02.2027;bald;;Bühne", "„Strom“: Die Uhrzeit „bald“ ist nicht lesbar."),
        ("Strom;;10:00;;Bühne", "„Strom“: Das Datum fehlt."),
        ("Strom;31.02.2027;10:00;;Bühne", "„Strom“: Das Datum „31.02.2027“ ist nicht lesbar."),
        ("Strom;Mi 10.2.;10:00;;Bühne", "„Strom“: Das Datum „Mi 10.2.“ ist nicht lesbar (es fehlt das Jahr)."),
        ("Strom;10.02.2027;10:00;später;Bühne", "„Strom“: Das Ende „später“ ist nicht lesbar."),
        ("Strom;10.02.1807;10:00;;Bühne", "„Strom“: Das Datum 10.02.1807 kann nicht stimmen."),
    ],
)
def test_a_bad_row_gets_a_sentence(line, reason):
    (remark,) = read_programme(csv_file(line)).remarks

    assert (remark.kind, remark.where, remark.reason) == ("unreadable", "Zeile 2", reason)
    assert remark.advice


def test_the_cell_at_fault_is_named():
    (remark,) = read_programme(
        xlsx_file(HEAD, ("Strom", datetime.fromisoformat("2027-02-10"), "bald", None, "Bühne"))
    ).remarks

    assert remark.where == "Blatt Programm, C2"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Anna Alt, Stadt Dortmund", [("Anna Alt", "Stadt Dortmund")]),
        ("Anna Alt (Stadt)", [("Anna Alt", "Stadt")]),
        ("10:Anna Alt|11:Bernd Berg", [("Anna Alt", ""), ("Bernd Berg", "")]),
        ("Anna Alt; Bernd Berg, IHK", [("Anna Alt", ""), ("Bernd Berg", "IHK")]),
        ("Anna Alt\nBernd Berg", [("Anna Alt", ""), ("Bernd Berg", "")]),
        ("Dr. Anna Alt, Dr. Bernd Berg", [("Dr. Anna Alt", ""), ("Dr. Bernd Berg", "")]),
        ("Anna Alt, M.Sc., Stadt", [("Anna Alt, M.Sc.", "Stadt")]),
        ("N.N.", []),
        ("anna@alt.example", []),
    ],
)
def test_speakers_come_apart_as_they_are_written(cell, found):
    assert speakers(cell) == found


def test_one_name_with_two_institutions_is_two_people():
    assert speakers("Anna Alt, Stadt; Anna Alt, IHK; ANNA ALT, stadt") == [("Anna Alt", "Stadt"), ("Anna Alt", "IHK")]


def test_one_name_with_and_without_institution_is_one_person():
    assert speakers("Anna Alt; Bernd Berg; Anna Alt, Stadt") == [("Anna Alt", "Stadt"), ("Bernd Berg", "")]


def test_who_is_once_named_with_an_institution_has_it_everywhere():
    header = "Titel;Datum;Beginn;Ende;Vortragende"
    data = csv_file("A;10.02.2027;10:00;11:00;Anna Alt", "B;10.02.2027;11:00;12:00;Anna Alt, Stadt", header=header)

    assert [session.speakers[0].organisation for session in read_programme(data).sessions] == ["Stadt", "Stadt"]


def test_numbers_that_the_spreadsheet_made_of_names_are_written_plainly():
    session = only(xlsx_file(("Kennung", *HEAD), (12.0, *CELLS)))

    assert session.keys == {"id": "12"}


def test_two_languages_come_from_two_columns():
    session = only(csv_file("Strom;Power;10.02.2027;10:00", header="Titel;Titel (englisch);Datum;Beginn"))

    assert session.title == Words("Strom", "Power")


def test_a_title_in_english_only_stands_for_both():
    session = only(csv_file(";Power;10.02.2027;10:00", header="Titel;Titel (englisch);Datum;Beginn"))

    assert session.title == Words("Power", "Power")


@pytest.mark.parametrize("status", ["abgesagt", "Cancelled", "ENTFÄLLT"])
def test_a_status_cancels(status):
    assert only(csv_file(f"{ROW};{status}", header=f"{HEADER_LINE};Status")).is_cancelled


def test_a_link_without_scheme_is_completed_and_a_wrong_one_is_said():
    programme = read_programme(csv_file(f"{ROW};www.a.example javascript:x", header=f"{HEADER_LINE};Link"))

    assert programme.sessions[0].links == (Link("https://www.a.example"),)
    assert reasons(programme, "note") == ["Der Link ist keine Webadresse und wurde weggelassen."]


def test_words_before_an_address_are_its_title():
    session = only(csv_file(f"{ROW};Zum Nachlesen: https://a.example, https://b.example", header=f"{HEADER_LINE};Link"))

    assert session.links == (Link("https://a.example", "Zum Nachlesen:"), Link("https://b.example"))


def test_columns_nobody_reads_are_said():
    assert reasons(read_programme(csv_file(f"{ROW};geheim", header=f"{HEADER_LINE};Honorar")), "note") == [
        "Nicht eingelesene Spalten: „Honorar“."
    ]


def test_a_column_called_stand_is_a_booth_and_no_status():
    programme = read_programme(csv_file(f"{ROW};B 12", header=f"{HEADER_LINE};Stand"))

    assert reasons(programme, "note") == ["Nicht eingelesene Spalten: „Stand“."]


def test_a_header_repeated_on_every_page_is_no_session():
    assert titles(csv_file(ROW, HEADER_LINE, ROW.replace("Strom", "Wärme"))) == ["Strom", "Wärme"]


def test_a_cell_that_looks_like_a_formula_is_text_and_said():
    programme = read_programme(csv_file('"=HYPERLINK(""http://x.example"")";10.02.2027;10:00;10:45;Bühne'))

    assert programme.sessions[0].title.de == '=HYPERLINK("http://x.example")'
    assert "wie eine Formel" in reasons(programme, "note")[0]


def test_the_guard_that_exports_put_before_a_formula_is_taken_off():
    assert titles(csv_file(ROW.replace("Strom", "'=Strom"))) == ["=Strom"]


def test_a_formula_without_a_stored_value_is_empty_and_said():
    programme = read_programme(xlsx_file(HEAD, (*CELLS[:4], "=A1")))

    assert programme.sessions[0].place == ""
    assert [(remark.kind, remark.where) for remark in programme.remarks] == [("note", "Blatt Programm, E2")]


def test_the_first_sheet_with_a_header_is_read_and_named():
    book = openpyxl.Workbook()
    book.active.title = "Notizen"
    for name in ("Tag 1", "Tag 2"):
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        sheet.append(CELLS)
    programme = read_programme(saved(book))

    assert [session.where for session in programme.sessions] == ["Blatt Tag 1, Zeile 2"]
    assert "„Tag 2“" in reasons(programme, "note")[0]


def test_a_hidden_sheet_is_not_read():
    book = openpyxl.Workbook()
    book.active.append(("Nur Notizen",))
    hidden = book.create_sheet("Intern")
    hidden.append(HEAD)
    hidden.append(CELLS)
    hidden.sheet_state = "hidden"

    with pytest.raises(UnreadableFile, match="keine Kopfzeile"):
        read_programme(saved(book))


def test_a_start_cell_with_its_own_date_needs_no_date_column():
    session = only(
        xlsx_file(
            ("Titel", "Beginn", "Ende"),
            ("Strom", datetime.fromisoformat("2027-02-10T10:00"), datetime.fromisoformat("2027-02-10T11:00")),
        )
    )

    assert (wall(session.starts_at), wall(session.ends_at)) == ("10.02.2027 10:00", "10.02.2027 11:00")


def test_a_start_with_an_offset_is_converted_to_the_hall():
    session = only(csv_file("Strom;2027-02-10T09:00:00Z", header="Titel;Beginn"))

    assert wall(session.starts_at) == "10.02.2027 10:00"


def test_an_end_with_its_own_date_and_offset_is_converted_too():
    session = only(csv_file("Strom;2027-02-10 23:30;2027-02-11T00:30:00Z", header="Titel;Beginn;Ende"))

    assert wall(session.ends_at) == "11.02.2027 01:30"


def test_the_day_a_table_was_made_on_is_not_the_day_of_its_sessions():
    data = b"Stand: 03.01.2027\n" + csv_file("Strom;10:00", header="Titel;Beginn")

    assert reasons(read_programme(data), "unreadable") == ["„Strom“: Das Datum fehlt."]


def test_without_a_column_for_the_start_the_file_is_refused_with_advice():
    with pytest.raises(UnreadableFile, match="Beginn"):
        read_programme(csv_file("Strom;10.02.2027", header="Titel;Datum"))


def test_a_date_cell_may_be_a_date_a_text_or_the_number_behind_it():
    cells = (date(2027, 2, 10), "10.02.2027", "2027-02-10", 46428, "10. Februar 2027", "February 10, 2027")
    programme = read_programme(xlsx_file(HEAD, *((str(cell), cell, *CELLS[2:]) for cell in cells)))

    assert {wall(session.starts_at) for session in programme.sessions} == {"10.02.2027 10:00"}
    assert len(programme.sessions) == len(cells)
