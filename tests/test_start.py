"""What a worker loads before it can answer: what pages and feeds need, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eventapp import create_app
from eventapp.cli.commands import COMMANDS
from eventapp.database import AFTER_COMMIT, transaction
from eventapp.upkeep.revisions import known_revisions, newest_revision
from tests.conftest import settings

ROOT = Path(__file__).resolve().parent.parent
FOR_COMMANDS = ("openpyxl", "xlsxwriter", "alembic", "flask_migrate", "icalendar", "defusedxml", "smtplib", "PIL")
FOR_PASSKEYS = ("webauthn", "cryptography", "cbor2")
START = f"""
import sys
from config import Config
from eventapp import create_app
client = create_app(Config({{"DEMO": "1", "DATABASE_URL": "sqlite://", "SECRET_KEY": "k" * 40}})).test_client()
print(client.get("/healthz").status_code, client.get("/readyz").status_code)
print(*[name for name in {(*FOR_COMMANDS, *FOR_PASSKEYS)} if name in sys.modules])
"""


def test_what_only_commands_workbooks_and_passkeys_need_is_not_loaded():
    told = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True)

    assert told.stdout.splitlines() == ["200 503", ""]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_found_when_it_is_asked_for(name: str):
    runner = create_app(settings("sqlite://")).test_cli_runner()

    assert runner.invoke(args=[name, "--help"]).exit_code == 0


def test_the_help_names_every_command():
    told = create_app(settings("sqlite://")).test_cli_runner().invoke(args=["--help"]).output

    assert [name for name in COMMANDS if f"\n  {name} " not in told] == []


@pytest.mark.usefixtures("in_app")
def test_the_newest_migration_is_alembic_s():
    assert newest_revision() == known_revisions()[0]


def test_this_process_is_told_of_what_it_committed_and_of_nothing_else(app, in_app):
    told: list[str] = []
    app.extensions[AFTER_COMMIT].append(lambda: told.append("committed"))

    with pytest.raises(RuntimeError), transaction():
        raise RuntimeError
    before = list(told)
    with transaction():
        pass

    assert (before, told) == ([], ["committed"])
