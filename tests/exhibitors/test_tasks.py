"""The state of a task, from what lies in the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.rules import default_rules
from eventapp.exhibitors.tasks import Part, Status, TaskState, states_of
from tests.exhibitors.stand import COMPANY, EXHIBIT

RULES = default_rules(date(2027, 3, 28))
EARLY = datetime(2026, 11, 1, tzinfo=UTC)
LATE = datetime(2027, 3, 27, tzinfo=UTC)


def entry(kind: str = "company", *, state: str = "draft", version: int = 2, **values: Any) -> Entry:
    draft = values.pop("draft", {})
    return Entry(
        kind=kind, state=state, version=version, draft=draft, is_to_review=values.pop("is_to_review", False), **values
    )


def task(key: str, *entries: Entry, at: datetime = EARLY, **part: Any) -> TaskState:
    told = Part(list(entries), part.pop("passes", 0), part.pop("not_wanted", []), part.pop("reopened", {}))
    states = states_of(told, part.pop("rules", RULES), options={}, at=at)
    return next(state for state in states if state.task.key == key)


def test_nobody_has_begun():
    assert task("company", entry(version=1, draft={"name": "SIBA GmbH"})).status is Status.OPEN


def test_begun_with_what_is_missing():
    state = task("company", entry(draft={**COMPANY, "city": "", "text_de": ""}))

    assert (state.status, state.missing) == (Status.IN_WORK, ("Ort", "Text auf Deutsch"))


def test_complete_means_ready_to_hand_in():
    state = task("company", entry(draft=COMPANY))

    assert (state.is_ready, state.missing) == (True, ())


def test_handed_in_waits_for_the_office_and_not_for_the_member():
    state = task("company", entry(state="submitted", draft=COMPANY, handed_in=COMPANY))

    assert (state.status, state.is_open, state.is_ready) == (Status.SUBMITTED, False, False)


def test_changes_after_handing_in_are_seen_and_can_be_handed_in():
    state = task("company", entry(state="accepted", draft={**COMPANY, "city": "Dortmund"}, handed_in=COMPANY))

    assert (state.status, state.entries[0].has_changes, state.is_ready) == (Status.ACCEPTED, True, True)


def test_a_field_that_is_asked_no_more_is_no_change():
    state = task("company", entry(state="accepted", draft={**COMPANY, "fax": "0231"}, handed_in=COMPANY))

    assert not state.entries[0].has_changes


def test_an_open_question_comes_first():
    state = task(
        "exhibit",
        entry("exhibit", state="accepted", draft=EXHIBIT, handed_in=EXHIBIT),
        entry("exhibit", state="question", draft=EXHIBIT, handed_in=EXHIBIT),
    )

    assert (state.status, state.is_open) == (Status.QUESTION, True)


def test_one_unfinished_exhibit_keeps_the_task_in_work():
    state = task("exhibit", entry("exhibit", state="submitted", draft=EXHIBIT, handed_in=EXHIBIT), entry("exhibit"))

    assert state.status is Status.IN_WORK


def test_withdrawn_exhibits_do_not_count():
    assert task("exhibit", entry("exhibit", state="withdrawn")).status is Status.OPEN


def test_a_whole_task_can_be_not_wanted_if_it_is_optional():
    assert task("exhibit", not_wanted=["exhibit"]).status is Status.NOT_WANTED
    assert task("company", entry(), not_wanted=["company"]).status is Status.IN_WORK


def test_an_unfinished_task_is_overdue_after_its_deadline():
    assert task("company", entry(version=1), at=LATE).is_overdue


def test_an_optional_task_that_nobody_began_is_over_and_not_overdue():
    state = task("exhibit", at=LATE)

    assert (state.is_over, state.is_overdue) == (True, False)


def test_what_was_handed_in_is_never_overdue():
    assert not task("company", entry(state="submitted", draft=COMPANY, handed_in=COMPANY), at=LATE).is_overdue


def test_a_task_opened_again_has_its_own_deadline():
    until = LATE + timedelta(hours=5)

    state = task("company", entry(), at=LATE, reopened={"company": until})

    assert (state.due_at, state.is_reopened, state.is_over) == (until, True, False)


def test_opening_again_never_makes_a_deadline_earlier():
    state = task("company", entry(), reopened={"company": EARLY})

    assert state.due_at == RULES.task("company").due_at


def test_staff_needs_somebody_with_a_pass():
    draft = {"on_site_name": "Erika Muster", "on_site_phone": "+49 2306 7001", "is_informed": True}

    assert task("staff", entry("staff", draft=draft)).missing == ("Ausweise",)
    assert task("staff", entry("staff", draft=draft), passes=1).is_ready


def test_what_was_carried_over_has_to_be_looked_through():
    state = task("company", entry(draft=COMPANY, is_to_review=True))

    assert (state.missing, state.is_ready) == (("Übernommene Angaben",), False)


def test_only_tasks_that_the_fair_asks_are_there():
    without = msgspec.structs.replace(RULES.task("billing"), is_asked=False)
    rules = msgspec.structs.replace(RULES, tasks={**RULES.tasks, "billing": without})

    keys = [state.task.key for state in states_of(Part([], 0, [], {}), rules, options={}, at=EARLY)]

    assert keys == ["company", "exhibit", "proposal", "staff", "delivery"]
