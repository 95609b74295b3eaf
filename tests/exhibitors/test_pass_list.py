"""Lists of people as members paste them, and CSV files as spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.exhibitors.pass_list import PassList, read, text_of


def names(found: PassList) -> list[tuple[str, str, str]]:
    return [(one.first_name, one.last_name, one.organisation) for one in found.people]


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Erika Muster", ("Erika", "Muster", "SIBA")),
        ("Muster, Erika", ("Erika", "Muster", "SIBA")),
        ("von der Heide, Anna", ("Anna", "von der Heide", "SIBA")),
        ("Hans Peter Wurst", ("Hans Peter", "Wurst", "SIBA")),
        ("Erika\tMuster", ("Erika", "Muster", "SIBA")),
        ("Erika;Muster;IANUS GmbH", ("Erika", "Muster", "IANUS GmbH")),
        ("Erika Muster; IANUS GmbH", ("Erika", "Muster", "IANUS GmbH")),
        ("Erika Muster, IANUS GmbH", ("Erika", "Muster", "IANUS GmbH")),
        ("1. Erika Muster", ("Erika", "Muster", "SIBA")),
        ("- Erika Muster", ("Erika", "Muster", "SIBA")),
        ("1;Erika;Muster", ("Erika", "Muster", "SIBA")),
    ],
)
def test_one_line_is_one_person(line: str, person: tuple[str, str, str]):
    assert names(read(line, organisation="SIBA")) == [person]


def test_a_header_says_what_stands_where():
    text = "Nachname;Vorname;Firma\nMuster;Erika;IANUS GmbH\nHeide;Anna;\n"

    assert names(read(text, organisation="SIBA")) == [("Erika", "Muster", "IANUS GmbH"), ("Anna", "Heide", "SIBA")]


def test_a_single_column_of_names_may_have_a_header():
    assert names(read("Name\nErika Muster\n", organisation="SIBA")) == [("Erika", "Muster", "SIBA")]


def test_cells_copied_from_a_spreadsheet_come_with_tabs():
    text = "Vorname\tNachname\r\nErika\tMuster\r\nAnna\tHeide\r\n"

    assert names(read(text, organisation="S")) == [("Erika", "Muster", "S"), ("Anna", "Heide", "S")]


def test_bad_lines_are_named_and_good_ones_kept():
    found = read("Erika Muster\n\nMuster\nerika@siba.example x\n=1+1 Wurst\nAnna Heide\n", organisation="SIBA")

    assert [one.last_name for one in found.people] == ["Muster", "Heide"]
    assert [(bad.line, bad.text) for bad in found.bad] == [
        (3, "Muster"),
        (4, "erika@siba.example x"),
        (5, "=1+1 Wurst"),
    ]


def test_the_same_person_gets_one_pass():
    found = read("Erika Muster\nMuster, Erika\n", organisation="SIBA")

    assert (len(found.people), found.bad[0].reason) == (1, "Diese Person hat schon einen Ausweis.")


def test_who_has_a_pass_already_is_known():
    first = read("Erika Muster", organisation="SIBA")

    assert read("Érika MUSTER", organisation="siba", known=[first.people[0].key]).people == ()


def test_five_hundred_lines_are_enough():
    found = read("\n".join(f"Person N{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)), organisation="S")

    assert (len(found.people), len(found.bad)) == (500, 100)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_are_read_in_the_encodings_of_spreadsheets(encoding: str):
    assert text_of("Jürgen Groß".encode(encoding)) == "Jürgen Groß"


@given(st.text(max_size=300))
def test_whatever_is_pasted_gives_people_or_sentences(text: str):
    found = read(text, organisation="SIBA")

    assert all(one.first_name and one.last_name for one in found.people)
    assert all(bad.reason.endswith(".") for bad in found.bad)
