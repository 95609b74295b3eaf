"""The planning board: what its script is given, what it asks, and what becomes of its moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.i18n import speaking
from eventapp.programme.board_words import away, what_happened
from eventapp.programme.models import Blocker, Place
from eventapp.programme.planning import Window
from eventapp.programme.queries import places_of
from eventapp.programme.tiles import wall
from tests.factories import DAY as THE_DAY
from tests.factories import (
    SLUG,
    at,
    change,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, texts

BOARD = f"{DESK}/tafel"
MOVE = f"{BOARD}/verschieben"
DAY = "2027-03-28"


@pytest.fixture
def office(app: Flask) -> Insider:
    """Signed in where two sessions stand on two stages and a third lies beside the board."""
    with app.app_context():
        fair = make_fair()
        stage, theme = make_place(fair, "Bühne A", slug="buehne-a"), make_theme(fair, "Energie", slug="energie")
        other = make_place(fair, "Bühne B", slug="buehne-b")
        ada = make_speaker(fair, "Ada Beispiel")
        make_session(fair, "Wärme", code="AAAAAA", place=stage, theme=theme, speakers=[ada])
        make_session(fair, "Licht", code="BBBBBB", place=other, starts="12:00", ends="12:30", speakers=[ada])
        make_session(fair, "Wasser", code="CCCCCC", starts="09:00", ends="09:20", is_scheduled=False)
        make_release()
        db.session.remove()
    return sign_in(app)


def data_of(office: Insider) -> dict[str, Any]:
    answer = office.get(f"{BOARD}/daten")
    assert answer.status_code == 200
    return answer.get_json()


def session_of(told: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in told["sessions"] if one["code"] == code)


def move(office: Insider, code: str = "AAAAAA", **values: Any) -> Any:
    usual = {"do": "move", "place": "buehne-b", "starts": f"{DAY}T12:15", "ends": f"{DAY}T13:00"}
    return office.send(MOVE, {"code": code, "version": 1, **usual, **values}, headers={"Accept": "application/json"})


def test_the_script_is_given_every_session_as_the_wall_shows_it(office: Insider):
    told = data_of(office)
    assert len(session_of(told, "AAAAAA").pop("people")) == 1
    assert session_of(told, "AAAAAA") == {
        "code": "AAAAAA",
        "version": 1,
        "title": "Wärme",
        "kind": "talk",
        "kindName": "Vortrag",
        "theme": "energie",
        "place": "buehne-a",
        "starts": f"{DAY}T10:00",
        "ends": f"{DAY}T10:45",
        "isAside": False,
        "isCancelled": False,
        "delay": 0,
        "state": "released",
        "speakers": "Ada Beispiel",
    }
    assert session_of(told, "CCCCCC")["isAside"]
    assert [one["slug"] for one in told["places"]] == ["buehne-a", "buehne-b", ""]
    assert (told["opens"], told["closes"]) == ("09:00", "14:00")


def test_what_lies_under_the_sessions_is_told_with_it(app: Flask, office: Insider):
    with app.app_context():
        stage = db.session.query(Place).filter_by(slug="buehne-a").one()
        change(stage, changeover_minutes=10)
        block = Blocker(
            fair_id=stage.fair_id, place_id=stage.id, title="Probe", starts_at=at("08:00"), ends_at=at("09:30")
        )
        change(block)
        db.session.remove()

    told = data_of(office)

    ground = {"kind": "blocker", "place": "buehne-a", "starts": f"{DAY}T08:00", "ends": f"{DAY}T09:30", "said": "Probe"}
    assert ground in told["grounds"]
    assert told["places"][0]["changeover"] == 10


def test_whole_days_and_evenings_are_told_at_which_something_cannot_be_had():
    """Before the first window, between two of them, and after the last of each day, whatever later days have."""
    days = [THE_DAY + timedelta(days=one) for one in (-1, 0, 1)]
    windows = [Window(at("10:00"), at("12:00")), Window(at("09:00", days[2]), at("18:00", days[2]))]

    told = [(wall(span.starts_at), wall(span.ends_at)) for span in away(windows, days)]

    assert told == [
        ("2027-03-27T00:00", "2027-03-28T00:00"),
        ("2027-03-28T00:00", "2027-03-28T10:00"),
        ("2027-03-28T12:00", "2027-03-29T00:00"),
        ("2027-03-29T00:00", "2027-03-29T09:00"),
        ("2027-03-29T18:00", "2027-03-30T00:00"),
    ]


def test_what_would_clash_is_said_before_anything_is_moved(app: Flask, office: Insider):
    asked = {"code": "AAAAAA", "ort": "buehne-b", "beginn": f"{DAY}T12:15", "ende": f"{DAY}T13:00"}
    answer = office.get(f"{BOARD}/pruefen", query_string=asked)

    said = [one["words"] for one in answer.get_json()["conflicts"]]
    assert said[0] == "„Licht“ und „Wärme“ stehen 15 Minuten lang zugleich auf „Bühne B“."
    assert said[1] == "Ada Beispiel steht 15 Minuten lang zugleich bei „Licht“ und „Wärme“."
    assert draft_of(app, "AAAAAA").starts_at == at("10:00")


def test_what_an_exchange_would_clash_with_is_said_before_anything_is_exchanged(app: Flask, office: Insider):
    with app.app_context():
        stage = next(one for one in places_of(get_fair(SLUG).id) if one.slug == "buehne-b")
        make_session(get_fair(SLUG), "Wind", code="DDDDDD", place=stage, starts="12:30", ends="13:00")

    answer = office.get(f"{BOARD}/pruefen", query_string={"code": "AAAAAA", "mit": "BBBBBB"})

    said = [one["words"] for one in answer.get_json()["conflicts"]]
    assert said == ["„Wärme“ und „Wind“ stehen 15 Minuten lang zugleich auf „Bühne B“."]
    assert draft_of(app, "AAAAAA").starts_at == at("10:00")


def test_an_exchange_with_what_is_gone_cannot_be_tried(office: Insider):
    assert office.get(f"{BOARD}/pruefen", query_string={"code": "AAAAAA", "mit": "FFFFFF"}).status_code == 404


def test_a_move_is_saved_and_answered_with_its_conflicts(app: Flask, office: Insider):
    answer = move(office)

    told = answer.get_json()
    assert answer.status_code == 200
    assert session_of(told, "AAAAAA") | {"starts": f"{DAY}T12:15", "place": "buehne-b"} == session_of(told, "AAAAAA")
    assert (session_of(told, "AAAAAA")["version"], session_of(told, "AAAAAA")["state"]) == (2, "changed")
    assert [one["isSerious"] for one in told["conflicts"]] == [True, True]
    row = draft_of(app, "AAAAAA")
    assert (row.starts_at, row.ends_at, row.place.slug) == (at("12:15"), at("13:00"), "buehne-b")


def test_what_lay_beside_the_board_gets_its_time(app: Flask, office: Insider):
    answer = move(office, "CCCCCC", place="", starts=f"{DAY}T15:00", ends=f"{DAY}T15:20")

    row = draft_of(app, "CCCCCC")
    assert answer.status_code == 200
    assert (row.is_scheduled, row.place, row.starts_at) == (True, None, at("15:00"))
    assert office.send(MOVE, {"do": "aside", "code": "CCCCCC", "version": row.version}).status_code == 200
    assert not draft_of(app, "CCCCCC").is_scheduled


def test_two_sessions_change_places(app: Flask, office: Insider):
    answer = move(office, do="swap", other="BBBBBB", other_version=1)

    assert answer.status_code == 200
    assert {one["code"] for one in answer.get_json()["sessions"]} == {"AAAAAA", "BBBBBB"}
    first, second = draft_of(app, "AAAAAA"), draft_of(app, "BBBBBB")
    assert (first.starts_at, first.ends_at, first.place.slug) == (at("12:00"), at("12:45"), "buehne-b")
    assert (second.starts_at, second.ends_at, second.place.slug) == (at("10:00"), at("10:30"), "buehne-a")


def test_who_reads_english_is_told_of_the_session_by_its_english_title(app: Flask, office: Insider):
    with app.test_request_context():
        change(draft_of(app, "AAAAAA"), title_en="Heat")
        with speaking("en"):
            said = what_happened(get_fair(SLUG), draft_of(app, "AAAAAA"))
        db.session.remove()

    assert "“Heat”" in said


def test_who_comes_second_is_told_who_was_first_and_what_they_did(app: Flask, office: Insider):
    first = sign_in(app, "anna@messe.example", name="Anna Erste")
    move(first, starts=f"{DAY}T14:00", ends=f"{DAY}T14:45")

    answer = move(office)

    told = answer.get_json()
    assert answer.status_code == 409
    assert "Anna Erste hat „Wärme“ um" in told["sentence"]
    assert "Bühne A → Bühne B" in told["sentence"]
    assert session_of(told, "AAAAAA")["starts"] == f"{DAY}T14:00"
    assert draft_of(app, "AAAAAA").starts_at == at("14:00")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends": f"{DAY}T12:00"}, "Das Ende liegt nicht nach dem Beginn."),
        ({"place": "gibt-es-nicht"}, "Diesen Ort gibt es nicht mehr. Laden Sie die Tafel neu."),
        ({"starts": "morgen"}, "Das ist keine Zeit: morgen."),
        ({"starts": f"{DAY}T02:30"}, "Diese Uhrzeit gibt es an dem Tag nicht: Die Uhren werden vorgestellt."),
        ({"do": "aside"}, "„Wärme“ ist schon veröffentlicht und braucht eine Zeit. "),
    ],
)
def test_what_a_rule_refuses_is_said_in_a_sentence_and_changes_nothing(
    app: Flask, office: Insider, values: dict[str, str], sentence: str
):
    answer = move(office, **values)

    assert answer.status_code == 422
    assert answer.get_json()["sentence"].startswith(sentence)
    assert session_of(answer.get_json(), "AAAAAA")["starts"] == f"{DAY}T10:00"
    assert draft_of(app, "AAAAAA").starts_at == at("10:00")


def test_a_session_that_is_gone_is_said_to_be(office: Insider):
    answer = move(office, "ZZZZZZ")

    assert (answer.status_code, answer.get_json()["sentence"]) == (410, "Das gibt es nicht mehr.")


def test_a_move_that_names_only_the_other_session_moves_neither(office: Insider):
    answer = office.send(f"{BOARD}/verschieben", {"do": "swap", "code": "", "other": "BBBBBB", "other_version": "1"})

    assert (answer.status_code, answer.get_json()["gone"]) == (410, True)


def test_of_another_fair_nothing_is_found(app: Flask, office: Insider):
    with app.app_context():
        make_session(make_fair("anderswo"), "Fremd", code="FFFFFF")
        db.session.remove()

    assert move(office, "FFFFFF").status_code == 410
    asked = {"code": "FFFFFF", "ort": "", "beginn": f"{DAY}T12:15", "ende": f"{DAY}T13:00"}
    assert office.get(f"{BOARD}/pruefen", query_string=asked).status_code == 404
    assert office.get("/desk/gibt-es-nicht/programm/tafel").status_code == 404


def test_without_script_the_page_lists_the_day_with_a_way_to_move(office: Insider):
    page = office.get(BOARD).get_data(as_text=True)
    assert texts(page, "//section[contains(@class, 'board-list')]//th[@scope='row']") == ["Wärme", "Licht", "Wasser"]
    assert texts(office.get(f"{BOARD}?tag=2027-03-29").get_data(as_text=True), "//table//th[@scope='row']") == [
        "Wasser"
    ]
    assert len(texts(page, "//table//a[contains(., 'Verschieben …')]")) == 3


def test_queries_do_not_grow_with_sessions(app: Flask, office: Insider, queries_counted: Callable[[], int]):
    def asked(path: str) -> int:
        before = queries_counted()
        assert office.get(BOARD + path).status_code == 200
        return queries_counted() - before

    asked("/daten")
    few = [asked(path) for path in ("", "/daten")]
    with app.app_context():
        fair = get_fair(SLUG)
        speakers = [make_speaker(fair, "Bob"), make_speaker(fair, "Cem")]
        for number in range(5):
            make_session(fair, f"Noch einer {number}", place=make_place(fair, "Raum"), speakers=speakers)
        db.session.remove()
    assert [asked(path) for path in ("", "/daten")] == few


def test_a_swap_with_nothing_is_refused_in_words(app: Flask, office: Insider):
    assert move(office, do="swap", other="", other_version=1).status_code in (409, 422)


@pytest.mark.parametrize("wall", ["0001-01-01T00:00", "9999-12-31T23:59", "gestern"])
def test_a_time_that_no_fair_can_have_is_no_time(office: Insider, wall: str):
    asked = {"code": "AAAAAA", "ort": "", "beginn": wall, "ende": f"{DAY}T13:00"}

    assert office.get(f"{BOARD}/pruefen", query_string=asked).status_code == 422
