"""Lists of the programme's desk as files: just what the page shows, nothing in them acts, and it is noted who took
them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from flask import Flask
from lxml import html

from eventapp.database import db, transaction
from eventapp.fair.models import Fair
from eventapp.journal.models import JournalEntry
from eventapp.programme.actions.availability import create_blocker, set_windows
from eventapp.programme.entries import BlockerEntry
from eventapp.programme.models import ConferenceSession
from eventapp.programme.planning import Window
from eventapp.programme.worklist import PAGE
from tests.factories import (
    RELEASED,
    SLUG,
    at,
    change,
    make_fair,
    make_place,
    make_session,
    make_speaker,
    make_theme,
)
from tests.people import Insider, sign_in

DESK = f"/desk/{SLUG}/programm"
PERSONAL, PLAIN = ("programmpunkte", "vortragende", "konflikte"), ("orte", "sperrzeiten")


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def taken(office: Insider, name: str, **asked: str) -> list[dict[str, str]]:
    """The rows of the CSV file by their heads."""
    answer = office.send(f"{DESK}/listen/{name}", {"format": "csv"} | asked)
    assert answer.status_code == 200
    rows = [row for row in csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";") if row]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:-1]]


def column(rows: list[dict[str, str]], head: str) -> list[str]:
    return [row[head] for row in rows]


def test_a_session_is_told_as_its_line_tells_it(office: Insider, fair: Fair):
    stage, theme = make_place(fair, "Bühne A"), make_theme(fair)
    change(stage, capacity=40)
    ada, ben = make_speaker(fair, "Ada"), make_speaker(fair, "Ben")
    make_session(fair, "Wärme", code="AAAAAA", place=stage, theme=theme, speakers=[ada, ben])
    make_session(fair, "Licht", code="BBBBBB", place=stage, starts="10:15", ends="10:30", admission="sign_up")
    make_session(fair, "Irgendwann", code="CCCCCC", starts="08:00", ends="09:30", is_scheduled=False)

    first, second, third = taken(office, "programmpunkte")

    when = {"Tag": "28.03.2027", "Beginn": "10:00", "Ende": "10:45", "Minuten": "45"}
    where = {"Titel": "Wärme", "Ort": "Bühne A", "Themenfeld": theme.name_de, "Vortragende": "Ada, Ben"}
    state = {"Zustand": "Entwurf", "Konflikte": "1", "Verhindert die Veröffentlichung": "ja", "Code": "AAAAAA"}
    assert first.items() >= {**when, **where, **state}.items()
    assert "Einverständnis" in first["Fehlt"]
    assert (first["Plätze"], second["Vergebene Plätze"], second["Plätze"]) == ("", "0", "40")
    assert (third["Tag"], third["Beginn"], third["Minuten"], third["Zustand"]) == ("ohne Zeit", "", "90", "ohne Zeit")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "licht"},
        {"sort": "titel"},
        {"ort": "buehne"},
        {"zustand": "conflict", "sort": "titel"},
        {"tag": "2027-03-29"},
        {"fehlt": "speakers"},
        {"thema": "waerme"},
    ],
    ids=str,
)
def test_the_list_of_sessions_follows_the_page_it_was_taken_from(office: Insider, fair: Fair, asked: dict[str, str]):
    stage = make_place(fair, "Bühne A", slug="buehne")
    theme = make_theme(fair)
    change(theme, slug="waerme")
    make_session(fair, "Wärme", code="AAAAAA", place=stage, theme=theme, speakers=[make_speaker(fair)])
    make_session(fair, "Licht", code="BBBBBB", place=stage, starts="10:15", ends="10:30")
    make_session(fair, "Abend", code="CCCCCC", starts="18:00", ends="18:30")
    page = html.fromstring(office.get(DESK, query_string=asked).get_data(as_text=True))

    rows = taken(office, "programmpunkte", **asked)

    assert column(rows, "Titel") == page.xpath("//table//tbody/tr/th/a/text()")


def test_the_page_hands_on_what_it_was_asked_for(office: Insider, fair: Fair):
    for number in range(3):
        make_session(fair, f"Licht {number}", place=make_place(fair, slug=f"ort-{number}"))
    page = html.fromstring(office.get(f"{DESK}?q=licht&sort=titel&seite=1").get_data(as_text=True))

    sent = dict(page.xpath("//form[contains(@action, '/listen/programmpunkte')]")[0].form_values())

    assert {name: sent[name] for name in ("q", "sort")} == {"q": "licht", "sort": "titel"}
    assert "seite" not in sent


def test_all_pages_of_the_list_are_in_the_file(office: Insider, fair: Fair):
    with transaction():
        db.session.add_all(a_session(fair, number) for number in range(1, PAGE + 3))

    page = html.fromstring(office.get(f"{DESK}?seite=2").get_data(as_text=True))

    assert len(page.xpath("//table//tbody/tr")) == 2
    assert len(taken(office, "programmpunkte", seite="2")) == PAGE + 2


def a_session(fair: Fair, number: int) -> ConferenceSession:
    return ConferenceSession(
        fair_id=fair.id,
        code=f"Z{number:05}",
        number=number,
        guid=f"00000000-0000-4000-9000-{number:012}",
        title_de=f"Licht {number}",
        starts_at=at("09:00"),
        ends_at=at("09:30"),
    )


def test_nothing_in_a_file_acts(office: Insider, fair: Fair):
    make_session(fair, '=HYPERLINK("https://boese.example")', speakers=[make_speaker(fair, "+49 231")])

    (row,) = taken(office, "programmpunkte")
    book = office.send(f"{DESK}/listen/programmpunkte", {"format": "xlsx"}).data
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]

    assert (row["Titel"][:2], row["Vortragende"][:2]) == ("'=", "'+")
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    assert sheet.cell(row=3, column=5).value.startswith("=HYPERLINK")


def test_speakers_are_told_with_their_consent_and_when_they_can_come(office: Insider, fair: Fair):
    ada = make_speaker(fair, "Ada", organisation="Stadt", consent="given")
    make_speaker(fair, "Ben")
    make_speaker(fair, "Cem", consent="withdrawn")
    make_session(fair, "Wärme", speakers=[ada])
    with transaction():
        window = Window(at("10:00"), at("12:00"))
        set_windows(db.session.merge(ada), [window], version=ada.version, by=None, at=RELEASED)

    first, second = taken(office, "vortragende")
    searched, agreed, withdrawn = (
        column(taken(office, "vortragende", **asked), "Name")
        for asked in ({"q": "stadt"}, {"einverstaendnis": "given"}, {"einverstaendnis": "withdrawn"})
    )

    assert (first["Name"], first["Organisation"], first["Programmpunkte"]) == ("Ada", "Stadt", "1")
    assert first["Verfügbar"] == "28.03.2027 10:00 – 28.03.2027 12:00"
    assert (second["Einverständnis"], second["Verfügbar"]) == ("nicht gefragt", "")
    assert (searched, agreed, withdrawn) == (["Ada"], ["Ada"], ["Cem"])


def test_places_and_times_kept_free_are_told(office: Insider, fair: Fair):
    stage = make_place(fair, "Bühne A")
    change(stage, capacity=40, is_hidden=True)
    with transaction():
        entry = BlockerEntry("Aufbau", at("08:00"), at("09:30"), stage.id)
        create_blocker(db.session.merge(fair), entry, by=None, at=RELEASED)

    (place,), (blocker,) = taken(office, "orte"), taken(office, "sperrzeiten")

    assert (place["Name"], place["Personen"], place["Ausgeblendet"]) == ("Bühne A", "40", "ja")
    assert list(blocker.values()) == ["28.03.2027", "08:00", "09:30", "Aufbau", "Bühne A"]


def test_conflicts_are_told_in_words_as_the_page_narrows_them(office: Insider, fair: Fair):
    stage = make_place(fair, "Bühne A", slug="buehne")
    make_session(fair, "Wärme", code="AAAAAA", place=stage)
    make_session(fair, "Licht", code="BBBBBB", place=stage)
    make_session(fair, "Zu spät", code="CCCCCC", day=fair.ends_on + timedelta(days=3))
    page = html.fromstring(office.get(f"{DESK}/konflikte").get_data(as_text=True))

    rows = taken(office, "konflikte")

    words = [" ".join(one.text_content().split()) for one in page.xpath("//*[@class='conflict__words']")]
    assert column(rows, "Konflikt") == words
    assert (rows[0]["Folge"], rows[0]["Ort"]) == ("Verhindert die Veröffentlichung", "Bühne A")
    assert rows[0]["Programmpunkte"] == "AAAAAA, BBBBBB"
    assert column(taken(office, "konflikte", art="day"), "Art") == ["Außerhalb der Messetage"]


def test_files_speak_the_language_of_who_takes_them(app: Flask, fair: Fair):
    make_session(fair, "Wärme", title_en="Heat", place=make_place(fair))
    office = sign_in(app)
    office.send("/konto/sprache", {"sprache": "en"})

    (row,) = taken(office, "programmpunkte")

    assert (row["Title"], row["State"]) == ("Heat", "Draft")


@pytest.mark.parametrize("name", [*PERSONAL, *PLAIN])
def test_it_is_noted_who_took_which_list(office: Insider, fair: Fair, name: str):
    make_place(fair)
    office.send(f"{DESK}/listen/{name}", {"format": "csv"})

    db.session.rollback()
    entry = db.session.query(JournalEntry).filter_by(kind="programme.list_taken").one()
    assert (entry.by, entry.fair_id, bool(entry.name)) == (office.person_id, fair.id, True)


@pytest.mark.parametrize(("name", "status"), [*((name, 303) for name in PERSONAL), *((name, 200) for name in PLAIN)])
def test_only_where_people_are_named_it_is_proved_anew_who_asks(app: Flask, fair: Fair, name: str, status: int):
    with time_machine.travel(RELEASED, tick=False) as clock:
        office = sign_in(app)
        clock.shift(timedelta(minutes=20))

        assert office.send(f"{DESK}/listen/{name}", {"format": "csv"}).status_code == status


def test_a_kind_of_file_that_is_not_there_is_not_found(office: Insider):
    assert office.send(f"{DESK}/listen/orte", {"format": "exe"}).status_code == 404


def test_more_sessions_and_people_take_no_more_queries(office: Insider, fair: Fair, queries_counted: Callable[[], int]):
    def grow() -> None:
        make_session(fair, place=make_place(fair), speakers=[make_speaker(fair)])

    def asked(name: str) -> int:
        before = queries_counted()
        office.send(f"{DESK}/listen/{name}", {"format": "csv"})
        return queries_counted() - before

    grow()
    taken(office, "orte")
    one = [asked(name) for name in (*PERSONAL, *PLAIN)]
    grow()
    grow()

    assert [asked(name) for name in (*PERSONAL, *PLAIN)] == one
