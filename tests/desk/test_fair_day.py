"""The office's first page on a day of the fair: what is on at each place, what comes, what is full, late, cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.desk.fair_day import FairDay, Happening
from eventapp.desk.today import today_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.outbox.models import WorkerTask
from eventapp.programme.models import ConferenceSession, PlannedRelease
from tests.factories import DAY, RELEASED, SLUG, at, make_fair, make_place, make_release, make_session
from tests.people import sign_in
from tests.reader import Page, faults
from tests.signups.house import come, make_workshop


def day_at(moment: datetime) -> FairDay | None:
    return today_of(get_fair(SLUG), at=moment).day


def the_day(moment: datetime) -> FairDay:
    found = day_at(moment)
    assert found is not None
    return found


def titles(some: tuple[Happening, ...]) -> list[str]:
    return [one.session.title.de for one in some]


@pytest.fixture
def fair(in_app: None) -> Fair:
    fair = make_fair()
    stage, room = make_place(fair, "Bühne A"), make_place(fair, "Raum")
    make_session(fair, "Erstes", place=stage)
    make_session(fair, "Zweites", starts="11:00", ends="11:30", place=stage)
    make_session(fair, "Drittes", starts="12:00", ends="12:30", place=stage)
    make_session(fair, "Führung", starts="11:15", ends="11:45", place=room)
    make_session(fair, "Morgen", place=stage, day=DAY + timedelta(days=1))
    make_release()
    return fair


def drafted(title: str, **values: object) -> None:
    with transaction():
        row = db.session.query(ConferenceSession).filter_by(title_de=title).one()
        for name, value in values.items():
            setattr(row, name, value)


@pytest.mark.usefixtures("fair")
def test_each_place_tells_what_is_on_and_what_comes_next():
    day = the_day(at("10:10"))

    told = [(one.name and one.name.de, titles(one.now), one.next and one.next.session.title.de) for one in day.places]
    assert told == [("Bühne A", ["Erstes"], "Zweites"), ("Raum", [], "Führung")]
    assert (day.state, day.number, day.of) == ("running", 1, 2)


@pytest.mark.usefixtures("fair")
@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at("08:00"), "between"),
        (at("10:50"), "between"),
        (at("11:20"), "running"),
        (at("18:00"), "evening"),
        (at("18:00", DAY + timedelta(days=1)), "evening"),
    ],
)
def test_a_day_has_a_state_at_every_hour(moment: datetime, state: str):
    assert the_day(moment).state == state


@pytest.mark.usefixtures("fair")
def test_the_evening_says_when_it_goes_on():
    evening, last = the_day(at("18:00")), the_day(at("18:00", DAY + timedelta(days=1)))

    assert evening.tomorrow is not None
    assert evening.tomorrow.title.de == "Morgen"
    assert last.tomorrow is None


@pytest.mark.usefixtures("fair")
def test_before_and_after_the_fair_there_is_no_such_day():
    assert day_at(at("10:00", DAY - timedelta(days=1))) is None
    assert day_at(at("10:00", DAY + timedelta(days=2))) is None


@pytest.mark.usefixtures("in_app")
def test_a_day_of_which_nothing_is_released_says_so():
    make_session(make_fair())

    assert the_day(at("10:00")).state == "empty"


@pytest.mark.usefixtures("fair")
def test_late_and_cancelled_sessions_stand_apart_and_leave_the_places():
    drafted("Zweites", delay_minutes=10, starts_at=at("11:10"), ends_at=at("11:40"))
    drafted("Führung", is_cancelled=True)
    make_release()
    day = the_day(at("10:10"))

    assert (titles(day.late), titles(day.cancelled)) == (["Zweites"], ["Führung"])
    assert [one.name.de for one in day.places if one.name] == ["Bühne A"]


@pytest.mark.usefixtures("fair")
def test_what_the_draft_tells_otherwise_is_marked_until_it_is_released():
    drafted("Drittes", starts_at=at("12:10"), ends_at=at("12:40"))
    assert titles(the_day(at("10:10")).drafted) == ["Drittes"]

    make_release()
    assert the_day(at("10:10")).drafted == ()


@pytest.mark.usefixtures("in_app")
def test_a_session_without_a_place_left_is_full_until_it_is_over():
    make_workshop(capacity=1)
    for email in ("ada@besuch.example", "ben@besuch.example"):
        come(email)

    (one,) = the_day(at("09:50")).full
    assert one.filled is not None
    assert (one.session.code, one.filled.taken, one.filled.waiting) == ("WORKSH", 1, 1)
    assert the_day(at("11:00")).full == ()


def test_the_acts_stand_beside_what_is_on(app: Flask, fair: Fair):
    drafted("Erstes", title_de="Erstes, anders")
    code = db.session.query(ConferenceSession.code).filter_by(title_de="Erstes, anders").scalar()
    db.session.remove()
    path = f"/desk/{SLUG}/?um=2027-03-28T10:10"
    page = Page(path, 200, sign_in(app).get(path).get_data(as_text=True))

    assert list(faults(page)) == []
    ways = page.tree.xpath("//section[@class='now__place'][1]//p[@class='now__acts'][1]/a/@href")
    acts = [f"/desk/{SLUG}/programm/{code}/{act}" for act in ("verspaetung", "absagen", "veroeffentlichen")]
    assert ways[:3] == acts
    assert page.tree.xpath("//section[contains(@class, 'now')]//a[contains(@href, '/plaetze/tueren')]")


@pytest.mark.usefixtures("fair")
def test_a_worker_that_stands_still_is_told_and_one_that_never_was_only_where_it_is_needed():
    def broken(*, is_needed: bool = False) -> set[str]:
        return {
            one.text for one in today_of(get_fair(SLUG), at=RELEASED, needs_worker=is_needed).todos if one.is_urgent
        }

    late = "Worker steht still: Mails und Fristen warten"
    assert (late in broken(), late in broken(is_needed=True)) == (False, True)

    with transaction():
        db.session.add(WorkerTask(name="heartbeat", next_at=RELEASED, done_at=now() - timedelta(minutes=5)))
        db.session.add(WorkerTask(name="signups.settle", next_at=RELEASED, error="ValueError"))
    assert {late, "Arbeit des Workers ist gescheitert"} <= broken()


@pytest.mark.usefixtures("fair")
def test_a_planned_release_stands_with_the_programme_and_a_refused_one_among_what_is_broken():
    def planned(state: str, error: str = "") -> None:
        due_at = RELEASED + timedelta(days=2)
        row = {"due_at": due_at, "planned_at": RELEASED, "state": state, "error": error, "document": "{}"}
        with transaction():
            db.session.add(PlannedRelease(fair_id=get_fair(SLUG).id, **row))

    planned("refused", "clashing 2")
    today = today_of(get_fair(SLUG), at=RELEASED)
    assert today.to_come == ()
    assert [one.more for one in today.todos if one.text.startswith("geplante")] == [
        "Es gab 2 Überschneidungen. Lösen Sie sie auf, oder nennen Sie einen Grund."
    ]

    planned("planned")
    today = today_of(get_fair(SLUG), at=RELEASED)
    assert [one.state for one in today.to_come] == ["planned"]
    assert [one for one in today.todos if one.text.startswith("geplante")] == []
