"""What rooms below this one can join: they are told when something is accepted, and tell of an exhibitor's sessions.
Not: choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from eventapp.accounts.models import Person
from eventapp.exhibitors.models import Entry
from eventapp.i18n import Words

AfterAcceptance = Callable[[Entry, Person, datetime], None]
after_acceptance: list[AfterAcceptance] = []
"""Called in the transaction of the acceptance with the entry (its exhibitor and member loaded) and who accepted it."""


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session that an exhibitor gives; without ``starts_at`` its time is not fixed yet."""

    title: Words
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: Words | None = None


SessionsOf = Callable[[int], Sequence[OwnSession]]
sessions_of: list[SessionsOf] = []
"""Asked with the exhibitor's id for its page "Ihr Auftritt"; the programme joins."""
