"""``demo``: made once, from the project's own files, and told where to look first."""

from __future__ import annotations

from flask import Flask

from eventapp.cli.demo import FAIR, LINKS, PAST
from eventapp.database import db
from eventapp.fair.queries import all_slugs, get_fair
from tests.factories import SLUG, make_fair


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
