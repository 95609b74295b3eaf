"""Aisles, ways, connections and entrances on the desk."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.database import db
from eventapp.stand.models import StandMark
from tests.factories import make_fair
from tests.people import Insider, sign_in
from tests.stand.desk_pages import DESK, draft_in, edit, filled_in, send_json, text_of, texts
from tests.stand.ground import make_area, make_stand


@pytest.fixture
def office(app: Flask) -> Insider:
    with app.app_context():
        stand = make_stand(make_fair())
        make_area(stand, "A1")
        db.session.remove()
    return sign_in(app)


def marks(app: Flask) -> list[StandMark]:
    return list(draft_in(app).marks)


@pytest.mark.parametrize(
    ("kind", "typed", "points"),
    [
        ("power", {"x": "1,5", "y": "0.5", "kw": "10"}, [[150, 50]]),
        ("entrance", {"x": "0", "y": "4", "label_de": "Vom Mittelgang"}, [[0, 400]]),
        ("step_free", {"points": "0; 4\n12; 4"}, [[0, 400], [1_200, 400]]),
        ("aisle", {"x": "0", "y": "3", "width": "12", "depth": "1"}, [[0, 300], [1_200, 300], [1_200, 400], [0, 400]]),
        ("aisle", {"shape": "polygon", "points": "0; 0\n2; 0\n0; 2"}, [[0, 0], [200, 0], [0, 200]]),
    ],
)
def test_each_kind_asks_for_what_it_needs(
    app: Flask, office: Insider, kind: str, typed: dict[str, str], points: list[list[int]]
):
    answer = edit(office, f"/zeichen/neu/{kind}", **typed)

    assert answer.status_code == 303
    assert [(one.kind, one.points, one.kw) for one in marks(app)] == [(kind, points, int(typed.get("kw", 0)))]


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("power", {"x": "", "y": "1"}, "Geben Sie eine Länge"),
        ("power", {"x": "999", "y": "1"}, "zwischen 0 und 200 Metern"),
        ("step_free", {"points": "0; 4"}, "ein Weg mindestens zwei"),
        ("aisle", {"x": "0", "y": "3", "width": "0,05", "depth": "1"}, "mindestens 0,10 Meter"),
    ],
)
def test_what_is_no_mark_is_refused_with_a_sentence(
    app: Flask, office: Insider, kind: str, typed: dict[str, str], sentence: str
):
    answer = edit(office, f"/zeichen/neu/{kind}", **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert marks(app) == []


def test_a_kind_that_nobody_knows_is_not_there(office: Insider):
    assert office.get(f"{DESK}/zeichen/neu/springbrunnen").status_code == 404


def test_a_mark_is_edited_and_removed(app: Flask, office: Insider):
    edit(office, "/zeichen/neu/power", x="1", y="1", kw="3")
    path = f"/zeichen/{marks(app)[0].id}"
    edit(office, path, kw="20", x="2")
    assert [(one.kw, one.points) for one in marks(app)] == [(20, [[200, 100]])]

    assert office.send(f"{DESK}{path}/tun", {"version": "1"}).status_code == 409
    assert office.send(f"{DESK}{path}/tun", {"version": "2"}).status_code == 303
    assert marks(app) == []
    assert office.get(DESK + path).status_code == 404


def test_a_mark_that_somebody_else_changed_is_shown_beside_ones_own(app: Flask, office: Insider):
    edit(office, "/zeichen/neu/power", x="1", y="1", kw="3")
    path = f"/zeichen/{marks(app)[0].id}"
    page = office.get(DESK + path).get_data(as_text=True)
    edit(office, path, kw="20")
    answer = office.send(DESK + path, filled_in(page, kw="40"))

    assert answer.status_code == 409
    assert texts(answer.get_data(as_text=True), "//*[@class='field__stored-text']") == ["20"]


def test_the_editor_draws_moves_and_removes_a_mark(app: Flask, office: Insider):
    drawn = send_json(office, "/zeichen", kind="power", kw="10", points="1; 1", label_de="Säule").get_json()["shape"]
    assert (drawn["kind"], drawn["kw"], drawn["labels"]) == ("power", 10, ["Säule", ""])

    path = f"/zeichen/{drawn['id']}"
    assert send_json(office, f"{path}/lage", version="1", points="2; 2").get_json()["version"] == 2
    assert send_json(office, f"{path}/lage", version="1", points="3; 3").status_code == 409
    assert send_json(office, f"{path}/lage", version="2", points="1; 1\n2; 2").status_code == 422
    assert [one.points for one in marks(app)] == [[[200, 200]]]

    assert send_json(office, f"{path}/tun", version="2").status_code == 200
    assert send_json(office, f"{path}/lage", version="3", points="2; 2").status_code == 410
    assert send_json(office, "/zeichen", kind="springbrunnen", points="2; 2").status_code == 422


def test_a_power_point_that_moves_takes_its_power_along(app: Flask, office: Insider):
    power = send_json(office, "/zeichen", kind="power", kw="10", points="1; 1").get_json()
    moved = send_json(office, f"/zeichen/{power['shape']['id']}/lage", version="1", points="9; 7").get_json()

    assert (power["rows"][0]["power"], moved["rows"][0]["power"]) == ("0 / 10", "0 / 0")


def test_a_mark_sent_again_because_the_answer_got_lost_is_set_once(app: Flask, office: Insider):
    before = len(marks(app))
    for _ in range(2):
        send_json(office, "/zeichen", kind="power", kw="10", points="1; 1")

    assert len(marks(app)) == before + 1
