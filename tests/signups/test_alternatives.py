"""Where somebody is sent whose session was cancelled."""

from __future__ import annotations

import pytest

from eventapp.signups.alternatives import alternative_to
from tests.factories import at, make_release, make_session
from tests.signups.house import make_workshop, programme, workshop

pytestmark = pytest.mark.usefixtures("in_app")


def found(**other: str) -> str | None:
    """The code of what is offered at nine instead of the workshop, with another session beside one in the afternoon."""
    fair = make_workshop(series="messen")
    make_session(fair, "Am Nachmittag", code="LATER1", series="messen", starts="14:00", ends="15:00")
    make_session(fair, "Das andere", code="OTHER1", **{"series": "messen", "ends": "11:45", "starts": "11:00", **other})
    make_release(later=1)
    alternative = alternative_to(programme(), workshop(), at=at("09:00"))
    return alternative.code if alternative else None


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({}, "OTHER1"),
        ({"starts": "08:30", "ends": "09:30"}, "LATER1"),
        ({"admission": "closed"}, "LATER1"),
        ({"series": "anderes"}, "LATER1"),
        ({"kind": "break"}, "LATER1"),
    ],
)
def test_the_nearest_repetition_that_is_still_to_come_and_open(other: dict[str, str], code: str):
    assert found(**other) == code
