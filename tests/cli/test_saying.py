"""How commands end where the database or the disk refuses, and what they show while they work."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, ProgrammingError

from eventapp import create_app, database
from eventapp.cli import saying
from eventapp.errors import DomainError
from tests.conftest import settings

LOCKED = OperationalError("BEGIN", {}, Exception("database is locked"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (LOCKED, "Die Datenbank ist gerade belegt."),
        (OperationalError("", {}, Exception("refused\nhint")), "Die Datenbank antwortet nicht (refused)."),
        (OperationalError("", {}, Exception("no such table: fair")), "„flask db upgrade“"),
        (ProgrammingError("", {}, Exception("undefined table")), "„flask db upgrade“"),
        (IntegrityError("", {}, Exception("UNIQUE")), "Die Datenbank hat es abgelehnt (UNIQUE)."),
        (DataError("", {}, Exception("too long")), "Die Datenbank hat es abgelehnt (too long)."),
        (PermissionError(13, "Permission denied", "/etc/x"), "/etc/x (Permission denied)."),
        (DomainError("Das {was} nicht.", was="\x1bgeht"), "Das geht nicht."),
    ],
)
def test_a_refusal_is_one_sentence_and_status_1(error: Exception, sentence: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended, saying.refusals():
        raise error

    said = capsys.readouterr()
    assert (ended.value.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert sentence in said.err


@pytest.mark.parametrize(
    "command",
    [
        ("programme", "diff", "--fair", "x"),
        ("programme", "release", "--fair", "x"),
        ("fair", "create", "messe-x", "--title", "x", "--starts", "2027-01-01", "--ends", "2027-01-02"),
        ("demo",),
    ],
)
def test_without_a_database_every_command_ends_in_a_sentence(command: tuple[str, ...]):
    answer = create_app(settings("sqlite:////nonexistent/x.sqlite")).test_cli_runner().invoke(args=command)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "Die Datenbank antwortet nicht (unable to open database file). Prüfen Sie DATABASE_URL.\n"


def tried(monkeypatch: pytest.MonkeyPatch, *refusals: DBAPIError) -> int:
    """How many tries it takes where the first ones are refused."""
    waiting = list(refusals)

    @contextmanager
    def locked() -> Iterator[None]:
        if waiting:
            raise waiting.pop(0)
        yield

    monkeypatch.setattr(database, "transaction", locked)
    return saying.in_transaction(lambda: len(refusals) + 1)


def test_a_locked_database_is_asked_again(monkeypatch: pytest.MonkeyPatch):
    assert tried(monkeypatch, LOCKED, LOCKED) == 3


def test_a_database_that_stays_locked_is_given_up(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(OperationalError):
        tried(monkeypatch, LOCKED, LOCKED, LOCKED)


def test_any_other_refusal_is_final(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(IntegrityError):
        tried(monkeypatch, IntegrityError("", {}, Exception("UNIQUE")))


def test_somebody_who_watches_sees_a_bar(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stderr", terminal := Terminal())

    with saying.progress_bar("Lesen") as progress:
        progress(1, 2)
        progress(2, 2)

    assert ("Lesen" in terminal.getvalue(), "100%" in terminal.getvalue()) == (True, True)


def test_a_pipe_sees_no_bar(capsys: pytest.CaptureFixture[str]):
    with saying.progress_bar("Lesen") as progress:
        progress(1, 2)

    assert capsys.readouterr() == ("", "")
