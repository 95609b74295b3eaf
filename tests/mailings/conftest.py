"""A clock that stands, and a mail server on this machine."""

from __future__ import annotations

from tests.outbox.conftest import sink
from tests.signups.conftest import clock

__all__ = ["clock", "sink"]
