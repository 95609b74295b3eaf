"""Who stands where, on the desk."""

from __future__ import annotations

import pytest
from flask import Flask
from lxml import html

from eventapp.database import db
from eventapp.stand.worksheet import standing_on
from tests.factories import make_exhibitor, make_fair, make_place, make_session
from tests.people import Insider, sign_in
from tests.stand.desk_pages import DESK, draft_in, edit, filled_in, id_of, text_of, texts
from tests.stand.ground import make_area, make_exhibit, make_stand


@pytest.fixture
def office(app: Flask) -> Insider:
    """Two areas, an exhibitor with two exhibits, one with none, two places of which one is used."""
    with app.app_context():
        fair = make_fair()
        stand = make_stand(fair)
        make_area(stand, "A1", supply_kw=3)
        make_area(stand, "A2", (400, 0, 300, 200), supply_kw=40)
        siba = make_exhibitor(fair, "SIBA", slug="siba", accepted={})
        make_exhibitor(fair, "Verband", slug="verband", accepted={})
        make_exhibit(siba, "Sicherung", power="10kw", area=2)
        make_exhibit(siba, "Schalter", is_public=False)
        make_session(fair, place=make_place(fair, "Bühne A", slug="buehne-a"))
        make_place(fair, "Halle", slug="halle")
        db.session.remove()
    return sign_in(app)


def key(app: Flask, title: str) -> str:
    return next(f"e{need.entry_id}" for need in draft_in(app).needs if need.title == title)


def standing(app: Flask) -> dict[str, list[str]]:
    """By key the numbers of the areas that somebody stands on."""
    draft = draft_in(app)
    return {key: sorted(draft.numbers[one] for one in areas) for key, areas in standing_on(draft.placements).items()}


def test_several_rows_are_saved_at_once_and_what_does_not_fit_is_said(app: Flask, office: Insider):
    a1, a2, fuse, switch = id_of(app, "A1"), id_of(app, "A2"), key(app, "Sicherung"), key(app, "Schalter")
    answer = edit(office, "/belegung", **{f"at-{fuse}": [a1], f"at-{switch}": [a1, a2]})

    assert answer.status_code == 303
    assert standing(app) == {fuse: ["A1"], switch: ["A1", "A2"]}
    page = office.get(answer.location).get_data(as_text=True)
    assert texts(page, "//*[@class='flash flash--message']") == ["2 Änderungen sind gespeichert."]
    assert texts(page, "//*[@class='flash flash--warning']") == ["A1: 10 kW bestellt, 3 kW vorhanden. Es fehlen 7 kW."]


def test_unticking_takes_somebody_off_an_area(app: Flask, office: Insider):
    fuse = key(app, "Sicherung")
    edit(office, "/belegung", **{f"at-{fuse}": [id_of(app, "A1"), id_of(app, "A2")]})
    edit(office, "/belegung", **{f"at-{fuse}": [id_of(app, "A2")]})
    assert standing(app) == {fuse: ["A2"]}

    edit(office, "/belegung", **{f"at-{fuse}": []})
    assert standing(app) == {}


def test_a_row_that_somebody_else_changed_stops_the_whole_and_shows_both(app: Flask, office: Insider):
    a1, a2, fuse, switch = id_of(app, "A1"), id_of(app, "A2"), key(app, "Sicherung"), key(app, "Schalter")
    page = office.get(f"{DESK}/belegung").get_data(as_text=True)
    edit(office, "/belegung", **{f"at-{fuse}": [a2]})
    answer = office.send(f"{DESK}/belegung", filled_in(page, **{f"at-{fuse}": [a1], f"at-{switch}": [a1]}))

    told = answer.get_data(as_text=True)
    assert (answer.status_code, standing(app)) == (409, {fuse: ["A2"]})
    assert texts(told, "//tr[@class='is-overtaken']//p") == ["Inzwischen gespeichert: A2"]
    assert office.send(f"{DESK}/belegung", filled_in(told)).status_code == 303
    assert standing(app) == {fuse: ["A1"], switch: ["A1"]}


