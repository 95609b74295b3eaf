"""What a stranger finds in the demo side by side: full and empty, late and disputed, finished and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from eventapp import create_app
from eventapp.cli.demo import FAIR, LAST, PAST
from eventapp.cli.demo_portraits import drawn
from eventapp.clock import now
from eventapp.database import db
from eventapp.desk.today import today_of
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.fair.carrying import counts_of
from eventapp.fair.offers import Coming
from eventapp.fair.queries import get_fair
from eventapp.journal.queries import entries_about
from eventapp.mailings.queries import mailings_of, numbers_of
from eventapp.numbers.figures import figures_of
from eventapp.numbers.queries import counts_for
from eventapp.programme.conflicts import accepted_in
from eventapp.programme.models import Availability, Blocker, PlannedRelease, Release, Speaker
from eventapp.programme.queries import find_release, speakers_of
from eventapp.signups.models import SignUp
from eventapp.upkeep.doctor import findings
from eventapp.upkeep.erasing import erase
from tests.conftest import settings


@pytest.fixture(scope="module")
def made(demo_database: str) -> Iterator[Flask]:
    """Nobody here changes it."""
    app = create_app(settings(demo_database))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def demo(made: Flask) -> Iterator[None]:
    with made.test_request_context("/desk/"):
        yield
        db.session.rollback()
        db.session.remove()


def speaker(name: str) -> Speaker:
    return next(row for row in speakers_of(get_fair(FAIR).id) if row.name == name)


def test_the_doctor_finds_nothing_in_it(demo: None):
    assert list(findings()) == []


def test_speakers_are_shown_as_far_as_they_agreed(demo: None):
    fair = get_fair(FAIR)
    standing = find_release(fair.id, fair.released)
    assert standing is not None

    shown = {one.name for one in standing.speakers if one.portrait}
    consents = Counter((row.consent, row.portrait_consent) for row in speakers_of(fair.id))

    assert {"Projektteam PuLS", "Sprecherrat"} <= shown
    assert speaker("Expertenteam Hafenumfeld").name not in shown
    assert "Team Gerätesicherheit" not in {one.name for one in standing.speakers}
    assert {one for one, _portrait in consents} == {"unknown", "source", "given", "withdrawn"}
    assert {one for _name, one in consents} == {"unknown", "given", "withdrawn"}


def test_speakers_links_are_in_every_state(demo: None):
    waiting, unsent, shut, later = map(
        speaker, ("Studienberatung", "Team Netzplanung", "Offene Werkstatt", "Team Leitwarte")
    )
    released = next(one for one in _standing().speakers if one.name == later.name)

    assert (waiting.link_sent_at is not None, waiting.completed_at) == (True, None)
    assert (unsent.email != "", unsent.link_sent_at) == (True, None)
    assert (shut.email != "", shut.link_sent_at) == (True, None)
    assert "speaker.link_shut" in {entry.kind for entry in entries_about(shut.fair_id, f"speaker:{shut.slug}")}
    assert released.biography.de != later.biography_de


def test_portraits_are_drawn_alike_every_time():
    one, again, other = (drawn(words, figures=2, colour="#044b9c") for words in ("A", "A", "B"))

    assert (one == again, one == other) == (True, False)


def test_a_release_was_made_in_spite_of_an_overlap_with_its_reason(demo: None):
    reasons = list(db.session.scalars(sa.select(Release.override_reason).where(Release.override_reason != "")))

    assert (len(reasons), len(accepted_in(_standing()))) == (1, 1)


def test_planned_releases_were_refused_and_made_and_one_waits(demo: None):
    planned = db.session.scalars(sa.select(PlannedRelease).order_by(PlannedRelease.due_at)).all()

    assert [one.state for one in planned] == ["refused", "done", "planned"]
    assert (planned[0].error, planned[1].made, planned[2].due_at > now()) == ("overtaken 3", 5, True)


def test_releases_were_made_on_days_of_their_own(demo: None):
    fair = get_fair(FAIR)

    days = [moment.date() for moment in _released_at(fair.id)]

    assert (sorted(set(days)), len(days)) == (days, 5)


def test_the_first_page_has_all_kinds_of_lines(demo: None):
    today = today_of(get_fair(FAIR), at=now())

    assert {group: len(today.todos_in(group)) >= 5 for group in ("broken", "waiting", "lacking")} == dict.fromkeys(
        ("broken", "waiting", "lacking"), True
    )
    assert {"sign_ups_desk.sessions", "programme_desk.conflicts", "stand_desk.plan", "fair_desk.publication"} <= {
        todo.endpoint for todo in today.todos
    }


def test_mailings_are_drafts_sent_and_partly_lost(demo: None):
    fair = get_fair(FAIR)
    mailings = mailings_of(fair.id)

    sent = [numbers_of(one) for one in mailings if one.sent_at]

    assert (len(mailings) - len(sent), sorted(numbers["failed"] for numbers in sent)) == (2, [0, 2])


def test_the_board_has_blocked_times_and_places_and_people_who_are_away(demo: None):
    fair = get_fair(FAIR)
    blocked = set(db.session.scalars(sa.select(Blocker.place_id.is_(None)).where(Blocker.fair_id == fair.id)))
    whose = set(db.session.scalars(sa.select(Availability.place_id.is_(None)).where(Availability.fair_id == fair.id)))

    assert (blocked, whose) == ({True, False}, {True, False})


def test_the_last_fair_is_over_with_its_programme_and_its_numbers(demo: None):
    fair, at = get_fair(LAST), now()
    standing = find_release(fair.id, fair.released)
    assert standing is not None

    figures = {figure.name: figure for figure in figures_of(counts_for(fair, at=at), at=at)}

    assert (fair.is_archived, get_fair(PAST).is_archived, fair.released) == (True, True, 2)
    assert (len(standing.sessions), sum(session.is_cancelled for session in standing.sessions)) == (22, 1)
    assert len(public_exhibitors_of(fair.id).exhibitors) == 5
    assert len(figures["anmeldungen"].rows) > 20
    assert any(isinstance(row[5], int) and row[5] > 0 for row in figures["programmpunkte"].rows)
    assert today_of(fair, at=at).todos == ()


def test_of_the_visitors_of_the_last_fair_only_numbers_are_left(demo: None):
    of_then = sa.select(sa.func.count()).where(SignUp.fair_id == get_fair(LAST).id)

    named = db.session.scalar(of_then.where(sa.or_(SignUp.visitor_id.is_not(None), SignUp.name != "")))

    assert (named, erase(now(), is_trial=True)["Besucher"]) == (0, 0)


def test_a_new_fair_can_begin_with_the_last_one(demo: None):
    starts = now().date() + timedelta(days=700)
    coming = Coming(starts, starts + timedelta(days=2), frozenset({"members", "rules", "places", "themes"}))

    told = counts_of(get_fair(LAST), coming)

    assert {"members", "rules", "places", "themes"} <= {part.key for part, counts in told if counts}


def _standing():
    fair = get_fair(FAIR)
    found = find_release(fair.id, fair.released)
    assert found is not None
    return found


def _released_at(fair_id: int):
    wanted = sa.select(Release.released_at).where(Release.fair_id == fair_id).order_by(Release.number)
    return list(db.session.scalars(wanted))
