"""Databases from before the row said what is due: the migration counts who waits, and finds what runs out first."""

from __future__ import annotations

from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import func, select

from eventapp.database import db
from eventapp.signups.models import Allotment, SignUp
from tests.signups.house import NOW, ask_for, come, make_workshop
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app")


def due() -> list[tuple[object, ...]]:
    found = [tuple(row) for row in db.session.execute(select(Allotment.waiting, Allotment.next_due_at))]
    db.session.remove()
    return found


@pytest.mark.parametrize("state", ["held", "offered"])
def test_what_is_due_is_found_among_those_who_are_there(state: str, app: Flask, tmp_path: Path):
    app.config["BACKUP_FOLDER"] = str(tmp_path / "backups")
    make_workshop(capacity=1)
    if state == "held":
        ask_for("held@besuch.example")
    else:
        for name in ("ada", "ben", "cem"):
            come(f"{name}@besuch.example")
        goes("ada@besuch.example", now=NOW)
    ends = db.session.scalars(select(func.coalesce(SignUp.held_until, SignUp.offered_until)).order_by(SignUp.id)).all()
    db.session.remove()

    flask_migrate.downgrade(revision="014")
    flask_migrate.upgrade()

    (first,) = [end for end in ends if end is not None]
    assert due() == [(int(state == "offered"), first)]
