"""The planning board with many places and two days, in all steps, with large text, on a phone, in English and in the
dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eventapp.database import transaction
from eventapp.programme.models import Blocker
from tests.browser.board_page import BOARD, OF_AXE, box_of, hint, pull, tile
from tests.browser.fairs import LONG_WORDS
from tests.browser.office import REFUSALS, SCREENS, WIDE, House, house_of, signed_in
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.browser.test_widths import CUT_OFF, STICKING_OUT, enlarge
from tests.factories import DAY, at, change, make_fair, make_place, make_release, make_session, make_speaker, make_theme

pytestmark = pytest.mark.browser

PLACES = 15
NEXT_DAY = DAY + timedelta(days=1)
LENGTHS = ("09:20", "09:25", "09:30", "09:40", "09:45", "09:55", "10:10", "10:30", "11:00")
WHOLE_FAIR = "tag=alle&raster=60"
CUT_IN_TWO = """() => {
  const of = (one) => one.getBoundingClientRect();
  const clipped = [...document.querySelectorAll(".tile")].filter((tile) => {
    const inner = of(tile);
    return [...tile.children].some((part) => of(part).height && of(part).bottom > inner.bottom + 2);
  });
  return clipped.map((tile) => tile.getAttribute("aria-label"));
}"""
"""Sessions of which some words are cut through by their lower edge."""


def a_large_plan() -> None:
    """Fifteen places with long names, sessions of every length with long titles, one after midnight, a blocked time."""
    fair = make_fair()
    theme, ada = make_theme(fair, "Themenfeld Energie und Wohnen"), make_speaker(fair, "Ada Beispiel")
    places = [make_place(fair, f"Veranstaltungsraum {n:02d} im Obergeschoss") for n in range(1, PLACES + 1)]
    change(places[-1], name_en="Attic")
    for number, place in enumerate(places):
        title = f"{LONG_WORDS[number % 5]} {number + 1}"
        told = {"place": place, "theme": theme, "ends": LENGTHS[number % len(LENGTHS)], "starts": "09:00"}
        make_session(fair, title, **told)
        make_session(fair, f"Zweiter Tag {number + 1}", day=NEXT_DAY, **told)
    make_session(fair, "Wandert", place=places[-1], starts="13:00", ends="14:00", title_en="Wanders")
    make_session(fair, "Nachts", place=places[0], starts="00:15", ends="01:00", day=NEXT_DAY)
    make_session(fair, "Doppelt", place=places[-1], starts="13:30", ends="14:30", title_en="Twice", speakers=[ada])
    make_release(override="Es soll sich stoßen.")
    with transaction() as session:
        blocked = {"starts_at": at("10:00"), "ends_at": at("18:00"), "place_id": places[1].id}
        session.add(Blocker(fair_id=fair.id, title="Aufbau", **blocked))


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("large"), a_large_plan, people=40) as house:
        yield house


@pytest.fixture
def context(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, tolerated=(*REFUSALS, *OF_AXE), viewport=WIDE) as context:
        yield context


def opened(context: BrowserContext, query: str = WHOLE_FAIR) -> Page:
    page = context.pages[0]
    page.goto(f"{BOARD}?{query}")
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(page.locator("[data-part=calendar] button[data-code]").first).to_be_visible()
    return page


def centred(page: Page, title: str) -> None:
    tile(page, title).evaluate("one => one.scrollIntoView({ block: 'center', inline: 'center' })")


def top_hour(page: Page) -> str:
    """The first full hour whose name is to be seen below the board's head."""
    return str(
        page.evaluate("""() => {
          const head = document.querySelector(".ec-header").getBoundingClientRect().bottom;
          const hours = [...document.querySelectorAll(".ec-sidebar time")].filter((one) => /:00$/.test(one.innerText));
          return hours.find((one) => one.getBoundingClientRect().top >= head).innerText;
        }""")
    )


def test_the_whole_fair_has_a_column_for_each_place_on_each_day(context: BrowserContext):
    page = opened(context)

    expect(page.locator(".ec-col-group")).to_have_text(["Sonntag, 28. März", "Montag, 29. März"])
    expect(page.locator(".ec-col-head")).to_have_count(2 * (PLACES + 1))


def test_a_session_is_dragged_to_another_day_in_the_view_of_the_whole_fair(context: BrowserContext):
    page = opened(context)
    centred(page, "Wandert")
    first, second = (box_of(page.locator(".ec-col-head").nth(one)) for one in (0, 1))
    pull(page, tile(page, "Wandert"), 2 * (second["x"] - first["x"]), 0)
    expect(hint(page)).to_contain_text("Mo., 29.03. · Veranstaltungsraum 01")
    page.mouse.up()

    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    page.reload()
    expect(tile(page, "Wandert")).to_have_attribute("aria-label", re.compile("Montag, 29. März 13:00–14:00"))


