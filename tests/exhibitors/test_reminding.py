"""Reminders as mails."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from eventapp.exhibitors.actions.reminding import remind, remind_all
from eventapp.exhibitors.actions.taking_part import NotLikeThis, set_wanted, withdraw
from tests.exhibitors.stand import do, mails, make_exhibitor, make_invited, person
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")
TWO_WEEKS_BEFORE_COMPANY = datetime(2027, 1, 17, 9, tzinfo=UTC)


def test_one_mail_per_member_for_everything_that_is_open():
    fair = make_fair()
    make_invited(fair)
    make_invited(fair, "IANUS GmbH", "anna@ianus.example")

    posted = do(remind, fair, at=TWO_WEEKS_BEFORE_COMPANY)

    assert posted == 2
    assert mails("reminder")[0].values["tasks"] == [
        "Firmeneintrag: bis Sonntag, 31. Januar, 18:00 Uhr",
        "Rechnung: bis Sonntag, 31. Januar, 18:00 Uhr",
    ]


def test_the_worker_asks_often_and_sends_once():
    fair = make_fair()
    make_invited(fair)

    posted = [do(remind, fair, at=TWO_WEEKS_BEFORE_COMPANY) for _ in range(3)]

    assert posted == [1, 0, 0]


def test_who_was_not_invited_or_has_withdrawn_hears_nothing():
    fair = make_fair()
    make_exhibitor(fair)
    do(withdraw, make_invited(fair, "IANUS GmbH", "anna@ianus.example"), by=None)

    assert do(remind, fair, at=TWO_WEEKS_BEFORE_COMPANY) == 0


def test_what_is_not_wanted_is_not_reminded_of():
    fair = make_fair()
    exhibitor = make_invited(fair)
    do(set_wanted, exhibitor, "proposal", False, by=person())

    do(remind, fair, at=datetime(2026, 12, 20, 9, tzinfo=UTC))

    assert mails("reminder") == []


def test_a_compulsory_task_cannot_be_not_wanted():
    with pytest.raises(NotLikeThis):
        do(set_wanted, make_invited(), "company", False, by=person())


def test_nobody_is_written_to_at_night():
    make_invited()

    do(remind_all, at=TWO_WEEKS_BEFORE_COMPANY.replace(hour=2))
    at_night = len(mails("reminder"))
    do(remind_all, at=TWO_WEEKS_BEFORE_COMPANY.replace(hour=8))

    assert (at_night, len(mails("reminder"))) == (0, 1)


def test_fairs_that_are_over_remind_of_nothing():
    make_invited()

    do(remind_all, at=datetime(2027, 6, 1, 9, tzinfo=UTC))

    assert mails("reminder") == []
