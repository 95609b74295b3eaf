"""The journal: who changed what, from what to what."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eventapp.database import transaction
from eventapp.journal.actions import LONGEST, Difference, differences_between, record
from eventapp.journal.queries import entries, entries_about
from tests.factories import make_fair

MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def test_only_what_differs_is_told_and_missing_is_empty():
    before = {"title": "Alt", "place": None, "speakers": ["A", "B"], "day": date(2027, 2, 10), "gone": "weg"}
    after = {"title": "Neu", "place": None, "speakers": ["B"], "day": date(2027, 2, 10)}

    assert differences_between(before, after) == [
        Difference("title", "Alt", "Neu"),
        Difference("speakers", "A, B", "B"),
        Difference("gone", "weg", ""),
    ]


@pytest.mark.usefixtures("in_app")
def test_the_last_change_comes_first_and_of_one_thing_only_what_is_about_it():
    fair = make_fair()
    with transaction():
        for subject, kind in (
            ("session:A", "session.created"),
            ("place:1", "place.changed"),
            ("session:A", "session.x"),
        ):
            record(None, kind, subject=subject, name=subject, at=MONDAY, fair_id=fair.id)

    assert [entry.kind for entry in entries(fair.id)] == ["session.x", "place.changed", "session.created"]
    assert [entry.kind for entry in entries(fair.id, kinds=("session",))] == ["session.x", "session.created"]
    assert [entry.kind for entry in entries_about(fair.id, "session:A")] == ["session.x", "session.created"]


@pytest.mark.usefixtures("in_app")
def test_a_very_long_value_is_kept_as_far_as_it_helps():
    fair = make_fair()
    with transaction():
        record(
            None,
            "fair.changed",
            subject="fair",
            name="Messe",
            at=MONDAY,
            fair_id=fair.id,
            differences=[Difference("about", "x" * 30_000, "y")],
        )

    (told,) = entries(fair.id)[0].differences
    assert (len(told["old"]), told["new"]) == (LONGEST, "y")
