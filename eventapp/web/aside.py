"""Large answers made in a process of their own, which takes its memory with it when it goes.

A workbook of a thousand sessions leaves thirty megabytes behind in a worker that would then keep them for good.
"""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable

PATIENCE = 20
"""Seconds; less than gunicorn's own for a worker."""
_CHUNK = 1 << 16


def made_aside(make: Callable[[], bytes]) -> bytes:
    """What ``make`` makes, a pure function without a word to any database. Where the other process fails, it is made
    here, and fails here if it must."""
    octets = _from_a_child(make) if hasattr(os, "fork") else None
    return make() if octets is None else octets


def made_only_aside(make: Callable[[], bytes]) -> bytes | None:
    """The same for bytes of strangers: what brings the other process down, or keeps it too long, is not tried here."""
    return _from_a_child(make) if hasattr(os, "fork") else make()


def _from_a_child(make: Callable[[], bytes]) -> bytes | None:
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no room for another process
        os.close(reading)
        os.close(writing)
        return None
    if child == 0:
        _answer_and_go(make, writing)
    os.close(writing)
    try:
        octets = _all_of(reading)
        if octets is None:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(reading)
        _, status = os.waitpid(child, 0)
    return octets if status == 0 else None


def _answer_and_go(make: Callable[[], bytes], writing: int) -> None:
    """Never returns; nothing of the worker's is closed or flushed by its copy."""
    status = 1
    try:
        with open(writing, "wb") as pipe:
            pipe.write(make())
        status = 0
    finally:
        os._exit(status)


def _all_of(reading: int) -> bytes | None:
    """Everything until the end; None where it does not come in time."""
    chunks: list[bytes] = []
    deadline = time.monotonic() + PATIENCE
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return None
        chunk = os.read(reading, _CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
