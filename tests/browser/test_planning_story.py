"""The story of a plan: from a programme of fifteen rooms and two days the office moves ten sessions by mouse and ten by
keyboard, is shown each clash, and takes one move back. Before the release it sees whom that concerns and how their mail
reads. It prints leaflet and door sheets; after the next release a visitor follows the leaflet's code to what changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from eventapp import create_app
from eventapp.clock import at_the_fair, now
from eventapp.database import db
from tests.browser.board_page import HOUR, box_of, hint, pull, status, tile
from tests.browser.conftest import PHONE
from tests.browser.office import TALL, come_in, invited
from tests.browser.test_whole_story import press, read_in
from tests.browser.town import Town, device, sink, town
from tests.browser.two_days import NUMBER, ROOMS, programme_file, room, talk
from tests.conftest import settings
from tests.factories import SLUG, make_fair
from tests.print.reading import addresses, texts
from tests.signups.house import come

__all__ = ["device", "sink", "town"]
pytestmark = pytest.mark.browser

FIRST_DAY = at_the_fair(now()).date().replace(year=at_the_fair(now()).year + 1, day=1)
DESK = f"/desk/{SLUG}/programm"
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))
EARLY, LATE = talk(1, 2, 4), talk(2, 15, 4)
"""The two that one signs up for. Ada goes to both, Ben to one, Cem to the other."""
FREE = "Kein Konflikt."


@contextmanager
def at_the_database(town: Town) -> Iterator[None]:
    app = create_app(settings(town.environ["DATABASE_URL"]))
    with app.app_context(), app.test_request_context():
        yield
        db.session.remove()
        db.engine.dispose()


def test_a_plan_is_moved_released_printed_and_followed_from_paper(town: Town, device: Callable[..., Page]):
    office = device(viewport=TALL)
    with at_the_database(town):
        make_fair(starts_on=FIRST_DAY, ends_on=FIRST_DAY + timedelta(days=1))
        link = invited(0)
    come_in(office, link)
    codes = the_office_opens_its_programme(office)
    with at_the_database(town):
        for email, title in ((ADA, EARLY), (ADA, LATE), (BEN, EARLY), (CEM, LATE)):
            come(email, code=codes[title], now=now())

    board(office, 1)
    ten_are_moved_by_mouse(office)
    ten_more_by_keyboard(office)
    the_release_is_prepared(office)
    the_release_is_made(office, town)
    on_paper = the_leaflet(office)
    assert on_paper == f"https://messe.example/{SLUG}/version/2"
    the_door_sheets(office)
    one_is_moved_again_and_released(office)
    a_visitor_follows_the_paper(device(viewport=PHONE), urlsplit(on_paper).path)


def the_office_opens_its_programme(page: Page) -> dict[str, str]:
    """Reads the file in, lets people sign up for two and releases; gives the codes of these two."""
    read_in(page, f"{DESK}/einlesen", "p.csv", programme_file(FIRST_DAY), f"{NUMBER} Programmpunkte übernehmen")
    codes = {}
    for title in (EARLY, LATE):
        page.goto(f"{DESK}?q={title}")
        address = page.get_by_role("link", name=title, exact=True).first.get_attribute("href") or ""
        codes[title] = urlsplit(address).path.rsplit("/", 1)[-1]
        page.goto(f"{DESK}/{codes[title]}/plaetze")
        page.get_by_label("Mit Anmeldung").check()
        page.get_by_label("Plätze", exact=True).fill("9")
        press(page, "Speichern")
        expect(page.locator(".flash").first).to_be_visible()
    page.goto(f"{DESK}/veroeffentlichen")
    press(page, "Version 1 veröffentlichen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 1")
    return codes


def board(page: Page, day: int) -> None:
    page.goto(f"{DESK}/tafel?tag={FIRST_DAY + timedelta(days=day - 1)}&raster=60")
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(tile(page, talk(day, 1, 1))).to_be_visible()
    assert page.locator(".ec-col-head").count() >= ROOMS


def ten_are_moved_by_mouse(page: Page) -> None:
    by_mouse(page, talk(1, 1, 1), room(1), hours=3, told=("12:00–12:45", FREE))
    by_mouse(page, talk(1, 2, 1), room(1), hours=0, told=("09:00–09:45", FREE))
    by_mouse(page, talk(1, 3, 1), room(4), hours=0, told=both(talk(1, 3, 1), talk(1, 4, 1), room(4)))
    by_mouse(page, talk(1, 4, 1), room(3), hours=0, told=("09:00–09:45", FREE))
    expect(conflicts(page)).to_contain_text("Hier überschneidet sich nichts.")

    twice = f"Clara Doppelt steht 45 Minuten lang zugleich bei „{talk(1, 1, 2)}“ und „{talk(1, 5, 3)}“"
    by_mouse(page, talk(1, 5, 3), room(5), hours=-1, told=(twice,))
    page.get_by_role("button", name="Rückgängig").click()
    expect(status(page)).to_contain_text(f"Rückgängig gemacht. „{talk(1, 5, 3)}“")
    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    expect(conflicts(page)).to_contain_text("Hier überschneidet sich nichts.")

    by_mouse(page, EARLY, room(2), hours=-1, told=("12:00–12:45", FREE))
    by_mouse(page, talk(1, 3, 5), room(3), hours=1, told=("15:00–15:45", FREE))
    by_mouse(page, talk(1, 4, 5), room(4), hours=1.25, told=("15:15–16:00", FREE))
    by_mouse(page, talk(1, 2, 3), room(3), hours=0, told=both(talk(1, 2, 3), talk(1, 3, 3), room(3)))
    far_to_the_right(page, talk(1, 1, 5), room(7), hours=1, told=("15:00–15:45", FREE))


def by_mouse(page: Page, title: str, to: str, *, hours: float, told: tuple[str, ...]) -> None:
    """Says what would be before it is let go; what clashes stands beside the board afterwards."""
    what = tile(page, title)
    what.scroll_into_view_if_needed()
    pull(page, what, middle(head(page, to)) - middle(what), hours * HOUR)
    let_go(page, to, told)


def far_to_the_right(page: Page, title: str, to: str, *, hours: float, told: tuple[str, ...]) -> None:
    """Held at the edge of the board, which scrolls on below it until the room has come."""
    what = tile(page, title)
    what.scroll_into_view_if_needed()
    edge, box = box_of(page.locator("[data-part=calendar]")), box_of(what)
    pull(page, what, edge["x"] + edge["width"] - 8 - middle(what), hours * HOUR)
    expect(head(page, to)).to_be_in_viewport(ratio=1)
    y = box["y"] + 8 + hours * HOUR
    page.mouse.move(edge["x"] + edge["width"] / 2, y)
    page.mouse.move(middle(head(page, to)), y, steps=4)
    let_go(page, to, told)


def let_go(page: Page, to: str, told: tuple[str, ...]) -> None:
    for one in (to, *told):
        expect(hint(page)).to_contain_text(one)
    page.mouse.up()
    is_saved(page, told)


def is_saved(page: Page, told: tuple[str, ...]) -> None:
    expect(page.locator("[data-part=saved]")).to_have_text("Gespeichert.")
    for clash in (one for one in told if "zugleich" in one):
        expect(conflicts(page)).to_contain_text(clash)


def both(first: str, second: str, there: str) -> tuple[str]:
    """What is said of two at one time in one room."""
    return (f"„{first}“ und „{second}“ stehen 45 Minuten lang zugleich auf „{there}“",)


def head(page: Page, named: str) -> Locator:
    return page.locator(".ec-col-head").filter(has_text=named)


def middle(one: Locator) -> float:
    box = box_of(one)
    return box["x"] + box["width"] / 2


def conflicts(page: Page) -> Locator:
    return page.locator("[data-part=conflicts]")


def ten_more_by_keyboard(page: Page) -> None:
    """The first one is carried to the other day, and the board goes with it."""
    by_keys(page, talk(1, 15, 1), ["PageDown", *["Control+ArrowDown"] * 6], told=("15:00–15:45", FREE))
    expect(page.get_by_role("navigation", name="Tag").locator("[aria-current]")).to_have_attribute(
        "data-day", f"{FIRST_DAY + timedelta(days=1)}"
    )
    by_keys(page, talk(2, 1, 1), ["Control+ArrowDown"] * 3, told=("12:00–12:45", FREE))
    by_keys(page, talk(2, 2, 1), ["ArrowLeft"], told=("09:00–09:45", room(1), FREE))
    by_keys(page, talk(2, 3, 1), ["ArrowRight"], told=both(talk(2, 3, 1), talk(2, 4, 1), room(4)))
    by_keys(page, talk(2, 4, 1), ["ArrowLeft"], told=(room(3), FREE))
    expect(conflicts(page)).to_contain_text("Hier überschneidet sich nichts.")
    by_keys(page, talk(2, 5, 5), ["Control+ArrowDown"], told=("15:00–15:45", FREE))
    by_keys(page, LATE, ["Control+ArrowUp"], told=("12:00–12:45", room(15), FREE))
    by_keys(page, talk(2, 6, 5), ["Shift+ArrowDown"], told=("14:00–15:00", FREE))
    by_keys(page, talk(2, 7, 2), ["ArrowDown"], told=("10:15–11:00", FREE))
    by_keys(page, talk(2, 8, 2), ["ArrowRight"], told=both(talk(2, 8, 2), talk(2, 9, 2), room(9)))


def by_keys(page: Page, title: str, keys: list[str], *, told: tuple[str, ...]) -> None:
    """Heard as it is carried, without anything to see."""
    tile(page, title).focus()
    for key in ("Enter", *keys):
        page.keyboard.press(key)
    for one in told:
        expect(page.locator("[data-part=spoken]")).to_contain_text(one)
    page.keyboard.press("Enter")
    is_saved(page, told)
    expect(tile(page, title)).to_be_focused()


def the_release_is_prepared(page: Page) -> None:
    """Twenty moves, one of them taken back; two clashes are left. Three people have a place in what moved."""
    page.goto(f"{DESK}/veroeffentlichen")
    expect(page.get_by_role("heading", name="2 Überschneidungen")).to_be_visible()
    expect(page.get_by_role("heading", name="Verlegt 19")).to_be_visible()
    expect(page.get_by_role("checkbox", name=talk(1, 5, 3))).to_have_count(0)
    for title in (EARLY, LATE):
        line = page.locator(".release-line").filter(has_text=title)
        expect(line).to_contain_text("2 Personen bekommen deswegen eine Mail")
        expect(line).to_contain_text("12:00–12:45 Uhr")
    expect(page.locator(".affected")).to_contain_text("3 Besucherinnen und Besucher bekommen eine Mail")
    page.get_by_text("So liest sie sich: Verlegt (Deutsch)").click()
    letter = page.locator(".letter-preview").first
    expect(letter).to_contain_text(re.compile(f"Verlegt: ({EARLY}|{LATE})"))
    expect(letter).to_contain_text(re.compile("Bisher: .*13:00–13:45 Uhr, Raum"))
    expect(letter).to_contain_text(re.compile("Jetzt: .*12:00–12:45 Uhr, Raum"))


def the_release_is_made(page: Page, town: Town) -> None:
    page.get_by_label("Grund").fill("Beide Räume lassen sich teilen.")
    press(page, "Version 2 veröffentlichen und 3 Mails senden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 2")
    expect(page.get_by_role("heading", name="3 Mails")).to_be_visible()
    assert re.search(r"Jetzt: .*12:00–12:45 Uhr, Raum 02", town.mail(BEN, f"Verlegt: {EARLY}"))
    assert re.search(r"Jetzt: .*12:00–12:45 Uhr, Raum 15", town.mail(CEM, f"Verlegt: {LATE}"))
    told = town.mail(ADA, "2 Ihrer Programmpunkte")
    assert EARLY in told
    assert LATE in told


def the_leaflet(page: Page) -> str:
    """Where its code for what changed leads."""
    paper = printed(page, "Faltblatt als PDF")
    assert EARLY in "".join(texts(paper))
    assert "Version 2" in texts(paper)[0]
    (address,) = {one for one in addresses(paper) if "/version/" in one}
    return address


def the_door_sheets(page: Page) -> None:
    """One for each room and day, with the time that holds now, and all with the code."""
    paper = printed(page, "Türblätter als PDF")
    sheets = texts(paper)
    assert len(sheets) == 2 * ROOMS
    (door,) = (sheet for sheet in sheets if EARLY in sheet)
    assert room(2) in door
    assert re.search(rf"12:00\s+bis 12:45\s+{re.escape(EARLY)}", door)
    assert addresses(paper) == [f"https://messe.example/{SLUG}/version/2"] * len(sheets)


def printed(page: Page, name: str) -> PdfReader:
    """What the form behind that button gives."""
    page.goto(f"/desk/{SLUG}/druck")
    form = page.locator("form").filter(has=page.get_by_role("button", name=name, exact=True))
    asked = form.evaluate("form => form.action + '?' + new URLSearchParams(new FormData(form))")
    answer = page.request.get(asked)
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(answer.body()))


def one_is_moved_again_and_released(page: Page) -> None:
    board(page, 1)
    by_keys(page, EARLY, ["ArrowDown"], told=("12:15–13:00", FREE))
    page.goto(f"{DESK}/veroeffentlichen")
    press(page, "Version 3 veröffentlichen und 2 Mails senden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 3")


def a_visitor_follows_the_paper(page: Page, address: str) -> None:
    """From the second version to the third: what is on paper, what holds, and nothing else."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Was sich seit Version 2 geändert hat")
    changed = page.get_by_role("main").get_by_role("link", name=re.compile("^Vortrag"))
    expect(changed).to_have_text([EARLY])
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"12:00–12:45 Uhr.*12:15–13:00 Uhr", re.DOTALL))
