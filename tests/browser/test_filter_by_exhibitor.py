"""The programme narrowed to one exhibitor, with script and without: the same hits, the same address."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from eventapp.programme.filters import Filter
from tests.browser.conftest import Site, Visit
from tests.browser.fairs import DEMO
from tests.browser.programme_page import choose, dropper, expect_hits, query_of, status, submit

pytestmark = pytest.mark.browser
SLUG, NAME = "hochschule-musterstadt", "Hochschule Musterstadt"


@pytest.mark.parametrize("has_script", [True, False])
def test_an_exhibitor_is_chosen_and_dropped(visit: Visit, site: Site, has_script: bool):
    page = visit(f"/{DEMO}/programm", java_script_enabled=has_script)
    choose(page, "Aussteller", NAME)
    if not has_script:
        submit(page)

    expected = [session.title.de for session in Filter(aussteller=SLUG).sessions(site.demo)]
    assert len(expected) > 1
    expect_hits(page, expected)
    expect(status(page)).to_have_text(f"Treffer: {len(expected)}")
    assert query_of(page) == {"aussteller": SLUG}

    dropper(page, NAME).click()

    expect(status(page)).to_have_text(f"Programmpunkte: {len(site.demo.sessions)}")
    assert query_of(page) == {}
