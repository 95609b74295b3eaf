"""How full all sessions are, asked of the database once in two seconds, however many want to know."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from eventapp.programme.value import Programme
from eventapp.signups.availability import with_places
from eventapp.signups.queries import Tally, tallies_of

FRESH = timedelta(seconds=2)
"""A thousand phones in a hall ask the database once in that time."""
Memo = dict[str, tuple[datetime, int, dict[str, Tally]]]


def tallies_at_hand(slug: str, version: int, moment: datetime) -> dict[str, Tally]:
    """By code, as they were at most :data:`FRESH` ago. ``version`` is the fair's ``public_version``."""
    memo: Memo = current_app.extensions.setdefault("eventapp.places_left", {})
    at_hand = memo.get(slug)
    if at_hand and at_hand[1] == version and at_hand[0] <= moment < at_hand[0] + FRESH:
        return at_hand[2]
    found = tallies_of(slug)
    memo[slug] = (moment, version, found)
    return found


def sessions_with_places(slug: str, version: int, programme: Programme, at: datetime) -> frozenset[str]:
    """For the programme's filter."""
    return with_places(programme, tallies_at_hand(slug, version, at), at)
