"""The stand drawn in a real browser: by mouse, finger and keys, undone, overtaken, offline and without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from eventapp.stand.models import Stand
from tests.browser.office import REFUSALS, SCREENS, TALL, House, come_in, house_of, signed_in
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.factories import SLUG, make_fair, make_place, make_session
from tests.stand.ground import make_area, make_mark, make_stand, publish

pytestmark = pytest.mark.browser

EXPECTED = (*REFUSALS, "status of 400", "ERR_INTERNET_DISCONNECTED")
DESK = f"/desk/{SLUG}/stand"
PAGES = (
    *("", "/umriss", "/hintergrund", "/flaechen/neu", "/flaechen/1", "/zeichen", "/zeichen/neu/power", "/zeichen/1"),
    *("/zeichen/neu/aisle", "/belegung", "/belegung?zeigen=ohne", "/orte", "/veroeffentlichen", "/plan/1"),
)
AREAS = 10
"""Two rows of five on the stand; every test has one of its own, and the front two metres are free."""


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("stand"), a_stand, people=20) as house:
        yield house


def a_stand() -> None:
    fair = make_fair()
    draw(make_stand(fair))
    make_session(fair, place=make_place(fair, "Bühne A", slug="buehne-a"))
    publish()


def draw(stand: Stand) -> None:
    for number in range(AREAS):
        x, y = 20 + number % 5 * 240, 20 + number // 5 * 300
        make_area(stand, f"A{number + 1}", (x, y, 200, 200))
    make_mark(stand, "power", (700, 750), kw=10)
    make_mark(stand, "step_free", (0, 600), (1_200, 600))


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser of the office, signed in; ``indirect`` gives the device."""
    device = {"viewport": TALL} | getattr(request, "param", {})
    with signed_in(chromium, house, tolerated=EXPECTED, **device) as context:
        yield context


@pytest.fixture
def colleague(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, tolerated=EXPECTED, viewport=TALL) as context:
        yield context


def opened(context: BrowserContext, path: str = DESK) -> Page:
    page = context.pages[0]
    page.goto(path)
    return page


def on_screen(page: Page) -> Callable[[float, float], tuple[float, float]]:
    """Where a spot of the floor, in metres, is on the screen."""
    page.locator("[data-plan]").scroll_into_view_if_needed()
    a, e, f = page.locator("[data-plan]").evaluate("svg => { const m = svg.getScreenCTM(); return [m.a, m.e, m.f]; }")
    return lambda x, y: (e + a * 100 * x, f + a * 100 * y)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """By mouse, from one spot of the floor to another, in metres."""
    where = on_screen(page)
    page.mouse.move(*where(*start))
    page.mouse.down()
    page.mouse.move(*where((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), steps=4)
    page.mouse.move(*where(*end), steps=4)
    page.mouse.up()


def area(page: Page, number: str) -> Locator:
    return page.locator(f'[data-area="{number}"]')


def lie(page: Page, number: str) -> list[str]:
    """What the table says of it: from the left, from the back, width, depth."""
    row = page.locator("[data-row]").filter(has=page.get_by_role("link", name=number, exact=True))
    return [row.locator(f"[data-cell={name}]").input_value() for name in ("x", "y", "width", "depth")]


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text("Gespeichert.")
    expect(page.locator("[data-drawing]")).not_to_have_attribute("data-saving", "")


def lie_after_reload(page: Page, number: str) -> list[str]:
    """What is really saved."""
    saved(page)
    page.reload()
    return lie(page, number)


def test_an_area_is_drawn_by_mouse_on_the_grid(context: BrowserContext):
    page = opened(context)
    page.get_by_label("Zeichnen").select_option("island")
    drag(page, (8.02, 6.31), (10.03, 7.48))

    expect(page.locator("[data-status]")).to_contain_text("ist gezeichnet")
    assert lie_after_reload(page, "A11") == ["8,00", "6,30", "2,00", "1,20"]
    expect(page.locator("[data-row]").last).to_contain_text("Insel")


def test_an_area_is_moved_by_mouse_and_snaps_to_its_neighbour(context: BrowserContext):
    page = opened(context)
    drag(page, (1.2, 4.2), (1.23, 6.24))
    assert lie(page, "A6") == ["0,20", "5,20", "2,00", "2,00"]

    drag(page, (1.2, 6.2), (3.56, 6.2))
    assert lie_after_reload(page, "A6") == ["2,60", "5,20", "2,00", "2,00"]


def test_a_side_is_dragged_by_its_handle(context: BrowserContext):
    page = opened(context)
    page.mouse.click(*on_screen(page)(6.0, 0.8))
    drag(page, (7.0, 1.2), (7.21, 1.2))

    assert lie_after_reload(page, "A3") == ["5,00", "0,20", "2,20", "2,00"]


def test_escape_takes_a_drag_back(context: BrowserContext):
    page = opened(context)
    where = on_screen(page)
    page.mouse.move(*where(10.8, 1.2))
    page.mouse.down()
    page.mouse.move(*where(9.8, 3.0), steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator("[data-status]")).to_have_text("Abgebrochen, nichts ist geändert.")
    page.reload()
    assert lie(page, "A5") == ["9,80", "0,20", "2,00", "2,00"]


def test_keys_alone_choose_move_resize_turn_remove_and_undo(context: BrowserContext):
    page = opened(context)
    area(page, "A7").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("[data-status]")).to_contain_text("A7: 2,00 × 2,00 m bei 2,69 / 4,20 m.")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowUp")
    assert lie(page, "A7") == ["2,69", "4,20", "2,10", "1,00"]
    page.keyboard.press("r")
    saved(page)
    assert lie(page, "A7")[2:] == ["1,00", "2,10"]

    page.keyboard.press("Delete")
    expect(area(page, "A7")).to_have_count(0)
    expect(page.locator("[data-status]")).to_contain_text("holt es zurück")
    for _step in range(3):
        page.keyboard.press("Control+z")
    expect(area(page, "A7")).to_have_count(1)
    assert lie_after_reload(page, "A7") == ["2,60", "3,20", "2,00", "2,00"]


