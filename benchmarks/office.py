"""What the office does, by the commands it would use; and changes to the draft, as its forms would make them."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from flask import Flask

import config
from benchmarks import synthetic
from benchmarks.catalogue import add_exhibitors
from benchmarks.databases import Database
from benchmarks.servers import ROOT
from eventapp import create_app
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.programme.actions.release import release
from eventapp.programme.lenses import lenses_of
from eventapp.programme.queries import draft_sessions, find_release

LONGEST_COMMAND = 300
CHANGED = 50
"""Sessions that a release changes before something is measured cold."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock and of the processor; of an import how many sessions were not left as they were."""

    seconds: float
    cpu_seconds: float
    said: str = ""
    touched: int = 0


def without(start: Took, took: Took) -> Took:
    """What a command did beside starting."""
    return replace(took, seconds=took.seconds - start.seconds, cpu_seconds=took.cpu_seconds - start.cpu_seconds)


def sum_of(several: Iterable[Took]) -> Took:
    """The whole of what was done one after the other."""
    done = list(several)
    seconds, used = sum(one.seconds for one in done), sum(one.cpu_seconds for one in done)
    return Took(seconds, used, touched=sum(one.touched for one in done))


@dataclass(slots=True)
class Office:
    """One fair of so many sessions in a database; ``name`` tells fairs of one size apart."""

    database: Database
    sessions: int
    name: str = ""
    app: Flask = field(init=False)
    changes: int = 0

    def __post_init__(self) -> None:
        self.app = create_app(self.settings())

    def settings(self) -> config.Config:
        return config.Config(self.database.environment(FLASK_RUN_FROM_CLI="false"))

    @property
    def slug(self) -> str:
        return f"messe-{self.sessions}{self.name}"

    def command(self, *arguments: str) -> Took:
        """``flask --app eventapp …`` on the shell, the start of Python included."""
        begins, used = time.monotonic(), _used_by_children()
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "eventapp", *arguments],
            env=self.database.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LONGEST_COMMAND,
        )
        if done.returncode:
            raise RuntimeError(f"flask {' '.join(arguments)}: {done.stdout[-2_000:]}{done.stderr[-2_000:]}")
        return Took(time.monotonic() - begins, _used_by_children() - used, done.stdout)

    def open_fair(self) -> None:
        """An empty fair with opening hours."""
        first, last = (day.isoformat() for day in (synthetic.DAYS[0], synthetic.DAYS[-1]))
        title = f"Messe mit {self.sessions} Programmpunkten"
        self.command("fair", "create", self.slug, "--title", title, "--starts", first, "--ends", last)
        settings = self.database.folder / f"{self.slug}.toml"
        settings.write_text(synthetic.settings())
        self.command("fair", "set", self.slug, str(settings))

    def files(self) -> list[Path]:
        """The programme's files, one for each thousand sessions: all of a large fair in one the reader would refuse."""
        paths = []
        for number, octets in enumerate(synthetic.schedules(self.sessions), 1):
            paths.append(self.database.folder / f"{self.slug}-{number}.json")
            paths[-1].write_bytes(octets)
        return paths

    def start(self) -> Took:
        """What each command takes before it begins with its work: the fastest of three that only say how they are
        used."""
        return min((self.command("fair", "--help") for _ in range(3)), key=lambda took: took.seconds)

    def import_files(self) -> Took:
        """All files, each as a source of its own."""
        return sum_of(self._import(path, f"teil-{number}") for number, path in enumerate(self.files(), 1))

    def import_own(self, octets: bytes, suffix: str) -> Took:
        """A file that the application wrote itself, read into the fair it came from."""
        path = self.database.folder / f"{self.slug}-own.{suffix}"
        path.write_bytes(octets)
        return self._import(path, "teil-1")

    def _import(self, path: Path, source: str) -> Took:
        took = self.command("programme", "import", str(path), "--fair", self.slug, "--source", source, "--json")
        counts = json.loads(took.said)["counts"]
        return replace(took, touched=counts["new"] + counts["changed"] + counts["gone"])

    def release(self) -> Took:
        return self.command("programme", "release", "--fair", self.slug)

    def change(self, number: int = CHANGED) -> None:
        """Change sessions all over the draft: each second one ends at another minute, the others get new words."""
        self.changes += 1
        with self.app.app_context(), transaction():
            rows = draft_sessions(get_fair(self.slug).id)
            for at, row in enumerate(rows[:: max(1, len(rows) // number)][:number]):
                if at % 2:
                    row.ends_at += timedelta(minutes=1 if self.changes % 2 else -1)
                else:
                    row.abstract_de = f"{row.abstract_de[:300]} Fassung {self.changes}."

    def open_catalogue(self, exhibitors: int) -> None:
        """Exhibitors with their exhibits, all of them public."""
        with self.app.app_context(), transaction():
            add_exhibitors(get_fair(self.slug), exhibitors)

    def publish_changes(self) -> None:
        """The same and a release of it at once, from a process that answers nobody."""
        self.change()
        with self.app.app_context(), transaction():
            if not release(self.slug, at=now()).is_new:
                raise RuntimeError("the release changed nothing")

    def feeds(self) -> list[str]:
        """The names of all feeds that the standing release has, as their addresses end."""
        with self.app.app_context():
            fair = get_fair(self.slug)
            programme = find_release(fair.id, fair.released)
            db.session.remove()
        if programme is None:
            raise RuntimeError("nothing is released")
        return [f"{self.slug}-{lens.name}.ics" for lens in lenses_of(programme)]

    def codes(self) -> list[str]:
        """The codes of the released sessions, in the programme's order."""
        with self.app.app_context():
            fair = get_fair(self.slug)
            programme = find_release(fair.id, fair.released)
            db.session.remove()
        return [session.code for session in programme.sessions] if programme else []

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


def _used_by_children() -> float:
    """Processor seconds of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
