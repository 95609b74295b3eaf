"""gunicorn as in production (``deploy/gunicorn.conf.py``), on 127.0.0.1: started, waited for, looked at, ended."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
LONGEST_START = 60
"""Seconds until a server that does not answer has failed."""
TICKS = os.sysconf("SC_CLK_TCK")
Processors = frozenset[int]


def apart() -> tuple[Processors, Processors]:
    """A processor for one worker, and another for whoever asks it: then a rate depends on nothing but the work.

    With two workers it depends on chance as well: the kernel gives new connections to whichever wakes first, so now
    and then one has them all. And threads of one worker on two processors wait for each other's lock.
    """
    first, *others = sorted(os.sched_getaffinity(0))
    return frozenset({first}), frozenset(others[:1] or {first})


def bound_to(processors: Processors | None) -> Callable[[], None] | None:
    """What a child process does first, if it is to stay on these."""
    return partial(os.sched_setaffinity, 0, processors) if processors else None


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Server:
    """One gunicorn that we started: its master's process and where it listens."""

    process: subprocess.Popen[bytes]
    port: int
    started_at: float = field(default_factory=time.monotonic)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LONGEST_START)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            return Answer(
                response.status, {name: text for name, text in response.getheaders() if name != "Date"}, response.read()
            )
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """The process ids of the workers, as the kernel knows them."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def cpu_seconds(self) -> list[float]:
        """What each worker has used of the processor so far."""
        return [sum(map(int, _stat(pid)[11:13])) / TICKS for pid in self.workers()]

    def wait_for(self, path: str) -> float:
        """Seconds from the start of the process to the first 200 of ``path``."""
        deadline = self.started_at + LONGEST_START
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(OSError):
                if self.get(path).status == 200:
                    return time.monotonic() - self.started_at
            time.sleep(0.005)
        raise RuntimeError(f"the server does not answer {path} with 200")


@contextmanager
def serving(
    app: str, environment: Mapping[str, str], *, workers: int = 2, on: Processors | None = None
) -> Iterator[Server]:
    """A gunicorn of ``app`` (``module:factory()``) on a free port, bound to the processors ``on``; gone when the block
    ends."""
    port = _free_port()
    settings = {"HOST": HOST, "PORT": str(port), "WEB_CONCURRENCY": str(workers)}
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", app]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            env={**environment, **settings},
            cwd=ROOT,
            stderr=said,
            start_new_session=True,
            preexec_fn=bound_to(on),
        )
        try:
            yield Server(process, port)
        except Exception:
            said.seek(0)
            print(said.read()[-3_000:].decode(errors="replace"), file=sys.stderr)
            raise
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def replace_worker(server: Server, path: str) -> tuple[float, float]:
    """End the only worker and ask: seconds from its successor's birth to the first answer, and from the end on.

    The question waits in the listening socket until the new worker takes it; the old one is gone before it is asked.
    """
    (old,) = server.workers()
    ended_at = time.clock_gettime(time.CLOCK_BOOTTIME)
    os.kill(old, signal.SIGTERM)
    while old in server.workers():
        if time.clock_gettime(time.CLOCK_BOOTTIME) > ended_at + LONGEST_START:
            raise RuntimeError("the worker does not end")
        time.sleep(0.002)
    status = server.get(path).status
    answered_at = time.clock_gettime(time.CLOCK_BOOTTIME)
    if status != 200:
        raise RuntimeError(f"a fresh worker answered {status}")
    (new,) = server.workers()
    born_at = int(_stat(new)[19]) / TICKS
    return answered_at - born_at, answered_at - ended_at


@dataclass(frozen=True, slots=True)
class Memory:
    """What one process holds, in MB: all of it, with what it shares counted in part, and what is its alone."""

    resident: float
    proportional: float
    own: float


def memory(pid: int) -> Memory:
    """RSS, PSS and USS, as the kernel counts them."""
    sizes = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, size, *_ = line.split()
        sizes[name] = int(size) * 1024 / 1_000_000
    return Memory(sizes["Rss:"], sizes["Pss:"], sizes["Private_Clean:"] + sizes["Private_Dirty:"])


def _stat(pid: int) -> list[str]:
    """The fields of ``/proc/<pid>/stat`` from the third (state) on; the second may hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port
