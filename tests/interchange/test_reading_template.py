"""The empty spreadsheet that explains itself."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import openpyxl

from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceSpeaker
from eventapp.interchange.template import HEADERS, write_template
from eventapp.programme.value import Words
from tests.interchange.reading_files import saved, wall

FILLED = {
    "Kennung": "A1", "Art": "Podium", "Titel": "Strom", "Titel (englisch)": "Power",
    "Datum": date(2027, 2, 10), "Beginn": time(10, 0),
    "Dauer": "45", "Ort": "Bühne", "Vortragende": "Anna Alt, Stadt; Bernd Berg", "Reihe": "Abend", "Status": "abgesagt",
}  # fmt: skip


def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write_template()))


def test_the_empty_template_is_read_as_nothing_without_a_word():
    programme = read_programme(write_template())

    assert (programme.sessions, programme.remarks) == ((), ())


def test_a_filled_row_is_read():
    filled = book()
    filled["Programm"].append([FILLED.get(name, "") for name in HEADERS])
    (session,) = read_programme(saved(filled)).sessions

    assert (session.keys, session.kind, session.title) == ({"id": "A1"}, "panel", Words("Strom", "Power"))
    assert (wall(session.starts_at), wall(session.ends_at)) == ("10.02.2027 10:00", "10.02.2027 10:45")
    assert session.speakers == (SourceSpeaker("Anna Alt", "Stadt"), SourceSpeaker("Bernd Berg"))
    assert (session.series, session.is_cancelled) == ("Abend", True)


def test_every_header_of_ours_is_known_to_the_reader():
    filled = book()
    filled["Programm"].append([FILLED.get(name, "x") for name in HEADERS])

    assert not [remark for remark in read_programme(saved(filled)).remarks if "Nicht eingelesene" in remark.reason]


def test_every_column_is_explained():
    explained = [cell.value for cell in book()["Erklärung"]["A"]]

    assert set(HEADERS) <= set(explained)


def test_choices_drop_down_and_the_header_stays_in_view():
    sheet = book()["Programm"]

    assert (sheet.freeze_panes, len(sheet.data_validations.dataValidation)) == ("D2", 4)


def test_the_template_has_the_same_bytes_every_time():
    assert write_template() == write_template()