def test_rows_that_others_changed_and_i_did_not_are_no_conflict(app: Flask, office: Insider):
    a1, fuse, switch = id_of(app, "A1"), key(app, "Sicherung"), key(app, "Schalter")
    page = office.get(f"{DESK}/belegung").get_data(as_text=True)
    edit(office, "/belegung", **{f"at-{fuse}": [a1]})
    answer = office.send(f"{DESK}/belegung", filled_in(page, **{f"at-{switch}": [a1]}))

    assert answer.status_code == 303
    assert standing(app) == {fuse: ["A1"], switch: ["A1"]}


def test_an_exhibitor_stands_somewhere_without_an_exhibit(app: Flask, office: Insider):
    page = office.get(f"{DESK}/belegung").get_data(as_text=True)
    (row,) = html.fromstring(page).xpath("//tr[th='Verband']/@id")
    edit(office, "/belegung", **{f"at-{row}": [id_of(app, "A2")]})

    assert standing(app) == {row: ["A2"]}
    assert "Verband" in text_of(office.get(f"{DESK}/flaechen/{id_of(app, 'A2')}"))


def test_the_list_can_be_narrowed_to_exhibits_without_an_area(app: Flask, office: Insider):
    edit(office, "/belegung", **{f"at-{key(app, 'Sicherung')}": [id_of(app, "A1")]})
    page = office.get(f"{DESK}/belegung?zeigen=ohne").get_data(as_text=True)

    assert texts(page, "//form[@class='placing']//th[@scope='row']") == ["SIBASchalter"]
    assert texts(office.get(f"{DESK}/belegung").get_data(as_text=True), "(//form//tbody)[1]//th")[0] == "SIBASchalter"


@pytest.mark.parametrize("told", [{"seen-e999": "", "at-e999": "1"}, {"seen-x1": "", "at-x1": "1"}])
def test_whoever_is_not_there_cannot_be_placed(app: Flask, office: Insider, told: dict[str, str]):
    answer = office.send(f"{DESK}/belegung", {**told, **{name: id_of(app, "A1") for name in told if name[0] == "a"}})

    assert answer.status_code in (404, 422)
    assert standing(app) == {}


def test_an_area_that_is_gone_takes_nobody(app: Flask, office: Insider):
    a1, fuse = id_of(app, "A1"), key(app, "Sicherung")
    page = office.get(f"{DESK}/belegung").get_data(as_text=True)
    office.send(f"{DESK}/flaechen/{a1}/tun", {"do": "remove", "version": "1"})
    answer = office.send(f"{DESK}/belegung", filled_in(page, **{f"at-{fuse}": [a1]}))

    assert answer.status_code == 422
    assert "A1 steht nicht mehr auf dem Plan." in text_of(answer)


def test_somebody_comes_and_leaves_on_an_areas_own_page(app: Flask, office: Insider):
    a1, fuse = id_of(app, "A1"), key(app, "Sicherung")
    office.send(f"{DESK}/flaechen/{a1}/belegung", {"do": "come", "who": fuse})
    office.send(f"{DESK}/flaechen/{id_of(app, 'A2')}/belegung", {"do": "come", "who": fuse})
    assert standing(app) == {fuse: ["A1", "A2"]}

    office.send(f"{DESK}/flaechen/{a1}/belegung", {"do": "leave", "who": fuse})
    assert standing(app) == {fuse: ["A2"]}


def test_places_lie_on_areas_elsewhere_or_nobody_has_said(app: Flask, office: Insider):
    stage, hall = (place.id for place in draft_in(app).places)
    edit(office, "/orte", **{f"place-{stage}": id_of(app, "A2"), f"place-{hall}": "elsewhere"})
    assert [(one.area, one.is_elsewhere) for one in draft_in(app).places] == [("A2", False), ("", True)]

    edit(office, "/orte", **{f"place-{stage}": "", f"place-{hall}": ""})
    assert [(one.area, one.is_elsewhere) for one in draft_in(app).places] == [("", False), ("", False)]


def test_a_place_that_somebody_else_put_meanwhile_is_shown_beside(app: Flask, office: Insider):
    stage = draft_in(app).places[0].id
    page = office.get(f"{DESK}/orte").get_data(as_text=True)
    edit(office, "/orte", **{f"place-{stage}": id_of(app, "A2")})
    answer = office.send(f"{DESK}/orte", filled_in(page, **{f"place-{stage}": "elsewhere"}))

    assert (answer.status_code, draft_in(app).places[0].area) == (409, "A2")
    assert "Inzwischen gespeichert: A2" in text_of(answer)
