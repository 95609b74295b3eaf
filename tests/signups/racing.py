"""One of several processes in which many people press "sign up" at once: ``python -m tests.signups.racing URL``.

Reads from its standard input, a line each, the ids of visitors who all want into the session ``WORKSH``, and answers
with how many got a place, wait, or met an error. ``--without-lock`` takes the lock away, to show that it is needed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from flask import Flask

from eventapp import create_app
from eventapp.database import db, transaction
from eventapp.programme.value import Session
from eventapp.signups.actions import asking
from eventapp.signups.actions.at_once import at_once, key_of
from eventapp.signups.actions.places import LOOKED_AT, Door, door_of
from eventapp.signups.models import Allotment
from eventapp.signups.queries import session_id_of
from eventapp.visitors.links import page_token
from eventapp.visitors.models import Visitor
from tests.conftest import settings
from tests.factories import SLUG
from tests.signups.house import NOW, workshop
from tests.signups.house import at_once as press_in_transaction

THREADS = 8


def main() -> None:
    url = sys.argv[1]
    app = create_app(settings(url))
    press = _press if "--without-lock" not in sys.argv else _press_without_lock
    with ThreadPoolExecutor(THREADS) as pool:
        for line in sys.stdin:
            answers = list(pool.map(lambda visitor_id: _in_app(app, press, visitor_id), json.loads(line)))
            print(json.dumps({name: answers.count(name) for name in set(answers)}), flush=True)


def _in_app(app: Flask, press: Callable[[int], str], visitor_id: int) -> str:
    with app.app_context():
        try:
            return press(visitor_id)
        except Exception as error:
            return type(error).__name__
        finally:
            db.session.remove()


def _press(visitor_id: int) -> str:
    """As the page does it: at once, or else in the usual way."""
    token, once = page_token(db.session.get_one(Visitor, visitor_id)), "race"
    db.session.rollback()
    if at_once().sign_up(SLUG, token, workshop(), once, at=NOW):
        return "confirmed"
    with transaction():
        return press_in_transaction(visitor_id, key=key_of(visitor_id, once)).state


def _press_without_lock(visitor_id: int) -> str:
    asking.lock_one = look_only  # type: ignore[attr-defined]  # -- put in its place
    with as_databases_do():
        return press_in_transaction(visitor_id, key=key_of(visitor_id, "race")).state


@contextmanager
def as_databases_do() -> Iterator[None]:
    """A transaction that begins when it is first read in and locks when it first writes."""
    yield
    db.session.commit()


def look_only(fair_id: int, session: Session) -> Door:
    """Reads the row and leaves it to everybody else."""
    wanted = LOOKED_AT.where(Allotment.session_id == session_id_of(fair_id, session.code))
    return door_of(db.session.execute(wanted).one(), session)


if __name__ == "__main__":
    main()
