"""The door in a real browser: a scanner that types, verdicts, undo, two devices, and a network that goes away."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from eventapp import create_app
from eventapp.database import db
from tests.browser.conftest import PHONE
from tests.browser.hall import Hall, make_day
from tests.browser.office import devices
from tests.browser.server import served
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.browser.test_widths import sticking_out
from tests.conftest import settings

pytestmark = pytest.mark.browser

WITHIN_FIVE_SECONDS = 5_000
NO_NETWORK = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
PAGES = ("", "/WORKSH", "/OPENTO")
Open = Callable[..., Page]


@pytest.fixture
def hall(sqlite_template: Path, tmp_path: Path) -> Iterator[Hall]:
    database = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'hall.sqlite')}"
    app = create_app(settings(database))
    with app.app_context():
        codes, doors = make_day()
        db.session.remove()
        db.engine.dispose()
    with served(database, tmp_path / "server.log") as url:
        yield Hall(url, doors, codes, database)


@pytest.fixture
def stand_at(chromium: Browser, hall: Hall) -> Iterator[Open]:
    """Opens a door's page on a device of its own. No page may complain of anything but the missing network."""
    with devices(chromium, hall.url, tolerated=NO_NETWORK, viewport=PHONE) as new_device:

        def open_(
            path: str = "/WORKSH", *, door: str = "Tür A", language: str = "", keeps_pages: bool = True, **device: Any
        ) -> Page:
            page = new_device(**device).new_page()
            if not keeps_pages:  # else what the test holds back may come from the device itself
                page.add_init_script("delete Navigator.prototype.serviceWorker")
            page.goto(f"{language}{hall.doors[door]}{path}")
            return page

        yield open_


def scan(page: Page, code: str) -> None:
    """As a scanner does: letters and Enter, wherever the focus is."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def verdict(page: Page) -> Any:
    return page.locator("[data-verdict]")


def expect_verdict(page: Page, word: str, name: str = "") -> None:
    expect(verdict(page)).to_be_visible()
    expect(verdict(page).locator("[data-word]")).to_have_text(word)
    expect(verdict(page).locator("[data-name]")).to_have_text(name)


def colour(page: Page) -> str:
    return str(verdict(page).evaluate("box => getComputedStyle(box).backgroundColor"))


def row(page: Page, name: str) -> Any:
    return page.locator("li[data-person]").filter(has_text=name)


def test_a_scanner_s_code_is_answered_over_the_whole_screen_in_word_and_colour(stand_at: Open, hall: Hall):
    page = stand_at()

    scan(page, hall.codes["Ada Beispiel"].lower())

    expect_verdict(page, "OK", "A. Beispiel")
    box = verdict(page).bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (PHONE["width"], PHONE["height"])
    green = colour(page)
    expect(page.locator("[data-present]")).to_have_text("1")
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "Schon da", "A. Beispiel")
    expect(verdict(page).locator("[data-detail]")).to_have_text(re.compile(r"\d\d:\d\d, Tür A"))
    assert colour(page) != green


def test_each_refusal_is_said_by_its_own_word(stand_at: Open, hall: Hall):
    page = stand_at()

    scan(page, hall.codes["Lara Später"])
    expect_verdict(page, "Falscher Termin")
    expect(verdict(page).locator("[data-detail]")).to_contain_text("Später am Tag")
    scan(page, "AAAAAA")
    expect_verdict(page, "Unbekannt")


def test_a_verdict_is_read_at_two_metres(stand_at: Open, hall: Hall):
    """A twenty-fifth of the screen's height is what reads across a room; every word has more."""
    page = stand_at()
    scan(page, "AAAAAA")
    expect_verdict(page, "Unbekannt")

    heights = page.evaluate(
        """words => words.map(([name, word]) => {
          const box = document.querySelector("[data-verdict]");
          box.className = `verdict verdict--full verdict--${name}`;
          const said = box.querySelector("[data-word]");
          said.textContent = word;
          return [word, parseFloat(getComputedStyle(said).fontSize), said.scrollWidth <= said.clientWidth,
                  said.getBoundingClientRect().height / parseFloat(getComputedStyle(said).fontSize)];
        })""",
        [
            list(item)
            for item in page.evaluate("JSON.parse(document.querySelector('[data-door]').dataset.words)").items()
        ],
    )
    assert [told for told in heights if told[1] < PHONE["height"] / 25 or not told[2] or told[3] > 2.1] == []


