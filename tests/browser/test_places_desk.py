"""The office's room for places in a real browser: somebody let in, a message written; each page measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.signups.actions.door_links import create_door
from tests.browser.office import SCREENS, House, house_of, signed_in
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.factories import SLUG, make_fair, make_place, make_release, make_session
from tests.signups.house import come

pytestmark = pytest.mark.browser
DESK = f"/desk/{SLUG}/plaetze"
SOON = now().replace(hour=9, minute=0, second=0, microsecond=0)


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("places"), two_workshops, people=6) as house:
        yield house


def two_workshops() -> None:
    """A full one with a waiting list, and one with room; both next year, so that everything is open."""
    day = SOON.date().replace(year=SOON.year + 1, day=1)
    fair = make_fair(starts_on=day)
    place = make_place(fair, "Werkraum mit einem recht langen Namen", slug="werkraum")
    values = {"admission": "sign_up", "place_id": place.id, "day": day, "question_de": "Bringen Sie einen Laptop?"}
    make_session(fair, "Messen und Verstehen im eigenen Quartier", code="WORKSH", capacity=2, **values)
    make_session(fair, "Löten", code="SOLDER", capacity=5, starts="14:00", ends="15:00", **values)
    make_release()
    for name in ("Ada Zuse", "Ben Anders", "Cem Wartet"):
        email = f"{name.split()[0].lower()}@besuch.example"
        come(email, now=now(), name=name, answer="Ja, einen alten mit wenig Strom")
    with transaction():
        create_door(db.session.merge(fair), name="Foyer", day=day, place_id=None, by=None, at=now())


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


def test_axe_finds_nothing_and_nothing_is_wider_than_its_screen(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/WORKSH")
    ways = page.locator("main a[href*='/WORKSH/']").evaluate_all("all => all.map(a => a.pathname)")
    page.goto(f"{DESK}/tueren")
    doors = page.locator("main th a").evaluate_all("all => all.map(a => a.pathname)")
    paths = [DESK, f"{DESK}/WORKSH", *dict.fromkeys(ways), f"{DESK}/tueren", *doors, f"{DESK}/tueren/druck"]
    paths += [f"{DESK}/namenslisten?sort=titel", f"{DESK}/einstellungen", f"/desk/{SLUG}/programm/WORKSH/plaetze"]
    wrong: dict[str, object] = {}
    for path in paths:
        for size in ({"width": 320, "height": 700}, *SCREENS):
            page.set_viewport_size(size)
            page.goto(path)
            if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
                wrong[f"{path} {size['width']}"] = width
        if found := violations_by_light_and_dark(page):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("context", "closed", "too_many"), [(True, False, "1"), (False, True, "2")], indirect=["context"]
)
def test_fewer_places_than_people_are_asked_about_twice(context: BrowserContext, closed: bool, too_many: str):
    """First a place less than people, then none at all; when it is saved, and again when it becomes public."""
    page, programme = context.pages[0], f"/desk/{SLUG}/programm/WORKSH"
    page.goto(f"{programme}/plaetze")
    if closed:
        page.get_by_label("Geladene Gäste").check()
    else:
        page.locator("#capacity").fill("1")
    page.get_by_role("button", name="Speichern").click()
    asked = page.get_by_role("region", name="Weniger Plätze als Menschen mit Platz")
    expect(asked.locator("tbody td").last).to_have_text(too_many)
    if not closed:
        assert violations_by_light_and_dark(page) == {}
    asked.get_by_label("Ja, weniger Plätze als Angemeldete").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".flash")).to_contain_text("Gespeichert")

    page.goto(f"{programme}/veroeffentlichen")
    page.get_by_role("button", name=re.compile(r"^Version \d+ veröffentlichen")).click()
    expect(page.locator("[data-errors]")).to_contain_text("2 mit Platz")
    asked.get_by_label("Ja, weniger Plätze als Angemeldete").check()
    page.get_by_role("button", name=re.compile(r"^Version \d+ veröffentlichen")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Version")
    page.goto(f"{DESK}/WORKSH")
    expect(page.get_by_role("row", name="Ada Zuse")).to_be_visible()


@pytest.mark.parametrize(("context", "email"), [(True, "doa"), (False, "eva")], indirect=["context"])
def test_somebody_is_let_in_with_the_keyboard_alone(context: BrowserContext, email: str):
    page = context.pages[0]
    page.goto(f"{DESK}/SOLDER/aufnehmen")
    page.locator("#name").press_sequentially(f"{email.title()} Neu")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{email}@besuch.example")
    page.keyboard.press("Enter")
    expect(page.locator(".flash")).to_contain_text(f"{email.title()} Neu hat einen Platz.")
    expect(page.locator("table").first).to_contain_text(email.title())


@pytest.mark.parametrize("context", [False], indirect=True)
def test_a_message_is_read_before_it_is_sent(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/WORKSH/schreiben")
    page.get_by_label("alle auf der Warteliste (1)").check()
    page.locator("#subject").fill("Es wird ein Platz frei")
    page.locator("#message").fill("Guten Tag,\n\nbitte halten Sie sich bereit.")
    page.get_by_role("button", name="Ansehen").click()
    expect(page.locator(".letter-preview")).to_contain_text("bitte halten Sie sich bereit.")
    page.get_by_role("button", name="An 1 Person senden").click()
    expect(page.locator(".flash")).to_contain_text("1 Mail ist unterwegs.")
    page.goto(f"/desk/{SLUG}/mails")
    expect(page.locator("main")).to_contain_text("Nachricht des Büros")
