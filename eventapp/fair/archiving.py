"""Archiving a fair: its pages stay, nothing of it is changed, nobody is written to. And bringing it back."""

from __future__ import annotations

from datetime import datetime

from eventapp.clock import day_at_the_fair
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.offers import endings
from eventapp.fair.queries import get_fair_locked
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record
from eventapp.outbox.actions import withdraw_all_of


class NotOver(DomainError):
    """Visitors still count on this fair."""


def check_may_be_archived(fair: Fair, *, at: datetime) -> None:
    """One that is over, or that nobody was ever told of."""
    today = day_at_the_fair(at)
    if fair.ends_on < today:
        return
    if fair.starts_on <= today:
        raise NotOver(mark("Diese Messe läuft gerade. Archivieren Sie sie, wenn sie vorbei ist."))
    if fair.released:
        raise NotOver(
            mark(
                "Diese Messe kommt noch und hat ein veröffentlichtes Programm: Besucher verlassen sich darauf. "
                "Archivieren Sie sie, wenn sie vorbei ist."
            )
        )


def archive(slug: str, *, by: int | None, at: datetime) -> None:
    """What would still happen by itself is called off. Doing it twice is doing it once."""
    fair = get_fair_locked(slug)
    if fair.is_archived:
        return
    check_may_be_archived(fair, at=at)
    for end in endings:
        end(fair, by, at)
    mails = withdraw_all_of(fair.id, at=at)
    fair.is_archived = True
    told = [Difference(mark("Mails, die nicht mehr hinausgehen"), "", str(mails))] if mails else []
    record(by, "fair.archived", fair_id=fair.id, subject="fair", name=fair.title_de, at=at, differences=told)


def bring_back(slug: str, *, by: int | None, at: datetime) -> None:
    """It can be changed again. What was called off stays called off."""
    fair = get_fair_locked(slug)
    if not fair.is_archived:
        return
    fair.is_archived = False
    record(by, "fair.brought_back", fair_id=fair.id, subject="fair", name=fair.title_de, at=at)
