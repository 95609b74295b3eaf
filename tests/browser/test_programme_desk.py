"""The programme's desk in a real browser: a session edited, one cancelled, one released alone; each page measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eventapp.database import transaction
from eventapp.programme.models import Blocker
from tests.browser.measuring import faults_of
from tests.browser.office import House, house_of, signed_in
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.factories import (
    SLUG,
    at,
    change,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)

pytestmark = pytest.mark.browser

DESK = f"/desk/{SLUG}/programm"
FEED = f"/{SLUG}/kalender/{SLUG}-programm.ics"
PAGES = (
    *("", "/neu", "/AAAAAA", "/AAAAAA/absagen", "/AAAAAA/verspaetung", "/orte", "/orte/buehne-a", "/themen"),
    *("/themen/energie", "/vortragende", "/vortragende/neu", "/einlesen", "/veroeffentlichen", "/version/1"),
    *("/AAAAAA/verschieben", "/AAAAAA/tauschen", "/AAAAAA/plaetze", "/orte/buehne-a/zeiten", "/konflikte"),
    *("/sperrzeiten", "/sperrzeiten/neu", "/sperrzeiten/1", "/sperrzeiten/1/loeschen", "/versionen"),
    *("/vortragende/ada-beispiel", "/vortragende/ada-beispiel/zeiten", "/vortragende/ada-beispiel/name-zurueckziehen"),
)


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path_factory.mktemp("desk"), a_programme, people=15) as house:
        yield house


def a_programme() -> None:
    fair = make_fair()
    stage, theme = make_place(fair, "Bühne A", slug="buehne-a"), make_theme(fair, "Energie", slug="energie")
    ada = make_speaker(fair, "Ada Beispiel", organisation="Stadt")
    change(ada, slug="ada-beispiel")
    make_session(fair, "Wärme aus dem Hafen", code="AAAAAA", place=stage, theme=theme, speakers=[ada])
    for name in ("cem", "dora"):
        change(make_speaker(fair, name.title()), slug=name)
    for number, code in enumerate(("BBBBBB", "CCCCCC", "DDDDDD", "EEEEEE")):
        make_session(fair, f"Punkt {code[0]}", code=code, starts=f"1{number + 1}:00", ends=f"1{number + 1}:30")
    make_release()
    with transaction() as session:
        session.add(Blocker(fair_id=fair.id, title="Reinigung", starts_at=at("09:00"), ends_at=at("17:00")))


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser of the office, signed in; with ``indirect`` False it runs no script."""
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


@pytest.mark.parametrize("context", [True, False], indirect=True)
def test_a_list_is_taken_as_a_file_just_as_it_is_narrowed(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}?q=waerme")
    with page.expect_download() as download:
        page.locator(".lists").get_by_role("button", name="CSV Programmpunkte").click()

    titles = [line.split(";")[4] for line in download.value.path().read_text("utf-8-sig").splitlines() if ";" in line]
    assert titles == ["Titel", "Wärme aus dem Hafen"]


