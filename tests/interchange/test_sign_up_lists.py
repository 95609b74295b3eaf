"""Who is signed up, as files of the office: nothing in them acts, and the history knows who took them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from flask import Flask
from lxml import html

from eventapp.database import db
from eventapp.journal.models import JournalEntry
from tests.factories import SLUG, make_release, make_session
from tests.people import sign_in
from tests.signups.house import NOW, ask_for, come, make_workshop

pytestmark = pytest.mark.usefixtures("in_app")
LISTS = f"/desk/{SLUG}/plaetze/listen"
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))


@pytest.fixture
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def rows_of(octets: bytes) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";") if row]


@pytest.mark.usefixtures("_clock")
def test_a_list_has_everybody_in_order_and_nobody_who_has_not_confirmed(app: Flask):
    make_workshop(capacity=1)
    come(ADA, name='=HYPERLINK("https://boese.example")', answer="+49 231")
    come(BEN, name="Ben Anders")
    ask_for(CEM, name="Cem Unbestätigt")
    browser = sign_in(app)

    heads, first, second, as_of = rows_of(browser.send(f"{LISTS}/WORKSH", {"format": "csv"}).data)

    said = dict(zip(heads, first, strict=True))
    assert said["Name"].startswith("'="), "a spreadsheet shows it and computes nothing"
    assert said["Antwort"].startswith("'+")
    assert (said["Zustand"], said["E-Mail"]) == ("Platz", ADA)
    assert dict(zip(heads, second, strict=True))["Zustand"] == "Warteliste"
    assert "Stand" in as_of[0]
    db.session.rollback()
    entry = db.session.query(JournalEntry).filter_by(kind="sign_up.list_taken").one()
    assert (entry.by, entry.differences[0]["new"]) == (browser.person_id, "2")


@pytest.mark.usefixtures("_clock")
def test_the_workbook_of_all_holds_every_session(app: Flask):
    fair = make_workshop(capacity=1)
    make_session(fair, "Löten", code="SOLDER", admission="sign_up", capacity=3, starts="14:00", ends="15:00")
    make_release(later=1)
    come(ADA)
    come(BEN, code="SOLDER")
    answer = sign_in(app).send(f"{LISTS}/alle", {"format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert [row[2].value for row in sheet.iter_rows(min_row=3)] == ["Messen", "Löten"]


@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ["Messen", "Ätzen", "Löten"]),
        ({"sort": "titel"}, ["Ätzen", "Löten", "Messen"]),
        ({"q": "oeten"}, ["Löten"]),
        ({"zustand": "full"}, ["Messen"]),
        ({"sort": "gibtsnicht", "tag": "2027-03-28"}, ["Messen", "Ätzen", "Löten"]),
        ({"tag": "2027-03-29"}, []),
    ],
)
def test_the_list_of_all_follows_the_page_it_was_taken_from(app: Flask, asked: dict[str, str], titles: list[str]):
    fair = make_workshop(capacity=1)
    for title, code, hour in (("Ätzen", "ETCHNG", 12), ("Löten", "SOLDER", 14), ("Leer", "EMPTYS", 16)):
        times = {"starts": f"{hour}:00", "ends": f"{hour}:45"}
        make_session(fair, title, code=code, admission="sign_up", capacity=3, **times)
    make_release(later=1)
    for code in ("SOLDER", "ETCHNG", "WORKSH"):
        come(ADA, code=code)
    browser = sign_in(app)

    rows = rows_of(browser.send(f"{LISTS}/alle", {"format": "csv"} | asked).data)[1:-1]
    page = html.fromstring(browser.get(f"/desk/{SLUG}/plaetze/namenslisten", query_string=asked).get_data(as_text=True))

    assert [row[2] for row in rows] == titles
    assert page.xpath("//section[@class='name-sheet']/h2/text()") == titles, "and so do the lists to be printed"


@pytest.mark.usefixtures("_clock")
def test_the_page_hands_on_what_it_was_asked_for(app: Flask):
    make_workshop()
    page = html.fromstring(sign_in(app).get(f"/desk/{SLUG}/plaetze?q=mess&sort=titel").get_data(as_text=True))

    sent = dict(page.xpath("//form[contains(@action, '/listen/alle')]")[0].form_values())
    (way,) = page.xpath("//a[contains(@href, '/namenslisten')]/@href")
    assert {name: sent[name] for name in ("q", "sort")} == {"q": "mess", "sort": "titel"}
    assert way.endswith("/namenslisten?q=mess&sort=titel")


def test_whoever_signed_in_a_while_ago_proves_it_anew(app: Flask):
    with time_machine.travel(NOW, tick=False) as clock:
        make_workshop()
        browser = sign_in(app)
        clock.shift(timedelta(minutes=20))
        answer = browser.send(f"{LISTS}/WORKSH", {"format": "csv"})
        assert answer.status_code == 303
        assert db.session.query(JournalEntry).filter_by(kind="sign_up.list_taken").count() == 0


def test_a_format_or_a_session_that_is_not_there_is_not_found(app: Flask):
    make_workshop()
    browser = sign_in(app)
    assert browser.send(f"{LISTS}/WORKSH", {"format": "exe"}).status_code == 404
    assert browser.send(f"{LISTS}/NICHTS", {"format": "csv"}).status_code == 404
