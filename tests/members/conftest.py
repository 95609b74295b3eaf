"""A member with one person, invited to a fair whose deadlines all lie ahead; the clock stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Flask

from eventapp.database import db
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.queries import get_exhibitor
from tests.exhibitors.stand import AT, make_invited
from tests.people import Insider, sign_in

PETRA, COLLEAGUE, STRANGER = "erika@siba.example", "kim@siba.example", "fremd@anders.example"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def here(app: Flask) -> int:
    """The id of Petra's exhibitor."""
    with app.app_context():
        exhibitor_id = make_invited().id
        db.session.remove()
    return exhibitor_id


@pytest.fixture
def petra(app: Flask, here: int) -> Insider:
    return sign_in(app, PETRA, is_organiser=False)


def at(here: int, path: str = "") -> str:
    return f"/mein-stand/{here}/{path}"


@pytest.fixture
def inside(app: Flask, here: int) -> Iterator[Callable[[], Exhibitor]]:
    """For arranging and looking: within the application, the exhibitor as it stands now."""
    with app.app_context():

        def look() -> Exhibitor:
            db.session.rollback()  # a reading transaction of SQLite goes on seeing what it saw
            return get_exhibitor(here)

        yield look
        db.session.remove()
