"""What a new fair takes over of what holds for all sign-ups."""

from __future__ import annotations

from datetime import datetime

from eventapp.fair.models import Fair
from eventapp.fair.offers import Coming, Counts, Part
from eventapp.i18n import mark
from eventapp.signups.actions.office import set_settings
from eventapp.signups.queries import are_set, settings_of


def _count(former: Fair, _coming: Coming) -> Counts:
    return ((mark("Einstellungen zu den Plätzen"), 3 if are_set(former.id) else 0),)


def _take(former: Fair, fair: Fair, coming: Coming, by: int | None, at: datetime) -> Counts:
    if are_set(former.id):
        said = settings_of(former.id)
        set_settings(fair.id, overlap=said.overlap, shows=said.shows, offer_hours=said.offer_hours, by=by, at=at)
    return _count(former, coming)


SIGN_UPS = Part(
    "sign-ups",
    mark("Regeln der Plätze"),
    mark("Ob man zwei Plätze zur selben Zeit haben darf, wie freie Plätze gezeigt werden, wie lange ein Angebot gilt."),
    _count,
    _take,
)
