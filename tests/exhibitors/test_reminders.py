"""Which reminder is due on which day."""

from __future__ import annotations

from datetime import date, timedelta

from eventapp.clock import at_the_fair
from eventapp.exhibitors.reminders import reminder, stage
from eventapp.exhibitors.tasks import TaskState
from tests.exhibitors.test_tasks import EARLY, RULES, entry, task

DUE = at_the_fair(RULES.task("company").due_at).date()


def open_task(key: str = "company") -> TaskState:
    return task(key, entry(key))


def days_with_mail(*states: TaskState, days: list[date]) -> list[int]:
    """Days before :data:`DUE` on which something is sent, looking once a day."""
    reminded: dict[str, str] = {}
    sent = []
    for day in days:
        found = reminder(states, reminded, day)
        if found:
            reminded = found.reminded
            sent.append((DUE - day).days)
    return sent


def every_day(before: int = 30) -> list[date]:
    return [DUE - timedelta(days=left) for left in range(before, -3, -1)]


def test_fourteen_seven_and_two_days_before_a_deadline():
    assert days_with_mail(open_task(), days=every_day()) == [14, 7, 2]


def test_a_worker_that_stood_still_says_it_a_day_later():
    days = [day for day in every_day() if (DUE - day).days not in (14, 7)]

    assert days_with_mail(open_task(), days=days) == [13, 6, 2]


def test_asking_twice_a_day_sends_once():
    days = [day for day in every_day() for _ in range(2)]

    assert days_with_mail(open_task(), days=days) == [14, 7, 2]


def test_what_is_done_is_not_spoken_of():
    done = task("company", entry(state="submitted", handed_in={}))

    assert days_with_mail(done, days=every_day()) == []


def test_two_tasks_of_the_same_day_make_one_mail_that_names_both():
    found = reminder([open_task("billing"), open_task("company")], {}, DUE - timedelta(days=14))

    assert found is not None
    assert [state.task.key for state in found.tasks] == ["billing", "company"]


def test_a_mail_tells_of_everything_that_is_near():
    company, exhibit = open_task("company"), open_task("exhibit")
    day = at_the_fair(RULES.task("exhibit").due_at).date() - timedelta(days=14)

    found = reminder([exhibit, company], {}, day)

    assert found is not None
    assert [state.task.key for state in found.tasks] == ["company", "exhibit"]


def test_after_the_deadline_nobody_is_reminded():
    assert stage(open_task(), DUE + timedelta(days=1)) == ""


def test_a_task_that_is_over_at_this_hour_is_not_spoken_of_on_its_last_day():
    over = task("company", entry(), at=RULES.task("company").due_at + timedelta(hours=1))

    assert reminder([over], {}, DUE) is None


def test_a_deadline_that_moved_is_reminded_of_again():
    state = task("company", entry(), reopened={"company": RULES.task("company").due_at + timedelta(days=20)})
    said = {"company": f"{DUE:%Y-%m-%d}/2"}

    assert reminder([state], said, DUE + timedelta(days=18)) is not None
    assert state.due_at > EARLY
