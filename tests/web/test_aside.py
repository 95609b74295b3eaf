"""Answers made in a process of their own."""

from __future__ import annotations

import os
import time

import pytest

from eventapp.web import aside
from eventapp.web.aside import made_aside


def test_bytes_come_whole_from_another_process():
    octets = made_aside(lambda: str(os.getpid()).encode() + b"x" * 3_000_000)

    assert octets.rstrip(b"x") != str(os.getpid()).encode()
    assert octets.count(b"x") == 3_000_000


def test_what_fails_there_fails_here():
    def make() -> bytes:
        raise ZeroDivisionError("neither here nor there")

    with pytest.raises(ZeroDivisionError):
        made_aside(make)


def test_what_takes_too_long_there_is_made_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aside, "PATIENCE", 0.2)
    here = os.getpid()

    def make() -> bytes:
        if os.getpid() != here:
            time.sleep(30)
        return b"made here"

    assert made_aside(make) == b"made here"


def test_no_process_is_left_behind():
    child = int(made_aside(lambda: str(os.getpid()).encode()))

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
