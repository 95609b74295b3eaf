"""What is measured once and not by the second: cold answers, imports, releases, starts of a server, memory."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace

from benchmarks import synthetic
from benchmarks.office import CHANGED, Office, Took, sum_of, without
from benchmarks.probe import Asked, probing
from benchmarks.rates import ENCODINGS, EXPORTS, OURS
from benchmarks.servers import Server, memory, replace_worker, serving
from benchmarks.table import Row, Table, limit_row, took_row

WARM_QUERIES, COLD_QUERIES, COLD_MS = 1, 10, 500
IMPORT_SECONDS, RELEASE_SECONDS, FRESH_WORKER_SECONDS, WORKER_MB = 5, 2, 1, 100
WARM_REQUESTS = 50
SESSION_PAGES = 300


def imports(table: Table, office: Office) -> tuple[float, float]:
    """A new fair until its programme stands; seconds of both."""
    start, imported, released = made(office)
    table.add(took_row("start of a command on the shell", start))
    table.add(took_row(f"import of {office.sessions:,} sessions, after the start", imported, most=IMPORT_SECONDS))
    table.add(took_row("first release, after the start", released, most=RELEASE_SECONDS))
    return imported.seconds, released.seconds


def made(office: Office) -> tuple[Took, Took, Took]:
    """The start that every command on the shell begins with and the desk does not; the import of a new fair's files and
    its release, both after that."""
    office.open_fair()
    start, files = office.start(), -(-office.sessions // synthetic.A_FILE_HOLDS)
    imported = without(sum_of([start] * files), office.import_files())
    return start, imported, without(start, office.release())


def imports_again(table: Table, office: Office) -> None:
    """The same file once more, our own exports read back, and a release of some changes. An import that should leave
    everything as it is and does not is told as missing its mark."""
    table.add(_unchanged("import again", office.import_files()))
    with serving(OURS, office.database.environment(), workers=1) as server:
        server.wait_for("/readyz")
        for name in ("schedule.json", "schedule.xml", "programm.xlsx"):
            answer = server.get(f"/{office.slug}/{name}")
            if answer.status != 200:
                table.add(Row(f"import of our own {name}", f"HTTP {answer.status}"))
                continue
            table.add(_unchanged(f"import of our own {name}", office.import_own(answer.body, name.rpartition(".")[2])))
    office.change()
    released = without(office.start(), office.release())
    table.add(took_row(f"release with {CHANGED} changes, after the start", released, most=RELEASE_SECONDS))


def _unchanged(what: str, took: Took) -> Row:
    row = took_row(f"{what}: {took.touched} changes", took)
    return replace(row, mark="0 changes", is_met=took.touched == 0)


def queries(table: Table, office: Office) -> None:
    """Queries of warm requests: the most that a single one sent, and all of many in a row."""
    for what, path in paths_of(office).items():
        with probing(office.database) as probe:
            probe.get(path)
            most = max(probe.get(path).queries for _ in range(5))
            in_a_row = probe.get(path, times=WARM_REQUESTS).queries
        table.add(limit_row(f"queries of a warm {what}", most, "", most=WARM_QUERIES))
        table.add(limit_row(f"queries of {WARM_REQUESTS} warm ones in a row", in_a_row, ""))


def cold(table: Table, office: Office, *, releases: int) -> None:
    """The first answers of new releases, by a worker that has just started and by one that had served the last one."""
    asked: dict[tuple[str, str], list[Asked]] = {}
    paths = paths_of(office)
    with ExitStack() as stack:
        running = {what: stack.enter_context(probing(office.database)) for what in paths}
        last = {what: running[what].get(path) for what, path in paths.items()}
        for _ in range(releases):
            office.publish_changes()
            for what, path in paths.items():
                with probing(office.database) as fresh:
                    asked.setdefault((what, "fresh"), []).append(fresh.get(path))
                last[what] = running[what].get_next(path, last[what])
                asked.setdefault((what, "running"), []).append(last[what])
    for (what, worker), answers in asked.items():
        median = statistics.median(answer.milliseconds for answer in answers)
        used = statistics.median(answer.cpu_milliseconds for answer in answers)
        table.add(limit_row(f"first {what} of a release, {worker} worker", median, "ms", most=COLD_MS, cpu=used))
        most = max(answer.queries for answer in answers)
        table.add(limit_row(f"queries of a first {what}, {worker} worker", most, "", most=COLD_QUERIES))


def paths_of(office: Office) -> dict[str, str]:
    slug = office.slug
    return {"whole feed": f"/{slug}/kalender/{slug}-programm.ics", "programme page": f"/{slug}/programm"}


def starts(table: Table, office: Office) -> None:
    """A whole server, then its only worker anew; and how much that worker holds when it has served everything."""
    page = f"/{office.slug}/programm"
    with serving(OURS, office.database.environment(), workers=1) as server:
        table.add(limit_row("server start to first programme page", server.wait_for(page), "s"))
        times = [replace_worker(server, page) for _ in range(3)]
        fresh, gap = (statistics.median(numbers) for numbers in zip(*times, strict=True))
        table.add(limit_row("fresh worker to first programme page", fresh, "s", most=FRESH_WORKER_SECONDS))
        table.add(limit_row("end of the only worker to the next answer", gap, "s"))
        begins = memory(server.workers()[0])
        table.add(limit_row("a worker's memory after one page (RSS)", begins.resident, "MB"))
        asked = serve_everything(server, office)
        holds = memory(server.workers()[0])
        table.add(limit_row(f"after {asked:,} answers of all kinds (RSS)", holds.resident, "MB"))
        table.add(limit_row("the same, shared pages counted in part (PSS)", holds.proportional, "MB", most=WORKER_MB))
        table.add(limit_row("what such a worker adds to the server (USS)", holds.own, "MB"))


def serve_everything(server: Server, office: Office, encodings: Iterable[str] = tuple(ENCODINGS.values())) -> int:
    """Ask one worker for all that visitors ask for, in both languages and three encodings; how many answers it gave."""
    paths = ["", "programm", "programm/suche.json", "programm?q=energie", "kalender", "vortragende", *EXPORTS]
    paths += [f"programm?tag={day}" for day in synthetic.DAYS]
    paths += [f"{page}{more}" for page in ("aussteller", "exponate") for more in ("", "/suche.json", "?q=energie")]
    paths += ["suche?q=energie", *(f"kalender/{name}" for name in office.feeds())]
    codes = office.codes()
    pages = [f"programm/{code}" for code in codes[:: max(1, len(codes) // SESSION_PAGES)][:SESSION_PAGES]]
    asked = 0
    for prefix in ("/", "/en/"):
        for encoding in encodings:
            for path in paths:
                server.get(f"{prefix}{office.slug}/{path}", {"Accept-Encoding": encoding})
                asked += 1
        for path in pages:
            server.get(f"{prefix}{office.slug}/{path}", {"Accept-Encoding": "br"})
            asked += 1
    return asked
