"""A visitor stars, keeps, comes back: with script on the device, without it on the private page, also without net."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from eventapp import create_app
from eventapp.clock import now
from eventapp.database import transaction
from eventapp.fair.queries import get_fair
from eventapp.visitors.actions import confirm_address
from eventapp.visitors.links import page_token
from eventapp.visitors.queries import find_by_page
from tests.browser.conftest import Site, Visit
from tests.browser.fairs import DEMO
from tests.browser.following import follow
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.browser.test_keyboard import stops
from tests.browser.test_widths import sticking_out
from tests.browser.watching import left_on_the_device
from tests.conftest import settings

pytestmark = pytest.mark.browser

KEY = f"mein-programm:{DEMO}"
NO_NET = "ERR_INTERNET_DISCONNECTED"
MORNING, LATER, ELSEWHERE = "Einen Klimasensor bauen", "Hilfe, die von selbst kommt", "Zehn Jahre Allianz"
"""The first and the last run at the same time."""


def star(page: Page, title: str) -> Locator:
    entry = page.locator(".entry", has=page.get_by_role("heading", name=re.compile(f"^{re.escape(title)}")))
    return entry.get_by_role("button", name=re.compile("^(Merken|Gemerkt)"))


def remembered(page: Page) -> dict:
    return json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY) or "{}")


def starred(visit: Visit, *titles: str, **device) -> Page:
    page = visit(f"/{DEMO}/programm", **device)
    for title in titles:
        star(page, title).click()
        expect(star(page, title)).to_have_attribute("aria-pressed", "true")
    return page


def kept(visit: Visit, *titles: str, **device) -> Page:
    """On the private page, after the press that makes it."""
    page = starred(visit, *titles, **device)
    page.goto(f"/{DEMO}/mein")
    follow(page.get_by_role("link", name="Privates Programm anlegen"))
    follow(page.get_by_role("button", name="Privaten Link anlegen"))
    expect(page.get_by_role("heading", name="Ihr Link")).to_be_visible()
    return page


def token_of(page: Page) -> str:
    return page.url.split("#")[0].rpartition("/")[2]


def test_nothing_is_stored_before_the_first_press_and_nothing_after_the_last(visit: Visit):
    page = visit(f"/{DEMO}/programm")
    assert left_on_the_device(page) == []

    star(page, MORNING).click()
    assert left_on_the_device(page) == [f"localStorage: {KEY}"]

    star(page, MORNING).click()
    assert left_on_the_device(page) == []


def test_a_star_where_one_signs_up_says_so_and_leads_there(visit: Visit, site: Site):
    page = starred(visit, MORNING)
    page.goto(f"/{DEMO}/mein")

    expect(page.locator(".mine__line")).to_contain_text("Mit Anmeldung")
    page.locator(".mine__line").get_by_role("link", name=re.compile("^Anmelden")).click()

    expect(page).to_have_url(re.compile(f"/programm/{site.session(MORNING).code}/anmelden$"))


def test_a_device_that_knows_a_private_programme_leads_into_it_to_sign_up(visit: Visit, site: Site):
    page = kept(visit, MORNING)
    private = page.url.split("#")[0]
    page.goto(f"/{DEMO}/programm/{site.session(MORNING).code}/anmelden")

    page.get_by_role("link", name="Dort anmelden").click()

    expect(page).to_have_url(f"{private}/anmelden/{site.session(MORNING).code}")


def test_after_the_press_the_private_page_says_once_how_it_is_found_again(visit: Visit):
    page = kept(visit, MORNING)
    expect(page.locator("[data-kept]")).to_contain_text("Lesezeichen")

    page.reload()

    expect(page.locator("[data-kept]")).to_be_hidden()


def test_a_star_is_there_on_every_page_and_counted_in_the_menu(visit: Visit, site: Site):
    page = starred(visit, MORNING)
    menu = page.get_by_role("banner").get_by_role("link", name="Mein Programm")
    expect(menu).to_have_text(re.compile("1$"))

    page.goto(f"/{DEMO}/programm/{site.session(MORNING).code}")

    button = page.locator(".session-head__star").get_by_role("button")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_text("Gemerkt")
    button.press("Enter")
    expect(button).to_have_text("Merken")
    expect(page.locator("[data-star-count]")).to_be_hidden()


def test_what_overlaps_is_said_when_it_is_starred_and_on_the_page(visit: Visit):
    page = starred(visit, MORNING)

    star(page, ELSEWHERE).click()

    said = re.compile(f"überschneidet sich mit „{MORNING}")
    expect(page.get_by_role("status").filter(has_text=said)).to_have_count(1)
    expect(page.locator(".star-note")).to_have_text(said)
    page.goto(f"/{DEMO}/mein")
    expect(page.locator(".mine__line").filter(has_text=said)).to_have_count(1)


def test_my_programme_is_in_order_of_time_with_days(visit: Visit):
    page = starred(visit, LATER, MORNING)

    page.goto(f"/{DEMO}/mein")

    expect(page.locator(".mine__line h3")).to_have_text([re.compile(f"^{MORNING}"), re.compile(f"^{LATER}")])
    expect(page.locator(".day__name")).to_have_text(["Mittwoch, 10. Februar"])
    page.locator(".mine__line h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{MORNING}"))


def test_removing_can_be_undone_from_the_keyboard(visit: Visit):
    page = starred(visit, MORNING, LATER)
    page.goto(f"/{DEMO}/mein")

    page.get_by_role("button", name=re.compile(rf"^Entfernen\s*: {MORNING}")).press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Rückgängig"))).to_be_focused()
    assert len(remembered(page)["stars"]) == 1

    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile(f"^{MORNING}"))).to_be_focused()
    assert len(remembered(page)["stars"]) == 2


def test_one_button_forgets_everything_on_the_device(visit: Visit):
    page = starred(visit, MORNING)
    page.goto(f"/{DEMO}/mein")

    page.get_by_role("button", name="Alles auf diesem Gerät löschen").click()

    expect(page.get_by_text("Noch ist nichts gemerkt.")).to_be_visible()
    assert left_on_the_device(page) == []


def test_kept_the_device_knows_the_link_and_further_stars_go_there(visit: Visit):
    page = kept(visit, MORNING)
    expect(page.locator(".mine__line")).to_have_count(1)
    address, token = page.url, token_of(page)
    assert remembered(page)["token"] == token

    page.goto(f"/{DEMO}/programm")
    with page.expect_response(f"**/{token}/merken") as told:
        star(page, LATER).click()

    assert told.value.status == 204
    page.goto(address)
    expect(page.locator(".mine__line")).to_have_count(2)


def test_another_device_with_the_link_knows_it_only_when_told_to(visit: Visit):
    address = kept(visit, MORNING).url

    other = visit(address)
    expect(other.locator(".mine__line")).to_have_count(1)
    assert left_on_the_device(other) == []

    other.get_by_role("button", name="Link auf diesem Gerät merken").click()
    expect(other.get_by_role("button", name="Link auf diesem Gerät vergessen")).to_be_focused()
    other.goto(f"/{DEMO}/programm")
    expect(star(other, MORNING)).to_have_attribute("aria-pressed", "true")


def test_without_a_network_the_star_is_kept_said_and_sent_later(visit: Visit):
    page = kept(visit, MORNING, tolerated=(NO_NET,))
    address = page.url
    page.goto(f"/{DEMO}/programm")
    page.context.set_offline(True)

    star(page, LATER).click()

    expect(page.locator(".star-note")).to_contain_text("das Netz fehlt")
    expect(star(page, LATER)).to_have_attribute("aria-pressed", "true")
    with page.expect_response("**/merken") as told:
        page.context.set_offline(False)
    assert told.value.status == 204
    page.goto(address)
    expect(page.locator(".mine__line")).to_have_count(2)


def test_a_browser_that_keeps_nothing_is_told_so(visit: Visit):
    page = visit("about:blank")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }")
    page.goto(f"/{DEMO}/programm")

    star(page, MORNING).click()

    expect(page.locator(".star-note")).to_contain_text("Ihr Browser lässt nicht zu")
    expect(star(page, MORNING)).to_have_attribute("aria-pressed", "false")


def test_a_link_that_was_renewed_elsewhere_is_said_to_be_over(visit: Visit):
    page = kept(visit, MORNING, tolerated=("404",))
    other = visit(page.url)
    other.get_by_role("link", name="Neuer Link").click()
    other.get_by_role("button", name="Neuen Link machen").click()
    expect(other.get_by_role("heading", name="Ihr Link")).to_be_visible()

    page.goto(f"/{DEMO}/programm")
    star(page, LATER).click()

    expect(page.locator(".star-note")).to_contain_text("gilt nicht mehr")
    assert (remembered(page)["token"], len(remembered(page)["stars"])) == ("", 2)


def test_erasing_takes_the_device_along(visit: Visit):
    page = kept(visit, MORNING)

    follow(page.get_by_role("link", name="Alles löschen"))
    follow(page.get_by_role("button", name="Alles löschen"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Alles ist gelöscht")
    assert left_on_the_device(page) == []


def test_without_script_the_private_page_does_it_all(visit: Visit):
    page = visit(f"/{DEMO}/programm", java_script_enabled=False)
    assert page.get_by_role("button", name=re.compile("^Merken")).count() == 0

    page.goto(f"/{DEMO}/mein")
    expect(page.get_by_text("Die Sterne im Programm brauchen JavaScript.")).to_be_visible()
    page.get_by_role("link", name="Privates Programm anlegen").click()
    page.get_by_role("button", name="Privaten Link anlegen").click()
    page.get_by_role("link", name="Weiteres merken").click()
    page.get_by_role("button", name=re.compile(rf"^Merken\s*: {MORNING}")).click()
    expect(page.get_by_role("button", name=re.compile(rf"^Nicht mehr merken\s*: {MORNING}"))).to_be_visible()
    page.get_by_role("link", name="Zurück zu meinem Programm").click()

    expect(page.locator(".mine__line h3")).to_have_text([re.compile(f"^{MORNING}")])
    page.get_by_role("button", name=re.compile(rf"^Nicht mehr merken\s*: {MORNING}")).click()
    expect(page.get_by_text("Noch ist nichts gemerkt.")).to_be_visible()


@pytest.mark.parametrize("path", ["", "/programm", "/adresse", "/daten", "/loeschen", "/neuer-link", "/kalender"])
def test_axe_finds_nothing_on_private_pages_and_nothing_sticks_out(visit: Visit, path: str):
    page = kept(visit, MORNING, ELSEWHERE)

    page.goto(page.url + path)

    assert violations_by_light_and_dark(page) == {}
    assert sticking_out(page) == {}


def test_axe_finds_nothing_where_stars_are_drawn(visit: Visit):
    page = starred(visit, MORNING, ELSEWHERE)
    assert violations_by_light_and_dark(page) == {}

    page.goto(f"/{DEMO}/mein")
    expect(page.locator(".mine__line")).to_have_count(2)
    assert violations_by_light_and_dark(page) == {}
    assert sticking_out(page) == {}


def test_every_stop_of_the_keyboard_is_seen(visit: Visit):
    page = kept(visit, MORNING, ELSEWHERE)

    passed = list(stops(page))

    assert [stop["name"] for stop in passed if not (stop["hasRing"] and stop["isSeen"])] == []


def test_a_usual_day_prints_on_one_page(visit: Visit):
    page = kept(visit, MORNING, ELSEWHERE, LATER)
    page.emulate_media(media="print")

    for gone in ("Weiteres merken", "Nicht mehr merken", "Ihr Link"):
        expect(page.get_by_text(gone).first).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (f"/{DEMO}/?um=2027-02-10T10:20", ".board .departure"),
        (f"/{DEMO}/themen/energie", ".day .departure"),
        (f"/{DEMO}/suche?q=laterne", ".departure"),
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_every_line_that_names_a_session_has_a_star(visit: Visit, path: str, line: str, width: int):
    page = visit(path, viewport={"width": width, "height": 740})
    button = page.locator(line).first.get_by_role("button", name=re.compile("^Merken"))

    button.click()

    expect(page.locator(line).first.get_by_role("button", name=re.compile("^Gemerkt"))).to_have_attribute(
        "aria-pressed", "true"
    )
    assert sticking_out(page) == {}


def test_a_star_costs_a_line_of_the_board_no_height(visit: Visit):
    heights = "[...document.querySelectorAll('.board .departure')].map((line) => line.offsetHeight)"
    page = visit(f"/{DEMO}/?um=2027-02-10T10:20", java_script_enabled=False)
    before = page.evaluate(heights)

    assert visit(f"/{DEMO}/?um=2027-02-10T10:20").evaluate(heights) == before


def test_what_stands_around_a_session_has_stars_of_its_own(visit: Visit, site: Site):
    page = visit(f"/{DEMO}/programm/{site.session(MORNING).code}")

    page.locator(".around .departure").first.get_by_role("button", name=re.compile("^Merken")).click()

    assert len(remembered(page)["stars"]) == 1
    expect(page.locator(".session-head__star").get_by_role("button")).to_have_text("Merken")


def test_the_grid_has_stars(visit: Visit):
    page = visit(f"/{DEMO}/programm?ansicht=raster", viewport={"width": 1280, "height": 800})
    cell = page.locator(".grid__entry", has_text=MORNING)

    cell.get_by_role("button", name=re.compile(rf"^Merken\s*: {MORNING}")).press("Enter")

    expect(cell.get_by_role("button")).to_have_text(re.compile("^Gemerkt"))
    assert len(remembered(page)["stars"]) == 1


def test_a_device_that_knew_the_link_follows_when_an_address_is_confirmed(visit: Visit, site: Site):
    page = kept(visit, MORNING)
    before, old = page.url, token_of(page)
    page.goto(confirmed_elsewhere(site, before))

    assert remembered(page)["token"] == token_of(page) != old
    page.goto(f"/{DEMO}/programm")
    with page.expect_response("**/merken") as told:
        star(page, LATER).click()
    assert told.value.status == 204


def confirmed_elsewhere(site: Site, address: str) -> str:
    """Somebody gives an address on that page and presses the button in the mail; where that leads."""
    with create_app(settings(site.database)).app_context(), transaction():
        fair_id = get_fair(DEMO).id
        visitor = find_by_page(fair_id, address.split("?")[0].rpartition("/")[2])
        assert visitor is not None
        visitor.email = "eva@besuch.example"
        confirm_address(visitor, at=now())
        return f"/{DEMO}/mein/{page_token(visitor)}"
