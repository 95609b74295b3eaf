"""The story of a joint stand: the office draws twelve areas by mouse and by keyboard, places the exhibits of eighteen
exhibitors, sees and mends what does not fit, publishes and takes the orders out. A visitor with a phone finds an
exhibitor by a word of its text, sees where it stands, and subscribes to its sessions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.office import TALL, House, come_in, devices, house_of
from tests.factories import SLUG, make_exhibitor, make_fair, make_place, make_release, make_session
from tests.stand.ground import make_exhibit

pytestmark = pytest.mark.browser

DESK = f"/desk/{SLUG}/stand"
BY_MOUSE = (
    (0, 0, 200, 150),
    (200, 0, 200, 150),
    (400, 0, 200, 150),
    (600, 0, 200, 150),
    (0, 300, 200, 200),
    (400, 300, 200, 200),
)
"""x, y, width and depth in centimetres, as they are dragged."""
BY_KEYBOARD = 6


@pytest.fixture
def house(sqlite_template: Path, tmp_path: Path) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path, exhibitors, people=1) as house:
        yield house


def exhibitors() -> None:
    """Eighteen that are public, an exhibit each; two of them need ten kilowatts. One gives a talk."""
    fair, names = make_fair(), [f"Beispielwerk {number}" for number in range(1, 18)]
    kiln = make_exhibitor(
        fair, "Ofenbau Muster", slug="ofenbau", accepted={"text_de": "Öfen mit Wärmerückgewinnung für Bäckereien."}
    )
    others = [make_exhibitor(fair, name, accepted={"text_de": "Ein Werk."}) for name in names]
    for number, one in enumerate([kiln, *others]):
        make_exhibit(one, f"Exponat {number}", area=1, power="10kw" if number < 2 else "none")
    place = make_place(fair, "Bühne A", slug="buehne-a")
    make_session(fair, "Wärme aus dem Ofen", place_id=place.id, exhibitors=[kiln])
    make_session(fair, "Etwas ganz anderes", place_id=place.id, starts="12:00", ends="12:30")
    make_release()


@pytest.fixture
def device(chromium: Browser, house: House) -> Iterator[Callable[..., Page]]:
    with devices(chromium, house.url) as open_:
        yield lambda **device: open_(**device).new_page()


def test_the_whole_story_of_a_stand(device: Callable[..., Page], house: House):
    office = device(viewport=TALL)
    come_in(office, house.links.pop())

    the_stand_is_begun(office)
    six_areas_are_drawn_by_mouse(office)
    six_more_by_keyboard(office)
    everybody_gets_an_area(office)
    the_missing_power_is_seen_and_mended(office)
    the_plan_is_published(office)
    the_orders_are_taken_out(office)
    a_visitor_finds_her_way(device(viewport=PHONE, has_touch=True, is_mobile=True))


def the_stand_is_begun(page: Page) -> None:
    page.goto(DESK)
    page.get_by_role("button", name="Stand anlegen").click()
    expect(page.locator("[data-tools]")).to_be_visible()


def six_areas_are_drawn_by_mouse(page: Page) -> None:
    for number, (x, y, width, depth) in enumerate(BY_MOUSE, start=1):
        page.locator("[data-pick]").select_option("counter")
        page.mouse.move(*on_the_screen(page, x, y))
        page.mouse.down()
        page.mouse.move(*on_the_screen(page, x + width / 2, y + depth / 2), steps=3)
        page.mouse.move(*on_the_screen(page, x + width, y + depth), steps=3)
        page.mouse.up()
        expect(page.locator("[data-area-line], table tbody tr")).to_have_count(number)


def six_more_by_keyboard(page: Page) -> None:
    """Nothing but keys: the tool is chosen, the area set into free room, moved by arrows."""
    for number in range(len(BY_MOUSE) + 1, len(BY_MOUSE) + BY_KEYBOARD + 1):
        page.locator("[data-pick]").focus()
        page.keyboard.press("I")
        page.get_by_role("button", name="Einfügen", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-area-line], table tbody tr")).to_have_count(number)
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-status]")).to_contain_text("ückgängig")


def everybody_gets_an_area(page: Page) -> None:
    page.goto(f"{DESK}/belegung")
    rows = page.locator("form.placing table").first.locator("tbody tr")
    expect(rows).to_have_count(18)
    for number in range(18):
        row = rows.nth(number)
        row.locator("summary").click()
        row.locator("input[type=checkbox]").nth(area_for(row, number)).check()
    page.get_by_role("button", name="Belegung speichern").click()
    expect(page.get_by_role("link", name="Ohne Fläche 0")).to_be_visible()


def area_for(row: Locator, number: int) -> int:
    """Both that need power stand on the first area."""
    needs_power = "10 kW" in row.inner_text()
    return 0 if needs_power else 1 + number % 11


def the_missing_power_is_seen_and_mended(page: Page) -> None:
    page.goto(DESK)
    expect(page.locator("main")).to_contain_text("20 kW bestellt, 0 kW vorhanden. Es fehlen 20 kW.")
    page.get_by_role("link", name="20 kW bestellt").first.click()
    page.get_by_label("Strom in kW").fill("20")
    page.get_by_role("button", name="Speichern").first.click()
    expect(page.locator(".flash").last).to_contain_text("A1")
    page.goto(DESK)
    expect(page.locator("main")).not_to_contain_text("Es fehlen")


def the_plan_is_published(page: Page) -> None:
    page.get_by_role("link", name="Veröffentlichen").last.click()
    page.get_by_role("button", name="Plan 1 veröffentlichen").click()
    expect(page.locator("main")).to_contain_text("Plan 1")


def the_orders_are_taken_out(page: Page) -> None:
    page.goto(f"{DESK}/listen")
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").first.click()
    book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()), read_only=True)
    told = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("Exponat 0" in cell for cell in told)


def a_visitor_finds_her_way(page: Page) -> None:
    page.goto(f"/{SLUG}/suche?q=rueckgewinnung")
    page.get_by_role("link", name="Ofenbau Muster").first.tap()
    page.get_by_role("link", name="Plan zeigen").first.tap()
    page.wait_for_url("**/stand#*")
    number = page.url.rpartition("#")[2]
    expect(page.locator(f"[id='{number}']")).to_have_attribute("data-chosen", "")
    expect(page.locator(f"#flaeche-{number}")).to_contain_text("Ofenbau Muster")

    page.go_back()
    page.get_by_role("link", name="abonnieren").first.tap()
    expect(page).to_have_url(re.compile("feed=aussteller-ofenbau"))
    assert f"{SLUG}-aussteller-ofenbau.ics" in page.content()
    feed = page.request.get(f"/{SLUG}/kalender/{SLUG}-aussteller-ofenbau.ics")
    events = Calendar.from_ical(feed.text()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Wärme aus dem Ofen"]


def on_the_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a point of the plan, in centimetres, lies in the window."""
    told = page.locator("[data-plan]").evaluate(
        "(svg, [x, y]) => { const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }",
        [x, y],
    )
    return told[0], told[1]
