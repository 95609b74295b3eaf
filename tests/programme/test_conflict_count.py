"""The number beside "Konflikte" in the menu: true or not there, and cheap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from lxml import html

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.programme.conflict_count import known_count
from tests.factories import RELEASED, SLUG, make_fair, make_place, make_release, make_session
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, filled_in

COUNT = f"{DESK}/konflikte/zahl"


@pytest.fixture
def fair(in_app: None) -> Fair:
    fair = make_fair()
    stage = make_place(fair, "Bühne", slug="buehne")
    make_session(fair, "Wärme", code="AAAAAA", place=stage)
    make_session(fair, "Licht", code="BBBBBB", place=stage)
    return fair


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def told(office: Insider, path: str) -> str | None:
    """What the menu of that page says; None: nothing, and the script asks."""
    page = html.fromstring(office.get(path).get_data(as_text=True))
    (place,) = page.xpath("//nav[@class='subnav']//*[@data-conflicts]")
    asks = bool(page.xpath("//script[contains(@src, '/js/conflicts.js')]"))
    assert place.get("data-conflicts") == COUNT
    assert asks == ("data-unknown" in place.attrib)
    return None if asks else place[0].text


def test_a_page_that_finds_conflicts_anyway_brings_their_number_for_the_others(office: Insider):
    before = told(office, f"{DESK}/orte")

    assert (before, told(office, DESK), told(office, f"{DESK}/orte")) == (None, "1", "1")


def test_the_list_of_conflicts_brings_it_too_whatever_it_is_narrowed_to(office: Insider):
    assert told(office, f"{DESK}/konflikte?art=hours") == "1"


def test_asked_by_script_it_is_counted_and_known_from_then_on(office: Insider):
    answer = office.get(COUNT)

    assert (answer.json, told(office, f"{DESK}/orte")) == ({"number": 1}, "1")


def test_after_a_change_no_old_number_is_told(office: Insider):
    office.get(COUNT)
    path = f"{DESK}/BBBBBB/absagen"
    office.send(path, filled_in(office.get(path).text))

    assert (told(office, f"{DESK}/orte"), office.get(COUNT).json) == (None, {"number": 0})


def test_what_was_accepted_with_a_release_is_not_open(office: Insider):
    make_release(override="So gewollt")

    assert told(office, DESK) == "0"


def test_what_the_journal_does_not_tell_is_counted_anew_after_a_minute(app: Flask, fair: Fair):
    with time_machine.travel(RELEASED, tick=False) as clock:
        office = sign_in(app)
        office.get(COUNT)
        clock.shift(timedelta(seconds=59))
        fresh = told(office, f"{DESK}/orte")
        clock.shift(timedelta(seconds=1))

        assert (fresh, told(office, f"{DESK}/orte")) == ("1", None)


def test_each_fair_has_its_own(office: Insider):
    other = make_fair("messe-2029", title="Messe 2029")
    office.get(COUNT)
    office.get(f"/desk/{other.slug}/programm")

    assert told(office, f"{DESK}/orte") == "1"
    assert office.get(f"/desk/{other.slug}/programm/konflikte/zahl").json == {"number": 0}


def test_whether_a_number_is_still_true_takes_one_query(
    app: Flask, office: Insider, queries_counted: Callable[[], int]
):
    office.get(COUNT)
    get_fair(SLUG)
    before = queries_counted()

    assert known_count(SLUG) == 1
    assert queries_counted() - before == 1
    db.session.rollback()
