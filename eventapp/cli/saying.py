"""How commands speak and write: refusals as one sentence on stderr, progress as a bar on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from eventapp.database import in_transaction as in_transaction
from eventapp.database import is_locked
from eventapp.errors import DomainError
from eventapp.i18n import _
from eventapp.text import clean_text

REFUSED = 1
CLASHES = 3


@contextmanager
def refusals() -> Iterator[None]:
    """A rule's refusal, and what the database or the disk refuses, ends the command with one sentence and status 1,
    without a trace."""
    try:
        yield
    except DomainError as error:
        _end(_(error.message, **error.values), error)
    except DBAPIError as error:
        _end(_sentence(error), error)
    except BrokenPipeError:
        raise
    except OSError as error:
        _end(f"Nicht lesbar oder nicht zu schreiben: {error.filename or ''} ({error.strerror or error}).", error)


def _end(sentence: str, cause: Exception) -> NoReturn:
    click.echo(clean_text(sentence), err=True)
    raise SystemExit(REFUSED) from cause


def _sentence(error: DBAPIError) -> str:
    said = next(iter(str(error.orig).splitlines()), "")
    if is_locked(error):
        return "Die Datenbank ist gerade belegt. Es wurde nichts geändert; versuchen Sie es noch einmal."
    if "no such table" in said or "no such column" in said or isinstance(error, ProgrammingError):
        return f"Die Datenbank passt nicht zu dieser Fassung ({said}). Rufen Sie „flask db upgrade“ auf."
    if isinstance(error, OperationalError):
        return f"Die Datenbank antwortet nicht ({said}). Prüfen Sie DATABASE_URL."
    return f"Die Datenbank hat es abgelehnt ({said}). Es wurde nichts geändert."


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr where somebody watches; silent in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, of: int) -> None:
            bar.length = max(of, 1)
            bar.update(done - bar.pos)

        yield show
