"""What rooms below this one can join: they are told when something is accepted. Not: choices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from eventapp.exhibitors.models import Entry

AfterAcceptance = Callable[[Entry, datetime], None]
after_acceptance: list[AfterAcceptance] = []
"""Called in the transaction of the acceptance with the entry (its exhibitor and member loaded)."""