def test_a_verdict_goes_by_itself_and_by_any_key(stand_at: Open, hall: Hall):
    page = stand_at()
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "OK", "A. Beispiel")
    page.keyboard.press("Shift")
    expect(verdict(page)).to_be_hidden()

    scan(page, hall.codes["Ben Muster"])
    expect_verdict(page, "OK", "B. Muster")
    expect(verdict(page)).to_be_hidden(timeout=4_000)


def test_what_is_scanned_goes_into_the_field_wherever_the_focus_is(stand_at: Open, hall: Hall):
    page = stand_at()
    page.get_by_role("link", name="English").focus()

    scan(page, hall.codes["Cem Özgür"])

    expect_verdict(page, "OK", "C. Özgür")


def test_every_verdict_has_its_tone_until_it_is_switched_off(stand_at: Open, hall: Hall):
    page = stand_at()
    page.evaluate("""() => {
      window.tones = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...when) { window.tones += 1; return start.apply(this, when); };
    }""")
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "OK", "A. Beispiel")
    assert page.evaluate("window.tones") == 2

    verdict(page).click()
    page.get_by_role("button", name="Ton an").click()
    expect(page.get_by_role("button", name="Ton aus")).to_be_visible()
    scan(page, "AAAAAA")
    expect_verdict(page, "Unbekannt")
    assert page.evaluate("window.tones") == 2


def test_two_letters_find_a_name_and_one_press_lets_it_in(stand_at: Open):
    page = stand_at()

    page.keyboard.type("wae")

    expect(page.locator("li[data-person]:visible")).to_have_count(1)
    row(page, "M. Wärme").get_by_role("button").click()
    expect_verdict(page, "OK", "M. Wärme")
    verdict(page).click()
    expect(page.locator("li[data-person]:visible")).to_have_count(4)
    expect(row(page, "M. Wärme")).to_contain_text(re.compile(r"da \d\d:\d\d"))


def test_the_last_press_is_taken_back(stand_at: Open, hall: Hall):
    page = stand_at()
    scan(page, hall.codes["Ada Beispiel"])
    verdict(page).click()

    page.get_by_role("button", name="A. Beispiel zurücknehmen").click()

    expect_verdict(page, "Zurückgenommen", "A. Beispiel")
    expect(page.locator("[data-present]")).to_have_text("0")
    expect(row(page, "A. Beispiel")).to_contain_text("Platz")


def test_heads_are_counted_by_large_buttons(stand_at: Open):
    page = stand_at("/OPENTO")
    more, less = (
        page.get_by_role("button", name="Eine Person mehr"),
        page.get_by_role("button", name="Eine Person weniger"),
    )

    for _ in range(3):
        more.click()
    expect(page.locator("[data-heads]")).to_have_text("3")
    less.click()
    expect(page.locator("[data-heads]")).to_have_text("2")

    box = more.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 120


def test_another_door_sees_it_within_five_seconds(stand_at: Open, hall: Hall):
    here, there, start = stand_at(), stand_at(door="Tür B"), stand_at("", door="Tür B")
    expect(start.locator("[data-counted=WORKSH]")).to_have_text("0 von 5 da, 1 frei")

    scan(here, hall.codes["Ada Beispiel"])
    expect_verdict(here, "OK", "A. Beispiel")

    expect(there.locator("[data-present]")).to_have_text("1", timeout=WITHIN_FIVE_SECONDS)
    expect(row(there, "A. Beispiel")).to_contain_text("da ", timeout=WITHIN_FIVE_SECONDS)
    expect(start.locator("[data-counted=WORKSH]")).to_have_text("1 von 5 da, 1 frei", timeout=WITHIN_FIVE_SECONDS)


def test_without_network_the_list_on_the_page_answers_and_presses_are_sent_later_in_order(stand_at: Open, hall: Hall):
    page, other = stand_at(), stand_at(door="Tür B")
    expect(page.locator("[data-age]")).to_have_text(re.compile(r"Stand \d\d:\d\d"))
    page.context.set_offline(True)

    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "OK", "A. Beispiel")
    expect(verdict(page).locator("[data-detail]")).to_have_text("Ohne Netz geprüft, wird nachgetragen.")
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "Schon da", "A. Beispiel")
    scan(page, "AAAAAA")
    expect_verdict(page, "Unbekannt")
    verdict(page).click()
    row(page, "B. Muster").get_by_role("button").click()
    expect_verdict(page, "OK", "B. Muster")
    verdict(page).click()
    page.get_by_role("button", name="Eine Person mehr").click()
    expect(page.get_by_text("noch nicht übertragen: 3")).to_be_visible()
    expect(page.get_by_text("Kein Netz", exact=True)).to_be_visible()
    expect(page.locator("[data-present]")).to_have_text("3")
    expect(other.locator("[data-present]")).to_have_text("0")

    page.context.set_offline(False)

    expect(page.get_by_text("noch nicht übertragen")).to_be_hidden(timeout=10_000)
    expect(page.get_by_text("Kein Netz", exact=True)).to_be_hidden()
    expect(other.locator("[data-present]")).to_have_text("3", timeout=WITHIN_FIVE_SECONDS)
    expect(page.locator("[data-present]")).to_have_text("3")


