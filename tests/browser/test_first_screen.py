"""The fair's front page on a phone: what is on now and next on the first screen, and a face for every state."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from eventapp.clock import FAIR_ZONE, aware
from eventapp.programme.board import Row, board_at
from tests.browser.conftest import PHONE, Site, Visit
from tests.browser.fairs import DEMO, TODAY, wall
from tests.browser.kinds import STATES

pytestmark = pytest.mark.browser

MOMENTS = ("2027-02-10T10:20", "2027-02-10T14:50", "2027-02-11T10:35", "2027-02-12T11:20")
A_LITTLE_LATER = 5_000


def lines_at(site: Site, moment: str) -> list[Row]:
    """What the board has to show at that minute: everything now, and everything that starts next."""
    at = aware(datetime.fromisoformat(moment).replace(tzinfo=FAIR_ZONE))
    board = board_at(site.demo, at, starts_on=date(2027, 2, 10), ends_on=date(2027, 2, 12))
    assert board.now
    assert board.next
    return [*board.now, *(row for row in board.next if row.session.starts_at == board.next_at)]


def line_of(page: Page, title: str) -> Locator:
    return page.get_by_role("article").filter(has=page.get_by_role("link", name=title, exact=True)).first


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None, "it is not shown at all"
    return box


def is_on_first_screen(part: Locator) -> bool:
    if not part.count():
        return False
    box = box_of(part)
    is_inside = box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    return is_inside and box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_runs_and_what_comes_next_stands_on_the_first_screen_with_place_and_end(
    visit: Visit, site: Site, moment: str
):
    page = visit(f"/{DEMO}/?um={moment}")

    missing = []
    for row in lines_at(site, moment):
        line = line_of(page, row.session.title.de)
        place = row.place.name.de if row.place else ""
        parts = {
            "title": line.get_by_role("link"),
            "start": line.get_by_text(wall(row.session.starts_at), exact=True),
            "end": line.get_by_text(wall(row.session.ends_at), exact=True),
            "place": line.get_by_text(place, exact=True),
        }
        missing += [f"{row.session.title.de}: {name}" for name, part in parts.items() if not is_on_first_screen(part)]
    assert missing == []


def test_now_stands_above_next(visit: Visit):
    page = visit(f"/{DEMO}/?um=2027-02-10T10:20")

    now = box_of(page.get_by_role("heading", name="Jetzt", exact=True))
    following = box_of(page.get_by_role("heading", name="Als Nächstes", exact=True))
    assert 0 < now["y"] < following["y"] < PHONE["height"]


def test_times_are_the_largest_thing_on_a_line(visit: Visit, site: Site):
    row = lines_at(site, MOMENTS[0])[0]
    line = line_of(visit(f"/{DEMO}/?um={MOMENTS[0]}"), row.session.title.de)

    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    start = line.get_by_text(wall(row.session.starts_at), exact=True).evaluate(size)
    assert start > line.get_by_role("link").evaluate(size)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("home before the fair", ["Elektrotechnik 2027", "21", "Tage noch", "So beginnt es am Mittwoch, 10. Februar"]),
        ("home on the first morning", ["Gleich geht es los", "Als Nächstes", "Eröffnung des Gemeinschaftsstands"]),
        ("home while sessions run", ["Jetzt und gleich", "Zehn Jahre Allianz", "Als Nächstes"]),
        ("home between sessions", ["Gleich geht es weiter", "Als Nächstes", "Mittagspause"]),
        ("home in the evening", ["Für heute ist Schluss", "Donnerstag, 11. Februar um 09:30 Uhr", "5GAIN"]),
        ("home after the fair", ["Elektrotechnik 2027", "Programm nachlesen"]),
        ("home with nothing released", ["Elektrotechnik 2019", "Das Programm entsteht gerade", "Kalender abonnieren"]),
        (
            "home of a fair without programme",
            ["Elektrotechnik 2019", "Das Programm der Allianz von 2019 liegt uns nicht vor"],
        ),
    ],
)
def test_every_state_of_the_fair_shows_its_own_face_on_the_first_screen(visit: Visit, state: str, said: list[str]):
    page = visit(STATES[state])

    main = page.get_by_role("main")
    hidden = [words for words in said if not is_on_first_screen(main.get_by_text(words).first)]
    assert hidden == []


def test_the_front_page_says_where_the_stand_is_and_how_to_get_there(visit: Visit):
    page = visit(f"/{DEMO}/?um=2027-02-10T10:20")

    expect(page.get_by_text("Stand 3.B12", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Anfahrt")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Kalender abonnieren").first).to_be_visible()


def test_the_demo_offers_other_minutes_of_the_fair(visit: Visit):
    page = visit(f"/{DEMO}/")

    page.get_by_role("complementary", name="Beispieldaten").get_by_role("link", name="Am Abend").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Für heute ist Schluss")


def test_the_board_turns_by_itself_when_the_next_thing_begins(visit: Visit):
    page = visit("about:blank")
    page.clock.install()
    page.goto(f"/{TODAY}/", wait_until="networkidle")

    with page.expect_navigation(timeout=A_LITTLE_LATER):
        page.clock.fast_forward(2 * 3600 * 1000)


def test_the_board_does_not_turn_while_somebody_reads_further_down(visit: Visit):
    page = visit("about:blank")
    page.clock.install()
    page.goto(f"/{TODAY}/", wait_until="networkidle")
    page.evaluate("window.__stays = true; window.scrollTo(0, document.body.scrollHeight)")

    page.clock.fast_forward(2 * 3600 * 1000)
    page.wait_for_timeout(500)

    assert page.evaluate("window.__stays === true")
