"""Lists of the stand as files: from the draft, each exhibit counted once, and it is noted who took what."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from eventapp.exhibitors.models import Exhibitor
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.journal.models import JournalEntry
from tests.exhibitors.desk_pages import rows
from tests.factories import SLUG, make_entry, make_exhibitor, make_fair
from tests.people import MEMBER, Insider, sign_in
from tests.stand.ground import make_area, make_exhibit, make_mark, make_stand, put, put_exhibitor

LISTS = f"/desk/{SLUG}/stand/listen"
Table = list[dict[str, str]]


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def tables(office: Insider, name: str) -> list[Table]:
    """The tables of the CSV file, each row by its heads."""
    answer = office.send(f"{LISTS}/{name}", {"format": "csv"})
    assert answer.status_code == 200
    found: list[Table] = []
    heads: list[str] = []
    for row in csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"):
        if row and not heads:
            found.append([])
            heads = row
        elif row:
            found[-1].append(dict(zip(heads, row, strict=True)))
        else:
            heads = []
    return found[:-1]


def company(exhibitor: Exhibitor, **said: object) -> None:
    make_entry(exhibitor, handed_in={"name": exhibitor.slug, **said}, state="submitted")


def test_orders_stand_area_by_area_with_sums_of_each(office: Insider, fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair, "Muster GmbH")
    first, second = make_area(stand, "A1"), make_area(stand, "A2", (300, 0, 300, 200))
    put(stand, make_exhibit(exhibitor, "Sicherung", power="3kw", power_at_night=True, tables=2), first)
    put(stand, make_exhibit(exhibitor, "Kessel", power="10kw", network="cable", water=True, screen="wanted"), second)

    orders, sums, nowhere = tables(office, "technik")

    assert [(one["Fläche"], one["Exponat"], one["Tische"]) for one in orders] == [
        ("A1", "Sicherung", "2"),
        ("A2", "Kessel", ""),
    ]
    told = {one["Fläche"] or one["Name"]: one for one in sums}
    assert told["A1"]["bis 3 kW, 230 V, Steckdose 16 A"] == told["A1"]["davon Dauerstrom"] == "1"
    assert told["A2"]["Netzwerkkabel"] == told["A2"]["Wasseranschlüsse"] == told["A2"]["Bildschirme zu stellen"] == "1"
    assert told["Ganzer Stand"]["Tische"] == "2"
    assert nowhere == []


def test_an_exhibit_on_two_areas_is_counted_once_on_the_first(office: Insider, fair: Fair):
    stand, exhibitor = make_stand(fair), make_exhibitor(fair)
    areas = make_area(stand, "A2"), make_area(stand, "A10", (300, 0, 300, 200))
    put(stand, make_exhibit(exhibitor, power="10kw", chairs=4), *areas)

    orders, sums, _nowhere = tables(office, "technik")

    assert [(one["Fläche"], one["Gezählt bei"], one["Stühle"]) for one in orders] == [
        ("A2", "A2", "4"),
        ("A10", "A2", ""),
    ]
    assert [(one["Fläche"], one["Stühle"]) for one in sums] == [("A2", "4"), ("A10", ""), ("", ""), ("", "4")]


def test_what_stands_nowhere_has_a_section_of_its_own_and_counts_for_the_whole(office: Insider, fair: Fair):
    make_stand(fair)
    make_exhibit(make_exhibitor(fair), "Heimatlos", bar_tables=1)

    orders, sums, nowhere = tables(office, "technik")

    assert (orders, [one["Exponat"] for one in nowhere]) == ([], ["Heimatlos"])
    assert [(one["Name"], one["Stehtische"]) for one in sums] == [("Ohne Fläche", "1"), ("Ganzer Stand", "1")]


def test_areas_come_with_size_power_and_everybody_who_is_met_there(office: Insider, fair: Fair):
    stand, lead = make_stand(fair), make_exhibitor(fair, "Muster GmbH")
    partner = make_exhibitor(fair, "Partner AG", slug="partner-ag")
    area = make_area(stand, "A1", (0, 0, 250, 100), name=Words("Theke Nord"))
    make_mark(stand, "power", (50, 50), kw=3)
    put(stand, make_exhibit(lead, power="10kw", partners=[partner.id]), area)

    found, _fascias = tables(office, "flaechen")

    assert len(found) == 1
    assert found[0]["Aussteller"] == "Muster GmbH; Partner AG"
    kept = (
        "Name",
        "Art",
        "Form",
        "Breite (m)",
        "Tiefe (m)",
        "Größe (m²)",
        "Strom gewünscht (kW)",
        "Strom vorhanden (kW)",
    )
    assert [found[0][key] for key in kept] == ["Theke Nord", "Theke", "Rechteck", "2,5", "1,0", "2,5", "10,0", "3"]


def test_a_fascia_says_what_was_asked_for_else_the_name(office: Insider, fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand)
    asking, silent = make_exhibitor(fair, "A GmbH", slug="a"), make_exhibitor(fair, "B GmbH", slug="b")
    company(asking, name="A GmbH", fascia="A – Licht")
    make_entry(silent, draft={"fascia": "Noch nicht eingereicht"}, state="draft")
    for one in (asking, silent):
        put_exhibitor(stand, one, area)

    _areas, fascias = tables(office, "flaechen")

    assert [(one["Aussteller"], one["Beschriftung der Blende"]) for one in fascias] == [
        ("A GmbH", "A – Licht"),
        ("B GmbH", "B GmbH"),
    ]


def test_every_corner_is_a_number_in_metres(office: Insider, fair: Fair):
    stand = make_stand(fair)
    make_area(stand, "A1", (100, 0, 250, 105))
    make_mark(stand, "step_free", (0, 400), (1_200, 425))
    make_mark(stand, "power", (150, 50), kw=10)

    corners, boxes, powers = tables(office, "masse")

    assert {one["Ebene"] for one in corners} == {"Umriss", "Fläche", "Stufenloser Weg", "Stromanschluss"}
    last = [one for one in corners if one["Bezeichnung"] == "A1"][2]
    assert (last["Punkt"], last["x (m)"], last["y (m)"]) == ("3", "3,5", "1,05")
    assert [(one["Bezeichnung"], one["Breite (m)"]) for one in boxes] == [("Gemeinschaftsstand", "12,0"), ("A1", "2,5")]
    assert [(one["Fläche"], one["Leistung (kW)"]) for one in powers] == [("A1", "10")]


def test_the_file_says_from_where_it_is_measured(office: Insider, fair: Fair):
    make_stand(fair)

    told = office.send(f"{LISTS}/masse", {"format": "csv"}).get_data(as_text=True)

    assert "x nach rechts und y nach vorn" in told


@pytest.mark.parametrize("name", ["technik", "flaechen", "masse"])
def test_nothing_acts_in_a_workbook(office: Insider, fair: Fair, name: str):
    stand = make_stand(fair, "=1+1")
    area = make_area(stand, name=Words("=cmd|' /C calc'!A0"), note="@SUM(A1)")
    put(stand, make_exhibit(make_exhibitor(fair, "+49 GmbH"), "-1", remarks="=2+2"), area)

    book = load_workbook(io.BytesIO(office.send(f"{LISTS}/{name}", {"format": "xlsx"}).get_data()))

    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_it_is_noted_who_took_what(office: Insider, fair: Fair):
    make_area(make_stand(fair))
    tables(office, "flaechen")

    (entry,) = rows(JournalEntry).filter_by(kind="stand.list_taken")
    assert (entry.by, entry.fair_id, entry.name) == (office.person_id, fair.id, "Flächen und Blenden")
    assert [one["new"] for one in entry.differences] == ["1"]


def test_the_page_offers_every_list_and_plan(office: Insider, fair: Fair):
    make_stand(fair)
    page = office.get(LISTS).get_data(as_text=True)

    addresses = [f"{LISTS}/{name}" for name in ("technik", "flaechen", "masse")]
    plans = [f"/desk/{SLUG}/stand/{name}" for name in ("plan.pdf", "plan.svg", "besucherplan.pdf")]
    assert [one for one in (*addresses, *plans) if f'"{one}"' not in page] == []


def test_before_anything_is_drawn_the_page_says_so_and_there_is_no_list(office: Insider, fair: Fair):
    assert "noch keinen Standplan" in office.get(LISTS).get_data(as_text=True)
    assert office.send(f"{LISTS}/technik", {"format": "csv"}).status_code == 404


def test_what_is_no_list_is_not_here(office: Insider, fair: Fair):
    make_stand(fair)

    assert office.send(f"{LISTS}/geheim", {"format": "csv"}).status_code == 404
    assert office.send(f"{LISTS}/technik", {"format": "exe"}).status_code == 404


def test_who_is_not_of_the_office_gets_nothing(app: Flask, office: Insider, fair: Fair):
    make_stand(fair)

    assert sign_in(app, MEMBER, is_organiser=False).send(f"{LISTS}/technik").status_code == 404


def test_a_list_asks_as_often_for_three_as_for_one(office: Insider, fair: Fair, queries_counted):
    stand, asked = make_stand(fair), []
    for number in range(3):
        area = make_area(stand, f"A{number}", (number * 300, 0, 300, 200))
        put(stand, make_exhibit(make_exhibitor(fair, f"Aussteller {number}", slug=f"a-{number}")), area)
        before = queries_counted()
        tables(office, "flaechen")
        asked.append(queries_counted() - before)

    assert asked[0] == asked[2]
