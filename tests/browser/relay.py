"""A network between device and server that a test can cut or let hang, as a hall's does. Its connections are real."""

from __future__ import annotations

import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

PIECE = 64 * 1024
QUIET = 2.0


class Relay:
    """Passes bytes on between whoever connects to ``url`` and the server, after ``delay`` seconds."""

    def __init__(self, upstream: str) -> None:
        asked = urlsplit(upstream)
        self.upstream = (asked.hostname or "127.0.0.1", asked.port or 80)
        self.flows = threading.Event()
        self.flows.set()
        self.is_cut = False
        self.delay = 0.0
        self.left = math.inf
        self.passed_at = 0.0
        self.ends: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Nobody gets through: connections that stand are broken, new ones at once."""
        self.is_cut = True
        for end in self.ends:
            _close(end)
        self.ends.clear()

    def stall(self) -> None:
        """Connections are made, and nothing ever comes."""
        self.cut()
        self.is_cut = False
        self.flows.clear()

    def hang_after(self, number: int) -> None:
        """The next ``number`` bytes of the server's come through, then nothing more."""
        self.left = number

    def mend(self) -> None:
        self.is_cut, self.left = False, math.inf
        self.flows.set()

    def is_quiet(self) -> bool:
        """Whether nothing has come through for a while, what was delayed included."""
        return time.monotonic() - self.passed_at > QUIET + self.delay

    def close(self) -> None:
        self.listener.close()
        self.cut()
        self.flows.set()

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                _close(near)
                continue
            far = socket.create_connection(self.upstream)
            self.ends += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                self.flows.wait()
                self.passed_at = time.monotonic()
                time.sleep(self.delay)
                if source.getpeername() == self.upstream and len(piece) > self.left:
                    target.sendall(piece[: int(self.left)])
                    self.flows.clear()
                    self.flows.wait()
                target.sendall(piece)
        _close(source)
        _close(target)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def relayed(upstream: str) -> Iterator[Relay]:
    relay = Relay(upstream)
    try:
        yield relay
    finally:
        relay.close()
