"""The daily erasing: what the register of personal data says is over goes, and stays gone after a restore."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from eventapp.accounts import erasing as accounts
from eventapp.agenda import erasing as agenda
from eventapp.exhibitors import erasing as exhibitors
from eventapp.journal import actions as journal
from eventapp.outbox.actions import erase_old
from eventapp.privacy import tombstones
from eventapp.privacy.retention import (
    ACCOUNT,
    AFTER_THE_FAIR,
    EMPTY_PROGRAMME,
    JOURNAL,
    PASS,
    UNCONFIRMED,
    UNWANTED,
    Retention,
)
from eventapp.programme.actions import redacting
from eventapp.programme.actions import speakers as programme_speakers
from eventapp.signups.actions import looking_after as signups
from eventapp.visitors import erasing as visitors


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
    Eraser("Adressen von Vortragenden", AFTER_THE_FAIR, programme_speakers.erase_addresses),
    Eraser("Links von Vortragenden", AFTER_THE_FAIR, programme_speakers.end_links),
    Eraser("Unbestätigte Anmeldungen", UNCONFIRMED, signups.erase_unconfirmed),
    Eraser("Neue Adressen von Besuchern", UNCONFIRMED, agenda.erase_new_addresses),
    Eraser("Leere private Programme", EMPTY_PROGRAMME, agenda.erase_empty),
    Eraser("Besucher", AFTER_THE_FAIR, signups.erase_after_the_fair),
    Eraser("Unerwünschte Adressen", UNWANTED, visitors.erase_unwanted),
    Eraser("Verlauf", JOURNAL, journal.erase_old),
)
"""Mails, codes, sign-ins and uploads are looked after by jobs of their own, more often than daily."""
AGAIN: tuple[Callable[[datetime], int], ...] = (
    accounts.erase_again,
    signups.erase_again,
    redacting.redact_again,
    programme_speakers.shut_again,
)


def erase(at: datetime, *, is_trial: bool = False) -> dict[str, int]:
    """By kind, how many went. Doing it twice changes nothing."""
    return {eraser.name: eraser.erase(at, is_trial=is_trial) for eraser in ERASERS}


def erase_daily(at: datetime) -> None:
    """The worker's job."""
    accounts.ask_before(at)
    _note({name: number for name, number in erase(at).items() if number}, at=at)


def _note(counted: dict[str, int], *, at: datetime) -> None:
    """The protocol: how many of which kind went, and of nobody who they were."""
    if counted:
        gone = [journal.Difference(name, str(number), "0") for name, number in counted.items()]
        journal.record(None, "privacy.erased", subject="privacy", name="", at=at, differences=gone)


def erase_again(at: datetime) -> int:
    """After a restore, before anybody looks: what was erased since the backup goes once more."""
    tombstones.take_over_list(at=at)
    back = sum(again(at) for again in AGAIN)
    erase_old(at)
    return back + sum(erase(at).values())
