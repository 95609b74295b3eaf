"""Who is signed up for a session, in the order in which the office reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.signups.filling import standing_in
from eventapp.signups.models import SignUp
from tests.signups.house import NOW, ask_for, come, fair_id, make_workshop, press
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))


def emails(found: list[SignUp]) -> list[str]:
    return [one.visitor.email for one in found if one.visitor]


def test_who_waits_stands_in_turn_whoever_asked_first():
    make_workshop(capacity=1)
    come(ADA)
    asked = [ask_for(email) for email in (BEN, CEM)]

    for sign_up in reversed(asked):
        assert sign_up is not None
        press(sign_up)

    assert emails(standing_in(fair_id(), "WORKSH").waiting) == [CEM, BEN]


def test_of_those_who_went_the_last_one_stands_first():
    make_workshop(capacity=3)
    for email in (ADA, BEN, CEM):
        come(email)

    for minutes, email in enumerate((BEN, CEM, ADA)):
        goes(email, now=NOW + timedelta(minutes=minutes))

    assert emails(standing_in(fair_id(), "WORKSH").over) == [ADA, CEM, BEN]
