"""The public pages with the office's draft: what they would say, in both languages, at any time of the fair."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.database import transaction
from eventapp.fair.drafting import write
from eventapp.fair.queries import draft_of, get_fair
from eventapp.fair.sections import TEXT_SECTIONS, VENUE
from tests.factories import RELEASED, SLUG, make_fair, make_release, make_session
from tests.people import Insider, sign_in
from tests.reader import Page, read

HERE = f"/desk/{SLUG}/messe/vorschau"


@pytest.fixture
def office(app: Flask) -> Insider:
    """A fair with a released session and a draft of every text."""
    with app.app_context():
        make_session(make_fair())
        make_release()
        with transaction():
            for section in TEXT_SECTIONS:
                written = dict(zip(section.fields, (f"Entwurf **{section.address}**", "Draft"), strict=True))
                seen = draft_of(get_fair(SLUG)).seen(section.fields)
                write(SLUG, section, written, seen=seen, by=None, at=RELEASED)
            fields = {**draft_of(get_fair(SLUG)).fields, "venue.name": "Entwurfshalle"}
            seen = draft_of(get_fair(SLUG)).seen(VENUE.fields)
            write(SLUG, VENUE, fields, seen=seen, by=None, at=RELEASED)
    return sign_in(app)


def opened(office: Insider, path: str) -> Page:
    answer = office.get(path)
    assert answer.status_code == 200
    return Page(path, 200, answer.get_data(as_text=True))


@pytest.mark.parametrize("page", ["impressum", "datenschutz", "barrierefreiheit"])
def test_a_text_page_shows_the_draft_as_visitors_would_read_it(office: Insider, page: str):
    shown = read(office, f"{HERE}/{page}")

    assert shown.tree.xpath("string(//main//div[@class='prose']//strong)") == page
    assert "Vorschau des Entwurfs, nicht öffentlich" in shown.body


def test_the_home_page_shows_what_belongs_to_the_time_asked_for(office: Insider):
    before, after = (opened(office, f"{HERE}/start?zeit={when}").text for when in ("vorher", "nachher"))

    assert ("Entwurf **vorher**" in before, "Entwurf **vorher**" in after) == (True, False)
    assert ("Entwurf **nachher**" in before, "Entwurf **nachher**" in after) == (False, True)


def test_on_the_first_day_the_board_stands_there(office: Insider):
    page = opened(office, f"{HERE}/start?zeit=erster-tag")

    assert page.tree.xpath("//section[contains(@class, 'board')]")
    assert page.tree.xpath("string(//section[@id='anfahrt']//strong)") == "anfahrt"


def test_the_other_language_is_a_link_away(office: Insider):
    page = opened(office, f"{HERE}/impressum?sprache=en")

    assert (page.lang, page.h1) == ("en", "Legal notice")
    assert "Draft" in page.text


@pytest.mark.parametrize("asked", ["gibtesnicht", "start/mehr"])
def test_what_is_not_there_answers_404(office: Insider, asked: str):
    assert office.get(f"{HERE}/{asked}").status_code == 404


def test_odd_parameters_are_no_matter(office: Insider):
    assert opened(office, f"{HERE}/start?sprache=fr&zeit=morgen").lang == "de"