def test_what_was_not_sent_yet_outlives_a_reload_and_nothing_else_is_kept(stand_at: Open, hall: Hall):
    page = stand_at()
    page.wait_for_load_state("networkidle")
    page.route("**/WORKSH*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    row(page, "A. Beispiel").get_by_role("button").click()
    expect_verdict(page, "OK", "A. Beispiel")
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    assert "Beispiel" not in kept
    assert hall.codes["Ada Beispiel"] not in kept

    page.unroute("**/WORKSH*")
    page.reload()

    expect(row(page, "A. Beispiel")).to_contain_text("da ")
    expect(page.get_by_text("noch nicht übertragen")).to_be_hidden(timeout=10_000)
    page.wait_for_function("sessionStorage.length + localStorage.length === 0")


def test_a_late_press_that_another_door_was_faster_with_is_told(stand_at: Open, hall: Hall):
    page, other = stand_at(), stand_at(door="Tür B")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    scan(page, hall.codes["Ada Beispiel"])
    expect_verdict(page, "OK", "A. Beispiel")
    scan(other, hall.codes["Ada Beispiel"])
    expect_verdict(other, "OK", "A. Beispiel")

    page.context.set_offline(False)

    expect(page.get_by_text(re.compile(r"Nachgetragen: A\. Beispiel Schon da .*Tür B"))).to_be_visible(timeout=10_000)
    expect(page.locator("[data-present]")).to_have_text("1")


def test_without_script_a_code_leads_to_a_page_with_the_verdict(stand_at: Open, hall: Hall):
    page = stand_at(java_script_enabled=False)

    page.get_by_label("Code oder Nachname").fill(hall.codes["Ada Beispiel"])
    page.keyboard.press("Enter")

    expect(page.locator(".verdict--page")).to_contain_text("OK")
    expect(page.locator(".verdict--page")).to_contain_text("A. Beispiel")
    page.get_by_role("button", name="A. Beispiel zurücknehmen").click()
    expect(page.locator(".verdict--page")).to_contain_text("Zurückgenommen")
    row(page, "B. Muster").get_by_role("button").click()
    expect(page.locator(".verdict--page")).to_contain_text("B. Muster")
    page.get_by_role("button", name="Eine Person mehr").click()
    expect(page.locator("[data-heads]")).to_have_text("1")


def test_axe_finds_nothing_at_the_door(stand_at: Open):
    found = {
        (path, way): violations_by_light_and_dark(stand_at(path, language=way)) for path in PAGES for way in ("", "/en")
    }

    assert {which: wrong for which, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_in_any_verdict(stand_at: Open, hall: Hall):
    page = stand_at()
    found = {}
    for name in page.evaluate("Object.keys(JSON.parse(document.querySelector('[data-door]').dataset.words))"):
        page.evaluate(
            """name => {
              const box = document.querySelector("[data-verdict]");
              box.className = `verdict verdict--full verdict--${name}`;
              box.hidden = false;
              for (const part of box.querySelectorAll("p")) part.textContent = "Wort";
            }""",
            name,
        )
        if wrong := violations_by_light_and_dark(page):
            found[name] = wrong
    assert found == {}


def test_nothing_of_the_door_sticks_out_at_any_width(stand_at: Open):
    found = {path: sticking_out(stand_at(path)) for path in PAGES}

    assert {path: out for path, out in found.items() if out} == {}


def test_names_and_counter_are_large_enough_for_a_thumb(stand_at: Open):
    page = stand_at()
    targets = page.locator("main button:visible, main input:visible")

    boxes = [targets.nth(number).bounding_box() for number in range(targets.count())]

    assert [box for box in boxes if box is None or box["height"] < 56] == []
