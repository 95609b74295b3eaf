"""The application as it is served to visitors: gunicorn with our own settings, in a process of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 30.0


@contextmanager
def served(
    database_url: str, log: Path, *, is_called_by_name: bool = False, environ: dict[str, str] | None = None
) -> Iterator[str]:
    """The address at which the fairs of that database answer, a demo's unless ``environ`` says otherwise.

    ``is_called_by_name``: it is ``localhost`` and the site knows that, as passkeys need it.
    """
    port = _free_port()
    address = f"http://localhost:{port}" if is_called_by_name else f"http://127.0.0.1:{port}"
    ours = {
        "DEMO": "1",
        "DATABASE_URL": database_url,
        "SECRET_KEY": "k" * 40,
        "PUBLIC_BASE_URL": address if is_called_by_name else "https://messe.example",
    }
    ours |= {"HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1"} | (environ or {})
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "eventapp:create_app()"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | ours, stdout=output, stderr=output)
        try:
            _wait_for(port, process, log)
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=LONGEST_START)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"the server did not start: {log.read_text()}")
