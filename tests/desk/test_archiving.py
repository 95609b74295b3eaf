"""Archiving a fair: its pages stay, and in the signed-in areas nothing of it is changed any more."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from eventapp.clock import day_at_the_fair, now
from eventapp.database import db, transaction
from eventapp.errors import DomainError
from eventapp.exhibitors.actions.registration import NOT_SET, set_rules
from eventapp.exhibitors.models import Membership
from eventapp.exhibitors.queries import rules_of_fair
from eventapp.exhibitors.rules import default_rules
from eventapp.fair.archiving import archive, bring_back
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.journal.actions import Difference
from eventapp.journal.queries import entries
from eventapp.outbox.actions import post
from eventapp.outbox.models import DROPPED, OutboxMail
from eventapp.programme.models import PlannedRelease
from tests.factories import DAY, RELEASED, SLUG, at, make_exhibitor, make_fair, make_release, make_session
from tests.people import MEMBER, Insider, sign_in
from tests.reader import read
from tests.web.access_table import doors

AFTER = at("10:00", DAY + timedelta(days=30))
SENTENCE = "Diese Messe ist archiviert"
STAYS_POSSIBLE = {
    "desk.archive",
    "desk.bring_back",
    "exhibitors_desk.let_go",
    "exhibitors_desk.take_off",
    "exhibitors_desk.withdraw_pass",
    "exhibitors_lists.logos",
    "exhibitors_lists.take",
    "history_lists.take",
    "member_calendar.new_address",
    "member_staff.withdraw",
    "member_team.let_go",
    "programme_desk.shut_speaker_link",
    "programme_desk.withdraw_speaker_name",
    "programme_desk.withdraw_speaker_portrait",
    "programme_lists.blockers",
    "programme_lists.conflicts",
    "programme_lists.places",
    "programme_lists.sessions",
    "programme_lists.speakers",
    "sign_up_lists.take",
    "sign_up_lists.take_all",
    "sign_ups_desk.remove",
    "stand_lists.take",
}
"""Bringing it back, taking lists, and what people may ask for at any time."""


def over() -> Fair:
    return make_fair("messe-2025", title="Messe 2025", starts_on=date(2025, 2, 12))


def archived(slug: str = SLUG) -> None:
    with transaction():
        get_fair(slug).is_archived = True


@pytest.fixture
def office(app: Flask) -> Insider:
    return sign_in(app)


def test_everything_that_would_change_an_archived_fair_on_the_desk_is_refused(app: Flask, office: Insider):
    with app.app_context():
        make_fair()
        archived()
    desk = [door for door in doors(app) if door.method != "GET" and door.path.startswith(f"/desk/{SLUG}")]
    unsafe = [door for door in desk if door.endpoint != "desk.bring_back"]
    answers = {door: office.send(door.path, method=door.method) for door in unsafe}

    refused = {door.endpoint for door, answer in answers.items() if SENTENCE.encode() in answer.get_data()}
    assert {door.endpoint for door in unsafe} - refused <= STAYS_POSSIBLE
    assert {answers[door].status_code for door in unsafe if door.endpoint in refused} == {422}
    assert len(refused) > 60


def test_everything_that_members_would_change_of_it_is_refused(app: Flask):
    member = sign_in(app, MEMBER, is_organiser=False)
    with app.app_context():
        exhibitor = make_exhibitor(make_fair())
        with transaction():
            db.session.add(Membership(person_id=member.person_id, member_id=exhibitor.member_id, since=RELEASED))
        own = exhibitor.id
        archived()
    unsafe = [door for door in doors(app) if door.method != "GET" and door.path.startswith("/mein-stand/")]
    paths = {door: re.sub(r"^/mein-stand/\d+", f"/mein-stand/{own}", door.path) for door in unsafe}
    answers = {door: member.send(paths[door], method=door.method) for door in unsafe}

    refused = {door.endpoint for door, answer in answers.items() if SENTENCE in answer.get_data(as_text=True)}
    assert {door.endpoint for door in unsafe} - refused == {one for one in STAYS_POSSIBLE if one.startswith("member_")}


def test_strangers_to_an_exhibitor_are_not_told_that_its_fair_is_archived(app: Flask):
    member = sign_in(app, MEMBER, is_organiser=False)
    with app.app_context():
        other = make_exhibitor(make_fair()).id
        archived()

    assert member.send(f"/mein-stand/{other}/pruefen").status_code == 404


def test_its_pages_stay_public_and_readable_on_the_desk(app: Flask, office: Insider):
    with app.app_context():
        make_session(make_fair())
        make_release()
        archived()

    assert read(office, f"/{SLUG}/programm").status == 200
    assert read(office, f"/desk/{SLUG}/programm").status == 200
    assert "Aus dem Archiv holen" in read(office, f"/desk/{SLUG}/").text


def test_nothing_of_it_needs_anybody_today(app: Flask, office: Insider):
    with app.app_context():
        make_fair()
    before = read(office, f"/desk/{SLUG}/").text
    with app.app_context():
        archived()

    after = read(office, f"/desk/{SLUG}/").text
    assert ["Pflichttexte der Seiten fehlen" in text for text in (before, after)] == [True, False]


def test_another_fair_is_changed_as_ever(app: Flask, office: Insider):
    with app.app_context():
        make_fair()
        over()
        archived("messe-2025")

    answer = office.send(f"/desk/{SLUG}/messe/name", {})
    assert SENTENCE not in answer.get_data(as_text=True)


@pytest.mark.usefixtures("in_app")
def test_what_would_happen_by_itself_is_called_off():
    fair = over()
    with transaction():
        post("reminder", to="a@b.example", language="de", key="k", values={}, fair_id=fair.id, at=RELEASED)
        planned = {"due_at": AFTER, "planned_at": RELEASED, "document": "{}"}
        db.session.add(PlannedRelease(fair_id=fair.id, **planned))
        rules = default_rules(fair.starts_on)
        set_rules(fair, type(rules)(tasks=rules.tasks, is_open=True), version=NOT_SET, by=None, at=RELEASED)
    with transaction():
        archive("messe-2025", by=None, at=AFTER)

    assert db.session.query(OutboxMail.state).scalar() == DROPPED
    assert db.session.query(PlannedRelease.state).scalar() == "withdrawn"
    assert rules_of_fair(get_fair("messe-2025")).is_open is False
    assert [(one.field, one.new) for one in _noted("fair.archived")] == [("Mails, die nicht mehr hinausgehen", "1")]


def _noted(kind: str) -> list[Difference]:
    rows = [row for row in entries(get_fair("messe-2025").id) if row.kind == kind]
    return [Difference(**one) for row in rows for one in row.differences]


@pytest.mark.usefixtures("in_app")
@pytest.mark.parametrize(
    ("moment", "has_programme", "sentence"),
    [
        (at("10:00"), False, "läuft gerade"),
        (at("01:00", DAY + timedelta(days=2)), True, "läuft gerade"),
        (RELEASED, True, "kommt noch"),
        (RELEASED, False, ""),
        (AFTER, True, ""),
    ],
)
def test_only_what_nobody_counts_on_is_archived(moment: datetime, has_programme: bool, sentence: str):
    fair = make_fair()
    if has_programme:
        make_session(fair)
        make_release()
    try:
        with transaction():
            archive(SLUG, by=None, at=moment)
        said = ""
    except DomainError as error:
        said = str(error)

    assert (sentence in said, get_fair(SLUG).is_archived) == (True, not sentence)


@pytest.mark.usefixtures("in_app")
def test_what_is_brought_back_can_be_changed_again_and_twice_is_once():
    over()
    for act in (archive, archive, bring_back, bring_back):
        with transaction():
            act("messe-2025", by=None, at=AFTER)

    fair = get_fair("messe-2025")
    assert fair.is_archived is False
    assert sorted(row.kind for row in entries(fair.id)) == ["fair.archived", "fair.brought_back"]


def test_the_office_archives_and_brings_back_by_pages_that_say_what_it_means(app: Flask, office: Insider):
    with app.app_context():
        fair = over()
        with transaction():
            post("reminder", to="a@b.example", language="de", key="k", values={}, fair_id=fair.id, at=now())

    page = read(office, "/desk/messe-2025/archiv")
    assert page.h1 == "Messe archivieren"
    assert "Eine Mail wartet noch und wird nicht mehr verschickt." in page.text

    assert office.send("/desk/messe-2025/archiv/ablegen").location == "/desk/"
    listed = read(office, "/desk/")
    assert listed.tree.xpath("//section[@class='fairs__archive']//h2/a/text()") == ["Messe 2025"]

    assert read(office, "/desk/messe-2025/archiv").h1 == "Aus dem Archiv holen"
    assert office.send("/desk/messe-2025/archiv/zurueckholen").location == "/desk/messe-2025/"
    assert read(office, "/desk/").tree.find_class("fairs__archive") == []


def test_a_fair_that_is_counted_on_shows_why_and_no_button(app: Flask, office: Insider):
    with app.app_context():
        make_session(make_fair(starts_on=day_at_the_fair(now())))

    page = read(office, f"/desk/{SLUG}/archiv")
    assert "läuft gerade" in page.text
    assert page.tree.xpath("//main//form") == []
    assert office.send(f"/desk/{SLUG}/archiv/ablegen").status_code == 422
