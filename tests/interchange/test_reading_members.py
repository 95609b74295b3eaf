"""Member lists: whatever stands above and beside, the members are read, and what was guessed is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventapp.interchange.member_list import MemberList
from eventapp.interchange.reading_members import read_members
from eventapp.interchange.source import UnreadableFile
from tests.interchange.member_files import FAIR_LIST, TIDY_LIST, workbook

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "exhibitors"
REAL = SHARED / "joint_stand_nrw_hannover_2026_cp1252.csv"


def reasons(members: MemberList, kind: str) -> list[str]:
    return [remark.reason for remark in members.remarks if remark.kind == kind]


def test_a_fair_s_own_list_is_read_title_line_code_page_and_all():
    first, second = read_members(FAIR_LIST).rows

    assert (first.name, first.city, first.country) == ("Löher & Söhne GmbH", "Lennestadt", "Deutschland")
    assert (first.postal_code, first.website, first.where) == ("57368", "http://www.loeher.example", "Zeile 3")
    assert second.name.endswith("(IA")


def test_a_name_that_was_cut_off_is_said_to_be_assumed():
    assumed = reasons(read_members(FAIR_LIST), "assumed")

    assert any("bgeschnitten" in reason for reason in assumed)
    assert any("Windows-1252" in reason for reason in assumed)


def test_columns_that_nothing_is_read_from_are_named():
    (note,) = reasons(read_members(FAIR_LIST), "note")

    assert "Federal State" in note


def test_contacts_are_read_with_commas_in_quotes_and_addresses_in_any_case():
    first, second, third = read_members(TIDY_LIST).rows

    assert (first.contact_name, first.contact_email, first.language) == ("Muster, Eva", "eva@muster.example", "de")
    assert first.website == "https://muster.example"
    assert (second.contact_email, second.language) == ("max@zweite.example", "en")
    assert (third.website, third.contact_email) == ("", "")


def test_what_could_not_be_used_is_named_with_its_line():
    remarks = [(one.where, one.reason) for one in read_members(TIDY_LIST).remarks if one.kind == "unreadable"]

    assert [where for where, _reason in remarks] == ["Zeile 4", "Zeile 5", "Zeile 5"]
    assert "Der Name fehlt" in remarks[0][1]


def test_a_workbook_is_read_from_the_sheet_that_holds_members():
    formula = ["=cmd|' /C calc'!A0", 44137, ""]
    data = workbook([["Mitglied", "PLZ", "Ort"], ["Sächsische GmbH", 1067, "Dresden"], formula])

    (row,) = read_members(data).rows

    assert (row.name, row.postal_code, row.where) == ("Sächsische GmbH", "01067", "Blatt Mitglieder, Zeile 2")


def test_a_guard_against_formulas_is_taken_off_again():
    (row,) = read_members(b"Name;Ort\n'=Eins GmbH;Bochum\n").rows

    assert row.name == "=Eins GmbH"


def test_control_characters_do_not_get_in():
    (row,) = read_members("Name;Ort\nEi\x00ns\x1b\u202e GmbH;Bo\x07chum\n".encode()).rows

    assert (row.name, row.city) == ("Eins GmbH", "Bochum")


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"PK\x03\x04 nothing", b"Name\nEins\n", b"Ort;PLZ\nBochum;44\n", b"Name;Ort\n"]
)
def test_what_is_no_member_list_is_refused_with_a_sentence(data: bytes):
    with pytest.raises(UnreadableFile):
        read_members(data)


def test_the_real_list_of_a_joint_stand_has_eighteen_exhibitors():
    if not REAL.exists():
        pytest.skip("the real list is not here")

    members = read_members(REAL.read_bytes())

    assert len(members.rows) == 18
    assert sum("bgeschnitten" in reason for reason in reasons(members, "assumed")) == 1
