"""How it grows: the same measures for fairs of different sizes, in one database."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks import rates
from benchmarks.load import Comparison
from benchmarks.office import Office
from benchmarks.probe import Asked, probing
from benchmarks.servers import memory, serving
from benchmarks.singles import made, paths_of, serve_everything
from benchmarks.table import markdown, told

SIZES = (100, 1_000, 5_000)
MEASURES = {
    "feed_kb": ("whole feed, plain", "kB"),
    "import_s": ("import", "s"),
    "release_s": ("first release", "s"),
    "feed_ms": ("first whole feed of a release, fresh worker", "ms"),
    "page_ms": ("first programme page, fresh worker", "ms"),
    "feed_rate": ("whole feed, 200, gzip", "/s"),
    "feed_ratio": ("the same beside bare Flask", "×"),
    "page_rate": ("programme page, 200, br", "/s"),
    "page_ratio": ("the same beside bare Flask", "×"),
    "pss_mb": ("a worker that has served everything (PSS)", "MB"),
}
Values = dict[str, float]


def measure(office: Office, *, took: tuple[float, float] | None, rounds: int) -> Values:
    """All of :data:`MEASURES` for the office's fair; it is made here unless ``took`` says what making it took."""
    if took is None:
        _start, imported, released = made(office)
        took = imported.seconds, released.seconds
    found = {"import_s": took[0], "release_s": took[1]}
    feed, page = _cold(office)
    found |= {"feed_kb": feed.bytes / 1_000, "feed_ms": feed.milliseconds, "page_ms": page.milliseconds}
    for question, compared in rates.compared(office, _questions(office), rounds=rounds, seconds=1):
        if isinstance(compared, Comparison):
            name = "feed" if "feed" in question.what else "page"
            found |= {f"{name}_rate": compared.ours, f"{name}_ratio": compared.ratio}
        else:
            print(compared, file=sys.stderr)
    with serving(rates.OURS, office.database.environment(), workers=1) as server:
        server.wait_for("/readyz")
        serve_everything(server, office, ["gzip"])
        found["pss_mb"] = memory(server.workers()[0]).proportional
    return found


def _cold(office: Office) -> list[Asked]:
    """The first whole feed and the first programme page after a release, each by a process of its own."""
    office.publish_changes()
    answers = []
    for path in paths_of(office).values():
        with probing(office.database) as probe:
            answers.append(probe.get(path))
    return answers


def _questions(office: Office) -> list[rates.Question]:
    wanted = ("whole feed, 200, gzip", "programme page, 200, br")
    return [question for question in rates.questions(office) if question.what in wanted]


def table_of(grown: dict[int, Values]) -> str:
    """One database's growth as Markdown, a column for each size."""
    columns = ["what", *(f"{size:,} sessions" for size in grown)]
    return markdown(columns, [[label, *_cells(name, unit, grown)] for name, (label, unit) in MEASURES.items()])


def _cells(name: str, unit: str, grown: dict[int, Values]) -> Sequence[str]:
    cells = (told(values[name], unit) if name in values else "failed" for values in grown.values())
    return [cell.replace(" /s", "/s") for cell in cells]
