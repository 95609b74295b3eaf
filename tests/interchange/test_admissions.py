"""When sign-up opens, in a cell of our workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from eventapp.interchange.admissions import cells_of
from eventapp.programme.value import SignUpRules
from tests.signups.house import make_workshop, workshop


@pytest.mark.usefixtures("in_app")
@pytest.mark.parametrize(
    ("hour", "cell"),
    [(0, datetime(2026, 10, 25, 2, 30)), (1, "2026-10-25 02:30:00+01:00")],  # noqa: DTZ001 -- a cell
)
def test_the_hour_that_comes_twice_has_its_offset_the_second_time(hour: int, cell: object):
    make_workshop()
    opens_at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)

    told = cells_of(replace(workshop(), sign_up=SignUpRules(opens_at=opens_at)), "de")

    assert told["sign_up_opens"] == cell
