"""The stand on paper: a plan with dimensions for the office, one A4 for everybody; safe, and readable aloud."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.exhibitors.models import Exhibitor
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.stand.models import Stand
from tests.factories import SLUG, make_entry, make_exhibitor, make_fair
from tests.people import MEMBER, Insider, sign_in
from tests.print.reading import pdf, structure
from tests.stand.ground import make_area, make_exhibit, make_mark, make_stand, publish, put

DESK = f"/desk/{SLUG}/stand"
PUBLIC = f"/{SLUG}/stand/plan.pdf"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><image href="x" onerror="alert(1)"/>',
    "]]><svg onload=alert(1)>",
    "#panic() $x$ [*b*]",
]


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def make_public(fair: Fair, name: str = "Muster GmbH", **values: Any) -> Exhibitor:
    exhibitor = make_exhibitor(fair, name, **values)
    make_entry(exhibitor, accepted={"name": name}, state="accepted")
    return exhibitor


def draw(fair: Fair, name: str = "Muster GmbH") -> Stand:
    """A stand with one exhibitor on A1, a stage, and something of what builders need."""
    stand = make_stand(fair)
    area = make_area(stand, "A1", (0, 0, 250, 100))
    make_area(stand, "B1", (500, 300, 300, 250), name=Words("Bühne Süd", "South Stage"), kind="stage")
    make_mark(stand, "power", (100, 50), kw=10)
    make_mark(stand, "entrance", (600, 800))
    put(stand, make_exhibit(make_public(fair, name), power="3kw"), area)
    return stand


def test_the_plan_with_dimensions_is_on_a3_and_lists_its_areas_on_the_next_page(office: Insider, fair: Fair):
    draw(fair)
    reader = pdf(office.get(f"{DESK}/plan.pdf"))
    first, second = (page.extract_text() for page in reader.pages)

    assert [round(float(side) * 25.4 / 72) for side in reader.pages[0].mediabox[2:]] == [420, 297]
    assert [one for one in ("2,50", "12,00", "1:50", "10 kW", "Muster GmbH", "Bühne Süd") if one not in first] == []
    assert [one for one in ("A1", "2,5 × 1 m", "Muster GmbH", "3 kW") if one not in second] == []


def test_a_pdf_is_tagged_and_has_title_and_language(office: Insider, fair: Fair):
    draw(fair)
    reader = pdf(office.get(f"{DESK}/plan.pdf"))

    assert reader.root_object["/Lang"] == "de"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Gemeinschaftsstand: Plan mit Maßen"
    assert {"/Figure", "/H1", "/Table", "/TH", "/TD"} <= structure(reader)
    assert any("12 × 8 m" in tag for tag in structure(reader))


def test_the_plan_says_whether_it_is_published_or_a_draft(office: Insider, fair: Fair):
    stand = draw(fair)
    states = [pdf(office.get(f"{DESK}/plan.pdf")).pages[0].extract_text()]
    publish()
    states.append(pdf(office.get(f"{DESK}/plan.pdf")).pages[0].extract_text())
    make_area(stand, "C1", (0, 400, 200, 200))
    states.append(pdf(office.get(f"{DESK}/plan.pdf")).pages[0].extract_text())

    said = ("Entwurf", "Plan 1, veröffentlicht", "Entwurf nach Plan 1")
    assert [text for state, text in zip(said, states, strict=True) if state not in text] == []


def test_the_drawing_is_one_file_that_does_nothing(office: Insider, fair: Fair):
    draw(fair)
    answer = office.get(f"{DESK}/plan.svg")

    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    drawing = ET.fromstring(answer.get_data())
    texts = [one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"A1", "2,50", "12,00", "Muster GmbH"} <= set(texts)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_names_stay_text_whatever_they_look_like(office: Insider, fair: Fair, hostile: str):
    stand = make_stand(fair, hostile)
    area = make_area(stand, "A1", (0, 0, 900, 500), name=Words(hostile))
    put(stand, make_exhibit(make_public(fair, hostile)), area)

    drawing = ET.fromstring(office.get(f"{DESK}/plan.svg").get_data())
    kinds = {one.tag.rpartition("}")[2] for one in drawing.iter()}
    assert kinds <= {"svg", "title", "desc", "rect", "polygon", "polyline", "text"}
    assert {name for one in drawing.iter() for name in one.attrib if name.startswith("on") or "href" in name} == set()
    told = pdf(office.get(f"{DESK}/plan.pdf")).pages[1].extract_text()
    assert "".join(hostile.split()) in "".join(told.split())


def test_a_sign_that_no_font_has_spoils_no_page(office: Insider, fair: Fair):
    draw(fair, "東京 💡 Licht")

    assert "Licht" in pdf(office.get(f"{DESK}/plan.pdf")).pages[1].extract_text()


def test_visitors_get_one_a4_with_who_is_where(client: FlaskClient, fair: Fair):
    draw(fair)
    publish()
    answer = client.get(PUBLIC)
    (page,) = pdf(answer).pages
    text = page.extract_text()

    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [297, 210]
    assert [one for one in ("Gemeinschaftsstand", "Muster GmbH", "A1", "Plan 1") if one not in text] == []
    assert "https://messe.example/messe-2027/stand" in text
    assert "kW" not in text
    assert "Set-Cookie" not in answer.headers


def test_the_english_one_speaks_english(client: FlaskClient, fair: Fair):
    draw(fair)
    publish()
    reader = pdf(client.get(f"/en{PUBLIC}"))

    assert reader.root_object["/Lang"] == "en"
    assert "South Stage" in reader.pages[0].extract_text()
    assert "https://messe.example/en/messe-2027/stand" in reader.pages[0].extract_text()


def test_what_is_only_drafted_is_on_no_public_paper(client: FlaskClient, fair: Fair):
    stand = draw(fair)
    assert client.get(PUBLIC).status_code == 404

    publish()
    make_area(stand, "GEHEIM", (0, 400, 300, 200))

    assert "GEHEIM" not in pdf(client.get(PUBLIC)).pages[0].extract_text()


def test_the_same_plan_is_the_same_bytes(client: FlaskClient, fair: Fair):
    draw(fair)
    publish()
    first = client.get(PUBLIC)
    fair_again = client.get(PUBLIC, headers={"If-None-Match": first.headers["ETag"]})

    assert fair_again.status_code == 304


def test_a_hundred_exhibitors_still_fit_on_one_a4(client: FlaskClient, fair: Fair):
    stand = make_stand(fair)
    areas = [make_area(stand, f"A{n}", (n % 10 * 120, n // 10 * 80, 100, 70)) for n in range(100)]
    for n, area in enumerate(areas):
        put(stand, make_exhibit(make_public(fair, f"Aussteller {n:03d} GmbH", slug=f"a-{n}"), f"Ding {n}"), area)
    publish()

    (page,) = pdf(client.get(PUBLIC)).pages
    assert "Aussteller 099 GmbH" in page.extract_text()


def test_the_office_sees_the_visitors_plan_before_it_is_published(office: Insider, fair: Fair):
    draw(fair)

    assert "Entwurf" in pdf(office.get(f"{DESK}/besucherplan.pdf")).pages[0].extract_text()


@pytest.mark.parametrize("name", ["plan.svg", "plan.pdf", "besucherplan.pdf"])
def test_without_a_stand_and_for_strangers_there_is_no_plan(app: Flask, office: Insider, fair: Fair, name: str):
    assert office.get(f"{DESK}/{name}").status_code == 404

    draw(fair)
    assert sign_in(app, MEMBER, is_organiser=False).get(f"{DESK}/{name}").status_code == 404
