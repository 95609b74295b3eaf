"""The last place: however many press at once, from several processes, no place is given twice.

``RACE_ROUNDS=100`` races a hundred times; without it a few rounds show it on every run of the suite.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, insert, update

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.outbox.models import OutboxMail
from eventapp.signups.models import Allotment, SignUp
from eventapp.visitors.models import Visitor
from tests.signups.house import NOW, counted, fair_id, mails, make_workshop

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, ATTEMPTS, PLACES = 3, 400, 50
ROUNDS = int(os.environ.get("RACE_ROUNDS", "2"))


@contextmanager
def racers(url: str, *more: str) -> Iterator[list[subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "tests.signups.racing", url, *more]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    started = [subprocess.Popen(command, **pipes) for _ in range(PROCESSES)]
    try:
        yield started
    finally:
        for one in started:
            one.communicate()


def race(started: list[subprocess.Popen[str]], visitor_ids: list[int]) -> Counter[str]:
    """All of them at once, spread over the processes."""
    for number, one in enumerate(started):
        assert one.stdin is not None
        one.stdin.write(json.dumps(visitor_ids[number :: len(started)]) + "\n")
        one.stdin.flush()
    found: Counter[str] = Counter()
    for one in started:
        assert one.stdout is not None
        found += Counter(json.loads(one.stdout.readline()))
    return found


def make_crowd() -> list[int]:
    """Four hundred people whose addresses are known."""

    def make() -> None:
        rows = [
            {
                "fair_id": fair_id(),
                "handle": f"crowd-{number}",
                "name": f"Person {number}",
                "email": f"p{number}@besuch.example",
                "email_confirmed_at": NOW,
                "created_at": NOW,
            }
            for number in range(ATTEMPTS)
        ]
        db.session.execute(insert(Visitor), rows)

    in_transaction(make)
    return sorted(db.session.scalars(db.select(Visitor.id)))


def start_over() -> None:
    def empty() -> None:
        db.session.execute(delete(SignUp))
        db.session.execute(delete(OutboxMail))
        db.session.execute(update(Allotment).values(taken=0, next_turn=1, waiting=0))

    in_transaction(empty)


def test_four_hundred_who_press_at_once_get_fifty_places(app: Flask, database_url: str):
    with app.app_context():
        make_workshop(capacity=PLACES)
        crowd = make_crowd()
        db.session.remove()
        with racers(database_url) as started:
            for _ in range(ROUNDS):
                assert race(started, crowd) == {"confirmed": PLACES, "waiting": ATTEMPTS - PLACES}
                assert counted() == (PLACES, PLACES)
                assert Counter(mails()) == {"signups.place": PLACES, "signups.waiting": ATTEMPTS - PLACES}
                start_over()


def test_without_the_lock_places_are_given_twice_or_people_turned_away(app: Flask, database_url: str):
    """The race is real: what the test above holds is the lock's doing."""
    with app.app_context():
        make_workshop(capacity=PLACES)
        crowd = make_crowd()
        db.session.remove()
        with racers(database_url, "--without-lock") as started:
            found = race(started, crowd)
        taken, taking = counted()

        assert (found["confirmed"], taken, taking) != (PLACES, PLACES, PLACES)


@pytest.mark.usefixtures("in_app")
def test_one_who_presses_in_three_processes_at_once_has_one_place(database_url: str):
    make_workshop(capacity=PLACES)
    one = make_crowd()[0]
    db.session.remove()

    with racers(database_url) as started:
        found = race(started, [one] * (PROCESSES * 4))

    assert found == {"confirmed": PROCESSES * 4}
    assert counted() == (1, 1)