def test_what_is_undone_can_be_done_again(context: BrowserContext):
    page = opened(context)
    area(page, "A8").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Rückgängig").click()
    assert lie(page, "A8")[1] == "3,20"
    page.get_by_role("button", name="Wiederholen").click()
    assert lie_after_reload(page, "A8")[1] == "3,30"


def test_what_does_not_fit_is_said_at_once_on_the_plan_in_the_list_and_in_words(context: BrowserContext):
    page = opened(context)
    area(page, "A9").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowUp")

    expect(page.locator("[data-status]")).to_contain_text("A4 und A9 überdecken sich.")
    expect(page.locator("[data-misfits]")).to_contain_text("A4 und A9 überdecken sich.")
    assert "plan__area--wrong" in (area(page, "A9").get_attribute("class") or "")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-status]")).to_contain_text("Behoben: A4 und A9 überdecken sich.")
    expect(page.locator("[data-misfits]")).not_to_contain_text("überdecken")


def test_a_rectangle_becomes_a_polygon_whose_corners_are_moved_by_keys(context: BrowserContext):
    page = opened(context)
    page.mouse.dblclick(*on_screen(page)(10.8, 5.18))
    expect(page.locator("[data-handle]")).to_have_count(5)
    page.keyboard.press("ArrowDown")
    saved(page)
    page.get_by_role("button", name="Ecke entfernen").click()
    expect(page.locator("[data-handle]")).to_have_count(8)
    saved(page)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("[data-handle]")).to_have_count(5)

    saved(page)
    page.reload()
    page.get_by_role("link", name="A10", exact=True).last.click()
    assert len(page.locator("#points").input_value().split("\n")) == 5


def test_marks_are_set_moved_and_removed(context: BrowserContext):
    page = opened(context)
    page.get_by_label("Zeichnen").select_option("info")
    page.mouse.click(*on_screen(page)(6.0, 7.0))
    info = page.locator(".plan__mark--info")
    expect(info).to_have_attribute("transform", "translate(600 700)")
    saved(page)
    page.keyboard.press("ArrowLeft")
    saved(page)
    page.goto(f"{DESK}/zeichen")
    expect(page.locator("table")).to_contain_text("5,9 / 7")

    page = opened(context)
    page.locator(".plan__mark--info").focus()
    page.keyboard.press("Delete")
    saved(page)
    page.get_by_role("button", name="Rückgängig").click()
    saved(page)
    page.reload()
    expect(page.locator(".plan__mark--info")).to_have_count(1)


