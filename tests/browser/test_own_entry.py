"""A speaker on her phone: the page of her private link, with script and without, by light and by dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.programme import queries
from eventapp.programme.speaker_queries import token_of
from tests.browser.conftest import PHONE
from tests.browser.measuring import faults_here, faults_of
from tests.browser.office import REFUSALS, House, devices, house_of
from tests.factories import SLUG, make_fair, make_place, make_release, make_session, make_speaker
from tests.uploads.pictures import png

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    paths: list[str] = []

    def fill() -> None:
        fair = make_fair()
        her = make_speaker(fair, "Dr. Ada Musterfrau-Beispiel", organisation="Laternenwerk", consent="source")
        make_session(fair, place=make_place(fair), speakers=[her])
        make_release()
        row = next(iter(queries.speakers_of(get_fair(SLUG).id)))
        paths.append(f"/{SLUG}/vortragende/mein/{token_of(row)}")
        db.session.remove()

    with house_of(sqlite_template, tmp_path_factory.mktemp("own"), fill, people=1) as served:
        yield served, paths[0]


def opened(chromium: Browser, house: tuple[House, str], *, has_script: bool) -> Page:
    page = chromium.new_context(viewport=PHONE, java_script_enabled=has_script, locale="de-DE").new_page()
    page.goto(house[0].url + house[1])
    return page


@pytest.mark.parametrize("has_script", [False, True])
def test_she_completes_her_entry_and_gives_a_picture(chromium: Browser, house: tuple[House, str], has_script: bool):
    page = opened(chromium, house, has_script=has_script)
    page.get_by_role("group", name="Über Sie").get_by_label("Deutsch").fill("Sie baut Laternen.")
    if page.get_by_label("Ich bin einverstanden, dass ich").count():
        page.get_by_label("Ich bin einverstanden, dass ich").check()
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Gespeichert. Danke!")

    page.get_by_label("Bild", exact=True).set_input_files({"name": "ich.png", "mimeType": "image/png", "buffer": png()})
    page.get_by_role("group", name="Was ist auf dem Bild").get_by_label("Deutsch").fill("Eine Laterne")
    page.get_by_label("Ich habe die Rechte").check()
    page.get_by_label("Ich bin einverstanden, dass das Bild").check()
    page.get_by_role("button", name="Bild hochladen").click()
    expect(page.get_by_alt_text("Eine Laterne")).to_be_visible()

    page.get_by_role("button", name="Bild zurückziehen").click()
    expect(page.get_by_alt_text("Eine Laterne")).to_have_count(0)
    page.context.close()


def test_nothing_is_wrong_at_any_width_by_light_by_dark_or_in_large_text(chromium: Browser, house: tuple[House, str]):
    with devices(chromium, house[0].url, tolerated=REFUSALS) as open_:
        page = open_().new_page()
        page.goto(house[1])
        page.get_by_role("button", name="Bild hochladen").click()
        expect(page.get_by_role("alert")).to_be_visible()
        refused = faults_here(page)

        assert faults_of(page, house[1], f"/en{house[1]}") | refused == {}