def test_the_day_is_named_wherever_the_whole_fair_is_scrolled_to(context: BrowserContext):
    page = opened(context)
    centred(page, "Zweiter Tag 14")

    expect(page.locator(".ec-col-group").get_by_text("Montag, 29. März")).to_be_in_viewport(ratio=1)


def test_a_day_begins_with_its_first_session_not_with_last_nights_last_one(context: BrowserContext):
    page = opened(context, "tag=2027-03-29&raster=15")

    expect(tile(page, "Zweiter Tag 1").first).to_be_in_viewport()
    expect(tile(page, "Nachts")).not_to_be_in_viewport()


def test_other_steps_leave_the_same_hour_at_the_upper_edge(context: BrowserContext):
    page = opened(context, "tag=2027-03-28&raster=30")
    page.locator(".ec-main").evaluate("one => one.scrollTo(0, 12 * 2 * 44)")
    before = top_hour(page)
    page.get_by_role("button", name="Viertelstunden").click()

    expect(page.locator(".ec-sidebar time").get_by_text(before)).to_be_in_viewport()
    assert top_hour(page) == before


def test_what_is_kept_free_says_so_wherever_the_board_is_scrolled_to(context: BrowserContext):
    page = opened(context, "tag=2027-03-28&raster=15")
    page.locator(".ec-main").evaluate("one => one.scrollTo(0, 14 * 4 * 36)")

    expect(page.locator(".board-ground--blocker").get_by_text("Aufbau")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("query", ["tag=2027-03-28&raster=15", "tag=2027-03-28&raster=30", WHOLE_FAIR])
def test_no_session_shows_words_cut_in_two(context: BrowserContext, query: str):
    page = opened(context, query)
    assert page.evaluate(CUT_IN_TWO) == []


def test_with_text_twice_as_large_a_desk_still_has_the_board(context: BrowserContext):
    page = opened(context)
    enlarge(page)

    expect(tile(page, "Nachts")).to_be_attached()
    expect(page.locator("[data-part=calendar]")).to_be_visible()
    expect(page.get_by_role("heading", name="Als Liste")).to_be_hidden()
    assert page.evaluate(CUT_IN_TWO) == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen["width"])
def test_text_twice_as_large_sticks_out_nowhere_and_is_not_cut_off(context: BrowserContext, screen: dict[str, int]):
    page = context.pages[0]
    page.set_viewport_size(screen)
    page.goto(BOARD)
    enlarge(page)
    page.wait_for_load_state("networkidle")

    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("screen", SCREENS[:2], ids=lambda screen: screen["width"])
def test_where_there_is_no_room_for_the_board_the_day_of_the_list_is_chosen(
    context: BrowserContext, screen: dict[str, int]
):
    page = context.pages[0]
    page.set_viewport_size(screen)
    page.goto(f"{BOARD}?tag=2027-03-28")
    enlarge(page)
    page.get_by_role("link", name="Mo., 29.03.").click()

    expect(page.get_by_role("link", name="Zweiter Tag 3", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Doppelt", exact=True)).to_have_count(0)


def test_the_dialog_fits_a_small_screen_with_text_twice_as_large(context: BrowserContext):
    page = opened(context)
    enlarge(page)
    tile(page, "Zweiter Tag 1").first.focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tauschen mit").scroll_into_view_if_needed()

    expect(dialog.get_by_label("Tauschen mit")).to_be_in_viewport(ratio=1)
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")


def in_english(context: BrowserContext, query: str) -> Page:
    page = opened(context, query)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return opened(context, query)


def test_in_english_the_board_speaks_english_of_days_places_and_conflicts(context: BrowserContext):
    page = in_english(context, "tag=2027-03-28&raster=30")

    expect(tile(page, "Twice")).to_have_attribute("aria-label", re.compile("Sunday, 28 March 13:30–14:30, Attic"))
    expect(page.locator(".ec-col-head").nth(PLACES - 1)).to_have_text("Attic")
    tile(page, "Twice").focus()
    page.keyboard.press("m")
    expect(page.get_by_role("dialog").get_by_role("button", name="Move", exact=True)).to_be_visible()


@pytest.mark.parametrize("query", ["tag=2027-03-28&raster=15", WHOLE_FAIR])
def test_axe_finds_nothing_in_english_light_and_dark(context: BrowserContext, query: str):
    page = in_english(context, query)
    assert violations_by_light_and_dark(page) == {}


def test_axe_finds_nothing_in_the_dark_while_something_is_carried(context: BrowserContext):
    page = opened(context, "tag=2027-03-28&raster=30")
    tile(page, "Doppelt").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(hint(page)).to_be_visible()

    assert violations_by_light_and_dark(page) == {}
