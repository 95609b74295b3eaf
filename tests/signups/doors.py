"""A door, and the presses that are made at it."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.signups.actions.door import NotKept, Press, press_at
from eventapp.signups.actions.door_links import create_door
from eventapp.signups.door_queries import attendance_of, find_act
from eventapp.signups.door_rules import Numbers
from eventapp.signups.doors import token_of
from eventapp.signups.models import DoorAct, DoorLink, SignUp
from tests.factories import DAY, SLUG, at
from tests.signups.house import programme, workshop

DOORS_OPEN = at("09:50")
"""Ten minutes before the workshop starts: places are given at the door."""
JSON = {"Accept": "application/json"}
_nonces = itertools.count(1)


def fresh_nonce() -> str:
    return f"nonce-of-a-device-{next(_nonces)}"


def make_door(name: str = "Tür A", *, day: date = DAY, place_id: int | None = None) -> DoorLink:
    def make() -> int:
        fair = db.session.scalars(select(Fair)).one()
        return create_door(fair, name=name, day=day, place_id=place_id, by=None, at=at("08:00")).id

    return db.session.get_one(DoorLink, in_transaction(make))


def act_of(
    door: DoorLink,
    kind: str,
    what: str,
    *,
    nonce: str = "",
    code: str = "WORKSH",
    now: datetime = DOORS_OPEN,
    when: datetime | None = None,
) -> DoorAct:
    """One press, and what was kept of it."""
    pressed = Press(kind, what, nonce or fresh_nonce(), when or now)
    name = in_transaction(lambda: press_at(door, workshop(code), pressed, now=now))
    act = find_act(name)
    assert act is not None
    return act


def verdict(door: DoorLink, kind: str, what: str, **values: Any) -> str:
    """What is said of one press, whether it is kept or not."""
    try:
        return act_of(door, kind, what, **values).verdict
    except NotKept as refused:
        return refused.verdict.value


def acts() -> int:
    """How many presses are kept."""
    return db.session.scalar(select(func.count()).select_from(DoorAct)) or 0


def numbers(door: DoorLink, code: str = "WORKSH") -> Numbers:
    db.session.rollback()  # what others committed meanwhile is seen
    return attendance_of(door, programme(), workshop(code)).numbers


def refreshed_sign_up(sign_up: SignUp) -> SignUp:
    db.session.expire_all()
    return db.session.get_one(SignUp, sign_up.id)


class Helper:
    """Somebody with the link of a door in a browser, with or without script."""

    def __init__(self, app: Flask, door: DoorLink, *, language: str = "") -> None:
        self.client: FlaskClient = app.test_client()
        self.path = f"{language}/{SLUG}/tuer/{token_of(door)}"

    def press(self, kind: str, what: str, *, code: str = "WORKSH", **sent: str) -> dict[str, Any]:
        form = {kind: what, "nonce": fresh_nonce()} | sent
        answer = self.client.post(f"{self.path}/{code}", data=form, headers=JSON)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        told: dict[str, Any] = answer.get_json()
        return told
