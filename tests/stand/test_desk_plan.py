"""The plan on the desk: begun, seen, its outline and the picture beneath it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from eventapp.database import db
from eventapp.fair.queries import get_fair
from tests.factories import SLUG, make_exhibitor, make_fair, make_place, make_session
from tests.people import Insider, look, sign_in
from tests.stand.desk_pages import DESK, draft_in, edit, filled_in, send_json, text_of, texts
from tests.stand.ground import make_area, make_exhibit, make_mark, make_stand, put
from tests.uploads.pictures import png

PAGES = (
    *("", "/umriss", "/hintergrund", "/flaechen/neu", "/flaechen/1", "/zeichen", "/zeichen/neu/power"),
    *("/zeichen/neu/step_free", "/zeichen/neu/aisle", "/zeichen/1", "/belegung", "/belegung?zeigen=ohne"),
    *("/orte", "/veroeffentlichen"),
)


@pytest.fixture
def empty(app: Flask) -> Insider:
    with app.app_context():
        make_fair()
        db.session.remove()
    return sign_in(app)


@pytest.fixture
def office(app: Flask) -> Insider:
    """Two areas; what stands on A1 wants more power than there is, a second exhibit stands nowhere."""
    with app.app_context():
        fair = make_fair()
        stand = make_stand(fair)
        a1 = make_area(stand, "A1")
        make_area(stand, "A2", (300, 0, 300, 200))
        make_mark(stand, "power", (50, 50), kw=3)
        siba = make_exhibitor(fair, "SIBA", slug="siba", accepted={})
        put(stand, make_exhibit(siba, "Sicherung", power="10kw"), a1)
        make_exhibit(siba, "Schalter")
        make_session(fair, place=make_place(fair, "Bühne A", slug="buehne-a"))
        db.session.remove()
    return sign_in(app)


def test_a_stand_begins_with_one_small_form(app: Flask, empty: Insider):
    answer = edit(empty, "", name_de="Unser Stand", width="12", depth="8,5")

    assert (answer.status_code, answer.location) == (303, DESK)
    draft = draft_in(app)
    assert (draft.stand.name_de, draft.outline) == ("Unser Stand", ((0, 0), (1_200, 0), (1_200, 850), (0, 850)))
    assert edit(empty, "/umriss").status_code == 303


@pytest.mark.parametrize(
    ("width", "sentence"), [("zwölf", "zum Beispiel 2,5"), ("0", "keine Fläche"), ("", "zum Beispiel")]
)
def test_a_stand_without_a_size_is_refused_with_a_sentence(empty: Insider, width: str, sentence: str):
    answer = edit(empty, "", width=width)

    assert answer.status_code == 422
    assert sentence in text_of(answer)


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("", "/flaechen/1", "/zeichen/1")])
def test_before_the_first_stroke_every_page_leads_to_the_beginning(empty: Insider, path: str):
    answer = empty.get(DESK + path)

    assert (answer.status_code, answer.location) == (303, DESK)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_shows_itself(office: Insider, path: str):
    look(office, DESK + path)


def test_the_plan_tells_what_does_not_fit_in_the_list_on_the_picture_and_in_the_table(office: Insider):
    page = office.get(DESK).get_data(as_text=True)

    assert texts(page, "//*[@data-misfits]/li") == [
        "A1: 10 kW bestellt, 3 kW vorhanden. Es fehlen 7 kW.",
        "„Schalter“ von SIBA hat noch keine Fläche.",
        "„Bühne A“ liegt auf keiner Fläche des Stands (1 Programmpunkte).",
    ]
    assert texts(
        page, "//*[contains(@class, 'plan__area--wrong')]/@data-area/..//*[contains(@class, 'plan__number')]"
    ) == ["A1"]
    assert texts(page, "//tr[.//*[@data-wrong and not(@hidden)]]/th/a") == ["A1"]
    assert texts(page, "//tr[th/a='A1']//*[@data-cell='power']") == ["10 / 3"]


def test_the_pages_cost_as_many_queries_with_three_areas_as_with_one(
    app: Flask, office: Insider, queries_counted: Callable[[], int]
):
    def cost(path: str) -> int:
        before = queries_counted()
        assert office.get(DESK + path).status_code == 200
        return queries_counted() - before

    few = [cost(path) for path in ("", "/belegung", "/orte", "/zeichen", "/veroeffentlichen")]
    stand = draft_in(app).stand
    with app.app_context():
        fair = get_fair(SLUG)
        for number in range(3, 6):
            area = make_area(stand, f"A{number}", (0, 100 * number, 100, 100))
            put(stand, make_exhibit(make_exhibitor(fair, f"Nr. {number}", accepted={})), area)
            make_place(fair)
            make_mark(stand)
        db.session.remove()

    assert [cost(path) for path in ("", "/belegung", "/orte", "/zeichen", "/veroeffentlichen")] == few


def test_the_outline_can_become_a_polygon(app: Flask, office: Insider):
    corners = "0; 0\n12; 0\n12; 5\n6; 5\n6; 8\n0; 8"
    answer = edit(office, "/umriss", shape="polygon", points=corners, name_en="Stand")

    assert answer.status_code == 303
    assert draft_in(app).outline[3] == (600, 500)


def test_an_outline_that_somebody_else_changed_is_shown_beside_ones_own(app: Flask, office: Insider):
    page = office.get(f"{DESK}/umriss").get_data(as_text=True)
    edit(office, "/umriss", name_de="Von ihr")
    answer = office.send(f"{DESK}/umriss", filled_in(page, name_de="Von mir"))

    assert answer.status_code == 409
    told = answer.get_data(as_text=True)
    assert texts(told, "//*[@class='field__stored-text']") == ["Von ihr"]
    assert 'value="Von mir"' in told
    assert draft_in(app).stand.name_de == "Von ihr"


def test_a_smaller_outline_says_at_once_what_stands_outside(office: Insider):
    edit(office, "/umriss", width="4")

    assert "A2 ragt über den Stand hinaus." in texts(
        office.get(DESK).get_data(as_text=True), "//*[@class='flash flash--warning']"
    )


def test_a_picture_lies_beneath_and_goes_again(app: Flask, office: Insider):
    upload = {"picture": (BytesIO(png(400, 200)), "halle.png"), "width": "10", "x": "1", "y": "0"}
    answer = edit(office, "/hintergrund", **upload)
    background = draft_in(app).plan.background

    assert answer.status_code == 303
    assert background is not None
    assert (background.x, background.width, background.depth) == (100, 1_000, 500)
    assert office.get(f"/mein-stand/bild/{background.digest}-1600.webp").status_code == 200

    edit(office, "/hintergrund", is_removed="y")
    assert draft_in(app).plan.background is None


def test_a_drawing_in_svg_is_refused_with_a_sentence(app: Flask, office: Insider):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    answer = edit(office, "/hintergrund", picture=(BytesIO(svg), "halle.svg"))

    assert answer.status_code == 422
    assert draft_in(app).stand.background == ""


def test_the_state_says_whether_the_draft_is_public(office: Insider):
    assert "Noch nicht veröffentlicht" in text_of(office.get(DESK))
    edit(office, "/veroeffentlichen")
    page = office.get(DESK).get_data(as_text=True)

    assert texts(page, "//*[@data-state-is='changed' and @hidden]") == ["Geändert seit Plan 1"]
    send_json(office, "/flaechen/1/lage", version="1", points="5; 5\n6; 5\n6; 6\n5; 6")
    assert texts(office.get(DESK).get_data(as_text=True), "//*[@data-state-is='public' and @hidden]") != []
