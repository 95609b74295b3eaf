"""Fewer places than people who have one: whatever way a capacity is lowered by, the office is asked first, with how
many have a place, how many fit, and what becomes of the rest."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.journal.queries import entries
from eventapp.programme.crowding import Crowded, crowded
from eventapp.signups.queries import places_taken
from tests.factories import DAY, SLUG, change, make_fair, make_place, make_release, make_session
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, filled_in, released_in, texts
from tests.signups.desk_pages import faults_of, text_of
from tests.signups.house import come, counted, mails

pytestmark = pytest.mark.usefixtures("in_app")
CODE = "WORKSH"
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))
PLACES, FORM, RELEASE = f"{DESK}/{CODE}/plaetze", f"{DESK}/{CODE}", f"{DESK}/veroeffentlichen"


@pytest.fixture
def fair() -> Fair:
    """A workshop for as many as its room has, with three people in it; a second room has two chairs."""
    made = make_fair()
    large, small = make_place(made, "Werkraum", slug="werkraum"), make_place(made, "Kammer", slug="kammer")
    change(large, capacity=20)
    change(small, capacity=2)
    make_session(made, "Messen", code=CODE, place_id=large.id, admission="sign_up")
    make_release()
    for email in (ADA, BEN, CEM):
        come(email)
    return made


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def send(office: Insider, path: str, **changes: Any) -> TestResponse:
    return office.send(path, filled_in(office.get(path).get_data(as_text=True), **changes))


def sure(office: Insider, path: str, asked: TestResponse) -> TestResponse:
    """The page that asked, with the tick set."""
    return office.send(path, filled_in(asked.get_data(as_text=True), is_sure="y"))


def wrong_with(answer: TestResponse) -> list[str]:
    """A page that refuses says so first in its title."""
    return [fault for fault in faults_of(answer) if not fault.startswith("title 'Fehler: ")]


def told(answer: TestResponse) -> list[list[str]]:
    """Of each session: its title, who has a place, places until now and from now on, how many too many."""
    page = answer.get_data(as_text=True)
    rows = range(1, 1 + len(texts(page, "//section[@aria-labelledby='crowded-title']//tbody/tr")))
    return [texts(page, f"//section[@aria-labelledby='crowded-title']//tbody/tr[{one}]/*") for one in rows]


def kammer(office: Insider) -> str:
    """What the form of the session calls the small room."""
    page = html.fromstring(office.get(FORM).get_data(as_text=True))
    (value,) = page.xpath("//select[@name='place']/option[normalize-space()='Kammer']/@value")
    return str(value)


@pytest.mark.parametrize("ways", [{"capacity": "1"}, {"admission": "closed"}])
def test_a_lower_number_is_asked_about(app: Flask, office: Insider, ways: dict[str, str]):
    asked = send(office, PLACES, **ways)

    places = ways.get("capacity", "0")
    assert asked.status_code == 422
    assert told(asked) == [["Messen", "3", "20", places, str(3 - int(places))]]
    assert "Niemand verliert seinen Platz" in text_of(asked)
    assert wrong_with(asked) == []
    assert draft_of(app, CODE).capacity == 0
    assert sure(office, PLACES, asked).status_code == 303


def test_a_smaller_place_is_asked_about_and_what_was_typed_is_kept(app: Flask, office: Insider):
    asked = send(office, FORM, place=kammer(office), title_de="Messen und Löten")

    assert asked.status_code == 422
    assert told(asked) == [["Messen", "3", "20", "2", "1"]]
    assert draft_of(app, CODE).place.name_de == "Werkraum"
    assert sure(office, FORM, asked).status_code == 303
    row = draft_of(app, CODE)
    assert (row.place.name_de, row.title_de) == ("Kammer", "Messen und Löten")


def test_no_place_at_all_is_asked_about(office: Insider):
    assert told(send(office, FORM, place="")) == [["Messen", "3", "20", "0", "3"]]


def test_a_session_with_a_number_of_its_own_may_move(app: Flask, office: Insider):
    send(office, PLACES, capacity="10")

    assert send(office, FORM, place=kammer(office)).status_code == 303


def test_a_place_with_fewer_chairs_is_asked_about_where_sessions_count_on_it(office: Insider):
    path = f"{DESK}/orte/werkraum"
    asked = send(office, path, capacity="1")

    assert asked.status_code == 422
    assert told(asked) == [["Messen", "3", "20", "1", "2"]]
    assert sure(office, path, asked).status_code == 303
    assert "gilt für 1 Programmpunkt mit Anmeldung" in text_of(office.get(RELEASE))


def test_a_release_is_refused_until_somebody_has_read_what_it_does(app: Flask, fair: Fair, office: Insider):
    sure(office, PLACES, send(office, PLACES, capacity="1"))
    page = office.get(RELEASE)
    assert told(page) == [["Messen", "3", "20", "1", "2"]]

    refused = send(office, RELEASE)
    assert (refused.status_code, released_in(app).number) == (422, 1)
    assert "„Messen“: 3 mit Platz, künftig 1" in text_of(refused)
    assert wrong_with(refused) == []

    before = mails()
    assert sure(office, RELEASE, refused).status_code == 303
    assert released_in(app).number == 2
    assert (places_taken(fair.id), counted(), mails()) == ({CODE: 3}, (3, 3), before), "nobody loses a place"
    (noted,) = [one for one in entries(fair.id, kinds=("release",)) if one.name == "Version 2"]
    assert {"field": "Obwohl mehr Menschen einen Platz haben", "old": "", "new": "WORKSH: 3 > 1"} in noted.differences


def test_a_release_of_something_else_is_not_asked_about(app: Flask, fair: Fair, office: Insider):
    sure(office, PLACES, send(office, PLACES, capacity="1"))
    make_session(fair, "Wasser", code="CCCCCC", starts="14:00", ends="14:30")

    answer = send(office, f"{DESK}/CCCCCC/veroeffentlichen")

    assert (answer.status_code, released_in(app).number) == (303, 2)


def test_what_was_too_few_already_is_not_asked_about_again_unless_it_gets_less():
    titles, taken, before = {CODE: "Messen"}, {CODE: 3}, {CODE: 2}

    assert crowded(titles, taken, before, {CODE: 2}) == ()
    assert crowded(titles, taken, before, {CODE: 1}) == (Crowded(CODE, "Messen", 3, 2, 1),)


UPLOAD = f"{DESK}/einlesen"


@pytest.fixture
def from_a_file(app: Flask) -> Insider:
    """A workshop that came from a file, with three people in it."""
    make_place(make_fair(), "Werkraum", slug="werkraum")
    office = sign_in(app)
    office.send(upload(office, "10").location)
    make_release()
    (code,) = [session.code for session in released_in(app).sessions]
    for email in (ADA, BEN, CEM):
        come(email, code=code)
    return office


def upload(office: Insider, places: str, admission: str = "mit Anmeldung") -> TestResponse:
    head = "Kennung;Titel;Datum;Beginn;Ende;Ort;Einlass;Plätze\n"
    line = f"1;Messen;{DAY:%d.%m.%Y};10:00;10:45;Werkraum;{admission};{places}\n"
    file = (BytesIO((head + line).encode()), "programm.csv")
    return office.send(UPLOAD, {"file": file}, content_type="multipart/form-data")


def test_a_file_that_lowers_a_number_says_so_and_is_taken_only_by_whoever_has_read_it(app: Flask, from_a_file: Insider):
    address = upload(from_a_file, "2").location
    page = from_a_file.get(address)
    assert told(page) == [["Messen", "3", "10", "2", "1"]]

    refused = from_a_file.send(address)
    assert refused.status_code == 422
    assert "„Messen“: 3 mit Platz, künftig 2" in text_of(refused)
    assert wrong_with(refused) == []
    assert draft_of(app, released_in(app).sessions[0].code).capacity == 10

    assert from_a_file.send(address, {"is_sure": "y"}).location == DESK
    assert draft_of(app, released_in(app).sessions[0].code).capacity == 2


def test_a_file_that_lowers_nothing_asks_nothing(from_a_file: Insider):
    address = upload(from_a_file, "3").location

    assert told(from_a_file.get(address)) == []
    assert from_a_file.send(address).location == DESK


def test_who_came_since_the_report_is_told_before_anything_is_taken(app: Flask, from_a_file: Insider):
    address = upload(from_a_file, "3").location
    come("doa@besuch.example", code=released_in(app).sessions[0].code)

    answer = from_a_file.send(address)

    assert answer.status_code == 409
    assert told(answer) == [["Messen", "4", "10", "3", "1"]]


def test_a_report_says_how_one_gets_in_by_words_of_the_reader(app: Flask, from_a_file: Insider):
    reader = sign_in(app, "reader@messe.example", language="en")
    values = "//dl[contains(@class, 'release-line__fields')]/div"

    german = from_a_file.get(upload(from_a_file, "10", "geladene Gäste").location).get_data(as_text=True)
    english = reader.get(upload(reader, "10", "geladene Gäste").location).get_data(as_text=True)

    assert texts(german, values) == ["Einlassvorher mit Anmeldung jetzt geladene Gäste"]
    assert texts(english, values) == ["Admissionpreviously by sign-up now invited guests"]


def test_the_journal_keeps_the_words_in_german_and_says_them_to_the_reader(app: Flask, from_a_file: Insider):
    reader = sign_in(app, "reader@messe.example", language="en")
    reader.send(upload(reader, "10", "offen für alle").location, {"is_sure": "y"})

    (noted,) = [one for one in entries(get_fair(SLUG).id, kinds=("session",)) if one.kind == "session.changed"]
    differences = list(noted.differences)
    db.session.rollback()

    assert {"field": "Einlass", "old": "mit Anmeldung", "new": "offen für alle"} in differences
    assert "by sign-up" in text_of(reader.get(f"/desk/{SLUG}/verlauf"))
