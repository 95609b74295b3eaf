"""Releases at a time: the worker makes public exactly what was seen, or says why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.journal.models import JournalEntry
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.programme.actions.planning_release import plan_release, release_due, withdraw_planned
from eventapp.programme.actions.release import ClashesFound, Terms
from eventapp.programme.models import ConferenceSession, PlannedRelease
from eventapp.programme.offers import release_mails
from eventapp.programme.queries import find_release
from eventapp.programme.release_queries import planned_releases
from eventapp.programme.value import Programme
from eventapp.worker import Worker
from tests.factories import SLUG, at, change, make_place, make_release, make_session, make_speaker
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, filled_in, released_in, texts
from tests.signups.house import NOW, come, make_workshop

DUE = NOW + timedelta(days=2)
RELEASE = f"{DESK}/veroeffentlichen"
ADA = "ada@besuch.example"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def fair(in_app: None, clock) -> Fair:
    """A released workshop that will move, and a session that is new."""
    clock.move_to(NOW)
    fair = make_workshop(capacity=2)
    change(row(), starts_at=at("16:00"), ends_at=at("16:45"))
    make_session(fair, "Neu", code="NEWONE", starts="12:00", ends="12:30")
    return fair


def row(code: str = "WORKSH") -> ConferenceSession:
    return db.session.scalars(select(ConferenceSession).where(ConferenceSession.code == code)).one()


def plan(terms: Terms | None = None, *, due_at: datetime = DUE, only: tuple[str, ...] = ()) -> int:
    with transaction():
        return plan_release(SLUG, due_at=due_at, terms=terms or Terms(), only=only, by=None, at=NOW).id


def due(moment: datetime = DUE) -> None:
    with transaction():
        release_due(moment)


def public() -> Programme:
    fair = db.session.scalars(select(Fair).execution_options(populate_existing=True)).one()
    return find_release(fair.id, fair.released)


def planned() -> PlannedRelease:
    return db.session.scalars(select(PlannedRelease).execution_options(populate_existing=True)).one()


def number_posted() -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxMail).where(OutboxMail.kind.in_(release_mails)))


def test_before_its_time_nothing_is_public(fair: Fair):
    plan()

    due(DUE - timedelta(seconds=1))

    assert (public().number, planned().state) == (1, "planned")


def test_at_its_time_exactly_what_was_seen_is_public_with_its_comment_and_mails(fair: Fair):
    come(ADA)
    plan(Terms(Words("Neu ab heute.", "New today.")))
    change(row("NEWONE"), title_de="Später noch einmal anders")

    due()

    assert (public().number, public().comment) == (2, Words("Neu ab heute.", "New today."))
    assert public().session("NEWONE").title.de == "Neu"
    assert (planned().state, planned().made, number_posted()) == ("done", 2, 1)


def test_only_the_chosen_sessions_are_public(fair: Fair):
    plan(only=("NEWONE",))

    due()

    assert (public().session("WORKSH").starts_at, public().session("NEWONE").title.de) == (at("10:00"), "Neu")


def test_it_is_made_once_however_many_workers_there_are(app: Flask, fair: Fair, clock):
    plan()
    clock.move_to(DUE + timedelta(seconds=1))

    for worker in (Worker(LetterBox(), keeps_secrets=True), Worker(LetterBox(), keeps_secrets=True)):
        worker.round()

    assert (public().number, planned().state) == (2, "done")


def test_when_something_was_released_meanwhile_it_is_refused_and_shown_until_looked_after(app: Flask, fair: Fair):
    plan()
    make_release(later=60, only=["NEWONE"])
    due()
    office = sign_in(app)

    page = office.get(f"{DESK}/versionen").get_data(as_text=True)
    assert (public().number, planned().state) == (2, "refused")
    assert "Inzwischen war Version 2 veröffentlicht." in page
    assert "Inzwischen war Version 2 veröffentlicht." in office.get(f"/desk/{SLUG}/").get_data(as_text=True)

    office.send(f"{DESK}/vorgemerkt/{planned().id}/zurueckziehen", {})
    assert "Inzwischen war Version 2" not in office.get(f"{DESK}/versionen").get_data(as_text=True)


def test_when_more_people_came_than_would_fit_it_is_refused(fair: Fair):
    change(row(), capacity=1)
    plan()
    come(ADA)
    come("ben@besuch.example")

    due()

    assert (public().number, planned().state, planned().error) == (1, "refused", "crowded WORKSH: 2 > 1")


def test_who_said_that_so_many_are_meant_is_not_refused(fair: Fair):
    change(row(), capacity=1)
    plan(Terms(is_sure=True))
    come(ADA)
    come("ben@besuch.example")

    due()

    assert public().number == 2


def test_a_consent_that_was_withdrawn_meanwhile_is_not_brought_back(fair: Fair):
    speaker = make_speaker(fair, "Erika Muster", consent="given")
    make_session(fair, "Mit ihr", code="WITHHER"[:6], starts="14:00", ends="14:30", speakers=(speaker,))
    plan()
    change(speaker, consent="withdrawn")

    due()

    assert public().session("WITHHE").speakers == ()
    assert public().speakers == ()
    assert "Erika" not in db.session.scalars(select(JournalEntry.name)).all()


def test_a_withdrawn_one_is_not_made(fair: Fair):
    planned_id = plan()
    with transaction():
        withdraw_planned(SLUG, planned_id, by=None, at=NOW)

    due()

    assert (public().number, planned().state) == (1, "withdrawn")


def test_what_is_made_cannot_be_withdrawn(fair: Fair):
    planned_id = plan()
    due()

    with pytest.raises(DomainError), transaction():
        withdraw_planned(SLUG, planned_id, by=None, at=NOW)


@pytest.mark.parametrize("moment", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=367)])
def test_only_a_moment_to_come_within_a_year_is_taken(fair: Fair, moment: datetime):
    with pytest.raises(DomainError) as refused:
        plan(due_at=moment)

    assert refused.value.field == "due_time"


def test_a_second_one_is_not_planned_while_one_waits(fair: Fair):
    plan()

    with pytest.raises(DomainError, match="schon eine Veröffentlichung"):
        plan()


def test_what_would_refuse_a_release_refuses_to_plan_it(fair: Fair):
    place = make_place(fair)
    for code in ("CLASHA", "CLASHB"):
        make_session(fair, code, code=code, starts="09:00", ends="09:30", place=place)

    with pytest.raises(ClashesFound):
        plan()
    plan(Terms(override="Beide am selben Tisch"))
    due()
    assert public().number == 2


def test_what_waits_is_told_with_the_next_first(fair: Fair):
    plan()

    assert [one.due_at for one in planned_releases(fair.id)] == [DUE]


def test_from_the_page_it_is_planned_shown_and_withdrawn(app: Flask, fair: Fair):
    office = sign_in(app)
    seen = filled_in(_look(office, RELEASE), do="plan", due_day="2027-02-05", due_time="08:00", comment="Bald")

    answer = office.send(RELEASE, seen)
    page = _look(office, answer.location)

    assert released_in(app).number == 1
    assert texts(page, "//h1") == ["Vorgemerkte Veröffentlichung"]
    assert "Freitag, 5. Februar, 08:00 Uhr" in page
    assert "„Bald“" in page
    assert "Vorgemerkt" in " ".join(texts(_look(office, RELEASE), "//h2"))
    office.send(f"{answer.location}/zurueckziehen", {})
    assert "Vorgemerkt" not in " ".join(texts(_look(office, RELEASE), "//h2"))


def test_without_a_time_the_form_comes_back_with_what_was_typed(app: Flask, fair: Fair):
    office = sign_in(app)

    answer = office.send(RELEASE, filled_in(_look(office, RELEASE), do="plan", due_day="2027-02-05", comment="Bald"))

    assert answer.status_code == 422
    assert "Geben Sie die Uhrzeit ein." in answer.get_data(as_text=True)
    assert "Bald" in answer.get_data(as_text=True)


def _look(office: Insider, path: str) -> str:
    return office.get(path).get_data(as_text=True)


@pytest.mark.parametrize("change_to", [{"is_scheduled": False}, None])
def test_a_session_that_is_gone_or_aside_meanwhile_is_not_made_public(fair: Fair, change_to: dict[str, bool] | None):
    plan()
    if change_to:
        change(row("NEWONE"), **change_to)
    else:
        with transaction():
            db.session.delete(row("NEWONE"))
    due()

    assert (planned().state, planned().error, public().session("NEWONE")) == ("refused", "gone", None)
