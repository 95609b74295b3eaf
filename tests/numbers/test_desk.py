"""The office's page of numbers, over tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from eventapp.database import db, in_transaction
from eventapp.fair.queries import get_fair
from eventapp.numbers.figures import figures_of
from eventapp.numbers.queries import counts_for
from eventapp.signups.models import SignUp
from tests.factories import DAY, SLUG, at, change, make_entry, make_exhibitor, make_fair, make_release, make_session
from tests.people import Insider, sign_in
from tests.reader import read
from tests.signups.house import NOW, come, make_workshop

PAGE = f"/desk/{SLUG}/zahlen"


@pytest.fixture
def office(app: Flask) -> Insider:
    with app.app_context():
        make_workshop(capacity=10)
    return sign_in(app)


def fill(people: int, *, came: int = 0) -> None:
    """So many have a place, of whom some came."""
    for number in range(people):
        come(f"p{number}@besuch.example")
    in_transaction(lambda: db.session.execute(update(SignUp).where(SignUp.id <= came).values(came_at=at("10:05"))))


def figure(name: str, *, moment=NOW):
    found = figures_of(counts_for(get_fair(SLUG), at=moment), at=moment)
    return next(one for one in found if one.name == name)


def test_the_page_of_an_empty_fair_says_so(app: Flask):
    with app.app_context():
        make_workshop()
    page = read(sign_in(app), PAGE)

    assert page.h1 == "Zahlen"
    assert "Noch nichts zu zählen" in page.text


def test_six_with_a_place_are_told_by_session_day_and_theme(office: Insider, app: Flask):
    with app.app_context():
        fill(6)
        rows = [figure(name).rows[0][1:4] for name in ("programmpunkte", "tage", "themen")]

    assert rows == [(60, 10, 6)] * 3


def test_three_with_a_place_are_not_told(office: Insider, app: Flask):
    with app.app_context():
        fill(3)
        told = [figure(name).rows for name in ("anmeldungen", "programmpunkte", "tage", "themen")]

    assert told == [()] * 4


def test_who_stayed_away_is_counted_once_it_is_over_and_somebody_ticked(office: Insider, app: Flask):
    later = at("10:00") + timedelta(days=1)
    with app.app_context():
        fill(10, came=5)
        before, after = figure("tage"), figure("tage", moment=later)

    assert (before.rows[0][5:], after.rows[0][5:]) == (("–", "–"), (5, 50))


def test_few_who_stayed_away_are_not_told_by_what_is_left(office: Insider, app: Flask):
    with app.app_context():
        fill(10, came=8)
        row = figure("tage", moment=at("10:00") + timedelta(days=1)).rows[0]

    assert row[5:] == ("–", "unter 5 Menschen")


def test_each_figure_can_be_taken_as_a_file(office: Insider, app: Flask):
    with app.app_context():
        fill(6)
    answer = office.get(f"{PAGE}/tage.csv")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-tage.csv"'
    assert "60;10;6" in answer.get_data().decode("utf-8-sig")
    assert office.get(f"{PAGE}/tage.xlsx").data[:2] == b"PK"


def test_a_figure_that_is_empty_or_unknown_is_no_file(office: Insider):
    assert [office.get(f"{PAGE}/{name}").status_code for name in ("anmeldungen.csv", "nichts.csv", "tage.pdf")] == [
        404
    ] * 3


def test_nobody_is_named_in_the_numbers(office: Insider, app: Flask):
    with app.app_context():
        fill(6)

    assert not re.search(r"besuch\.example|Ada|p\d@", office.get(PAGE).get_data(as_text=True))


def test_strangers_find_no_numbers(client: FlaskClient, office: Insider):
    assert client.get(PAGE).status_code == 303


def test_the_number_of_queries_does_not_grow(office: Insider, app: Flask, queries_counted: Callable[[], int]):
    def asked() -> int:
        before = queries_counted()
        assert office.get(PAGE).status_code == 200
        return queries_counted() - before

    with app.app_context():
        fill(1)
    asked()
    few = asked()
    with app.app_context():
        for number in range(3):
            come(f"q{number}@besuch.example")

    assert asked() == few


def test_a_fair_stands_beside_those_before_it_and_not_beside_later_ones(app: Flask):
    with app.app_context():
        earlier = make_fair("messe-2025", title="Messe 2025", starts_on=DAY - timedelta(days=728))
        make_session(earlier, "Damals", day=DAY - timedelta(days=728))
        make_session(earlier, "Auch damals", day=DAY - timedelta(days=728))
        make_session(earlier, "Pause", kind="break", day=DAY - timedelta(days=728))
        make_release(slug="messe-2025")
        make_workshop(capacity=10)
        later = make_fair("messe-2029", title="Messe 2029", starts_on=DAY + timedelta(days=728))
        make_session(later, "Dann", day=DAY + timedelta(days=728))
        make_release(slug="messe-2029")

        told = figure("messen")

    assert [row[:2] for row in told.rows] == [("Messe 2025", 2), ("Messe 2027", 1)]
    assert told.rows[0][-1] == "–"


def test_a_fair_of_which_nothing_is_known_stands_beside_none(app: Flask):
    with app.app_context():
        make_fair("messe-2025", title="Messe 2025", starts_on=DAY - timedelta(days=728))
        make_workshop()

        assert figure("messen").is_empty


def test_of_exhibitors_counts_who_was_accepted_and_did_not_withdraw(app: Flask):
    with app.app_context():
        earlier = make_fair("messe-2025", title="Messe 2025", starts_on=DAY - timedelta(days=728))
        make_exhibitor(earlier, "Damals GmbH", accepted={"city": "Dortmund"})
        fair = make_workshop(capacity=10)
        shows, goes = make_exhibitor(fair, "Zeigt GmbH"), make_exhibitor(fair, "Geht GmbH")
        for exhibitor, kind in ((shows, "company"), (shows, "exhibit"), (goes, "company")):
            make_entry(exhibitor, kind, accepted={"name": "X"}, state="accepted")
        make_entry(shows, "exhibit")
        change(goes, state="withdrawn")

        assert [row[3:5] for row in figure("messen").rows] == [(1, 0), (1, 1)]
