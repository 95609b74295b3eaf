"""The database: the same promises on SQLite and PostgreSQL, with one committer that takes the lock first."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from eventapp import prepared
from eventapp.clock import NaiveDatetime
from eventapp.database import USED_AT, db, rows_of, spend_connection, transaction
from eventapp.fair.models import Fair
from eventapp.fair.queries import find_fair, get_fair
from eventapp.prepared import Question, Unanswered
from eventapp.programme.models import ConferenceSession, SessionSpeaker
from tests.factories import SLUG, at, change, make_fair, make_place, make_session, make_speaker, refreshed

pytestmark = pytest.mark.usefixtures("in_app")
AUTUMN = datetime(2027, 10, 31, tzinfo=UTC)


def test_a_moment_without_zone_is_refused():
    session = make_session(make_fair())

    with pytest.raises(StatementError) as refused:
        change(session, starts_at=datetime(2027, 3, 28, 10, 0))  # noqa: DTZ001 -- what must be refused

    assert isinstance(refused.value.orig, NaiveDatetime)


def test_rows_read_past_the_mapper_know_what_it_has_not_written_yet():
    session = make_session(make_fair())
    session.title_de = "Neu"

    assert rows_of(sa.select(ConferenceSession.title_de)).all() == [("Neu",)]


@pytest.mark.parametrize("minutes", [-1, 0, 30, 59, 60, 90, 119, 120])
@pytest.mark.parametrize("change_of_clocks", [datetime(2027, 3, 28, tzinfo=UTC), AUTUMN])
def test_moments_around_the_change_of_clocks_come_back_as_they_went_in(change_of_clocks: datetime, minutes: int):
    moment = change_of_clocks + timedelta(minutes=minutes)
    session = make_session(make_fair())
    change(session, starts_at=moment, ends_at=moment + timedelta(hours=1))

    kept = db.session.get(ConferenceSession, session.id, populate_existing=True)

    assert (kept.starts_at, kept.starts_at.tzinfo) == (moment, UTC)


def test_a_foreign_offset_is_the_same_moment():
    east = timezone(timedelta(hours=9))
    session = make_session(make_fair())
    change(session, starts_at=at("10:00").astimezone(east))

    assert refreshed(db.session.get(ConferenceSession, session.id)).starts_at == at("10:00")


def test_moments_sort_and_compare_as_moments():
    fair = make_fair()
    make_session(fair, "Später", starts="12:00", ends="12:30")
    make_session(fair, "Früher", starts="09:00", ends="09:30")

    wanted = sa.select(ConferenceSession.title_de).where(ConferenceSession.starts_at < at("12:00").astimezone())
    assert list(db.session.scalars(wanted)) == ["Früher"]


def test_nothing_points_to_what_is_not_there():
    session = make_session(make_fair())

    with pytest.raises(IntegrityError):
        change(session, place_id=4711)


def test_a_place_in_use_cannot_be_thrown_away():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, place=place)

    with pytest.raises(IntegrityError), transaction() as work:
        work.execute(sa.text("DELETE FROM place"))


def test_who_speaks_goes_with_the_session():
    fair = make_fair()
    make_session(fair, speakers=[make_speaker(fair)])

    with transaction() as work:
        work.execute(sa.delete(ConferenceSession))

    assert db.session.query(SessionSpeaker).count() == 0


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE conference_session SET ends_at = starts_at",
        "UPDATE conference_session SET title_de = ''",
        "UPDATE conference_session SET code = 'KURZ'",
        "UPDATE conference_session SET number = 0",
        "UPDATE conference_session SET kind = 'party'",
        "UPDATE conference_session SET starts_at = NULL",
        "UPDATE fair SET ends_on = '2020-01-01'",
        "UPDATE fair SET public_version = 0",
        "UPDATE fair SET released = -1",
        "UPDATE fair SET title_de = ''",
        "UPDATE place SET name_de = ''",
        "UPDATE speaker SET name = ''",
        "INSERT INTO place SELECT 99, fair_id, slug, 'Z', '', '', '', 'stage', 0, '', '', false, 0, 0, 1 FROM place",
    ],
)
def test_the_database_refuses_what_breaks_a_rule(broken: str):
    fair = make_fair()
    make_session(fair, place=make_place(fair), speakers=[make_speaker(fair)])

    with pytest.raises(IntegrityError), transaction() as work:
        work.execute(sa.text(broken))


def test_a_transaction_that_fails_leaves_nothing():
    fair = make_fair()

    with pytest.raises(RuntimeError), transaction() as work:  # noqa: PT012 -- what is tested is the block
        work.execute(sa.update(Fair).values(title_de="Halb"))
        raise RuntimeError

    assert refreshed(fair).title_de == "Messe 2027"


def test_a_transaction_sees_what_was_written_before_it_began():
    fair = make_fair()
    assert fair.title_de == "Messe 2027"
    with db.engine.begin() as other:
        other.execute(sa.text("UPDATE fair SET title_de = 'Neu'"))

    with transaction():
        assert get_fair(SLUG).title_de == "Neu"


def together(app: Flask, work, *, times: int) -> list[BaseException]:
    """The same work in several threads at once; what went wrong."""
    wrong: list[BaseException] = []
    ready = threading.Barrier(times)

    def run() -> None:
        with app.app_context():
            ready.wait()
            try:
                work()
            except DBAPIError as error:
                wrong.append(error)
            db.session.remove()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def count_up() -> None:
    """Read, then write: what fails as "locked" or loses an update when the lock does not come first."""
    for _ in range(5):
        with transaction() as work:
            locked = sa.select(Fair).where(Fair.slug == SLUG).with_for_update()
            fair = work.scalars(locked.execution_options(populate_existing=True)).one()
            fair.public_version += 1


def test_readers_that_become_writers_wait_for_each_other(app: Flask):
    make_fair()

    wrong = together(app, count_up, times=6)

    assert wrong == []
    assert refreshed(get_fair(SLUG)).public_version == 1 + 6 * 5


def test_the_write_lock_comes_before_the_first_reading(app: Flask):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    make_fair()
    begun: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *call: begun.append(call[2]))

    with transaction():
        get_fair(SLUG)

    assert begun[0] == "BEGIN IMMEDIATE"
    assert begun[1].startswith("SELECT")


def test_reading_takes_no_write_lock():
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    begun: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *call: begun.append(call[2]))

    find_fair(SLUG)

    assert begun[0] == "BEGIN DEFERRED"


def test_sqlite_is_a_server_s_database():
    if db.engine.dialect.name != "sqlite":
        pytest.skip("pragmas are SQLite's")
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema", "secure_delete")

    found = {name: db.session.scalar(sa.text(f"PRAGMA {name}")) for name in names}

    assert found == dict(zip(names, ("wal", 2, 1, 10000, 0, 1), strict=True))


def test_no_connection_crosses_a_fork():
    """The child asks in its own words, and what the parent has begun goes on."""
    first = db.session.scalar(sa.text("SELECT 1"))
    if (child := os.fork()) == 0:
        pool: Any = db.engine.pool
        os._exit(0 if pool.checkedout() == 0 and db.engine.connect().scalar(sa.text("SELECT 2")) == 2 else 1)
    _, status = os.waitpid(child, 0)

    assert (first, status, db.session.scalar(sa.text("SELECT 3"))) == (1, 0, 3)


def test_a_connection_that_brought_much_is_not_used_again_where_it_keeps_the_room_for_it():
    before = db.session.connection().connection.dbapi_connection
    spend_connection()
    db.session.remove()

    is_another = db.session.connection().connection.dbapi_connection is not before
    assert is_another == (db.engine.dialect.name == "postgresql")


def test_a_connection_that_died_while_nobody_used_it_is_replaced():
    connection = db.session.connection()
    mine, info = connection.connection.dbapi_connection, connection.info
    db.session.remove()
    info[USED_AT] = float("-inf")
    if db.engine.dialect.name == "postgresql":
        with sa.create_engine(db.engine.url, poolclass=sa.NullPool).begin() as other:
            other.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": mine.info.backend_pid})

    assert db.session.scalar(sa.text("SELECT 3")) == 3


@pytest.fixture
def question(in_app: None) -> Iterator[Question]:
    """Of one fair: numbers, titles and starts from a number on; and all ends, twice."""
    session = ConferenceSession
    never = sa.type_coerce(sa.null(), session.starts_at.type)
    mine = sa.select(session.number, session.title_de, session.starts_at, never).join(Fair)
    mine = mine.where(Fair.slug == sa.bindparam("slug"), session.number >= sa.bindparam("least"))
    fixed = sa.literal_column("-7", sa.Integer), sa.literal_column("''", sa.String)
    ends = sa.select(*fixed, session.ends_at, session.ends_at).join(Fair).where(Fair.slug == sa.bindparam("slug"))
    made = Question(sa.union_all(mine, ends), db.engine)
    yield made
    made.close()


def test_a_question_reads_numbers_texts_and_moments_as_they_were_written(question: Question):
    starts, ends = AUTUMN + timedelta(hours=1, minutes=30), AUTUMN + timedelta(hours=2)
    session = make_session(make_fair(), "Über 'alles' %s $1 ?")
    change(session, starts_at=starts, ends_at=ends)

    first, again = (sorted(question.rows(slug=SLUG, least=1)) for _ in range(2))

    assert first == again == [[-7, "", ends, ends], [session.number, "Über 'alles' %s $1 ?", starts, None]]
    assert [question.rows(slug="'; --", least=1), len(question.rows(slug=SLUG, least=10**6))] == [[], 1]


def test_a_question_sees_what_was_committed_a_moment_ago(question: Question):
    fair = make_fair()
    before = len(question.rows(slug=SLUG, least=0))

    make_session(fair)

    assert (before, len(question.rows(slug=SLUG, least=0))) == (0, 2)


def test_threads_that_ask_at_once_have_a_connection_each(app: Flask, question: Question):
    make_session(make_fair(), "Für alle")
    answers: list[str] = []

    together(app, lambda: answers.extend(question.rows(slug=SLUG, least=1)[0][1] for _ in range(50)), times=4)

    assert (answers, 1 <= len(question._idle) <= 4) == (["Für alle"] * 200, True)


def test_a_question_writes_nothing_even_if_it_wanted_to(question: Question):
    question.rows(slug=SLUG, least=1)

    with pytest.raises((sqlite3.OperationalError, psycopg.errors.ReadOnlySqlTransaction)):
        question._idle[0].execute("DELETE FROM fair")


def test_a_connection_that_broke_is_not_asked_again(question: Question):
    question.rows(slug=SLUG, least=1)
    question._idle[0].close()

    with pytest.raises((Unanswered, sqlite3.ProgrammingError, psycopg.OperationalError)):
        question.rows(slug=SLUG, least=1)

    assert question.rows(slug=SLUG, least=1) == []


def test_no_connection_of_a_question_crosses_a_fork(question: Question):
    question.rows(slug=SLUG, least=1)
    known = list(question._idle)

    prepared._leave_connections_to_the_parent()

    assert (len(known), len(question._idle)) == (1, 0)
    known[0].close()
