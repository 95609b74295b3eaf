"""What is read to count: never names or addresses, and as many queries however much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from eventapp.calendars.queries import Reading, readings_of
from eventapp.clock import at_the_fair
from eventapp.database import db, rows_of
from eventapp.exhibitors import queries as exhibitors
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.overview import counts_of, standings_of
from eventapp.exhibitors.rules import rules_of
from eventapp.exhibitors.standing_queries import alike_of
from eventapp.exhibitors.states import State
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.i18n.words import Words
from eventapp.interchange.actions.stand_listing import firms_of
from eventapp.interchange.exhibitor_lists import List
from eventapp.interchange.stand_lists import technical
from eventapp.programme.queries import standing_at_hand
from eventapp.programme.value import Programme, Session
from eventapp.signups.filling import filled_of
from eventapp.signups.models import SignUp
from eventapp.signups.overview import Filled
from eventapp.stand.queries import find_stand, read_stand

MOST_FAIRS = 4
"""That stand side by side."""


@dataclass(frozen=True, slots=True)
class Came:
    """What one fair came to: what was released of its programme, what was accepted of its exhibitors, and the confirmed
    wishes for a place, of which nothing is left once they are erased."""

    title: Words
    sessions: int
    speakers: int
    exhibitors: int
    exhibits: int
    wishes: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that figures are made of. ``asked_on`` counts confirmed wishes by the day they were confirmed on."""

    programme: Programme | None
    filled: dict[str, Filled]
    asked_on: dict[date, int]
    stages: dict[str, int]
    technical_sums: List | None
    readings: list[Reading]
    fairs: list[Came]


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
        fairs=beside(fair),
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


def beside(fair: Fair) -> list[Came]:
    """What this fair and those before it came to, the earliest first. The release of each is read once and kept at
    hand; all else takes three queries."""
    before = select(Fair).where(Fair.starts_on < fair.starts_on).order_by(Fair.starts_on.desc(), Fair.id.desc())
    every = [*reversed(list(db.session.scalars(before.limit(MOST_FAIRS - 1)))), fair]
    ids = [one.id for one in every]
    accepted = select(Entry.fair_id, Entry.kind, func.count()).join(Exhibitor, Exhibitor.id == Entry.exhibitor_id)
    accepted = accepted.where(Entry.fair_id.in_(ids), Entry.accepted_at.is_not(None), Entry.state != State.WITHDRAWN)
    accepted = accepted.where(Exhibitor.state != State.WITHDRAWN).group_by(Entry.fair_id, Entry.kind)
    entries = {(fair_id, kind): number for fair_id, kind, number in rows_of(accepted)}
    wished = select(SignUp.fair_id, func.count()).where(SignUp.fair_id.in_(ids), SignUp.confirmed_at.is_not(None))
    wishes = {fair_id: number for fair_id, number in rows_of(wished.group_by(SignUp.fair_id))}  # noqa: C416 -- rows
    return [
        Came(
            title=public_fair(one).title,
            sessions=sum(not session.is_cancelled and not session.is_break for session in sessions),
            speakers=len({speaker for session in sessions for speaker in session.speakers}),
            exhibitors=entries.get((one.id, "company"), 0),
            exhibits=entries.get((one.id, "exhibit"), 0),
            wishes=wishes.get(one.id, 0),
        )
        for one, sessions in ((one, _released(one)) for one in every)
    ]


def _released(fair: Fair) -> Sequence[Session]:
    programme = standing_at_hand(fair)
    return programme.sessions if programme else ()
