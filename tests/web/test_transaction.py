"""One request, one transaction: whole or not at all, and once more where a lock was in the way."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import find_fair
from eventapp.web.access import everyone
from eventapp.web.security import csrf
from eventapp.web.transaction import keep_despite_refusal
from tests.factories import SLUG, make_fair

View = Callable[[], ResponseReturnValue]


@pytest.fixture
def fair(app: Flask) -> None:
    with app.app_context():
        make_fair()
        db.session.remove()


def at_an_address(app: Flask, view: View) -> FlaskClient:
    """A client of an app that has ``view`` at ``/probe``."""
    app.add_url_rule("/probe", "probe", csrf.exempt(everyone(view)), methods=["GET", "POST"])
    return app.test_client()


def rename(title: str) -> None:
    fair: Fair | None = find_fair(SLUG)
    assert fair is not None
    fair.title_de = title


def title_in(app: Flask) -> str:
    with app.app_context():
        fair = find_fair(SLUG)
        assert fair is not None
        return fair.title_de


@pytest.mark.usefixtures("fair")
def test_what_a_view_wrote_is_there_afterwards(app: Flask):
    client = at_an_address(app, lambda: (rename("Neu"), "gut")[1])

    assert client.post("/probe").status_code == 200
    assert title_in(app) == "Neu"


@pytest.mark.usefixtures("fair")
def test_a_get_never_writes(app: Flask):
    client = at_an_address(app, lambda: (rename("Neu"), "gut")[1])

    assert client.get("/probe").status_code == 200
    assert title_in(app) == "Messe 2027"


@pytest.mark.usefixtures("fair")
def test_a_refusal_leaves_nothing_behind(app: Flask):
    client = at_an_address(app, lambda: (rename("Neu"), ("nein", 422))[1])

    assert client.post("/probe").status_code == 422
    assert title_in(app) == "Messe 2027"


@pytest.mark.usefixtures("fair")
def test_a_crash_leaves_nothing_behind(app: Flask):
    def view() -> ResponseReturnValue:
        rename("Neu")
        raise RuntimeError("on purpose")

    assert at_an_address(app, view).post("/probe").status_code == 500
    assert title_in(app) == "Messe 2027"


@pytest.mark.usefixtures("fair")
def test_a_view_may_keep_what_it_wrote_though_it_refuses(app: Flask):
    def view() -> ResponseReturnValue:
        rename("Gezählt")
        keep_despite_refusal()
        return "nein", 422

    assert at_an_address(app, view).post("/probe").status_code == 422
    assert title_in(app) == "Gezählt"


@pytest.mark.usefixtures("fair")
def test_a_lock_in_the_way_makes_the_view_run_again_with_the_same_file(app: Flask):
    seen: list[bytes] = []

    def view() -> ResponseReturnValue:
        seen.append(request.files["datei"].read())
        if len(seen) == 1:
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        rename("Beim zweiten Mal")
        return "gut"

    answer = at_an_address(app, view).post("/probe", data={"datei": (BytesIO(b"inhalt"), "a.txt")})

    assert (answer.status_code, seen) == (200, [b"inhalt", b"inhalt"])
    assert title_in(app) == "Beim zweiten Mal"


@pytest.mark.usefixtures("fair")
def test_a_lock_that_stays_is_told_as_unavailable_after_three_tries(app: Flask):
    tries: list[int] = []

    def view() -> ResponseReturnValue:
        tries.append(1)
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    answer = at_an_address(app, view).post("/probe")

    assert (answer.status_code, len(tries), answer.headers["Retry-After"]) == (503, 3, "2")


@pytest.mark.usefixtures("fair")
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://boese.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({}, 200),
    ],
)
def test_only_our_own_pages_may_send_what_changes_something(app: Flask, headers: dict[str, str], status: int):
    client = at_an_address(app, lambda: (rename("Neu"), "gut")[1])

    assert client.post("/probe", headers=headers).status_code == status
    assert title_in(app) == ("Neu" if status == 200 else "Messe 2027")
