"""Areas on the desk: by form, from the table, and as the editor sends them."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.database import db
from tests.factories import SLUG, make_exhibitor, make_fair
from tests.people import Insider, browser_of, sign_in
from tests.stand.desk_pages import AS_JSON, DESK, draft_in, edit, filled_in, id_of, send_json, shapes_in, text_of, texts
from tests.stand.ground import make_area, make_exhibit, make_stand, put

L_SHAPE = "0; 0\n3; 0\n3; 1\n1; 1\n1; 2\n0; 2"


@pytest.fixture
def office(app: Flask) -> Insider:
    with app.app_context():
        fair = make_fair()
        stand = make_stand(fair)
        a1 = make_area(stand, "A1", supply_kw=5)
        make_area(stand, "A2", (400, 0, 300, 200))
        siba = make_exhibitor(fair, "SIBA", slug="siba", accepted={})
        put(stand, make_exhibit(siba, "Sicherung", power="10kw"), a1)
        db.session.remove()
    return sign_in(app)


def points(app: Flask, number: str = "A1") -> list[list[int]]:
    return shapes_in(app)[number]


def test_an_area_is_created_by_form_with_comma_and_point_under_the_next_number(app: Flask, office: Insider):
    answer = edit(office, "/flaechen/neu", x="1,5", y="4.25", width="2", depth="1")

    assert answer.status_code == 303
    assert points(app, "A3") == [[150, 425], [350, 425], [350, 525], [150, 525]]


def test_an_area_can_be_a_polygon(app: Flask, office: Insider):
    edit(office, "/flaechen/neu", number="B1", shape="polygon", points=L_SHAPE)

    assert len(points(app, "B1")) == 6


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "A2"}, "hatte schon eine andere Fläche"),
        ({"number": "Bühne A!"}, "höchstens acht Buchstaben"),
        ({"x": "links"}, "Geben Sie eine Länge in Metern ein"),
        ({"width": "0"}, "Geben Sie mindestens 0,10 Meter ein"),
        ({"x": "-1"}, "zwischen 0 und 200 Metern"),
        ({"shape": "polygon", "points": "0; 0\n1"}, "Zeile 2"),
        ({"shape": "polygon", "points": "0; 0\n1; 1\n1; 0\n0; 1"}, "keine Fläche"),
        ({"supply_kw": "5000"}, "von 0 bis 1000"),
    ],
)
def test_what_is_no_area_is_refused_with_a_sentence_and_kept(
    app: Flask, office: Insider, typed: dict[str, str], sentence: str
):
    answer = edit(office, "/flaechen/neu", **{"name_de": "Getippt", **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="Getippt"' in answer.get_data(as_text=True)
    assert set(shapes_in(app)) == {"A1", "A2"}


def test_turning_in_the_form_saves_nothing_yet(app: Flask, office: Insider):
    path = f"/flaechen/{id_of(app, 'A1')}"
    before = points(app)
    answer = edit(office, path, do="turn")

    assert (answer.status_code, points(app)) == (200, before)
    assert "Gespeichert ist es erst" in text_of(answer)


def test_a_turned_area_is_saved_with_its_new_sides(app: Flask, office: Insider):
    path = f"/flaechen/{id_of(app, 'A2')}"
    edit(office, path, y="3")
    turned = edit(office, path, do="turn").get_data(as_text=True)
    office.send(DESK + path, filled_in(turned))

    assert points(app, "A2") == [[450, 250], [650, 250], [650, 550], [450, 550]]


def test_an_area_that_somebody_else_changed_is_shown_beside_ones_own(app: Flask, office: Insider):
    path = f"/flaechen/{id_of(app, 'A1')}"
    page = office.get(DESK + path).get_data(as_text=True)
    edit(office, path, name_de="Von ihr", kind="stage")
    answer = office.send(DESK + path, filled_in(page, name_de="Von mir"))

    told = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert texts(told, "//*[@class='field__stored-text']") == ["Bühne", "Von ihr"]
    assert 'value="Von mir"' in told
    assert office.send(DESK + path, filled_in(told)).status_code == 303


def test_an_area_is_moved_from_its_line_in_the_table(app: Flask, office: Insider):
    path = f"/flaechen/{id_of(app, 'A1')}/lage"
    answer = office.send(DESK + path, {"version": "1", "x": "1", "y": "3,5", "width": "2", "depth": "2"})

    assert answer.status_code == 303
    assert points(app)[0] == [100, 350]


def test_a_polygon_is_moved_as_a_whole(app: Flask, office: Insider):
    edit(office, "/flaechen/neu", number="B1", shape="polygon", points=L_SHAPE)
    office.send(f"{DESK}/flaechen/{id_of(app, 'B1')}/lage", {"version": "1", "x": "2", "y": "4"})

    assert points(app, "B1")[:4] == [[200, 400], [500, 400], [500, 500], [300, 500]]


@pytest.mark.parametrize(("typed", "status"), [({"version": "1", "x": "da"}, 422), ({"version": "7", "x": "2"}, 409)])
def test_a_line_that_is_refused_comes_back_as_the_areas_form(
    app: Flask, office: Insider, typed: dict[str, str], status: int
):
    answer = office.send(f"{DESK}/flaechen/{id_of(app, 'A1')}/lage", typed)

    assert answer.status_code == status
    assert texts(answer.get_data(as_text=True), "//h1") == ["Fläche A1"]
    assert f'value="{typed["x"]}"' in answer.get_data(as_text=True)


def test_what_does_not_fit_any_more_is_said_at_once(app: Flask, office: Insider):
    office.send(f"{DESK}/flaechen/{id_of(app, 'A1')}/lage", {"version": "1", "x": "3,5"})

    page = office.get(DESK).get_data(as_text=True)
    assert texts(page, "//*[@class='flash flash--warning']") == ["A1 und A2 überdecken sich."]


def test_the_editor_moves_and_is_told_what_became_of_it(app: Flask, office: Insider):
    area_id = id_of(app, "A1")
    answer = send_json(office, f"/flaechen/{area_id}/lage", version="1", points="3.5; 0\n6.5; 0\n6.5; 2\n3.5; 2")

    told = answer.get_json()
    assert (answer.status_code, told["version"]) == (200, 2)
    assert [one["sentence"] for one in told["misfits"]] == [
        "A1: 10 kW bestellt, 5 kW vorhanden. Es fehlen 5 kW.",
        "A1 und A2 überdecken sich.",
    ]
    assert told["misfits"][0]["url"] == f"{DESK}/flaechen/{area_id}"
    row = next(row for row in told["rows"] if row["id"] == area_id)
    assert (row["x"], row["room"], row["power"], row["isShort"]) == ("3,50", "6", "10 / 5", True)
    assert told["isChanged"] is True


def test_the_editor_is_told_what_somebody_else_did(app: Flask, office: Insider):
    path = f"/flaechen/{id_of(app, 'A1')}/lage"
    send_json(office, path, version="1", points="1; 1\n2; 1\n2; 2\n1; 2")
    answer = send_json(office, path, version="1", points="5; 5\n6; 5\n6; 6\n5; 6")

    told = answer.get_json()
    assert (answer.status_code, told["shape"]["version"]) == (409, 2)
    assert told["shape"]["points"] == points(app) == [[100, 100], [200, 100], [200, 200], [100, 200]]
    assert "Jemand anders" in told["sentence"]


def test_the_editor_is_told_why_a_shape_goes_back(app: Flask, office: Insider):
    before = points(app)
    answer = send_json(office, f"/flaechen/{id_of(app, 'A1')}/lage", version="1", points="0; 0\n1; 1\n1; 0\n0; 1")

    assert answer.status_code == 422
    assert answer.get_json()["shape"]["points"] == before == points(app)
    assert "keine Fläche" in answer.get_json()["sentence"]


def test_the_editor_is_told_that_an_area_is_gone(app: Flask, office: Insider):
    area_id = id_of(app, "A1")
    send_json(office, f"/flaechen/{area_id}/tun", version="1", do="remove")

    answer = send_json(office, f"/flaechen/{area_id}/lage", version="2", points="0; 0\n1; 0\n1; 1")
    assert (answer.status_code, answer.get_json()["shape"]) == (410, None)


def test_the_editor_draws_under_the_next_number(app: Flask, office: Insider):
    answer = send_json(office, "/flaechen", kind="island", points="8; 5\n9; 5\n9; 6\n8; 6")

    told = answer.get_json()
    assert (told["shape"]["name"], told["shape"]["kind"], told["version"]) == ("A3", "island", 1)
    assert points(app, "A3")[0] == [800, 500]
    assert send_json(office, "/flaechen", kind="island", points="8; 5").status_code == 422


def test_a_shape_sent_again_because_the_answer_got_lost_is_drawn_once(app: Flask, office: Insider):
    drawn = {"kind": "island", "points": "8; 5\n9; 5\n9; 6\n8; 6"}
    first, second = (send_json(office, "/flaechen", **drawn).get_json()["shape"] for _ in range(2))

    assert first["id"] == second["id"]
    assert set(shapes_in(app)) == {"A1", "A2", "A3"}


def test_whose_session_is_over_is_led_to_the_entrance(app: Flask, office: Insider):
    stranger = browser_of(app)
    answer = stranger.send(f"{DESK}/flaechen/{id_of(app, 'A1')}/lage", {"version": "1", "x": "1"}, headers=AS_JSON)

    assert answer.status_code == 303
    assert answer.location.startswith("/konto/")


def test_a_removed_area_comes_back_with_everybody_on_it(app: Flask, office: Insider):
    area_id = id_of(app, "A1")
    office.send(f"{DESK}/flaechen/{area_id}/tun", {"do": "remove", "version": "1"})
    page = office.get(DESK).get_data(as_text=True)
    assert (set(shapes_in(app)), texts(page, "//ul[@class='removed-areas']//strong")) == ({"A2"}, ["A1"])
    assert "Zurückholen" in text_of(office.get(f"{DESK}/flaechen/{area_id}"))
    assert edit_removed(office, area_id) == 422

    office.send(f"{DESK}/flaechen/{area_id}/tun", {"do": "restore"})
    draft = draft_in(app)
    assert [len(some) for some in draft.standing.values()] == [1, 0]


def edit_removed(office: Insider, area_id: int) -> int:
    told = {"version": "2", "number": "A1", "shape": "rectangle", "x": "1", "y": "1", "width": "1", "depth": "1"}
    return office.send(f"{DESK}/flaechen/{area_id}", {**told, "kind": "counter"}).status_code


def test_the_number_of_a_removed_area_is_given_to_no_other(app: Flask, office: Insider):
    office.send(f"{DESK}/flaechen/{id_of(app, 'A2')}/tun", {"do": "remove", "version": "1"})

    assert edit(office, "/flaechen/neu", number="A2").status_code == 422
    assert 'value="A3"' in office.get(f"{DESK}/flaechen/neu").get_data(as_text=True)


def test_an_area_of_another_fair_is_not_there(app: Flask, office: Insider):
    with app.app_context():
        other = make_area(make_stand(make_fair("andere-messe")), "Z1").id
        db.session.remove()

    assert office.get(f"/desk/{SLUG}/stand/flaechen/{other}").status_code == 404
    assert send_json(office, f"/flaechen/{other}/lage", version="1", points="0; 0\n1; 0\n1; 1").status_code == 404
