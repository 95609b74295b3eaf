"""``demo``: made once, from the project's own files, and told where to look first."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from flask import Flask

from eventapp import create_app
from eventapp.cli.demo import FAIR, LAST, LINKS, PAST
from eventapp.clock import now
from eventapp.database import db
from eventapp.fair.queries import all_slugs, get_fair
from eventapp.mailings.audiences import audience_of
from eventapp.mailings.queries import failed_of, mailings_of, numbers_of, reached_by
from eventapp.programme.planning_reading import open_conflicts, read_plan
from eventapp.programme.queries import find_release
from eventapp.signups.filling import filled_of
from eventapp.signups.models import SignUp
from eventapp.signups.rules import Taking, taking
from tests.conftest import TEST_DATABASE, new_postgres, settings
from tests.factories import SLUG, make_fair
from tests.people import browser_of


@dataclass(slots=True)
class Started:
    """A house that was empty, after its first ``flask demo``; what that printed, and how it ended."""

    app: Flask
    output: str
    exit_code: int

    def again(self) -> str:
        """What the next start prints."""
        return self.app.test_cli_runner().invoke(args=["demo"]).output


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def empty_house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of this module's own, of either kind."""
    if request.param == "sqlite":
        copy = tmp_path_factory.mktemp("started") / "demo.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"
        return
    with new_postgres(f"{TEST_DATABASE}demo_{os.getpid()}") as url:
        yield url


@pytest.fixture(scope="module")
def started(empty_house: str) -> Iterator[Started]:
    """Made once for all who look at it."""
    app = create_app(settings(empty_house))
    answer = app.test_cli_runner().invoke(args=["demo"])
    yield Started(app, answer.output, answer.exit_code)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def in_demo(started: Started) -> Iterator[None]:
    with started.app.app_context():
        yield
        db.session.remove()


def test_an_empty_house_gets_the_demo_and_its_links(started: Started, in_demo: None):
    assert started.exit_code == 0
    assert [link for _, link in LINKS if f"https://messe.example{link}\n" not in started.output] == []
    assert (all_slugs(), get_fair(FAIR).released, get_fair(PAST).released) == ([PAST, LAST, FAIR], 5, 0)


def test_the_links_to_look_at_first_all_answer(started: Started):
    client = started.app.test_client()

    assert {path: client.get(path).status_code for _, path in LINKS} == {path: 200 for _, path in LINKS}


def test_a_house_with_a_fair_stays_as_it_is(app: Flask):
    with app.app_context():
        make_fair()
        db.session.remove()

    answer = app.test_cli_runner().invoke(args=["demo"])

    assert answer.exit_code == 0
    with app.app_context():
        assert all_slugs() == [SLUG]


def test_the_demo_prints_a_link_that_signs_in_the_office_once(started: Started):
    path = re.search(r"https://messe\.example(/konto/link/\S+)", started.again())[1]
    browser = browser_of(started.app)

    first, again = (browser_of(started.app).send(path) for _ in range(2))

    assert (browser.get("/konto/").status_code, first.location, again.status_code) == (303, "/desk/", 410)


def test_every_start_prints_a_new_link(started: Started):
    paths = [re.search(r"/konto/link/\S+", started.again())[0] for _ in range(2)]

    assert [browser_of(started.app).get(path).status_code for path in paths] == [410, 200]


def test_outside_of_the_demo_nobody_is_let_in(started: Started, empty_house: str):
    production = create_app(settings(empty_house, DEMO="0"))

    assert "/konto/link/" not in production.test_cli_runner().invoke(args=["demo"]).output


def test_the_pages_of_a_visitor_a_door_and_a_team_that_speaks_can_be_opened(started: Started):
    client = started.app.test_client()

    mine, door, team = (
        re.search(rf"https://messe\.example(/{FAIR}/{word}/\S+)", started.output)[1]
        for word in ("mein", "tuer", "vortragende/mein")
    )

    assert [client.get(path).status_code for path in (mine, f"{mine}/kalender", door, team)] == [200, 200, 200, 200]


def test_the_demo_has_places_in_every_state(in_demo: None):
    fair = get_fair(FAIR)
    programme = find_release(fair.id, fair.released)
    assert programme is not None

    states = set(db.session.scalars(sa.select(SignUp.state)))
    kinds = {taking(session, at=now()) for session in programme.sessions}
    full = next(one for one in filled_of(fair.id).values() if one.offered)

    assert states == {"held", "confirmed", "offered", "waiting", "given_back"}
    assert kinds == set(Taking)
    assert (full.confirmed, full.offered, full.waiting) == (3, 1, 3)
    assert sum(one.came for one in filled_of(fair.id).values()) == 6


def test_the_demo_has_a_mailing_that_two_did_not_get_and_one_that_is_ready_for_those_who_are_late(in_demo: None):
    fair = get_fair(FAIR)

    mailings = {one.name: one for one in mailings_of(fair.id)}
    sent, ready = mailings["Aufbau und Zufahrt"], mailings["Erinnerung vor der Messe"]
    failed = numbers_of(sent)["failed"]

    assert (len(mailings), failed, sent.number > failed) == (4, 2, True)
    assert all("55" in mail.error for mail in failed_of(sent))
    assert (ready.audience, ready.sent_at) == ("members:overdue", None)
    assert reached_by(fair, audience_of(ready.audience), at=now()).number > 0


def test_the_demo_is_in_the_middle_of_planning(in_demo: None):
    fair = get_fair(FAIR)

    plan, found = read_plan(fair), open_conflicts(fair)

    assert len(plan.unscheduled) >= 3
    assert {"place", "changeover", "speaker_away"} <= {one.kind for one in found}
    assert {one.severity for one in found} == {"blocking", "warning"}
