"""Lists of exhibitors as files: those shown and no others, nothing acts in them, and it is noted who took what."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from flask import Flask
from openpyxl import load_workbook

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.exhibitors.models import StaffPass
from eventapp.fair.models import Fair
from eventapp.journal.models import JournalEntry
from eventapp.uploads.actions import keep_image
from tests.exhibitors.desk_pages import COMPANY, rows
from tests.factories import RELEASED, SLUG, make_entry, make_exhibitor, make_fair
from tests.people import MEMBER, Insider, sign_in
from tests.uploads.pictures import png

LISTS = f"/desk/{SLUG}/aussteller/listen"
HOSTILE = ["=cmd|' /C calc'!A0", "+49 231 1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "<script>alert(1)</script>"]


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def table(office: Insider, name: str, **said: str) -> list[list[str]]:
    """The rows of the CSV file, heads first."""
    answer = office.send(f"{LISTS}/{name}", {"format": "csv", **said})
    assert answer.status_code == 200
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def exhibit(fair: Fair, name: str, **said: object) -> None:
    make_entry(make_exhibitor(fair, name), "exhibit", handed_in={"title_de": "Ding", **said}, state="submitted")


def test_technical_orders_come_by_exhibit_with_sums_of_power_by_class(office: Insider, fair: Fair):
    exhibit(fair, "A GmbH", power="3kw", power_at_night=True, area=4.5, tables=2)
    exhibit(fair, "B GmbH", power="3kw", area=3)

    rows = table(office, "technik")

    assert [row[:3] for row in rows[1:3]] == [["A GmbH", "Ding", "eingereicht"], ["B GmbH", "Ding", "eingereicht"]]
    assert "4,5" in rows[1]
    sums = {row[0]: row[1:] for row in rows[4:] if len(row) == 3}
    assert sums["bis 3 kW, 230 V, Steckdose 16 A"] == ["2", "1"]
    assert sums["Gewünschte Fläche (m²)"][0] == "7,5"
    assert rows[-1][0].startswith("Messe 2027, Stand ")


def test_a_workbook_holds_numbers_as_numbers_and_the_sums_on_a_sheet_of_their_own(office: Insider, fair: Fair):
    exhibit(fair, "A GmbH", power="10kw", area=4.5)

    answer = office.send(f"{LISTS}/technik", {"format": "xlsx"})
    book = load_workbook(io.BytesIO(answer.get_data()))

    assert book.sheetnames == ["Technische Bestellungen", "Summen"]
    assert 4.5 in [cell.value for cell in book.worksheets[0][3]]


def test_only_what_the_page_shows_is_in_the_list(office: Insider, fair: Fair):
    exhibit(fair, "A GmbH")
    exhibit(fair, "Bochumer Werke")
    gone = make_exhibitor(fair, "C GmbH", state="withdrawn")
    make_entry(gone, "exhibit", handed_in={"title_de": "Weg"}, state="submitted")

    assert [row[0] for row in table(office, "technik", q="bochum") if len(row) > 3][1:] == ["Bochumer Werke"]
    assert "Weg" not in str(table(office, "technik"))
    assert "Weg" in str(table(office, "technik", stand="withdrawn"))


def test_drafts_are_in_no_list(office: Insider, fair: Fair):
    make_entry(make_exhibitor(fair), "exhibit", draft={"title_de": "Geheim"}, state="draft")

    assert "Geheim" not in str(table(office, "technik")) + str(table(office, "katalog"))


def test_passes_name_each_person_with_the_days(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    with transaction() as session:
        told = {"exhibitor_id": exhibitor.id, "organisation": "Muster GmbH", "added_at": RELEASED}
        session.add(StaffPass(first_name="Eva", last_name="Adam", days=["2027-03-29"], **told))
        session.add(StaffPass(first_name="Max", last_name="Weg", days=[], withdrawn_at=RELEASED, **told))

    heads, row, *_rest = table(office, "ausweise")

    assert heads[:4] == ["Aussteller", "Nachname", "Vorname", "Organisation"]
    assert row == ["Muster GmbH", "Adam", "Eva", "Muster GmbH", "", "x"]


def test_addresses_hold_company_and_billing_side_by_side(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    make_entry(exhibitor, handed_in={**COMPANY, "contact_phone": "+49 231 1"}, state="submitted")
    make_entry(exhibitor, "billing", handed_in={"name": "Buchhaltung"}, state="submitted")

    heads, row, *_rest = table(office, "adressen")
    told = dict(zip(heads, row, strict=True))

    assert told["Rechnung: Rechnungsempfänger"] == "Buchhaltung"
    assert told["Telefon"] == "'+49 231 1"


def test_catalogue_texts_put_a_company_before_its_exhibits(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    make_entry(exhibitor, "exhibit", handed_in={"title_de": "Ding"}, state="submitted")
    make_entry(exhibitor, handed_in=COMPANY, state="submitted")

    rows = table(office, "katalog")

    assert [row[1] for row in rows[1:3]] == ["Firmeneintrag", "Exponat"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_acts_in_a_file(office: Insider, fair: Fair, hostile: str):
    make_entry(
        make_exhibitor(fair, hostile.strip()),
        handed_in={**COMPANY, "name": hostile, "text_de": hostile},
        state="submitted",
    )

    cells = [cell for row in table(office, "katalog") for cell in row]
    book = load_workbook(io.BytesIO(office.send(f"{LISTS}/katalog", {"format": "xlsx"}).get_data()))

    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert hostile in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


def test_it_is_noted_who_took_what_with_how_many_rows_and_no_names(office: Insider, fair: Fair):
    exhibit(fair, "Muster GmbH")
    table(office, "technik")

    (entry,) = rows(JournalEntry).filter_by(kind="export.technik")
    assert (entry.by, entry.fair_id) == (office.person_id, fair.id)
    assert [one["new"] for one in entry.differences] == ["1"]
    assert "Muster" not in str(entry.differences)


@pytest.mark.parametrize("name", ["technik", "ausweise", "adressen", "anlieferung", "katalog", "logos"])
def test_every_list_of_nobody_is_a_file_that_nobody_keeps(office: Insider, fair: Fair, name: str):
    answer = office.send(f"{LISTS}/{name}", {"format": "xlsx"})

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_what_is_no_list_is_not_here(office: Insider, fair: Fair):
    assert office.send(f"{LISTS}/geheim", {"format": "csv"}).status_code == 404
    assert office.send(f"{LISTS}/technik", {"format": "exe"}).status_code == 404


def test_who_is_not_of_the_office_gets_no_list(app: Flask, office: Insider, fair: Fair):
    assert sign_in(app, MEMBER, is_organiser=False).send(f"{LISTS}/ausweise").status_code == 404
    assert rows(JournalEntry).filter(JournalEntry.kind.startswith("export.")).count() == 0


def test_who_signed_in_long_ago_proves_first_who_they_are(office: Insider, fair: Fair):
    with transaction() as session:
        session.execute(db.text("UPDATE sign_in SET began_at = :then"), {"then": now() - timedelta(hours=11)})

    answer = office.send(f"{LISTS}/ausweise", {"format": "csv"})

    assert (answer.status_code, "/konto/einloggen" in str(answer.location)) == (303, True)


def test_logos_lie_in_the_archive_under_the_exhibitor_s_name(office: Insider, fair: Fair):
    with transaction():
        digest = keep_image(io.BytesIO(png(900, 300)), at=RELEASED).digest
    make_entry(make_exhibitor(fair, slug="muster-gmbh"), handed_in={**COMPANY, "logo": digest}, state="submitted")

    archive = ZipFile(io.BytesIO(office.send(f"{LISTS}/logos").get_data()))

    assert archive.namelist() == ["muster-gmbh.webp"]
    assert archive.read("muster-gmbh.webp")[8:12] == b"WEBP"


def test_a_list_asks_as_often_for_three_as_for_one(office: Insider, fair: Fair, queries_counted):
    asked = []
    for number in range(3):
        exhibit(fair, f"Aussteller {number}")
        before = queries_counted()
        table(office, "technik")
        asked.append(queries_counted() - before)

    assert asked[0] == asked[2]
