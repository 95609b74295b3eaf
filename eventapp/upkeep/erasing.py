"""The daily erasing: what the register of personal data says is over goes, and stays gone after a restore."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from eventapp.accounts import erasing as accounts
from eventapp.exhibitors import erasing as exhibitors
from eventapp.journal import actions as journal
from eventapp.outbox.actions import erase_old
from eventapp.privacy import tombstones
from eventapp.privacy.retention import ACCOUNT, AFTER_THE_FAIR, JOURNAL, PASS, Retention


class Erase(Protocol):
    """Tells how many rows it erased; on trial, how many it would."""

    def __call__(self, at: datetime, *, is_trial: bool = False) -> int: ...


@dataclass(frozen=True, slots=True)
class Eraser:
    name: str
    retention: Retention
    erase: Erase


ERASERS = (
    Eraser("Konten", ACCOUNT, accounts.erase_unused),
    Eraser("Ausweise", PASS, exhibitors.erase_passes),
    Eraser("Ansprechpersonen", AFTER_THE_FAIR, exhibitors.erase_contacts),
    Eraser("Bewerbungen", AFTER_THE_FAIR, exhibitors.erase_applications),
    Eraser("Verlauf", JOURNAL, journal.erase_old),
)
"""Mails, codes, sign-ins and uploads are looked after by jobs of their own, more often than daily."""
AGAIN: tuple[Callable[[datetime], int], ...] = (accounts.erase_again,)


def erase(at: datetime, *, is_trial: bool = False) -> dict[str, int]:
    """By kind, how many went. Doing it twice changes nothing."""
    return {eraser.name: eraser.erase(at, is_trial=is_trial) for eraser in ERASERS}


def erase_daily(at: datetime) -> None:
    """The worker's job."""
    accounts.ask_before(at)
    erase(at)


def erase_again(at: datetime) -> int:
    """After a restore, before anybody looks: what was erased since the backup goes once more."""
    tombstones.take_over_list(at=at)
    back = sum(again(at) for again in AGAIN)
    erase_old(at)
    return back + sum(erase(at).values())
