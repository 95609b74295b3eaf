"""Workers as real processes, and which of them is at the other end of a connection."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Workers:
    """``start`` one, ``kill`` one without a word, as a power cut does."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.environ = {**os.environ, **environ}
        self.running: dict[int, subprocess.Popen[bytes]] = {}

    def start(self) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "eventapp", "worker"],
            cwd=ROOT,
            env=self.environ,
        )
        self.running[started.pid] = started
        return started

    def kill(self, pid: int) -> None:
        killed = self.running.pop(pid)
        killed.kill()
        killed.wait()

    def stop(self) -> dict[int, int]:
        """Told to end; gives their exit codes."""
        for one in self.running.values():
            one.send_signal(signal.SIGTERM)
        return {pid: one.wait(timeout=20) for pid, one in self.running.items()}

    def at_port(self, port: int) -> int:
        """The worker that speaks from this port of 127.0.0.1."""
        wanted = f"0100007F:{port:04X}"
        lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
        sockets = {f"socket:[{line.split()[9]}]" for line in lines if line.split()[1] == wanted}
        for pid in self.running:
            for handle in Path(f"/proc/{pid}/fd").iterdir():
                if handle.is_symlink() and os.readlink(handle) in sockets:
                    return pid
        raise LookupError(f"no worker speaks from port {port}")


@contextmanager
def workers(environ: dict[str, str]) -> Iterator[Workers]:
    started = Workers(environ)
    try:
        yield started
    finally:
        for one in started.running.values():
            one.kill()
            one.wait()
