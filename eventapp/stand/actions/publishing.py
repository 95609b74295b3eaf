"""Publishing the plan: the draft becomes one immutable value under the next number, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import msgspec

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair, get_fair_locked
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record
from eventapp.stand import queries
from eventapp.stand.models import PublishedPlan
from eventapp.stand.value import StandPlan, is_the_same
from eventapp.text import clean_text

_encoder = msgspec.json.Encoder(order="deterministic")


def publish(slug: str, *, seen: str, at: datetime, comment: str = "", by: int | None = None) -> StandPlan | None:
    """The plan that stands now; None if there was nothing new to tell. ``seen`` is the print (:func:`print_of`) of what
    the page showed, so that nobody publishes what they have not seen; the shell gives none.

    To be called inside ``transaction()``.
    """
    fair = get_fair_locked(slug)
    stand = queries.find_stand(fair.id, locked=True)
    if stand is None:
        raise DomainError(mark("Diese Messe hat noch keinen Standplan. Zeichnen Sie zuerst den Umriss."))
    drafted, standing = queries.read_stand(fair, stand).plan, queries.find_published(fair.id, stand.published)
    if seen and seen != print_of(drafted):
        raise DomainError(mark("Der Plan wurde inzwischen geändert. Sehen Sie ihn noch einmal an."))
    if is_the_same(standing, drafted):
        return None
    plan = replace(drafted, number=stand.published + 1, published_at=at)
    db.session.add(
        PublishedPlan(
            fair_id=fair.id,
            number=plan.number,
            published_at=at,
            comment=clean_text(comment),
            document=_encoder.encode(plan).decode(),
        )
    )
    stand.published = plan.number
    fair.public_version += 1
    db.session.flush()
    told = [Difference(mark("Kommentar"), "", clean_text(comment))] if comment else []
    name = f"Standplan {plan.number}"
    record(by, "plan.published", fair_id=fair.id, subject=f"plan:{plan.number}", name=name, at=at, differences=told)
    return plan


def print_of(plan: StandPlan) -> str:
    """A print of one state of the draft, to tell it from every other."""
    return sha256(_encoder.encode(plan)).hexdigest()[:32]


def outlook(slug: str) -> tuple[StandPlan | None, StandPlan | None]:
    """The plan that is public, and what publishing would make of it now (None: nothing is drawn yet)."""
    fair = get_fair(slug)
    stand = queries.find_stand(fair.id)
    if stand is None:
        return None, None
    return queries.find_published(fair.id, stand.published), queries.read_stand(fair, stand).plan
