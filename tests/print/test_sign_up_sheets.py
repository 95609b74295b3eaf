"""Lists of names for doors: who comes and who waits, without addresses, and the history knows who took them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from eventapp.database import db
from eventapp.journal.models import JournalEntry
from tests.factories import DAY, SLUG, make_release, make_session
from tests.people import MEMBER, sign_in
from tests.print.reading import addresses, pdf, structure, texts
from tests.signups.house import NOW, ask_for, come, make_workshop

pytestmark = pytest.mark.usefixtures("in_app")
LISTS = f"/desk/{SLUG}/druck/anmeldelisten.pdf"
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))


@pytest.fixture
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def noted() -> list[JournalEntry]:
    db.session.rollback()
    return db.session.query(JournalEntry).filter_by(kind="sign_up.list_taken").all()


@pytest.mark.usefixtures("_clock")
def test_a_list_has_names_states_and_turns_and_no_address(app: Flask):
    make_workshop(capacity=2)
    come(ADA, name="Ada Zander")
    come(BEN, name="Ben Anders")
    come(CEM, name="Cem Dritter")
    ask_for("doa@besuch.example", name="Doa Unbestätigt")
    browser = sign_in(app)
    reader = pdf(browser.send(LISTS, {"code": "WORKSH"}))
    (text,) = texts(reader)

    told = ("Messen", "So., 28. März, 10:00–10:45 Uhr", "Werkraum", "2 von 2 Plätzen vergeben, 1 auf der Warteliste")
    more = ("nach der Messe vernichten", "Version 1", "1.", "Cem Dritter")
    assert [one for one in (*told, *more) if one not in text] == []
    assert text.index("Ben Anders") < text.index("Ada Zander") < text.index("Cem Dritter")
    assert ("@" in text, "Unbestätigt" in text) == (False, False)
    assert {"/Table", "/TH", "/TD"} <= structure(reader)
    assert addresses(reader) == [f"https://messe.example/{SLUG}/version/1"]
    (entry,) = noted()
    assert (entry.by, entry.differences[0]["new"]) == (browser.person_id, "3")


@pytest.mark.usefixtures("_clock")
def test_a_day_has_a_sheet_for_each_session_that_somebody_comes_to(app: Flask):
    fair = make_workshop()
    tomorrow = DAY + timedelta(days=1)
    for title, code, day in (("Löten", "SOLDER", DAY), ("Leer", "EMPTYS", DAY), ("Morgen", "MORROW", tomorrow)):
        times = {"starts": "14:00", "ends": "14:45", "day": day}
        make_session(fair, title, code=code, admission="sign_up", capacity=3, **times)
    make_release(later=1)
    for code in ("WORKSH", "SOLDER", "MORROW"):
        come(ADA, code=code)
    browser = sign_in(app)

    today, every = (texts(pdf(browser.send(LISTS, {"tag": day}))) for day in (DAY.isoformat(), ""))
    assert [title for title in ("Messen", "Löten", "Morgen") if any(title in page for page in today)] == [
        "Messen",
        "Löten",
    ]
    assert (len(today), len(every)) == (2, 3)


@pytest.mark.usefixtures("_clock")
def test_it_is_a_file_to_keep_that_nobody_else_keeps(app: Flask):
    make_workshop()
    come(ADA)
    answer = sign_in(app).send(LISTS, {"code": "WORKSH"})

    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("_clock")
def test_where_nobody_comes_there_is_no_list_and_nothing_is_noted(app: Flask):
    make_workshop()
    answer = sign_in(app).send(LISTS, {"code": "WORKSH"})

    assert (answer.status_code, noted()) == (422, [])
    assert "Für keinen dieser Programmpunkte ist jemand angemeldet." in answer.get_data(as_text=True)


def test_whoever_signed_in_a_while_ago_proves_it_anew(app: Flask):
    with time_machine.travel(NOW, tick=False) as clock:
        make_workshop()
        come(ADA)
        browser = sign_in(app)
        clock.shift(timedelta(minutes=20))
        answer = browser.send(LISTS, {"code": "WORKSH"})

    assert (answer.status_code, noted()) == (303, [])


@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize("asked", [{"code": "NICHTS"}, {"code": "WORKSH", "sprache": "fr"}])
def test_what_is_not_there_and_whoever_is_not_of_the_office_gets_nothing(app: Flask, asked: dict[str, str]):
    make_workshop()
    come(ADA)

    assert sign_in(app).send(LISTS, asked).status_code in (404, 422)
    assert sign_in(app, MEMBER, is_organiser=False).send(LISTS, {"code": "WORKSH"}).status_code == 404


@pytest.mark.usefixtures("_clock")
def test_the_page_offers_the_lists_of_sessions_that_somebody_comes_to(app: Flask):
    make_workshop()
    browser = sign_in(app)
    before = browser.get(f"/desk/{SLUG}/druck").get_data(as_text=True)
    come(ADA)
    after = browser.get(f"/desk/{SLUG}/druck").get_data(as_text=True)

    assert (LISTS in before, LISTS in after) == (False, True)
