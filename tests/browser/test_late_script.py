"""What is chosen, ticked or picked before a page's script has come is known to it as if it had been there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.following import before_its_script
from tests.browser.office import come_in, invited
from tests.browser.test_member_story import PETRA, House, house, logo, visit
from tests.factories import SLUG

__all__ = ["house", "visit"]
pytestmark = pytest.mark.browser


@pytest.fixture
def office_page(house: House, visit) -> Page:
    page = visit(house.link("invitation", PETRA)).context.browser.new_context(base_url=house.url).new_page()
    with house.app.test_request_context():
        come_in(page, invited(0))
    return page


def test_all_that_was_ticked_before_is_counted(office_page: Page):
    with before_its_script(office_page, f"/desk/{SLUG}/aussteller", "choosing.js"):
        office_page.locator("#alle").check()

    expect(office_page.get_by_role("button", name="1 einladen …")).to_be_visible()


def test_a_file_that_was_picked_before_is_sent_once(house: House, visit, tmp_path: Path):
    page = visit(house.link("invitation", PETRA))
    with before_its_script(page, house.at("firmeneintrag/logo"), "pick_file.js"):
        page.get_by_label("Logo", exact=False).first.set_input_files(logo(tmp_path))

    expect(page.get_by_text("Auf dunklen Seiten")).to_be_visible()
