"""All exhibitors at a glance: who has to act next, and who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from eventapp.database import db, transaction
from eventapp.exhibitors.models import Exhibitor, ReopenedTask
from eventapp.exhibitors.overview import OVERDUE, Line, Stage, chosen, counts_of, lines_of, standings_of
from eventapp.exhibitors.queries import marks_of, rules_of_fair
from eventapp.exhibitors.standing_queries import alike_of
from eventapp.exhibitors.tasks import Status
from eventapp.fair.models import Fair
from eventapp.text import folded
from tests.factories import DAY, SLUG, at, make_entry, make_exhibitor, make_fair
from tests.people import sign_in
from tests.reader import Page, text_of

LONG_BEFORE = at("10:00", DAY - timedelta(weeks=40))
THE_EVE = at("10:00", DAY - timedelta(days=1))


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def lines(fair: Fair, *, moment=LONG_BEFORE) -> list[Line]:
    return lines_of(marks_of(fair.id), rules_of_fair(fair), at=moment)


def only(fair: Fair, **values) -> Line:
    (line,) = lines(fair, **values)
    return line


@pytest.mark.parametrize(
    ("state", "entries", "stage"),
    [
        ("listed", [], Stage.LISTED),
        ("invited", [], Stage.INVITED),
        ("taking_part", [("company", "draft")], Stage.IN_WORK),
        ("taking_part", [("company", "accepted"), ("exhibit", "submitted")], Stage.WAITING),
        ("taking_part", [("company", "answered"), ("exhibit", "question")], Stage.WAITING),
        ("taking_part", [("company", "question")], Stage.QUESTION),
        ("withdrawn", [("company", "submitted")], Stage.WITHDRAWN),
    ],
)
def test_a_stage_says_who_has_to_act_next(fair: Fair, state: str, entries: list[tuple[str, str]], stage: Stage):
    exhibitor = make_exhibitor(fair, state=state)
    for kind, standing in entries:
        accepted = {"name": "x"} if standing == "accepted" else None
        handed_in = None if standing == "draft" else {"name": "x"}
        make_entry(exhibitor, kind, state=standing, accepted=accepted, handed_in=handed_in)

    assert only(fair).stage is stage


def test_who_has_everything_compulsory_accepted_is_done(fair: Fair):
    exhibitor = make_exhibitor(fair)
    for kind in ("company", "exhibit", "staff", "delivery", "billing"):
        make_entry(exhibitor, kind, state="accepted", accepted={"name": "x"})

    assert only(fair).stage is Stage.DONE


def test_late_is_what_is_compulsory_and_not_handed_in_after_its_deadline(fair: Fair):
    make_entry(make_exhibitor(fair), state="draft")

    assert not only(fair).is_overdue
    assert {mark.task.key for mark in only(fair, moment=THE_EVE).tasks if mark.is_overdue} >= {"company"}


def test_who_was_given_longer_is_not_late(fair: Fair):
    exhibitor = make_exhibitor(fair)
    with transaction() as session:
        session.add(ReopenedTask(exhibitor_id=exhibitor.id, task="company", until=THE_EVE + timedelta(hours=1)))

    late = {mark.task.key for mark in only(fair, moment=THE_EVE).tasks if mark.is_overdue}
    assert "company" not in late


@pytest.mark.parametrize("moment", [LONG_BEFORE, THE_EVE])
def test_who_only_counts_is_told_the_same_as_the_list(fair: Fair, moment):
    states = ("listed", "invited", "taking_part", "taking_part", "taking_part", "withdrawn")
    many = [make_exhibitor(fair, f"Aussteller {number}", state=state) for number, state in enumerate(states)]
    for exhibitor in (*many[2:5], *many[2:4]):
        make_entry(exhibitor, "exhibit", state="draft", version=1 + many.index(exhibitor) % 2)
    make_entry(many[2], state="withdrawn")
    make_entry(many[3], state="answered", handed_in={"name": "x"})
    with transaction() as session:
        session.add(ReopenedTask(exhibitor_id=many[1].id, task="company", until=THE_EVE + timedelta(hours=1)))
        session.get_one(Exhibitor, many[4].id).not_wanted = ["exhibit", "delivery"]
    alike = alike_of(fair.id)
    told = standings_of(alike, rules_of_fair(fair), at=moment)
    every = lines(fair, moment=moment)

    assert Counter(cells for one in told for cells in [(one.stage, one.tasks)] * one.number) == Counter(
        (line.stage, line.tasks) for line in every
    )
    assert counts_of(told) == counts_of(every)


def test_who_is_equally_far_is_counted_together(fair: Fair):
    for number in range(3):
        make_entry(make_exhibitor(fair, f"Aussteller {number}"), state="draft")

    assert [one.number for one in alike_of(fair.id)] == [3]


def test_a_list_of_many_is_searched_filtered_and_sorted(fair: Fair):
    for name, city, state in (("Wärme GmbH", "Essen", "listed"), ("Licht e.V.", "Bochum", "invited")):
        make_exhibitor(fair, name, city=city, state=state)
    every = lines(fair)

    def names(**wanted) -> list[str]:
        asked = {"stage": "", "words": (), "sort": "", **wanted}
        return [line.exhibitor.member.name for line in chosen(every, folded=folded, **asked)]

    assert names() == ["Licht e.V.", "Wärme GmbH"]
    assert names(stage="listed") == ["Wärme GmbH"]
    assert names(words=["warme", "essen"]) == ["Wärme GmbH"]
    assert names(sort="stand") == ["Wärme GmbH", "Licht e.V."]
    assert (counts_of(every)["invited"], counts_of(every)[OVERDUE]) == (1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    app: Flask, fair: Fair, count: int, queries_counted: Callable[[], int]
):
    for number in range(count):
        make_entry(make_exhibitor(fair, f"Aussteller {number}"), state="draft")
    browser = sign_in(app)
    db.session.remove()
    before = queries_counted()

    page = Page("/desk", 200, browser.get(f"/desk/{SLUG}/aussteller").get_data(as_text=True))

    assert text_of(page.tree.find(".//caption")).startswith(str(count))
    assert queries_counted() - before == (10 if db.engine.dialect.name == "sqlite" else 9)


def test_nobody_on_the_list_is_told_plainly(app: Flask, fair: Fair):
    assert "Noch stehen keine Aussteller" in sign_in(app).get(f"/desk/{SLUG}/aussteller").get_data(as_text=True)


def test_a_stage_of_not_wanted_tasks_is_told_as_such(fair: Fair):
    make_exhibitor(fair, not_wanted=["proposal"])

    marks = {mark.task.key: mark.status for mark in only(fair).tasks}
    assert marks["proposal"] is Status.NOT_WANTED
