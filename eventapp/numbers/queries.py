"""What is read to count: never names or addresses, and as many queries however much there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from eventapp.calendars.queries import Reading, readings_of
from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.exhibitors import queries as exhibitors
from eventapp.exhibitors.overview import counts_of, standings_of
from eventapp.exhibitors.rules import rules_of
from eventapp.exhibitors.standing_queries import alike_of
from eventapp.fair.models import Fair
from eventapp.interchange.actions.stand_listing import firms_of
from eventapp.interchange.exhibitor_lists import List
from eventapp.interchange.stand_lists import technical
from eventapp.programme.queries import standing_at_hand
from eventapp.programme.value import Programme
from eventapp.signups.filling import filled_of
from eventapp.signups.models import SignUp
from eventapp.signups.overview import Filled
from eventapp.stand.queries import find_stand, read_stand


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that figures are made of. ``asked_on`` counts confirmed wishes by the day they were confirmed on."""

    programme: Programme | None
    filled: dict[str, Filled]
    asked_on: dict[date, int]
    stages: dict[str, int]
    technical_sums: List | None
    readings: list[Reading]


def counts_for(fair: Fair, *, at: datetime) -> Counts:
    registration = exhibitors.find_registration(fair.id)
    rules = rules_of(registration.document if registration else "", fair.starts_on)
    return Counts(
        programme=standing_at_hand(fair),
        filled=filled_of(fair.id),
        asked_on=asked_on(fair.id),
        stages=counts_of(standings_of(alike_of(fair.id), rules, at=at)),
        technical_sums=_technical_sums(fair),
        readings=readings_of(fair.id),
    )


def asked_on(fair_id: int) -> dict[date, int]:
    """By day at the fair, in the order of the calendar: wishes for a place that were confirmed, whether it was given
    back later or not."""
    wanted = select(SignUp.confirmed_at).where(SignUp.fair_id == fair_id, SignUp.confirmed_at.is_not(None))
    counted = Counter(at_the_fair(moment).date() for moment in db.session.scalars(wanted) if moment)
    return dict(sorted(counted.items()))


def _technical_sums(fair: Fair) -> List | None:
    """What all exhibits ordered, area by area; None where there is no stand."""
    stand = find_stand(fair.id)
    return technical(read_stand(fair, stand), firms_of(fair.id)).more[0] if stand else None
