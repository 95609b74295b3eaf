"""An application in a process of its own that answers one question after the other: how long, with how many queries.

``python -m benchmarks.probe`` reads ``{"path": …, "headers": {…}, "times": 1}`` a line and writes an :class:`Asked`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, cast

import sqlalchemy as sa

from benchmarks.databases import Database
from benchmarks.servers import ROOT
from eventapp import create_app
from eventapp.database import db
from eventapp.web.preparing import PREPARE

READY = "/readyz"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question took: the last answer's status and size, and of all its repetitions the sum."""

    status: int
    bytes: int
    milliseconds: float
    cpu_milliseconds: float
    queries: int
    etag: str = ""


@dataclass(slots=True)
class Probe:
    """The process, from the side of who asks."""

    questions: IO[str]
    answers: IO[str]

    def get(
        self, path: str, *, times: int = 1, encoding: str = "identity", form: dict[str, str] | None = None
    ) -> Asked:
        """With a ``form`` it is sent."""
        question = {"path": path, "headers": {"Accept-Encoding": encoding}, "times": times, "form": form}
        print(json.dumps(question), file=self.questions, flush=True)
        line = self.answers.readline()
        if not line:
            raise RuntimeError(f"the probe ended while it was asked for {path}")
        return Asked(**json.loads(line))

    def get_next(self, path: str, before: Asked) -> Asked:
        """The first answer other than ``before``: a worker may go on with the last release for a second."""
        for _ in range(100):
            asked = self.get(path)
            if asked.etag != before.etag:
                return asked
            time.sleep(0.05)
        raise RuntimeError(f"{path} never shows the new release")


@contextmanager
def probing(database: Database) -> Iterator[Probe]:
    """A fresh process that has answered nothing yet but ``/readyz``, as a proxy asks before it sends anybody."""
    command, pipe = [sys.executable, "-m", "benchmarks.probe"], subprocess.PIPE
    process = subprocess.Popen(command, env=database.environment(), cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
    questions, answers = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
    try:
        probe = Probe(questions, answers)
        if probe.get(READY).status != 200:
            raise RuntimeError("the probe is not ready")
        yield probe
    finally:
        questions.close()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main() -> None:
    """The process itself, prepared as gunicorn prepares one before it forks. Time is taken around the whole request,
    the reading of its answer included."""
    app = create_app()
    app.extensions[PREPARE]()
    client = app.test_client()
    seen: list[str] = []
    with app.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    for line in sys.stdin:
        asked = json.loads(line)
        seen.clear()
        begins, used = time.perf_counter(), time.process_time()
        for _ in range(asked["times"]):
            method = "GET" if asked["form"] is None else "POST"
            answer = client.open(
                asked["path"], method=method, data=asked["form"], headers=asked["headers"], buffered=True
            )
        took, of_processor = (time.perf_counter() - begins) * 1_000, (time.process_time() - used) * 1_000
        etag = answer.headers.get("ETag", "")
        queries = sum(not statement.startswith("BEGIN") for statement in seen)
        told = asdict(Asked(answer.status_code, len(answer.get_data()), took, of_processor, queries, etag))
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
