"""One of several processes in which many people press "sign up" at once: ``python -m tests.signups.racing URL``.

Reads from its standard input, a line each, the ids of visitors who all want into the session ``WORKSH``, and answers
with how many got a place, wait, or met an error. ``--without-lock`` takes the lock away, to show that it is needed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from flask import Flask

from eventapp import create_app
from eventapp.database import db, transaction
from eventapp.programme.value import Session
from eventapp.signups.actions import asking
from eventapp.signups.actions.places import LOOKED_AT, Door, door_of
from eventapp.signups.models import Allotment
from eventapp.signups.queries import session_id_of
from tests.conftest import settings
from tests.signups.house import at_once

THREADS = 8


def main() -> None:
    url = sys.argv[1]
    app = create_app(settings(url))
    is_locked = "--without-lock" not in sys.argv
    if not is_locked:
        asking.lock_one = look_only  # type: ignore[attr-defined]  # -- put in its place
        asking.give_at_once = lambda *_: None  # type: ignore[attr-defined]  # -- what locks, asks and counts in one
    begin = transaction if is_locked else as_databases_do
    with ThreadPoolExecutor(THREADS) as pool:
        for line in sys.stdin:
            answers = list(pool.map(lambda visitor_id: _press(app, begin, visitor_id), json.loads(line)))
            print(json.dumps({name: answers.count(name) for name in set(answers)}), flush=True)


def _press(app: Flask, begin: Callable[[], AbstractContextManager[Any]], visitor_id: int) -> str:
    with app.app_context():
        try:
            with begin():
                return at_once(visitor_id, key=f"race-{visitor_id}").state
        except Exception as error:
            return type(error).__name__
        finally:
            db.session.remove()


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