@pytest.mark.parametrize("context", [{"has_touch": True, "viewport": {"width": 768, "height": 1000}}], indirect=True)
def test_a_finger_chooses_first_and_then_drags(context: BrowserContext):
    page = opened(context)
    where, wire = on_screen(page), context.new_cdp_session(page)

    def swipe(start: tuple[float, float], end: tuple[float, float]) -> None:
        spots = [tuple(a + (b - a) * part / 5 for a, b in zip(start, end, strict=True)) for part in range(6)]
        for name, (x, y) in zip(["touchStart", *["touchMove"] * 5], (where(*spot) for spot in spots), strict=True):
            wire.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": [{"x": x, "y": y}]})
        wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    before = lie(page, "A1")
    swipe((1.2, 1.2), (1.7, 1.2))
    assert lie(page, "A1") == before

    page.touchscreen.tap(*where(1.2, 1.2))
    expect(page.locator("[data-status]")).to_have_text("A1 ist ausgewählt.")
    swipe((1.2, 1.2), (1.2, 1.62))
    assert lie_after_reload(page, "A1") == ["0,20", "0,60", "2,00", "2,00"]


def test_what_somebody_else_did_is_taken_over(context: BrowserContext, colleague: BrowserContext):
    mine, hers = opened(context), opened(colleague)
    area(hers, "A2").focus()
    hers.keyboard.press("Shift+ArrowDown")
    saved(hers)
    area(mine, "A2").focus()
    mine.keyboard.press("ArrowRight")

    expect(mine.locator("[data-status]")).to_contain_text("Jemand anders hat das inzwischen geändert.")
    assert lie(mine, "A2") == lie(hers, "A2")
    mine.keyboard.press("ArrowRight")
    assert lie_after_reload(mine, "A2") == ["2,70", "1,20", "2,00", "2,00"]


def test_without_network_what_is_drawn_waits_and_is_saved_later(context: BrowserContext):
    page = opened(context)
    before = lie(page, "A4")
    context.set_offline(True)
    area(page, "A4").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-status]")).to_contain_text("Keine Verbindung.")
    page.keyboard.press("ArrowUp")
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")

    assert lie_after_reload(page, "A4") == [before[0], "0,00", *before[2:]]


def test_whose_session_is_over_is_shown_the_way_in_and_loses_nothing(context: BrowserContext, house: House):
    page = opened(context)
    x = float(lie(page, "A9")[0].replace(",", "."))
    context.clear_cookies()
    area(page, "A9").focus()
    page.keyboard.press("ArrowRight")
    way_in = page.get_by_role("link", name="Wieder einloggen")
    expect(way_in).to_be_visible()

    other = context.new_page()
    come_in(other, house.links.pop())
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(way_in).to_be_hidden()
    assert lie_after_reload(page, "A9")[0] == f"{x + 0.1:.2f}".replace(".", ",")


def test_the_plan_grows_by_buttons_and_by_the_wheel_and_the_page_does_not(context: BrowserContext):
    page = opened(context)
    width = page.locator("[data-plan]").evaluate("svg => svg.clientWidth")
    page.get_by_role("button", name="Plan größer").click()
    page.mouse.move(*on_screen(page)(2, 2))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")

    expect(page.locator("[data-plan]")).to_have_js_property("clientWidth", width * 2)
    assert page.evaluate("document.documentElement.scrollWidth") == TALL["width"]
    assert page.evaluate("visualViewport.scale") == 1


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_script_the_table_and_forms_do_the_same(context: BrowserContext):
    page = opened(context)
    expect(page.locator("[data-tools]")).to_be_hidden()
    row = page.locator("[data-row]").filter(has=page.get_by_role("link", name="A5", exact=True))
    row.get_by_label("A5: von hinten in Metern").fill("0,5")
    row.get_by_role("button", name="Setzen").click()
    expect(page.locator(".flash").first).to_have_text("Fläche A5 ist gespeichert.")
    assert lie(page, "A5") == ["9,80", "0,50", "2,00", "2,00"]

    page.get_by_role("link", name="Fläche anlegen").click()
    page.get_by_label("Von links").fill("0.5")
    page.get_by_label("Von hinten").fill("5,6")
    page.get_by_role("button", name="Um 90° drehen").click()
    page.get_by_role("button", name="Anlegen").click()
    expect(page.locator(".flash").first).to_contain_text("ist angelegt")


def test_axe_finds_nothing_and_nothing_is_wider_than_its_screen(context: BrowserContext):
    page = context.pages[0]
    wrong: dict[str, object] = {}
    for path in PAGES:
        for size in SCREENS:
            page.set_viewport_size(size)
            page.goto(DESK + path)
            if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
                wrong[f"{path} {size['width']}"] = width
        if path == "":
            area(page, "A3").focus()
        if found := violations_by_light_and_dark(page):
            wrong[path] = found

    assert wrong == {}
