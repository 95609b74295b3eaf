"""What places cost: a press few statements, the worker none where nothing is due, many mails one look at a release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from eventapp import prepared
from eventapp.database import db, in_transaction, transaction
from eventapp.outbox.kinds import kind_of
from eventapp.signups.actions.looking_after import settle_due
from eventapp.signups.filling import filled_of
from eventapp.signups.models import SignUp
from eventapp.visitors.links import page_path, page_token
from tests.factories import SLUG
from tests.signups.house import NOW, START, come, fair_id, known_visitor, make_workshop, states
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))
AFTER_THE_LAST_CALL = START - timedelta(minutes=10)


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """What went to the database since the list was emptied, without the beginning of transactions."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SET LOCAL")):
            seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def prepared_ones(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of those that went there past SQLAlchemy."""
    seen: list[str] = []
    run = prepared._Prepared._run

    def noted(self: Any, connection: Any, name: str, values: Any) -> Any:
        seen.append(name)
        return run(self, connection, name, values)

    monkeypatch.setattr(prepared._Prepared, "_run", noted)
    return seen


def press(client: FlaskClient, email: str) -> int:
    path = page_path(SLUG, page_token(known_visitor(email)), "de")
    db.session.remove()
    return client.post(f"{path}/anmelden/WORKSH", data={"once": email}).status_code


@pytest.mark.parametrize("question", ["", "Vegetarisch?"])
def test_a_press_reads_who_it_is_and_writes_in_few_statements(
    client: FlaskClient, clock: object, statements: list[str], prepared_ones: list[str], question: str
):
    make_workshop(question_de=question)
    press(client, ADA)
    path = page_path(SLUG, page_token(known_visitor(BEN)), "de")
    db.session.remove()
    statements.clear()
    prepared_ones.clear()

    client.post(f"{path}/anmelden/WORKSH", data={"once": "b", "answer": ""})

    taking = ["all"] if db.engine.dialect.name == "postgresql" else ["count", "sign up", "mail", "star"]
    assert prepared_ones == ["question", *taking]
    assert [statement for statement in statements if "public_version" not in statement] == []
    assert states() == {ADA: "confirmed", BEN: "confirmed"}


def test_where_nothing_is_due_the_worker_asks_twice(statements: list[str]):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    statements.clear()

    in_transaction(lambda: settle_due(NOW))

    assert len(statements) == 2


def test_after_the_last_call_the_worker_locks_and_writes_nothing(statements: list[str]):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    goes(ADA, now=AFTER_THE_LAST_CALL)
    in_transaction(lambda: settle_due(AFTER_THE_LAST_CALL))
    statements.clear()

    in_transaction(lambda: settle_due(AFTER_THE_LAST_CALL))

    assert states()[BEN] == "waiting"
    assert [one for one in statements if not one.startswith("SELECT") or "FOR " in one] == []
    assert [one for one in statements if "document" in one] == []


def test_a_release_is_read_once_for_many_mails(statements: list[str]):
    make_workshop(capacity=3)
    handles = {email: come(email).handle for email in (ADA, BEN, CEM)}
    values = kind_of("signups.place").values
    assert values is not None
    statements.clear()

    told = [values({"handle": handle, "to": email}) for email, handle in handles.items()]

    assert [one["title"] for one in told if one] == ["Messen"] * 3
    assert len([one for one in statements if "document" in one]) == 1


def test_who_came_from_the_waiting_list_is_counted():
    make_workshop(capacity=1)
    come(ADA)
    waiting = come(BEN).id
    with transaction():
        db.session.get_one(SignUp, waiting).came_at = START

    assert filled_of(fair_id())["WORKSH"].came == 1
