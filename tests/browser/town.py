"""A city's own site for stories that need everything: served, a worker beside it, a mail server at the other end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.office import devices
from tests.browser.server import ROOT, served
from tests.outbox.conftest import Sink, sink, wait_for
from tests.outbox.workers import workers

__all__ = ["device", "sink", "town"]
"""The fixtures, for who imports them."""


@dataclass
class Town:
    """A site as the city runs it: served, a worker beside it, a mail server at the other end."""

    url: str
    sink: Sink
    environ: dict[str, str]
    front: str = ""
    """The first page of the member whose story is told."""

    def mail(self, to: str, subject: str) -> str:
        """The text of the newest mail to that address whose subject contains this, once it has come."""
        wait_for(lambda: bool(self._mails(to, subject)), seconds=20)
        body = self._mails(to, subject)[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def _mails(self, to: str, subject: str) -> list[EmailMessage]:
        return [one for one in self.sink.messages if one["To"] == to and subject in str(one["Subject"])]

    def link(self, to: str, subject: str) -> str:
        found = re.search(r"https://messe\.example(/\S+)", self.mail(to, subject))
        assert found is not None
        return found[1]

    def code(self, to: str) -> str:
        found = re.search(r"\b\d{3} \d{3}\b", self.mail(to, "Code"))
        assert found is not None
        return found[0]

    def shell(self, *words: str) -> None:
        command = [sys.executable, "-m", "flask", "--app", "eventapp", *words]
        subprocess.run(command, cwd=ROOT, env=os.environ | self.environ, check=True, capture_output=True)


@pytest.fixture
def town(sqlite_template: Path, tmp_path: Path, sink: Sink) -> Iterator[Town]:
    database = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'site.sqlite')}"
    environ = {
        "DEMO": "",
        "DATABASE_URL": database,
        "UPLOAD_FOLDER": str(tmp_path / "uploads"),
        "SECRET_KEY": "k" * 40,
        "PUBLIC_BASE_URL": "https://messe.example",
        "MAIL_URL": f"smtp://127.0.0.1:{sink.port}",
    }
    with served(database, tmp_path / "server.log", environ=environ) as url, workers(environ) as beside:
        beside.start()
        yield Town(url, sink, environ)


@pytest.fixture
def device(chromium: Browser, town: Town) -> Iterator[Callable[..., Page]]:
    with devices(chromium, town.url) as open_:
        yield lambda **device: open_(**device).new_page()
