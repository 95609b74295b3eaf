"""Where the time goes: warm and cold answers, import and release under ``cProfile``, condensed to a line each."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks import synthetic
from benchmarks.office import Office
from benchmarks.singles import paths_of
from benchmarks.table import markdown, told
from eventapp import create_app
from eventapp.clock import now
from eventapp.database import transaction
from eventapp.interchange.actions.importing import import_programme
from eventapp.interchange.reading import read_programme
from eventapp.programme.actions.release import release

COLUMNS = ("what", "processor time", "of it in", "most of our own in")
WARM = 1_000
TOLD = 4
"""So many packages and functions a line."""

Shares = list[tuple[str, float]]
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spent:
    """What one piece of work took (without the profiler), and the shares of packages and of our functions in it."""

    what: str
    milliseconds: float
    packages: Shares
    functions: Shares

    @property
    def cells(self) -> tuple[str, ...]:
        packages, functions = (
            ", ".join(f"{name} {share:.0%}" for name, share in shares if share >= 0.02)
            for shares in (self.packages, self.functions)
        )
        return (self.what, told(self.milliseconds, "ms"), packages, functions)


def measure(office: Office) -> str:
    """The table as Markdown. The office's fair stands already; two more are made to be imported and released."""
    answering = create_app(office.settings())
    lines = []
    for what, path in paths_of(office).items():
        lines.append(_spent(f"warm {what}", _asking(answering, path), times=WARM))
    for what, path in paths_of(office).items():
        lines.append(_spent(f"first {what} of a release", _asking(answering, path), prepare=lambda: _publish(office)))
    (octets,) = synthetic.schedules(office.sessions)
    fairs = [Office(office.database, office.sessions, name=f"-{number}") for number in range(2)]
    for fair in fairs:
        fair.open_fair()
    lines.append(_spent("reading a file", lambda: read_programme(octets)))
    programme = read_programme(octets)
    lines.append(_spent("writing it into a draft", _acting(fairs, lambda slug: import_programme(slug, programme))))
    lines.append(_spent("releasing the draft", _acting(fairs, lambda slug: release(slug, at=now()))))
    for one in fairs:
        one.close()
    return markdown(COLUMNS, [line.cells for line in lines], side="---")


def _publish(office: Office) -> None:
    """And wait until a worker in another process has seen it: it may ask for that once a second only."""
    office.publish_changes()
    time.sleep(1.5)


def _asking(app: Flask, path: str) -> Work:
    """One request as gunicorn hands it over, without gunicorn."""
    environ = EnvironBuilder(path=path, headers=[("Accept-Encoding", "gzip"), ("Host", "127.0.0.1")]).get_environ()

    def ask() -> None:
        _, status, _ = run_wsgi_app(app, dict(environ), buffered=True)
        if not status.startswith("200"):
            raise RuntimeError(f"{path}: {status}")

    return ask


def _acting(fairs: list[Office], act: Callable[[str], object]) -> Work:
    """The same with each fair in turn: what is done once to a fair is measured with one and profiled with the other."""
    left = iter(fairs)

    def work() -> None:
        fair = next(left)
        with fair.app.app_context(), transaction():
            act(fair.slug)

    return work


def _spent(what: str, work: Work, *, times: int = 1, prepare: Work = lambda: None) -> Spent:
    """Once by the clock of the processor, once under the profiler; what repeats is done once before."""
    if times > 1:
        work()
    prepare()
    begins = time.process_time()
    for _ in range(times):
        work()
    took = (time.process_time() - begins) * 1_000 / times
    prepare()
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(times):
        work()
    profile.disable()
    return Spent(what, took, *_shares(pstats.Stats(profile)))


def _shares(stats: pstats.Stats) -> tuple[Shares, Shares]:
    """Own time by package, and of ours by function. What is built in counts for whoever called it."""
    packages: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    entries: dict[Any, Any] = stats.stats  # type: ignore[attr-defined]  # -- there since Python 1.5, not in typeshed
    for (file, _, name), (_, _, own, _, callers) in entries.items():
        spent_by = [((file, name), own)]
        if file == "~":
            spent_by = [((caller[0], caller[2]), told[2]) for caller, told in callers.items()]
        for (at, function), seconds in spent_by:
            package = _package(at)
            packages[package] += seconds
            if package == "eventapp":
                functions[f"{Path(at).stem}.{function}"] += seconds
    whole = packages.total() or 1.0
    by_package, by_function = (
        [(name, seconds / whole) for name, seconds in found.most_common(TOLD)] for found in (packages, functions)
    )
    return by_package, by_function


def _package(file: str) -> str:
    """``…/site-packages/sqlalchemy/orm/session.py`` → ``sqlalchemy``; the standard library is "Python"."""
    parts = Path(file).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1].removesuffix(".py")
    return "eventapp" if "eventapp" in parts else "Python"
