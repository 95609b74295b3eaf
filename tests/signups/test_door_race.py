"""Many doors at the same moment: a code counts once, and the last free place is given once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from eventapp.cli.saying import in_transaction
from eventapp.database import db, transaction
from eventapp.signups.actions import door as acts
from eventapp.signups.actions.door import Press, press_at
from eventapp.signups.actions.giving_back import give_back
from eventapp.signups.door_queries import find_act
from eventapp.signups.models import DoorLink, SignUp
from tests.signups.doors import DOORS_OPEN, fresh_nonce, make_door, numbers
from tests.signups.house import come, make_workshop, workshop
from tests.signups.racing import as_databases_do, look_only

DOORS, ROUNDS = 6, 8
Begin = Callable[[], AbstractContextManager[Any]]


def press_at_all(
    app: Flask, doors: list[int], kind: str, whats: list[str], *, nonce: str = "", begin: Begin = transaction
) -> Counter[str]:
    """One press at each of the doors, all begun together; what was said, errors by their names."""
    session = workshop()
    together = Barrier(len(doors))

    def press(door_id: int, what: str) -> str:
        with app.app_context():
            pressed = Press(kind, what, nonce or fresh_nonce(), DOORS_OPEN)
            together.wait()
            try:
                with begin():
                    name = press_at(db.session.get_one(DoorLink, door_id), session, pressed, now=DOORS_OPEN)
                    act = find_act(name)
                    assert act is not None
                    return act.verdict
            except Exception as error:
                return type(error).__name__
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(doors)) as pool:
        return Counter(pool.map(press, doors, whats))


def everybody_goes_out() -> None:
    in_transaction(lambda: db.session.execute(update(SignUp).values(came_at=None)))


def test_one_code_at_many_doors_counts_once(app: Flask):
    with app.app_context():
        make_workshop()
        code, doors = come("ada@besuch.example").code, [make_door(f"Tür {n}") for n in range(DOORS)]
        for _ in range(ROUNDS):
            said = press_at_all(app, [door.id for door in doors], "code", [code] * DOORS)

            assert said == {"ok": 1, "already": DOORS - 1}
            assert numbers(doors[0]).present == 1
            everybody_goes_out()
        db.session.remove()


def test_without_the_lock_a_code_counts_more_than_once_or_is_an_error(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """What the test above holds is the lock's doing."""
    monkeypatch.setattr(acts, "lock", look_only)
    with app.app_context():
        make_workshop()
        code, doors = come("ada@besuch.example").code, [make_door(f"Tür {n}").id for n in range(DOORS)]
        said = []
        for _ in range(ROUNDS):
            said.append(press_at_all(app, doors, "code", [code] * DOORS, begin=as_databases_do))
            everybody_goes_out()
        db.session.remove()

    assert any(one != {"ok": 1, "already": DOORS - 1} for one in said)


def test_one_press_that_is_sent_many_times_at_once_is_answered_alike(app: Flask):
    with app.app_context():
        make_workshop()
        code, door = come("ada@besuch.example").code, make_door()

        said = press_at_all(app, [door.id] * DOORS, "code", [code] * DOORS, nonce=fresh_nonce())

        assert said == {"ok": DOORS}
        assert numbers(door).present == 1
        db.session.remove()


def test_the_last_free_place_is_given_once_to_who_waits_or_is_counted(app: Flask):
    with app.app_context():
        make_workshop(capacity=2)
        for number in range(2):
            come(f"hat-{number}@besuch.example")
        waiting = [come(f"wartet-{number}@besuch.example").handle for number in range(DOORS)]
        doors = [make_door(f"Tür {n}") for n in range(DOORS)]
        in_transaction(give_one_back)

        said = press_at_all(app, [door.id for door in doors], "let_in", waiting)

        assert said == {"ok": 1, "no_room": DOORS - 1}
        assert numbers(doors[0]).taken == 2
        db.session.remove()


def give_one_back() -> None:
    has_one = db.session.scalars(db.select(SignUp).where(SignUp.state == "confirmed").limit(1)).one()
    give_back(has_one, workshop(), at=DOORS_OPEN)


def test_no_more_heads_are_counted_than_places_are_free(app: Flask):
    with app.app_context():
        make_workshop(capacity=2)
        doors = [make_door(f"Tür {n}") for n in range(DOORS)]

        said = press_at_all(app, [door.id for door in doors], "count", ["1"] * DOORS)

        assert said == {"counted": 2, "no_room": DOORS - 2}
        assert numbers(doors[0]).present == 2
        db.session.remove()