def test_the_menu_says_how_many_conflicts_there_are_once_the_page_is_there(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/orte")

    expect(page.locator("[data-conflicts]")).to_have_text(re.compile(r"^[1-9]\d* offen$"))
    expect(page.locator("[data-conflicts]")).to_be_visible()


@pytest.mark.parametrize(("context", "code"), [(True, "BBBBBB"), (False, "CCCCCC")], indirect=["context"])
def test_a_session_is_edited_in_both_languages_and_released_alone(context: BrowserContext, house: House, code: str):
    page = context.pages[0]
    page.goto(f"{DESK}/{code}")
    page.locator("#title_de").fill(f"Neu {code}")
    page.locator("#title_en").fill(f"New {code}")
    page.get_by_role("button", name="Speichern").last.click()
    expect(page.locator(".flash")).to_contain_text("Gespeichert")
    page.goto(f"{DESK}/DDDDDD")
    page.locator("#title_de").fill(f"Heimlich {code}")
    page.get_by_role("button", name="Speichern").last.click()

    page.goto(f"{DESK}/{code}")
    page.get_by_role("link", name="Nur diesen veröffentlichen").click()
    expect(page.locator(".releases")).to_contain_text(f"Neu {code}")
    expect(page.locator(".release")).not_to_contain_text("Heimlich")
    page.get_by_role("button", name=re.compile(r"^Version \d+ veröffentlichen")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Version")

    feed = page.request.get(house.url + FEED).text()
    assert f"SUMMARY:Neu {code}" in feed
    assert "Heimlich" not in feed
    page.goto(f"{DESK}?zustand=changed")
    expect(page.locator("table")).to_contain_text(f"Heimlich {code}")


def test_a_cancelled_session_is_told_to_calendars_as_cancelled(context: BrowserContext, house: House):
    page = context.pages[0]
    page.goto(f"{DESK}/EEEEEE")
    page.get_by_role("link", name="Absagen").click()
    page.get_by_role("button", name="Absagen").click()
    page.get_by_role("link", name="Nur diesen veröffentlichen").click()
    page.get_by_role("button", name=re.compile(r"^Version \d+ veröffentlichen")).click()

    assert "ABGESAGT: Punkt E" in page.request.get(house.url + FEED).text()


def test_the_preview_follows_what_is_typed(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/AAAAAA")
    page.locator("#abstract_en").fill("- **one** <b onclick=alert(1)>x</b>")

    expect(page.locator("[data-preview] li strong")).to_have_text("one")
    assert page.locator("[data-preview] [onclick]").count() == 0


@pytest.mark.parametrize("context", [False], indirect=True)
def test_speakers_are_put_in_order_without_script(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/neu")
    for name in ("Ada Beispiel, Stadt", "Ben Neu"):
        page.locator("#add_speaker").fill(name)
        page.get_by_role("group", name="Vortragende").get_by_role("button", name="Hinzufügen").click()
    page.get_by_role("button", name="Ben Neu nach oben").click()

    expect(page.locator(".on-stage__name")).to_have_text(["Ben Neu (neu)", "Ada Beispiel, Stadt"])


def test_a_stale_save_shows_both_texts(context: BrowserContext):
    mine, hers = context.pages[0], context.new_page()
    for page in (mine, hers):
        page.goto(f"{DESK}/AAAAAA")
    hers.locator("#subtitle_de").fill("Von ihr")
    hers.get_by_role("button", name="Speichern").last.click()
    mine.locator("#subtitle_de").fill("Von mir")
    mine.get_by_role("button", name="Speichern").last.click()

    expect(mine.locator(".field__stored-text")).to_have_text("Von ihr")
    expect(mine.locator("#subtitle_de")).to_have_value("Von mir")
    expect(mine.locator("[data-errors]")).to_be_focused()
    assert violations_by_light_and_dark(mine) == {}


@pytest.mark.parametrize(("context", "speaker"), [(True, "cem"), (False, "dora")], indirect=["context"])
def test_a_link_is_shown_by_a_press_and_a_name_taken_out_by_two(context: BrowserContext, speaker: str):
    page = context.pages[0]
    page.goto(f"{DESK}/vortragende/{speaker}")
    page.get_by_role("button", name="Link anzeigen").click()
    address = page.get_by_label("Privater Link").input_value()
    page.set_viewport_size({"width": 320, "height": 700})
    width = page.evaluate("document.documentElement.scrollWidth")
    found = violations_by_light_and_dark(page) if speaker == "cem" else {}  # axe itself is script
    page.get_by_role("link", name=speaker.title()).click()
    expect(page.locator("main")).to_contain_text("Link zum eigenen Eintrag angezeigt")
    page.get_by_role("link", name="Nicht mehr nennen …").click()
    page.get_by_role("button", name="Nicht mehr nennen").click()

    assert (f"/{SLUG}/vortragende/mein/" in address, width, found) == (True, 320, {})
    expect(page.locator("main")).to_contain_text("Der Name steht in keiner Version des Programms mehr.")


def test_a_file_is_read_reported_and_applied(context: BrowserContext, tmp_path: Path):
    file = tmp_path / "programm.csv"
    file.write_text(
        "Kennung;Titel;Datum;Beginn;Ende;Ort\n1;Aus der Datei;28.03.2027;17:00;17:30;Bühne A\n2;Ohne Zeit;;;;\n"
    )
    page = context.pages[0]
    page.goto(f"{DESK}/einlesen")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Prüfen").click()
    expect(page.locator("#remarks")).to_contain_text("Zeile 3")
    assert violations_by_light_and_dark(page) == {}
    page.get_by_role("button", name="1 Programmpunkt übernehmen").click()

    page.goto(f"{DESK}?q=datei")
    expect(page.locator("table")).to_contain_text("Aus der Datei")


def test_nothing_is_wrong_at_any_width_by_light_by_dark_or_in_large_text(context: BrowserContext):
    page = context.pages[0]

    assert faults_of(page, *(DESK + path for path in PAGES)) == {}


def test_the_enter_key_saves(context: BrowserContext):
    page: Page = context.pages[0]
    page.goto(f"{DESK}/AAAAAA")
    page.locator("#organisation").fill("Hafenamt")
    page.locator("#organisation").press("Enter")

    expect(page.locator(".flash")).to_contain_text("Gespeichert")
