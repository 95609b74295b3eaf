"""The office's list of sessions with places, and the page of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from eventapp.database import db, transaction
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import find_draft_session
from eventapp.signups.filling import filled_of
from eventapp.signups.overview import PAGE, Filled, Wanted, chosen, lines_of, state_of
from tests.factories import change, make_fair, make_place, make_release, make_session
from tests.people import sign_in
from tests.signups.desk_pages import ADA, BEN, CEM, DESK, DOA, faults_of, text_of
from tests.signups.house import NOW, START, ask_for, come, make_workshop, programme, workshop
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app", "clock")


@pytest.mark.parametrize(
    ("filled", "moment", "state"),
    [
        (Filled(10, 0), NOW, "free"),
        (Filled(10, 8), NOW, "few"),
        (Filled(10, 10), NOW, "full"),
        (Filled(10, 10, waiting=2), NOW, "waiting"),
        (Filled(10, 11, waiting=2), NOW, "over"),
        (Filled(0, 0), NOW, "no_places"),
        (Filled(10, 0), START - timedelta(minutes=15), "closed"),
    ],
)
def test_a_state_is_told_in_one_word(filled: Filled, moment, state: str):
    make_workshop()
    assert state_of(workshop(), filled, at=moment) == state


@pytest.mark.parametrize("said", ["", "0", "-1", "zwei", "²", "99999"])
def test_a_page_that_is_no_number_is_the_first(said: str):
    assert Wanted.from_query({"seite": said}).seite == 1


def test_what_is_not_open_yet_or_cancelled_is_told_so():
    make_workshop(sign_up_opens_at=NOW + timedelta(days=1))
    assert state_of(workshop(), Filled(10, 0), at=NOW) == "not_yet"
    assert state_of(replace(workshop(), is_cancelled=True), Filled(10, 0), at=NOW) == "cancelled"


def test_the_list_shows_released_sessions_with_sign_up_alone(app: Flask):
    fair = make_workshop()
    make_session(fair, "Offener Vortrag", code="OFFEN1")
    make_session(fair, "Noch im Entwurf", code="DRAFT1", admission="sign_up", capacity=5)
    answer = sign_in(app).get(DESK)
    assert "Messen" in text_of(answer)
    assert "Offener Vortrag" not in text_of(answer)
    assert "Entwurf" not in text_of(answer)
    assert faults_of(answer) == []


def test_a_list_of_many_is_searched_narrowed_and_sorted():
    fair = make_fair()
    hall = make_place(fair, "Halle", slug="halle")
    for number, (title, starts) in enumerate([("Wärme", "10:00"), ("Licht", "11:00"), ("Netze", "12:00")]):
        values = {"admission": "sign_up", "capacity": number + 1, "place_id": hall.id, "ends": f"{starts[:2]}:45"}
        make_session(fair, title, code=f"SES{number:03d}", starts=starts, **values)
    make_release()
    come(ADA, code="SES000")
    come(BEN, code="SES000")
    lines = lines_of(programme(), filled_of(fair.id), at=NOW)

    def titles(**asked: str) -> list[str]:
        return [line.session.title.de for line in chosen(lines, Wanted.from_query(asked))]

    assert titles() == ["Wärme", "Licht", "Netze"]
    assert titles(sort="titel") == ["Licht", "Netze", "Wärme"]
    assert titles(sort="frei") == ["Wärme", "Licht", "Netze"]
    assert titles(sort="warten")[0] == "Wärme"
    assert titles(zustand="waiting") == ["Wärme"]
    assert titles(q="waerme") == ["Wärme"]
    assert titles(tag="2027-03-29") == []


def many_sessions(number: int) -> Iterator[ConferenceSession]:
    """With sign-up, each a minute later than the one before."""
    fair_id = make_fair().id
    for one in range(number):
        yield ConferenceSession(
            fair_id=fair_id,
            code=f"S{one:05d}",
            number=one + 1,
            guid=f"00000000-0000-4000-8000-{one:012d}",
            title_de=f"Werkstatt {one}.",
            starts_at=START + timedelta(minutes=one),
            ends_at=START + timedelta(minutes=one + 45),
            links=[],
            source_keys={},
            admission="sign_up",
            capacity=20,
        )


def test_a_page_of_the_list_holds_so_many_and_the_last_one_the_rest(app: Flask):
    made = list(many_sessions(PAGE + 1))
    with transaction() as session:
        session.add_all(made)
    make_release(override="Für die Probe.")
    browser = sign_in(app)

    pages = [text_of(browser.get(f"{DESK}?seite={number}")).count("Werkstatt") for number in (1, 2, 99)]

    assert pages == [PAGE, 1, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(app: Flask, count: int, queries_counted: Callable[[], int]):
    fair = make_fair()
    for number in range(count):
        values = {"admission": "sign_up", "capacity": 5, "starts": f"1{number}:00", "ends": f"1{number}:30"}
        make_session(fair, f"Punkt {number}", code=f"SES{number:03d}", **values)
    make_release()
    for number in range(count):
        come(f"ada{number}@besuch.example", code=f"SES{number:03d}")
    browser = sign_in(app)
    db.session.remove()
    before = queries_counted()
    assert f"{count} Programmpunkt" in text_of(browser.get(DESK))
    assert queries_counted() - before == (7 if db.engine.dialect.name == "sqlite" else 6)


def test_the_page_of_one_says_who_has_a_place_who_waits_and_how_many_are_unconfirmed(app: Flask):
    make_workshop(capacity=2, question_de="Bringen Sie einen Laptop mit?")
    come(ADA, name="Ada Zuse", answer="ja")
    come(BEN, name="Ben Anders")
    come(CEM, name="Cem Warte")
    ask_for(DOA, name="Doa Unbestätigt")
    answer = sign_in(app).get(f"{DESK}/WORKSH")
    said = text_of(answer)
    assert said.index("Ben Anders") < said.index("Ada Zuse") < said.index("Cem Warte"), "by the last name, then in turn"
    assert "1 Anfrage ist noch nicht bestätigt." in said
    assert "Doa Unbestätigt" not in said
    assert "Bringen Sie einen Laptop mit?" in said
    assert faults_of(answer) == []


def test_an_offered_place_says_until_when(app: Flask):
    make_workshop(capacity=1)
    come(ADA, name="Ada Zuse")
    come(BEN, name="Ben Anders")
    goes(ADA, now=NOW)
    said = text_of(sign_in(app).get(f"{DESK}/WORKSH"))
    assert "Platz angeboten 1" in said
    assert "Angebot gilt bis" in said
    assert "1 Anmeldung gilt nicht mehr" in said


def test_the_list_of_names_holds_no_address(app: Flask):
    make_workshop(capacity=2)
    come(ADA, name="Ada Zuse")
    answer = sign_in(app).get(f"{DESK}/WORKSH/liste")
    assert "Ada Zuse" in text_of(answer)
    assert ADA not in answer.get_data(as_text=True)
    assert faults_of(answer) == []


def test_a_session_that_takes_no_sign_ups_any_more_is_still_listed_while_somebody_has_a_place():
    fair = make_workshop()
    come(ADA)
    change(find_draft_session(fair.id, "WORKSH"), admission="closed")
    make_release(later=1, is_sure=True)
    lines = lines_of(programme(), filled_of(fair.id), at=NOW)
    assert [line.state for line in lines] == ["ended"]


def test_a_session_that_is_not_released_is_not_there(app: Flask):
    fair = make_workshop()
    make_session(fair, "Entwurf", code="DRAFT1", admission="sign_up", capacity=5)
    assert sign_in(app).get(f"{DESK}/DRAFT1").status_code == 404
