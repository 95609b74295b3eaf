"""What the doctor looks at in a fair's places: counts against the people who make them, waiting against free places,
work that the worker should have done, sessions that nobody can sign up for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import find_release
from eventapp.programme.value import Programme
from eventapp.signups.models import STANDING, TAKING, Allotment, SignUp
from eventapp.signups.rules import passes_on

STANDS_STILL = timedelta(minutes=10)
"""The worker looks every twenty seconds; what is so late nobody looks after."""


def sign_up_findings(fair: Fair, at: datetime) -> Iterator[str]:
    """One German sentence for each thing that is not as it must be."""
    programme = _standing(fair)
    yield from _count_findings(fair.id)
    yield from _double_findings(fair.id)
    yield from _late_findings(fair.id, at)
    if programme is not None:
        yield from _waiting_findings(fair.id, programme, at)
        yield from _allotment_findings(fair.id, programme)
        yield from _unreleased_findings(fair.id, programme)


def _standing(fair: Fair) -> Programme | None:
    """What cannot be read is named where the releases are looked at."""
    try:
        return find_release(fair.id, fair.released)
    except msgspec.MsgspecError:
        return None


def _count_findings(fair_id: int) -> Iterator[str]:
    """``taken`` is what really takes a place, and no more than there are or the office let in; ``waiting`` is who
    really waits, and nothing runs out before the row says so."""
    taking = sa.func.count(SignUp.id).filter(SignUp.state.in_(TAKING))
    waiting = sa.func.count(SignUp.id).filter(SignUp.state == "waiting")
    until = sa.func.coalesce(SignUp.held_until, SignUp.offered_until, type_=SignUp.held_until.type)
    wanted = sa.select(ConferenceSession.code, Allotment, taking, waiting, sa.func.min(until))
    wanted = wanted.join(Allotment, Allotment.session_id == ConferenceSession.id)
    wanted = wanted.outerjoin(SignUp, SignUp.session_id == ConferenceSession.id)
    wanted = wanted.where(ConferenceSession.fair_id == fair_id).order_by(ConferenceSession.code)
    grouped = wanted.group_by(ConferenceSession.code, *sa.inspect(Allotment).columns)
    for code, row, really, who_wait, first in db.session.execute(grouped):
        if row.taken != really:
            yield f"{code} zählt {row.taken} vergebene Plätze, es sind {really}."
        if really > row.capacity + row.extra:
            yield f"{code} hat {row.capacity} Plätze und {row.extra} darüber, vergeben sind {really}."
        if row.waiting != who_wait:
            yield f"{code} zählt {row.waiting} auf der Warteliste, es sind {who_wait}."
        if first is not None and (row.next_due_at is None or row.next_due_at > first):
            yield f"{code} hat einen gehaltenen oder angebotenen Platz, nach dessen Ende niemand sieht."
    without = sa.select(ConferenceSession.code).join(SignUp, SignUp.session_id == ConferenceSession.id)
    without = without.outerjoin(Allotment, Allotment.session_id == ConferenceSession.id)
    without = without.where(ConferenceSession.fair_id == fair_id, Allotment.session_id.is_(None))
    for code in db.session.scalars(without.distinct().order_by(ConferenceSession.code)):
        yield f"{code} hat Anmeldungen, aber keine Plätze."


def _double_findings(fair_id: int) -> Iterator[str]:
    """One person stands in one session once."""
    wanted = sa.select(ConferenceSession.code).join(SignUp, SignUp.session_id == ConferenceSession.id)
    wanted = wanted.where(
        ConferenceSession.fair_id == fair_id, SignUp.state.in_(STANDING), SignUp.visitor_id.is_not(None)
    )
    wanted = wanted.group_by(ConferenceSession.code, SignUp.visitor_id).having(sa.func.count() > 1)
    for code in sorted(set(db.session.scalars(wanted))):
        yield f"{code} hat dieselbe Person mehr als einmal."


def _late_findings(fair_id: int, at: datetime) -> Iterator[str]:
    for word, column in (("gehaltener", SignUp.held_until), ("angebotener", SignUp.offered_until)):
        late = sa.select(sa.func.count()).select_from(SignUp)
        number = db.session.scalar(late.where(SignUp.fair_id == fair_id, column < at - STANDS_STILL)) or 0
        if number:
            yield (
                f"{number} {word} Platz ist längst abgelaufen: Läuft flask worker?"
                if number == 1
                else (f"{number} Mal ist ein {word} Platz längst abgelaufen: Läuft flask worker?")
            )


def _waiting_findings(fair_id: int, programme: Programme, at: datetime) -> Iterator[str]:
    """No place is free while somebody waits, as long as there is time to offer it."""
    waiting = sa.select(SignUp.id).where(SignUp.session_id == Allotment.session_id, SignUp.state == "waiting").exists()
    wanted = sa.select(ConferenceSession.code).join(Allotment, Allotment.session_id == ConferenceSession.id)
    wanted = wanted.where(ConferenceSession.fair_id == fair_id, Allotment.taken < Allotment.capacity, waiting)
    for code in db.session.scalars(wanted.order_by(ConferenceSession.code)):
        session = programme.session(code)
        if session is not None and passes_on(session, at):
            yield f"{code} hat einen freien Platz, und jemand wartet."


def _allotment_findings(fair_id: int, programme: Programme) -> Iterator[str]:
    """Every released session with sign-up has its row, with as many places as were released."""
    wanted = sa.select(ConferenceSession.code, Allotment.capacity)
    wanted = wanted.join(Allotment, Allotment.session_id == ConferenceSession.id)
    known = {row.code: row.capacity for row in db.session.execute(wanted.where(Allotment.fair_id == fair_id))}
    for session in programme.sessions:
        if session.sign_up is None:
            continue
        capacity = programme.capacity_of(session)
        if session.code not in known:
            yield f"{session.code} nimmt Anmeldungen an, hat aber keine Plätze eingetragen."
        elif known[session.code] != capacity:
            yield f"{session.code} hat {known[session.code]} Plätze eingetragen, veröffentlicht sind {capacity}."


def _unreleased_findings(fair_id: int, programme: Programme) -> Iterator[str]:
    """What was ever released stays so, at least as cancelled: nobody is signed up for what nobody can see."""
    wanted = sa.select(ConferenceSession.code, sa.func.count()).join(SignUp, SignUp.session_id == ConferenceSession.id)
    wanted = wanted.where(SignUp.fair_id == fair_id, SignUp.state.in_(STANDING)).group_by(ConferenceSession.code)
    for code, number in db.session.execute(wanted.order_by(ConferenceSession.code)):
        if programme.session(code) is None:
            yield f"{code} ist nicht veröffentlicht, aber {number} Anmeldungen gelten."
