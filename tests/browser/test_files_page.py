"""Taking the programme along as a file: copying, the codes, the ways down the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.fairs import DEMO
from tests.browser.test_widths import STICKING_OUT, enlarge

pytestmark = pytest.mark.browser

PAGE = f"/{DEMO}/programm/dateien"
SITE = f"https://messe.example/{DEMO}"
DESK = {"width": 1280, "height": 800}
COPY = "Adresse kopieren ({})"


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(
    ("what", "address"),
    [
        ("schedule.xml", f"{SITE}/schedule.xml"),
        ("schedule.json", f"{SITE}/schedule.json"),
        ("Atom", f"{SITE}/changes.atom"),
    ],
)
def test_each_button_copies_its_own_address_and_says_so(visit: Visit, what: str, address: str):
    page = visit(PAGE, permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name=COPY.format(what)).press("Enter")

    expect(page.get_by_role("status").filter(has_text="Kopiert.")).to_have_count(1)
    assert copied(page) == address


def test_the_code_of_the_address_unfolds(visit: Visit):
    page = visit(PAGE)
    code = page.get_by_role("img", name="QR-Code mit der Adresse für Konferenz-Apps")
    expect(code).to_be_hidden()

    page.get_by_text("QR-Code dieser Adresse zeigen").press("Enter")

    expect(code).to_be_visible()
    assert code.evaluate("one => one.decode().then(() => one.naturalWidth > 0)")


def test_the_way_over_to_a_phone_is_shown_on_a_wide_screen_only(visit: Visit):
    code = "QR-Code, der diese Seite öffnet"

    expect(visit(PAGE, viewport=DESK).get_by_role("img", name=code)).to_be_visible()
    expect(visit(PAGE).get_by_role("img", name=code)).to_be_hidden()


def test_a_chip_leads_to_its_part_of_the_page(visit: Visit):
    page = visit(PAGE)

    page.get_by_role("navigation", name="Auf dieser Seite").get_by_role("link", name="Tabelle").press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Tabelle herunterladen")).to_be_focused()


def test_the_table_comes_as_a_file(visit: Visit):
    page = visit(PAGE)

    with page.expect_download() as download:
        page.get_by_role("link", name="Tabelle herunterladen").click()

    assert download.value.suggested_filename == f"{DEMO}-programm.xlsx"


def test_every_address_is_there_without_script(visit: Visit):
    page = visit(PAGE, java_script_enabled=False)

    fields = page.get_by_role("main").get_by_role("textbox")
    assert [field.input_value() for field in fields.all()] == [
        f"{SITE}/{name}" for name in ("schedule.xml", "schedule.json", "changes.atom")
    ]
    expect(page.get_by_role("button")).to_have_count(0)


def test_the_programme_leads_there_by_keyboard(visit: Visit):
    page = visit(f"/{DEMO}/programm")

    page.get_by_role("main").get_by_role("link", name="Programm als Datei").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Programm als Datei")


def test_text_twice_as_large_sticks_out_nowhere_on_a_phone(visit: Visit):
    page = visit(PAGE)
    enlarge(page)

    assert page.evaluate(STICKING_OUT) == []
