"""``demo``: made once, from the project's own files, and told where to look first."""

from __future__ import annotations

import re

from flask import Flask

from eventapp import create_app
from eventapp.cli.demo import FAIR, LINKS, PAST
from eventapp.database import db
from eventapp.fair.queries import all_slugs, get_fair
from tests.conftest import settings
from tests.factories import SLUG, make_fair
from tests.people import browser_of


def test_an_empty_house_gets_the_demo_and_its_links(app: Flask):
    answer = app.test_cli_runner().invoke(args=["demo"])

    assert answer.exit_code == 0
    assert [link for _, link in LINKS if f"https://messe.example{link}\n" not in answer.output] == []
    with app.app_context():
        assert (all_slugs(), get_fair(FAIR).released, get_fair(PAST).released) == ([PAST, FAIR], 3, 0)
        db.session.remove()


def test_the_links_to_look_at_first_all_answer(app: Flask):
    app.test_cli_runner().invoke(args=["demo"])
    client = app.test_client()

    assert {path: client.get(path).status_code for _, path in LINKS} == {path: 200 for _, path in LINKS}


def test_a_house_with_a_fair_stays_as_it_is(app: Flask):
    with app.app_context():
        make_fair()
        db.session.remove()

    answer = app.test_cli_runner().invoke(args=["demo"])

    assert answer.exit_code == 0
    with app.app_context():
        assert all_slugs() == [SLUG]


def test_the_demo_prints_a_link_that_signs_in_the_office_once(app: Flask):
    output = app.test_cli_runner().invoke(args=["demo"]).output
    path = re.search(r"https://messe\.example(/konto/link/\S+)", output)[1]
    browser = browser_of(app)

    first, again = (browser_of(app).send(path) for _ in range(2))

    assert (browser.get("/konto/").status_code, first.location, again.status_code) == (303, "/desk/", 410)


def test_every_start_prints_a_new_link(app: Flask):
    printed = [app.test_cli_runner().invoke(args=["demo"]).output for _ in range(2)]
    paths = [re.search(r"/konto/link/\S+", output)[0] for output in printed]

    assert [browser_of(app).get(path).status_code for path in paths] == [410, 200]


def test_outside_of_the_demo_nobody_is_let_in(database_url: str):
    production = create_app(settings(database_url, DEMO="0"))

    assert "/konto/link/" not in production.test_cli_runner().invoke(args=["demo"]).output
